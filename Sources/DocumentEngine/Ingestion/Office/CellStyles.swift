import OrchestrateModel

/// How the cells of a workbook show numbers: as dates, with so many decimals, as shares of a hundred, with a currency.
struct CellStyles {
    /// How one style shows a number.
    enum Format {
        case general
        case date
        case time
        case dateTime
        case decimals(Int, isPercent: Bool, prefix: String, suffix: String)
    }

    /// By the number that a cell has.
    private var formats: [Format] = []
    /// True for workbooks whose days begin in 1904.
    var isFrom1904 = false

    init() {}

    init(_ part: FileContent) throws(XMLTree.Problem) {
        var codes: [Int: String] = [:]
        var isCell = false
        let events = try XMLEvents(part)
        while let event = try events.next() {
            switch event {
            case .start("numFmt"):
                if let id = events.number("numFmtId") { codes[id] = events.attribute("formatCode") }
            case .start("cellXfs"): isCell = true
            case .end("cellXfs"): isCell = false
            case .start("xf") where isCell:
                let id = events.number("numFmtId") ?? 0
                formats.append(codes[id].map { Self.format($0) } ?? Self.builtIn(id))
            default: break
            }
        }
    }

    /// A stored number as its cell shows it; dates in ISO 8601.
    func text(of value: String, style: Int) -> String {
        guard let number = Double(value), number.isFinite, abs(number) < 1e15 else { return value }
        switch formats.indices.contains(style) ? formats[style] : .general {
        case .general: return Self.plain(number)
        case .date: return Self.date(number, isFrom1904) ?? Self.plain(number)
        case .time: return Self.time(number)
        case .dateTime:
            guard let day = Self.date(number, isFrom1904) else { return Self.plain(number) }
            return "\(day) \(Self.time(number))"
        case .decimals(let places, let isPercent, let prefix, let suffix):
            let text = Self.fixed(isPercent ? number * 100 : number, places: places)
            return prefix + text + (isPercent ? "%" : "") + suffix
        }
    }

    // MARK: Formats

    private static func builtIn(_ id: Int) -> Format {
        switch id {
        case 1, 3: .decimals(0, isPercent: false, prefix: "", suffix: "")
        case 2, 4, 7, 8, 39, 40, 43, 44: .decimals(2, isPercent: false, prefix: "", suffix: "")
        case 5, 6, 37, 38, 41, 42: .decimals(0, isPercent: false, prefix: "", suffix: "")
        case 9: .decimals(0, isPercent: true, prefix: "", suffix: "")
        case 10: .decimals(2, isPercent: true, prefix: "", suffix: "")
        case 14...17, 27...31, 34...36, 50...58: .date
        case 18...21, 32, 33, 45...47: .time
        case 22: .dateTime
        default: .general
        }
    }

    /// Reads the first section of a format's code, that of positive numbers.
    private static func format(_ code: String) -> Format {
        var literal = ""
        var prefix = ""
        var pattern = ""
        var rest = Substring(code.prefix { $0 != ";" })
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                literal += rest.prefix { $0 != "\"" }
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\": literal += rest.popFirst().map(String.init) ?? ""
            case "[":
                // `[$€-407]` names a currency; colours and conditions say nothing.
                let inner = rest.prefix { $0 != "]" }
                if inner.first == "$" { literal += inner.dropFirst().prefix { $0 != "-" } }
                rest = rest.drop { $0 != "]" }.dropFirst()
            case "_", "*": _ = rest.popFirst()
            case "€", "$", "£", "¥": literal.append(character)
            default:
                if pattern.isEmpty, "0#?".contains(character) {
                    prefix = literal
                    literal = ""
                }
                pattern.append(character)
            }
        }
        return format(pattern: pattern.lowercased(), prefix: prefix, suffix: literal)
    }

    private static func format(pattern: String, prefix: String, suffix: String) -> Format {
        let hasDay = pattern.contains { "yd".contains($0) }
        let hasHour = pattern.contains { "hs".contains($0) }
        if hasDay || pattern.contains("mmm") { return hasHour ? .dateTime : .date }
        if hasHour { return .time }
        guard pattern.contains(where: { "0#?".contains($0) }), !pattern.contains("e"), !pattern.contains("/") else {
            return .general
        }
        let parts = pattern.split(separator: ".", maxSplits: 1)
        let decimals = parts.count > 1 ? parts[1].prefix { "0#?".contains($0) } : ""
        let places = decimals.count { $0 == "0" }
        guard places == decimals.count else { return .general }
        let before = prefix.isEmpty || prefix.hasSuffix(" ") ? prefix : prefix + " "
        let after = suffix.isEmpty || suffix.hasPrefix(" ") ? suffix : " " + suffix
        return .decimals(min(places, 12), isPercent: pattern.contains("%"), prefix: before, suffix: after)
    }

    // MARK: Numbers

    /// The shortest text that stands for the number, without the errors of binary fractions.
    private static func plain(_ number: Double) -> String {
        let rounded = (number * 1e9).rounded() / 1e9
        let value = abs(number) < 1e6 && rounded != 0 ? rounded : number
        return value == value.rounded() ? String(Int(value)) : "\(value)"
    }

    private static func fixed(_ number: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (number * scale).rounded(.toNearestOrAwayFromZero)
        guard abs(scaled) < 9e15 else { return plain(number) }
        let digits = String(Int(abs(scaled)))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = scaled < 0 ? "-" : ""
        return sign + padded.dropLast(places) + (places > 0 ? "." + padded.suffix(places) : "")
    }

    // MARK: Dates

    /// `2024-02-29` for a day's number; nil for one that no calendar has.
    private static func date(_ number: Double, _ isFrom1904: Bool) -> String? {
        guard number >= 1, number < 2_958_466 else { return nil }
        let serial = Int(number)
        // Day 60 is the 29 February 1900, which never was; from there on the count is one too high.
        let days = isFrom1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
        // Days since 0000-03-01, after Howard Hinnant's civil_from_days; serial 25569 is 1970-01-01.
        let shifted = days - 25_569 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func time(_ number: Double) -> String {
        let seconds = Int(((number - number.rounded(.down)) * 86_400).rounded()) % 86_400
        let minutes = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
        return seconds % 60 == 0 ? minutes : "\(minutes):\(padded(seconds % 60, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
