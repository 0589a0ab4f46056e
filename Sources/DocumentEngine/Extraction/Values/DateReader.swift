import OrchestrateModel

/// A day of the Gregorian calendar.
struct CalendarDay: Equatable, Hashable {
    let year: Int
    let month: Int
    let day: Int

    /// Nil for a day that does not exist or lies outside the years 1900 to 2199.
    init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// A year of two digits lies between 1969 and 2068, as in POSIX.
    static func fullYear(_ year: Int, digits: Int) -> Int {
        guard digits <= 2 else { return year }
        return year < 69 ? 2000 + year : 1900 + year
    }

    var iso: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}

/// Reads dates in digits or words to ISO 8601; an order of day and month that nothing decides gives two readings.
enum DateReader {
    /// `order` is what digits mean where they could mean two days; nil where neither template nor document tells.
    static func read(_ text: String, locale: ValueLocale, order: DateOrder?) -> Reading {
        let tokens = DateToken.tokens(of: text)
        for format in locale.dateFormats {
            if let day = DateFormat.day(in: tokens, format: format) { return .clear(.date(day.iso)) }
        }
        guard let parts = DateParts(tokens) else { return .unreadable }
        let readings = parts.readings()
        guard let first = readings.first else { return .unreadable }
        if readings.count == 1 { return .clear(.date(first.day.iso)) }
        if let order, let wanted = readings.first(where: { $0.order == order }) { return .clear(.date(wanted.day.iso)) }
        return Reading(alternatives: readings.map { .date($0.day.iso) }, doubt: .ambiguous)
    }
}

/// A number, a word or a mark of a date's text.
enum DateToken: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case mark(Character)

    /// Splits where digits, letters and marks meet; white space only separates.
    static func tokens(of text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isASCIIDigit {
                let digits = rest.prefix { $0.isASCIIDigit }
                tokens.append(.number(Int(digits.prefix(9)) ?? 0, digits: digits.count))
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter || ("\u{300}"..."\u{36F}").contains($0) }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            } else {
                if !first.isWhitespace { tokens.append(.mark(first)) }
                rest = rest.dropFirst()
            }
        }
        return tokens
    }
}

/// The numbers and the month's name of a date, once all that does not matter is left out.
private struct DateParts {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    /// Marks between the numbers.
    var marks: Set<Character> = []

    private static let fillers: Set<String> = [
        "de", "del", "of", "the", "th", "st", "nd", "rd", "er", "le", "du", "den", "der", "dem", "am", "on", "van",
        "di",
        "do", "dia", "r", "a", "d", "e", "o", "en", "el", "il", "vom", "dnia", "roku",
    ]
    private static let weekdays: [String] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "die", "mit", "don", "fre", "sam", "son", "lun", "mar", "mer",
        "jeu", "ven", "dim", "mie", "jue", "vie", "sab", "dom", "gio", "maa", "din", "woe", "vri", "zat", "zon", "seg",
        "ter", "qua", "qui", "sex", "pon", "wto", "sro", "czw", "pia", "nie", "sob", "mo", "di", "mi", "fr", "sa", "so",
    ]

    init?(_ tokens: [DateToken]) {
        for token in Self.withoutTime(tokens) {
            switch token {
            case .number(let value, let digits):
                guard digits <= 4 || digits == 8 || digits == 6 else { return nil }
                numbers.append((value, digits))
            case .word(let word):
                if let found = MonthNames.month(of: word), month == nil {
                    month = found
                } else if !Self.isFiller(Accents.folded(word)) {
                    return nil
                }
            case .mark(let mark):
                guard "./-,–−:'|()".contains(mark) else { return nil }
                marks.insert(mark)
            }
        }
        split()
    }

    /// Without a time of day, `12:30` or `12:30:59`, and what follows it.
    private static func withoutTime(_ tokens: [DateToken]) -> ArraySlice<DateToken> {
        let colon = tokens.indices.dropFirst().first { index in
            guard tokens[index] == .mark(":"), case .number(_, 1...2) = tokens[index - 1] else { return false }
            guard index + 1 < tokens.count, case .number(_, 2) = tokens[index + 1] else { return false }
            return true
        }
        guard let colon else { return tokens[...] }
        return colon >= 4 ? tokens[..<(colon - 1)] : afterTime(tokens, colon: colon)
    }

    private static func afterTime(_ tokens: [DateToken], colon: Int) -> ArraySlice<DateToken> {
        var next = colon + 2
        while next + 1 < tokens.count, tokens[next] == .mark(":") { next += 2 }
        return tokens[min(next, tokens.count)...]
    }

    private static func isFiller(_ word: String) -> Bool {
        fillers.contains(word) || weekdays.contains { word == $0 || ($0.count == 3 && word.hasPrefix($0)) }
    }

    /// Takes `20240131` and `31012024` apart.
    private mutating func split() {
        guard month == nil, numbers.count == 1, numbers[0].digits == 8 else { return }
        let value = numbers[0].value
        if (1900...2199).contains(value / 10000),
            CalendarDay(year: value / 10000, month: value / 100 % 100, day: value % 100) != nil
        {
            numbers = [(value / 10000, 4), (value / 100 % 100, 2), (value % 100, 2)]
        } else {
            numbers = [(value / 1_000_000, 2), (value / 10000 % 100, 2), (value % 10000, 4)]
        }
    }

    /// The days that this may be, with the order that each supposes.
    func readings() -> [(order: DateOrder, day: CalendarDay)] {
        guard let month else { return digitReadings() }
        guard numbers.count == 2 else { return [] }
        let (first, second) = (numbers[0], numbers[1])
        let yearLeads = first.digits == 4 || first.value > 31
        let (year, day) = yearLeads ? (first, second) : (second, first)
        guard year.digits == 4 || year.digits == 2, day.digits <= 2 else { return [] }
        let full = CalendarDay.fullYear(year.value, digits: year.digits)
        return CalendarDay(year: full, month: month, day: day.value).map { [(.dayFirst, $0)] } ?? []
    }

    private func digitReadings() -> [(order: DateOrder, day: CalendarDay)] {
        guard numbers.count == 3 else { return [] }
        let values = numbers.map(\.value)
        if numbers[0].digits == 4 {
            return CalendarDay(year: values[0], month: values[1], day: values[2]).map { [(.yearFirst, $0)] } ?? []
        }
        guard numbers[0].digits <= 2, numbers[1].digits <= 2, numbers[2].digits == 4 || numbers[2].digits == 2 else {
            return []
        }
        let year = CalendarDay.fullYear(values[2], digits: numbers[2].digits)
        var found: [(order: DateOrder, day: CalendarDay)] = []
        if let day = CalendarDay(year: year, month: values[1], day: values[0]) { found.append((.dayFirst, day)) }
        // Nobody writes the month first with points.
        if found.isEmpty || marks != ["."], let day = CalendarDay(year: year, month: values[0], day: values[1]),
            day != found.first?.day
        {
            found.append((.monthFirst, day))
        }
        if found.isEmpty, numbers[2].digits == 2 {
            let leading = CalendarDay.fullYear(values[0], digits: numbers[0].digits)
            return CalendarDay(year: leading, month: values[1], day: values[2]).map { [(.yearFirst, $0)] } ?? []
        }
        return found
    }
}
