/// Check digits of identifiers; each function takes the identifier without spaces and marks.
enum Checksums {
    /// Lengths of IBANs by country (ISO 13616 registry).
    private static let ibanLengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
        "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
        "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
        "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
        "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29,
        "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
        "UA": 29, "VA": 22, "XK": 20,
    ]

    /// Letters and digits of a country's IBANs; nil for a country without them.
    static func ibanLength(ofCountry code: String) -> Int? { ibanLengths[code] }

    /// True or false for an IBAN of a country that has them, nil for anything else.
    static func iban(_ text: String) -> Bool? {
        guard let length = ibanLengths[String(text.prefix(2))] else { return nil }
        guard text.utf8.count == length else { return false }
        var remainder = 0
        for character in text.dropFirst(4) + text.prefix(4) {
            guard let value = character.isASCIIDigit ? character.wholeNumberValue : letterValue(character) else {
                return false
            }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }

    private static func letterValue(_ letter: Character) -> Int? {
        guard let ascii = letter.asciiValue, (65...90).contains(ascii) else { return nil }
        return Int(ascii) - 55
    }

    static func digits(_ text: some StringProtocol) -> [Int]? {
        let digits = text.compactMap { $0.isASCIIDigit ? $0.wholeNumberValue : nil }
        return digits.count == text.count && !digits.isEmpty ? digits : nil
    }

    /// The check digit of Luhn, as cards and French SIREN and SIRET numbers have it.
    static func luhn(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
            let doubled = entry.offset % 2 == 1 ? entry.element * 2 : entry.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0 && digits.contains { $0 != 0 }
    }

    /// The check digit of GTIN-8, -12, -13 and -14 (EAN, UPC, ISBN-13).
    static func gtin(_ digits: [Int]) -> Bool {
        guard [8, 12, 13, 14].contains(digits.count) else { return false }
        return weighted(digits.reversed(), [1, 3]) % 10 == 0
    }

    /// ISBN of 10 characters, whose last may be `X`, or of 13 digits.
    static func isbn(_ text: String) -> Bool {
        if text.count == 13, let digits = digits(text) { return gtin(digits) }
        guard text.count == 10 else { return false }
        let values = text.enumerated().compactMap { index, character -> Int? in
            character == "X" && index == 9 ? 10 : character.isASCIIDigit ? character.wholeNumberValue : nil
        }
        guard values.count == 10 else { return false }
        return zip(values, (1...10).reversed()).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 0
    }

    /// The sum of the digits times weights that repeat.
    static func weighted(_ digits: some Sequence<Int>, _ weights: [Int]) -> Int {
        digits.enumerated().reduce(0) { $0 + $1.element * weights[$1.offset % weights.count] }
    }
}
