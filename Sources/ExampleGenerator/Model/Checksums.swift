/// Makes identifiers whose check digits are right, from invented digits.
enum Checksums {
    /// An IBAN in groups of four; `account` is the national part, letters in upper case (ISO 13616).
    static func iban(country: String, account: String) -> String {
        let check = 98 - remainder(of: account + country + "00", modulo: 97)
        let compact = country + (check < 10 ? "0" : "") + String(check) + account
        var grouped = ""
        for (index, character) in compact.enumerated() {
            if index > 0, index % 4 == 0 { grouped.append(" ") }
            grouped.append(character)
        }
        return grouped
    }

    /// The national part of a French IBAN with its RIB key.
    static func frenchAccount(bank: String, branch: String, number: String) -> String {
        let weighted =
            89 * remainder(of: bank, modulo: 97) + 15 * remainder(of: branch, modulo: 97)
            + 3 * remainder(of: number, modulo: 97)
        return bank + branch + number + padded(97 - weighted % 97)
    }

    /// A German VAT id from 8 digits (ISO 7064 MOD 11,10).
    static func germanVAT(_ digits: String) -> String {
        var product = 10
        for digit in digits.compactMap(\.wholeNumberValue) {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return "DE" + digits + String((11 - product) % 10)
    }

    /// A French VAT id from 8 digits of a SIREN number, whose ninth is its Luhn digit.
    static func frenchVAT(_ digits: String) -> String {
        let siren = digits + String(luhnDigit(of: digits))
        return "FR" + padded((12 + 3 * remainder(of: siren, modulo: 97)) % 97) + siren
    }

    /// A British VAT number from 7 digits.
    static func britishVAT(_ digits: String) -> String {
        var sum = 0
        for (index, digit) in digits.compactMap(\.wholeNumberValue).enumerated() { sum += digit * (8 - index) }
        return "GB" + digits + padded(97 - sum % 97)
    }

    /// The digit that completes `digits` for the Luhn check.
    static func luhnDigit(of digits: String) -> Int {
        var sum = 0
        for (index, digit) in digits.compactMap(\.wholeNumberValue).reversed().enumerated() {
            let weighted = index % 2 == 0 ? digit * 2 : digit
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return (10 - sum % 10) % 10
    }

    /// The remainder of a number written in digits and letters, where A counts as 10 and Z as 35.
    static func remainder(of text: String, modulo: Int) -> Int {
        var rest = 0
        for character in text {
            guard let value = Int(String(character), radix: 36) else { continue }
            rest = (rest * (value > 9 ? 100 : 10) + value) % modulo
        }
        return rest
    }

    private static func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
