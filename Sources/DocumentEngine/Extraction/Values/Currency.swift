/// Recognises currencies by symbol or ISO 4217 code.
enum Currency {
    static let codes: Set<String> = [
        "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD",
        "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MAD", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN", "RON",
        "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
    ]

    /// Symbols that mean one currency, longer ones first; `$` and `kr` only where nothing else is said.
    private static let symbols: [(symbol: String, code: String)] = [
        ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("R$", "BRL"), ("HK$", "HKD"), ("NZ$", "NZD"), ("S$", "SGD"),
        ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₽", "RUB"), ("₺", "TRY"), ("₩", "KRW"), ("₪", "ILS"),
        ("zł", "PLN"), ("Kč", "CZK"), ("Ft", "HUF"), ("Euro", "EUR"), ("EURO", "EUR"), ("euro", "EUR"), ("Fr.", "CHF"),
        ("SFr.", "CHF"), ("Rs.", "INR"), ("Rs", "INR"), ("RM", "MYR"), ("$", "USD"),
    ]

    /// Takes a currency's sign from either end of a text; a bare `$` is the template's own currency where that has one.
    static func stripped(_ text: String) -> (rest: String, currency: String?) {
        guard let first = text.utf8.first, let last = text.utf8.last, !isPlain(first) || !isPlain(last) else {
            return (text, nil)
        }
        for end in [false, true] {
            let edge = String(end ? text.suffix(3) : text.prefix(3))
            if codes.contains(edge.uppercased()), text.count > 3 {
                let rest = end ? text.dropLast(3) : text.dropFirst(3)
                return (trimmed(rest), edge.uppercased())
            }
        }
        for (symbol, code) in symbols {
            if first == symbol.utf8.first, text.hasPrefix(symbol) {
                return (trimmed(text.dropFirst(symbol.count)), code)
            }
            // Letters with marks may be written in two ways.
            guard last >= 0x80 || last == symbol.utf8.last else { continue }
            if text.hasSuffix(symbol) { return (trimmed(text.dropLast(symbol.count)), code) }
        }
        return (text, nil)
    }

    /// True for a digit or a sign that no currency begins or ends with; most texts that are looked at have both ends such.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x25, 0x28, 0x29, 0x2B, 0x2C, 0x2D: true
        default: false
        }
    }

    /// Currencies that are written with the sign of another.
    private static let shared: [(bare: String, sign: String, codes: [String])] = [
        ("USD", "US$", ["AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD", "BRL", "ARS", "CLP", "COP"]),
        ("GBP", "GBP", ["EGP"]), ("JPY", "JPY", ["CNY"]),
    ]

    /// What bare signs mean in a text whose words name another currency of the same sign and not the usual one.
    static func signMeanings(in words: [String]) -> [String: String] {
        let named = Set(words.map { $0.filter(\.isLetter) }.filter { codes.contains($0) })
        var meanings: [String: String] = [:]
        for (bare, sign, others) in shared where !named.contains(bare) && !words.contains(where: { $0.contains(sign) })
        {
            let candidates = others.filter(named.contains)
            if candidates.count == 1 { meanings[bare] = candidates[0] }
        }
        return meanings
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
