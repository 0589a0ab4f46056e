import OrchestrateModel

/// Language and country of a document as far as its words tell, for what its dates and numbers mean.
struct Region {
    /// Two-letter code; nil where too few words are known.
    let language: String?
    /// What dates of digits mean; nil where nothing tells.
    let dateOrder: DateOrder?
    /// What the language writes before decimals; nil for English, which many countries write.
    let decimalSeparator: Character?

    private static let stopWords: [(language: String, words: Set<String>)] = [
        (
            "en",
            [
                "the", "of", "and", "to", "for", "your", "please", "with", "this", "is", "invoice", "date", "total",
                "thank",
            ]
        ),
        (
            "de",
            [
                "der", "die", "das", "und", "von", "bis", "bitte", "sie", "mit", "wir", "rechnung", "datum", "zum",
                "fur", "nr", "zzgl",
            ]
        ),
        (
            "fr",
            ["le", "la", "les", "et", "des", "du", "pour", "votre", "vous", "facture", "est", "au", "montant", "nous"]
        ),
        ("es", ["el", "los", "las", "y", "por", "para", "factura", "fecha", "su", "del", "cliente", "importe", "con"]),
        ("nl", ["het", "een", "van", "en", "voor", "uw", "factuur", "wij", "bedrag", "datum", "te", "btw", "op"]),
        (
            "it",
            ["il", "di", "e", "per", "fattura", "della", "del", "importo", "data", "cliente", "iva", "con", "spett"]
        ),
    ]

    /// Names of countries, legal forms and currencies with the order of day and month that goes with them.
    private static let orders: [String: DateOrder] = {
        let dayFirst =
            "germany deutschland austria osterreich switzerland schweiz suisse france spain espana italy italia netherlands nederland "
            + "belgium belgie belgique luxembourg ireland malaysia singapore australia india england scotland wales portugal poland "
            + "gmbh ug kg sarl sas srl spa bv nv eur gbp rm myr sgd aud chf inr bhd sdn pty pte uk plc kuala lumpur selangor"
        let monthFirst = "usa inc llc usd california texas florida"
        var orders: [String: DateOrder] = [:]
        for word in dayFirst.split(separator: " ") { orders[String(word)] = .dayFirst }
        for word in monthFirst.split(separator: " ") { orders[String(word)] = .monthFirst }
        return orders
    }()

    private static let states = Set(
        ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
            + "RI SC SD TN TX UT VT VA WA WV WI WY DC PR").split(separator: " ").map(String.init)
    )

    /// True for the end of an address of the United States: `MO 65203`.
    private static func isStateAndCode(_ state: Token, _ code: Token) -> Bool {
        guard states.contains(state.text.filter { $0 != "," && $0 != "." }) else { return false }
        let digits = code.text.prefix { $0.isASCIIDigit }
        let rest = code.text.dropFirst(digits.count)
        return digits.count == 5 && (rest.isEmpty || rest == "," || rest.count == 5 && rest.hasPrefix("-"))
    }

    init(of sheet: TokenSheet, conventions: DocumentConventions) {
        var counts: [Int] = Array(repeating: 0, count: Self.stopWords.count)
        var found: Set<DateOrder> = []
        for token in sheet.tokens {
            for (index, entry) in Self.stopWords.enumerated() where entry.words.contains(token.compact) {
                counts[index] += 1
            }
            if let order = Self.orders[token.compact] { found.insert(order) }
            if token.text.contains("€") || token.text.contains("£") { found.insert(.dayFirst) }
            if token.text.hasPrefix("RM"), token.hasDigit { found.insert(.dayFirst) }
        }
        if zip(sheet.tokens, sheet.tokens.dropFirst()).contains(where: Self.isStateAndCode) {
            found.insert(.monthFirst)
        }
        let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        language = counts[best] >= 2 ? Self.stopWords[best].language : nil
        let foreign = language.map { $0 != "en" } ?? false
        dateOrder = conventions.dateOrder ?? (found.count == 1 ? found.first : foreign ? .dayFirst : nil)
        decimalSeparator = foreign ? "," : nil
    }
}
