import OrchestrateModel

/// Reads numbers and amounts in the notations of many countries, exactly and with their scale.
///
/// What the digits' grouping decides is decided by it; else the locale decides; else there are two readings.
enum NumberReader {
    struct Result: Equatable {
        var number: DecimalNumber?
        var alternative: DecimalNumber?
        var doubt: Reading.Doubt?
        var currency: String?
    }

    static func read(_ text: String, locale: ValueLocale) -> Result {
        var (digits, negative, currency) = stripped(text)
        guard digits.first?.isASCIIDigit == true || digits.first == "." || digits.first == "," else {
            return Result(doubt: .unreadable)
        }
        digits = withoutDashes(digits)
        guard digits.allSatisfy({ $0.isASCIIDigit || ".,' ".contains($0) }) else { return Result(doubt: .unreadable) }
        var result = interpreted(digits, locale: locale)
        result.currency = currency
        if negative {
            result.number = result.number.map { -$0 }
            result.alternative = result.alternative.map { -$0 }
        }
        return result
    }

    /// The digits with their separators, without sign, currency and percent sign.
    private static func stripped(_ text: String) -> (digits: String, negative: Bool, currency: String?) {
        var rest = String(text.map { normalized[$0] ?? $0 }).trimmingSpaces()
        var negative = false
        var currency: String?
        // A sign may stand outside or inside a currency: `-€ 5`, `€ -5`, `5 €-`.
        for _ in 0..<3 {
            if rest.hasPrefix("("), rest.hasSuffix(")") {
                negative = true
                rest = String(rest.dropFirst().dropLast()).trimmingSpaces()
            }
            if rest.hasPrefix("-") || rest.hasPrefix("+") {
                negative = negative || rest.hasPrefix("-")
                rest = String(rest.dropFirst()).trimmingSpaces()
            }
            if rest.hasSuffix("-"), rest.dropLast().last?.isASCIIDigit == true {
                negative = true
                rest = String(rest.dropLast())
            }
            if rest.hasSuffix("%") { rest = String(rest.dropLast()).trimmingSpaces() }
            let (inner, found) = Currency.stripped(rest)
            currency = currency ?? found
            rest = inner
        }
        return (rest, negative, currency)
    }

    private static let normalized: [Character: Character] = [
        "−": "-", "–": "-", "—": "-", "‐": "-", "’": "'", "‘": "'", "`": "'", "´": "'", "\u{A0}": " ", "\u{202F}": " ",
        "\u{2009}": " ", "\t": " ", "\n": " ", "\u{FF0C}": ",",
    ]

    /// `12,-` and `12,--` are 12.
    private static func withoutDashes(_ digits: String) -> String {
        var rest = digits[...]
        while rest.last == "-" { rest.removeLast() }
        guard rest.count < digits.count, rest.last == "," || rest.last == "." else { return digits }
        return String(rest.dropLast())
    }

    private static func interpreted(_ digits: String, locale: ValueLocale) -> Result {
        let separators = digits.filter { $0 == "." || $0 == "," }
        let kinds = Set(separators)
        let last = separators.last
        if kinds.count == 2, let last {
            guard separators.filter({ $0 == last }).count == 1 else { return Result(doubt: .unreadable) }
            let grouped = digits.split(separator: last, omittingEmptySubsequences: false)
            guard hasGroups(grouped[0]), let number = number(digits, decimal: last) else {
                return Result(doubt: .unreadable)
            }
            let against = locale.separatorIsDeclared && locale.decimalSeparator != last
            return Result(number: number, doubt: against ? .contradictsTemplate : nil)
        }
        guard let last else {
            return hasGroups(digits[...]) ? Result(number: number(digits, decimal: nil)) : Result(doubt: .unreadable)
        }
        if separators.count > 1 {
            guard hasGroups(digits[...]) else { return Result(doubt: .unreadable) }
            return Result(number: number(digits, decimal: nil))
        }
        return withOneSeparator(digits, last, locale: locale)
    }

    private static func withOneSeparator(_ digits: String, _ separator: Character, locale: ValueLocale) -> Result {
        let decimal = number(digits, decimal: separator)
        if locale.decimalSeparator == separator { return Result(number: decimal) }
        guard hasGroups(digits[...]), !digits.hasPrefix("0") else {
            let against = locale.separatorIsDeclared && locale.decimalSeparator != nil
            return Result(number: decimal, doubt: decimal == nil ? .unreadable : against ? .contradictsTemplate : nil)
        }
        let grouped = number(digits, decimal: nil)
        if locale.decimalSeparator != nil { return Result(number: grouped) }
        return Result(number: grouped, alternative: decimal, doubt: .ambiguous)
    }

    /// True if the digits stand in groups of three behind a first group of one to three, or have no groups at all.
    ///
    /// Groups of two before the last, as in India, count as well.
    private static func hasGroups(_ digits: Substring) -> Bool {
        let groups = digits.split(omittingEmptySubsequences: false) { ".,' ".contains($0) }
        guard groups.count > 1 else { return !digits.isEmpty }
        guard let first = groups.first, (1...3).contains(first.count), groups.last?.count == 3 else { return false }
        let middle = groups.dropFirst().dropLast()
        return middle.allSatisfy { $0.count == 3 }
            || (first.count <= 2 && digits.contains(",") && middle.allSatisfy { $0.count == 2 })
    }

    private static func number(_ digits: String, decimal: Character?) -> DecimalNumber? {
        var plain = ""
        for character in digits {
            if character.isASCIIDigit {
                plain.append(character)
            } else if character == decimal {
                plain.append(".")
            }
        }
        return DecimalNumber(plain)
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension StringProtocol {
    /// Without white space at either end.
    func trimmingSpaces() -> String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
