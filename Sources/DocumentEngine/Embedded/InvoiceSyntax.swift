import OrchestrateModel

/// How one XML syntax of invoices writes the canonical fields: a table of paths, not code.
struct InvoiceSyntax: Sendable {
    /// What a node's text means.
    enum Kind: Sendable {
        case text
        case amount
        case number
        /// ISO 8601, or digits as the attribute `format` says (UN/EDIFACT 2379: 102, 203, 610).
        case date
        case currency
        /// Kept only where it has the form of an IBAN.
        case iban
    }

    /// A value and the paths that lead to it; the first that finds something is taken.
    struct Entry: Sendable {
        let name: String
        let kind: Kind
        let paths: [String]

        init(name: String, kind: Kind, paths: [String]) {
            self.name = name
            self.kind = kind
            self.paths = paths
        }

        init(_ name: String, _ kind: Kind, _ paths: String...) {
            self.init(name: name, kind: kind, paths: paths)
        }
    }

    /// Such as `cii`; evidence begins with it.
    let name: String
    let rootName: String
    let rootNamespace: String
    /// The prefixes that the paths use.
    let namespaces: [String: String]
    /// Paths from the document's root.
    let fields: [Entry]
    /// The path to the line items.
    let line: String
    /// Paths from a line item.
    let columns: [Entry]
    /// Sums that belong to no field: `allowances` and `charges` on the document as a whole, to understand its totals by.
    let sums: [Entry]

    /// The syntax of a document with this root element; nil for one that is no invoice.
    static func matching(_ root: XMLNode) -> InvoiceSyntax? {
        all.first { $0.rootName == root.name && $0.rootNamespace == root.namespace }
    }

    static let all = [crossIndustryInvoice, ferd, ferdCandidate, universalInvoice, universalCreditNote]

    /// Names of files in PDFs under which the standards put the invoice, preferred ones first.
    static let attachmentNames = [
        "factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "cii-xrechnung.xml", "ubl-xrechnung.xml",
    ]

    /// Columns that appear only where they say more than the four that every line has, with the value that says nothing.
    static let optionalColumns: [String: DecimalNumber] = [
        "price_basis": DecimalNumber(coefficient: 1, scale: 0), "discount": DecimalNumber(coefficient: 0, scale: 0),
        "surcharge": DecimalNumber(coefficient: 0, scale: 0),
    ]

    /// Fields that an invoice of these syntaxes must have.
    static let required = ["invoice_number", "issue_date", "seller_name", "total_amount"]
}
