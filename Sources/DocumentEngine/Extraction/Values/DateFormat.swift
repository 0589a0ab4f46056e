/// A date format in `strptime` notation: `%d %m %Y %y %b %B %j`, times and week days are passed over.
enum DateFormat {
    /// The day that a text's tokens name under a format; nil where they do not fit it.
    static func day(in tokens: [DateToken], format: String) -> CalendarDay? {
        var rest = tokens[...]
        var year: Int?
        var month: Int?
        var day: Int?
        var directives = format[...]
        while let character = directives.popFirst() {
            guard character == "%" else {
                guard skip(literal: character, in: &rest) else { return nil }
                continue
            }
            guard let letter = directives.popFirst() else { return nil }
            switch letter {
            case "d", "e": day = number(&rest, digits: 1...2)
            case "m": month = number(&rest, digits: 1...2)
            case "Y": year = number(&rest, digits: 4...4)
            case "y": year = number(&rest, digits: 2...2).map { CalendarDay.fullYear($0, digits: 2) }
            case "b", "B", "h": month = name(&rest)
            case "H", "I", "M", "S": _ = number(&rest, digits: 1...2)
            case "a", "A", "p": _ = rest.popFirst()
            default: return nil
            }
        }
        guard let year, let month, let day, rest.isEmpty else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    /// True if a format is one that `day(in:format:)` can apply.
    static func isUsable(_ format: String) -> Bool {
        var rest = format[...]
        var kinds: Set<Character> = []
        while let character = rest.popFirst() {
            guard character == "%" else { continue }
            guard let letter = rest.popFirst(), "demYybBhHIMSaAp".contains(letter) else { return false }
            kinds.insert(letter)
        }
        return !kinds.isDisjoint(with: "de") && !kinds.isDisjoint(with: "mbBh") && !kinds.isDisjoint(with: "Yy")
    }

    private static func skip(literal: Character, in rest: inout ArraySlice<DateToken>) -> Bool {
        if literal.isWhitespace { return true }
        if case .word(let word) = rest.first, word.first == literal {
            // Letters of a literal arrive one by one; the word is taken with its first letter.
            rest.removeFirst()
            return true
        }
        guard rest.first == .mark(literal) else { return literal.isLetter }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<DateToken>, digits: ClosedRange<Int>) -> Int? {
        guard case .number(let value, let count) = rest.first, digits.contains(count) else { return nil }
        rest.removeFirst()
        return value
    }

    private static func name(_ rest: inout ArraySlice<DateToken>) -> Int? {
        guard case .word(let word) = rest.first else { return nil }
        rest.removeFirst()
        if rest.first == .mark(".") { rest.removeFirst() }
        return MonthNames.month(of: word)
    }
}
