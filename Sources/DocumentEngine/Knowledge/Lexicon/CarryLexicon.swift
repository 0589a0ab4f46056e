/// Words for a sum that goes on from one page to the next, which is no line item.
enum CarryLexicon {
    private static let words: Set<String> = [
        "ubertrag", "zwischenubertrag", "seitenubertrag", "vortrag", "carriedforward", "broughtforward", "carryforward",
        "carriedover", "pagetotal", "cf", "bf", "areporter", "report", "reportpageprecedente", "sousreport",
        "sumaysigue",
        "sumaanterior", "sumaysiguen", "sumasysigue", "transporte", "riporto", "ariportare", "dariportare", "transport",
        "transporteren", "tetransporteren", "overdracht", "paginatotaal", "subtotaalpagina", "zwischensummeseite",
    ]

    /// True for a cell that says nothing but that a sum is carried over.
    static func carries(_ tokens: some Sequence<Token>) -> Bool {
        words.contains(tokens.filter { !$0.hasDigit }.map(\.compact).joined())
    }
}
