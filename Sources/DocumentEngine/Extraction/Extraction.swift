package import OrchestrateModel

/// What a template read from one document, before anything is checked.
package struct Extraction: Sendable {
    /// Nil where no template matched.
    package var template: TemplateReference?
    package var documentClass: String?
    package var fields: [Field] = []
    package var tables: [ExtractedTable] = []
    package var findings: [Finding] = []
    /// Names of the fields that the document cannot be done without.
    package var requiredFields: [String] = []
    /// Charges less allowances on the whole document, which lie between the sum of the lines and the net amount.
    var adjustment = DecimalNumber(coefficient: 0, scale: 0)
    /// Fields that are right where another one is, such as an amount due where nothing was paid in advance.
    var dependents: [String: String] = [:]
    /// Comparisons that the template asks for.
    var rules: [ValidationRule] = []
    /// What a value of a field must look like, by field.
    var constraints: [String: FieldConstraint] = [:]
}
