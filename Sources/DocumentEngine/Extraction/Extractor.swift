package import OrchestrateModel

/// Chooses a document's template and reads its fields.
package struct Extractor {
    private let library: TemplateLibrary
    private let configuration: Configuration

    package init(library: TemplateLibrary, configuration: Configuration) {
        self.library = library
        self.configuration = configuration
    }

    /// Reads a document whose pages were laid out; never throws: what goes wrong is a finding.
    package func extract(_ text: DocumentText, pages: [RecognizedPage]) -> Extraction {
        Extraction()
    }
}
