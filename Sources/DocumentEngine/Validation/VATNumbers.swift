/// Checks VAT identification numbers of the European Union and its neighbours by their country's rule.
enum VATNumbers {
    /// True or false where the country's check digits are known, nil where only a form or nothing is known.
    static func isValid(_ text: String) -> Bool? {
        let country = String(text.prefix(2))
        let body = String(text.dropFirst(2))
        guard let rule = rules[country] else { return nil }
        return rule(body)
    }

    private static let rules: [String: @Sendable (String) -> Bool] = [
        "AT": austria, "BE": belgium, "CH": switzerland, "DE": germany, "DK": denmark, "EL": greece, "ES": spain,
        "FI": finland, "FR": france, "IT": italy, "LU": luxembourg, "NL": netherlands, "PL": poland, "PT": portugal,
        "SE": sweden, "GB": unitedKingdom,
    ]

    private static func digits(_ text: some StringProtocol, _ count: Int) -> [Int]? {
        guard let digits = Checksums.digits(text), digits.count == count else { return nil }
        return digits
    }

    @Sendable private static func austria(_ body: String) -> Bool {
        guard body.first == "U", let d = digits(body.dropFirst(), 8) else { return false }
        let sum = d.prefix(7).enumerated().reduce(0) { sum, entry in
            let product = entry.element * (entry.offset % 2 == 0 ? 1 : 2)
            return sum + product / 10 + product % 10
        }
        return (96 - sum) % 10 == d[7]
    }

    @Sendable private static func belgium(_ body: String) -> Bool {
        guard let d = digits(body, 10) else { return false }
        let number = d.prefix(8).reduce(0) { $0 * 10 + $1 }
        return 97 - number % 97 == d[8] * 10 + d[9]
    }

    @Sendable private static func switzerland(_ body: String) -> Bool {
        guard body.hasPrefix("E"), let d = digits(body.dropFirst().prefix(9), 9) else { return false }
        let rest = 11 - Checksums.weighted(d.prefix(8), [5, 4, 3, 2, 7, 6, 5, 4]) % 11
        return rest % 11 == d[8] && rest != 10
    }

    /// ISO 7064, MOD 11,10.
    @Sendable private static func germany(_ body: String) -> Bool {
        guard let d = digits(body, 9) else { return false }
        var product = 10
        for digit in d.prefix(8) {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == d[8]
    }

    @Sendable private static func denmark(_ body: String) -> Bool {
        guard let d = digits(body, 8) else { return false }
        return Checksums.weighted(d, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    @Sendable private static func greece(_ body: String) -> Bool {
        guard let d = digits(body, 9) else { return false }
        return Checksums.weighted(d.prefix(8), [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == d[8]
    }

    /// NIF and NIE of persons and CIF of companies.
    @Sendable private static func spain(_ body: String) -> Bool {
        guard body.count == 9, let first = body.first, let last = body.last else { return false }
        let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE")
        let replaced = ["X": "0", "Y": "1", "Z": "2"][String(first)].map { $0 + body.dropFirst().dropLast() }
        if let number = Checksums.digits(replaced ?? String(body.dropLast())) {
            return letters[number.reduce(0) { $0 * 10 + $1 } % 23] == last
        }
        guard let d = digits(body.dropFirst().dropLast(), 7) else { return false }
        let sum = d.enumerated().reduce(0) { sum, entry in
            let value = entry.offset % 2 == 0 ? entry.element * 2 : entry.element
            return sum + value / 10 + value % 10
        }
        let check = (10 - sum % 10) % 10
        return last == Character(String(check)) || last == Array("JABCDEFGHI")[check]
    }

    @Sendable private static func finland(_ body: String) -> Bool {
        guard let d = digits(body, 8) else { return false }
        return Checksums.weighted(d, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0
    }

    /// The key is 12 + 3 × SIREN modulo 97; keys with letters are not checked beyond the SIREN.
    @Sendable private static func france(_ body: String) -> Bool {
        guard body.count == 11, let siren = digits(body.dropFirst(2), 9) else { return false }
        guard let key = digits(body.prefix(2), 2) else { return Checksums.luhn(siren) }
        let number = siren.reduce(0) { $0 * 10 + $1 }
        return (12 + 3 * (number % 97)) % 97 == key[0] * 10 + key[1]
    }

    @Sendable private static func italy(_ body: String) -> Bool {
        digits(body, 11).map(Checksums.luhn) ?? false
    }

    @Sendable private static func luxembourg(_ body: String) -> Bool {
        guard let d = digits(body, 8) else { return false }
        return d.prefix(6).reduce(0) { $0 * 10 + $1 } % 89 == d[6] * 10 + d[7]
    }

    /// The number of a company (modulo 11) or, since 2020, of a person (modulo 97 as IBANs have it).
    @Sendable private static func netherlands(_ body: String) -> Bool {
        let parts = body.split(separator: "B", maxSplits: 1)
        guard parts.count == 2, let d = digits(parts[0], 9), digits(parts[1], 2) != nil else { return false }
        if Checksums.weighted(d.prefix(8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == d[8] { return true }
        let remainder = ("NL" + body).reduce(0) { remainder, character in
            let value = character.isASCIIDigit ? character.wholeNumberValue ?? 0 : Int(character.asciiValue ?? 65) - 55
            return (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }

    @Sendable private static func poland(_ body: String) -> Bool {
        guard let d = digits(body, 10) else { return false }
        return Checksums.weighted(d.prefix(9), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9]
    }

    @Sendable private static func portugal(_ body: String) -> Bool {
        guard let d = digits(body, 9) else { return false }
        let check = 11 - Checksums.weighted(d.prefix(8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return (check > 9 ? 0 : check) == d[8]
    }

    @Sendable private static func sweden(_ body: String) -> Bool {
        guard let d = digits(body, 12) else { return false }
        return Checksums.luhn(Array(d.prefix(10)))
    }

    /// Modulo 97, or modulo 97 with 55 added for numbers given out since 2009.
    @Sendable private static func unitedKingdom(_ body: String) -> Bool {
        guard body.count == 9 || body.count == 12, let d = digits(body.prefix(9), 9) else { return false }
        let sum = Checksums.weighted(d.prefix(7), [8, 7, 6, 5, 4, 3, 2]) + d[7] * 10 + d[8]
        return sum % 97 == 0 || (sum + 55) % 97 == 0
    }
}
