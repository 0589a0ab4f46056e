import OrchestrateModel

/// All that was found on a document's pages by form alone: rows of tokens, labels, amounts and dates.
struct KnowledgeDocument {
    let text: DocumentText
    let sheet: TokenSheet
    let labels: [Label]
    let amounts: SpotIndex
    let dates: SpotIndex
    let relations: Relations
    let region: Region
    /// For what a bare sign is taken for, such as `USD` for `$`, the currency of that sign which the document names.
    let signMeanings: [String: String]

    init(text: DocumentText, pages: [RecognizedPage], conventions: DocumentConventions) {
        self.text = text
        sheet = TokenSheet(pages: pages)
        region = Region(of: sheet, conventions: conventions)
        var locale = ValueLocale()
        locale.decimalSeparator = conventions.decimalSeparator ?? region.decimalSeparator
        let dates = DateScanner(sheet: sheet, locale: locale, order: region.dateOrder).spots()
        let taken = Set(dates.flatMap(\.tokens))
        let meanings = Currency.signMeanings(in: sheet.tokens.map(\.text))
        let amounts = AmountScanner(sheet: sheet, locale: locale).spots().filter { taken.isDisjoint(with: $0.tokens) }
            .map { spot in
                var spot = spot
                spot.currency = spot.currency.map { meanings[$0] ?? $0 }
                return spot
            }
        signMeanings = meanings
        labels = LabelFinder(sheet: sheet).labels()
        self.amounts = SpotIndex(amounts, prefersLast: true)
        self.dates = SpotIndex(dates)
        relations = Relations(sheet: sheet, labels: labels)
    }

    func labels(_ kinds: LabelKind...) -> [Label] { labels.filter { kinds.contains($0.kind) } }
}
