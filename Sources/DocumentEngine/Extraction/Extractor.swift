package import OrchestrateModel

/// Chooses a document's template and reads its fields.
package struct Extractor: Sendable {
    private let library: TemplateLibrary

    package init(library: TemplateLibrary, configuration: Configuration) {
        self.library = library
    }

    /// Reads a document whose pages were laid out; never throws: what goes wrong is a finding.
    ///
    /// Of the templates whose keywords the text has, the first is taken that finds all its required fields; if none does,
    /// the first of all. Where no template matches, built-in knowledge reads it.
    package func extract(_ text: DocumentText, pages: [RecognizedPage]) -> Extraction {
        let matching = library.selector.matching(text.text)
        guard !matching.isEmpty else { return BuiltInKnowledge().read(text, pages: pages) }
        let conventions = DocumentConventions(of: text.text)
        var first: Extraction?
        for number in matching.prefix(Self.attempts) {
            let template = library.templates[number]
            var run = TemplateRun(template: template, document: text, pages: pages, conventions: conventions)
            let extraction = run.run()
            if run.isComplete { return extraction }
            first = first ?? extraction
        }
        return first ?? Extraction()
    }

    /// Matching templates that are tried before the first is taken as it is.
    private static let attempts = 5
}
