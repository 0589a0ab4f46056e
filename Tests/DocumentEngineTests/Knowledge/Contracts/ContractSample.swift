import Testing

/// The text of a contract with what it says of its parties, its beginning, its law and its term.
struct ContractSample: CustomTestStringConvertible, Sendable {
    let title: String
    let text: String
    let parties: [String]?
    /// ISO 8601.
    let date: String?
    let jurisdiction: String?
    let term: String?

    init(
        _ title: String,
        _ text: String,
        parties: [String]?,
        date: String?,
        jurisdiction: String?,
        term: String?
    ) {
        self.title = title
        self.text = text
        self.parties = parties
        self.date = date
        self.jurisdiction = jurisdiction
        self.term = term
    }

    var testDescription: String { title }
}
