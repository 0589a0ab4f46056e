import OrchestrateModel
import Yams

/// A place in a template file: its YAML node and the dotted path that leads there.
struct TemplateNode {
    let node: Node
    let path: String

    var line: Int? { node.mark?.line }

    var text: String? { node.scalar?.string }

    /// A scalar's text, nil where it is YAML's null.
    var scalar: String? {
        guard let scalar = node.scalar else { return nil }
        let plain = scalar.style == .plain || scalar.style == .any
        return plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string) ? nil : scalar.string
    }

    var isNull: Bool { node.scalar != nil && scalar == nil }

    /// The entries of a mapping in the order of the file.
    var entries: [(key: String, value: TemplateNode)]? {
        guard let mapping = node.mapping else { return nil }
        return mapping.map { key, value in
            let written = key.scalar?.string ?? ""
            let name =
                written.hasPrefix(DuplicateKeys.mark) ? String(written.dropFirst(DuplicateKeys.mark.count)) : written
            return (name, TemplateNode(node: value, path: path.isEmpty ? name : "\(path).\(name)"))
        }
    }

    var elements: [TemplateNode]? {
        guard let sequence = node.sequence else { return nil }
        return sequence.enumerated().map { TemplateNode(node: $1, path: "\(path)[\($0)]") }
    }

    /// A sequence's elements, or the node alone; nothing for null.
    var list: [TemplateNode] { elements ?? (isNull ? [] : [self]) }

    subscript(key: String) -> TemplateNode? {
        // The last of equal keys, as YAML readers have it.
        entries?.last { $0.key == key }?.value
    }

    var boolean: Bool? {
        switch scalar?.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    /// The value that a plain scalar stands for: a whole number, a number, a date, a truth value, else text.
    ///
    /// Unlike YAML 1.1, `NO` is text and `0123` is no octal number: a template means what it shows.
    var value: FieldValue? {
        guard let text = scalar, let style = node.scalar?.style else { return nil }
        guard style == .plain || style == .any else { return .string(text) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if CalendarDay(iso: text) != nil { return .date(text) }
        let digits = text.drop { $0 == "-" }
        guard digits.first?.isASCIIDigit == true, digits.count == 1 || !digits.hasPrefix("0") || digits.hasPrefix("0.")
        else { return .string(text) }
        if let whole = Int64(text) { return .integer(whole) }
        return DecimalNumber(text).map { .number($0) } ?? .string(text)
    }
}

extension CalendarDay {
    /// Reads `YYYY-MM-DD`.
    init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

/// Gathers what is wrong with one template file.
struct ProblemLog {
    let file: String
    /// How bad a mistake is in this file's dialect.
    var severity = TemplateProblem.Severity.warning
    private(set) var problems: [TemplateProblem] = []

    init(file: String) {
        self.file = file
    }

    mutating func report(
        _ message: String,
        at node: TemplateNode?,
        severity: TemplateProblem.Severity? = nil,
        key: String? = nil
    ) {
        let path = key ?? node?.path
        problems.append(
            TemplateProblem(
                severity: severity ?? self.severity,
                file: file,
                line: node?.line,
                key: path?.isEmpty == true ? nil : path,
                message: message
            )
        )
    }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// The nearest of some names to a misspelt one, for a remedy.
enum Spelling {
    static func suggestion(for name: String, among names: some Sequence<String>) -> String? {
        let ranked = names.map { ($0, distance(Array(name), Array($0))) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let best = ranked.first, best.1 <= max(1, name.count / 3) else { return nil }
        return best.0
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
