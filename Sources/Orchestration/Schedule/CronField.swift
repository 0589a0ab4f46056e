import OrchestrateModel

/// One of the five fields of a cron expression: the values that it allows.
package struct CronField: Sendable, Hashable {
    /// What a field counts.
    package enum Kind: String, Sendable, CaseIterable {
        case minute
        case hour
        case dayOfMonth = "day of month"
        case month
        case dayOfWeek = "day of week"

        var range: ClosedRange<Int> {
            switch self {
            case .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            // 7 is Sunday as well.
            case .dayOfWeek: 0...7
            }
        }

        fileprivate var names: [String] {
            switch self {
            case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            default: []
            }
        }
    }

    package let values: Set<Int>
    /// True where the field begins with `*`: then the other field for days decides alone.
    package let isStar: Bool

    package func contains(_ value: Int) -> Bool { values.contains(value) }

    /// Reads a field: a list of `*`, values and ranges, each with a step if need be.
    ///
    /// - Throws: `invalidConfiguration` with field and reason.
    init(_ text: String, _ kind: Kind) throws(Failure) {
        isStar = text.hasPrefix("*")
        var values: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            values.formUnion(try Self.part(String(part), kind, field: text))
        }
        if kind == .dayOfWeek, values.remove(7) != nil { values.insert(0) }
        self.values = values
    }

    private static func part(_ text: String, _ kind: Kind, field: String) throws(Failure) -> [Int] {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let span = halves[0]
        guard !span.isEmpty else { throw wrong(kind, field, "a value is missing between the commas") }
        var range = kind.range
        if span != "*" {
            let ends = span.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let first = try value(ends[0], kind, field)
            // In `5/10` the steps go on to the end of the range.
            let last = ends.count > 1 ? try value(ends[1], kind, field) : halves.count > 1 ? range.upperBound : first
            guard first <= last else { throw wrong(kind, field, "the range \(span) ends before it begins") }
            range = first...last
        } else if kind == .dayOfWeek {
            range = 0...6
        }
        guard halves.count > 1 else { return Array(range) }
        guard let step = Int(halves[1]), step > 0 else {
            throw wrong(kind, field, "the step \"\(halves[1])\" is not a number above 0")
        }
        return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }

    private static func value(_ text: String, _ kind: Kind, _ field: String) throws(Failure) -> Int {
        if let index = kind.names.firstIndex(of: text.lowercased()) { return kind == .month ? index + 1 : index }
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(text) else {
            let names = kind.names.isEmpty ? "" : " or a name such as \(kind.names[0])"
            let extra = ["L", "W", "#", "?"].contains { text.contains($0) } ? "; cron has no L, W, # and ?" : ""
            throw wrong(kind, field, "\"\(text)\" is not a number\(names)\(extra)")
        }
        guard kind.range.contains(number) else {
            throw wrong(kind, field, "\(number) is not from \(kind.range.lowerBound) to \(kind.range.upperBound)")
        }
        return number
    }

    private static func wrong(_ kind: Kind, _ field: String, _ reason: String) -> Failure {
        Failure(.invalidConfiguration, "the \(kind.rawValue) field \"\(field)\" cannot be understood: \(reason)")
    }
}
