/// Words that titles of invoices are made of.
enum TitleLexicon {
    private static let stems = [
        "rechnung", "gutschrift", "rechnungskorrektur", "abrechnung", "invoice", "facture", "factura", "factuur",
        "fattura",
        "creditnote", "creditnota", "avoir", "note", "faktura", "parcella",
    ]

    /// Words that announce a number and say nothing else.
    static let numberMarks: Set<String> = ["nr", "no", "n", "nummer", "number", "numero", "num", "#", "nro"]

    /// True for a word that names an invoice or ends with its name, as `Schlussrechnung`.
    static func names(_ compact: String) -> Bool { stems.contains { compact.hasSuffix($0) } }
}
