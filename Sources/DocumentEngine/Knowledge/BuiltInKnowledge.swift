import OrchestrateModel

/// Reads documents that no template matches, by what is known of invoices, receipts, contracts and forms in general.
struct BuiltInKnowledge {
    /// What can be read; its class is nil where the document is of none of the known classes.
    func read(_ text: DocumentText, pages: [RecognizedPage]) -> Extraction {
        let conventions = DocumentConventions(of: text.text)
        let document = KnowledgeDocument(text: text, pages: pages, conventions: conventions)
        let items = LineItemReader(document: document).read()
        guard let found = Classifier(document: document).classify(hasLineItems: items != nil) else {
            return Extraction()
        }
        switch found.documentClass {
        case .invoice: return InvoiceReader(document: document, items: items).read()
        case .receipt: return ReceiptReader(document: document).read()
        case .contract: return ContractReader(document: document).read()
        case .form: return FormReader(document: document).read()
        case .letter, .statement:
            var extraction = Extraction()
            extraction.documentClass = found.documentClass.rawValue
            return extraction
        }
    }
}
