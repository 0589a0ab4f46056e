import OrchestrateModel

/// What processing one file is to end with.
struct Expectation {
    var path: String
    var state: String
    /// The failure's or skip's code; nil for documents that were read.
    var code: String?
    var documentClass: String?
    var template: String?
    var pages: [String] = []
    var fields: [(key: String, value: JSONValue)] = []
    var lines: [JSONValue]?

    init(path: String, state: String, code: String? = nil) {
        self.path = path
        self.state = state
        self.code = code
    }

    var json: JSONValue {
        var pairs: [(key: String, value: JSONValue)] = [("path", .string(path)), ("state", .string(state))]
        if let code { pairs.append(("code", .string(code))) }
        guard code == nil else { return .object(pairs) }
        pairs.append(("class", .optional(documentClass)))
        pairs.append(("template", .optional(template)))
        pairs.append(("pages", .array(pages.map { .string($0) })))
        pairs.append(("fields", .object(fields)))
        pairs.append(("tables", lines.map { ["lines": .array($0)] } ?? [:]))
        return .object(pairs)
    }

    static func file(_ expectations: [Expectation]) -> JSONValue {
        let sorted = expectations.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return ["schema": "orchestrate.truth/1", "documents": .array(sorted.map(\.json))]
    }
}

extension Expectation {
    /// What is expected of an example.
    init(_ example: Example) {
        switch example.medium {
        case .encryptedPDF: self.init(path: example.path, state: "failed", code: "encrypted")
        case .truncatedPDF: self.init(path: example.path, state: "failed", code: "corrupt")
        case .emptyFile: self.init(path: example.path, state: "failed", code: "empty")
        case .binary: self.init(path: example.path, state: "skipped", code: "unsupported_type")
        case .zip: self.init(listing: example, state: "done")
        case .mail: self.init(listing: example, state: "review")
        default:
            self.init(path: example.path, state: "done")
            pages = Self.pageStates(of: example)
            describe(example.content)
        }
    }

    /// An archive or mail: a page of text without values.
    private init(listing example: Example, state: String) {
        self.init(path: example.path, state: state)
        pages = ["text"]
    }

    /// What is expected of an example and of all that it holds.
    static func all(of example: Example) -> [Expectation] {
        [Expectation(example)]
            + example.members.map { member in
                var expectation = Expectation(member)
                expectation.path = example.path + "!" + member.path
                return expectation
            }
    }

    private static func pageStates(of example: Example) -> [String] {
        let count = example.sheets.count
        return switch example.medium {
        case .latinText, .html: ["text"]
        case .textPDF: Array(repeating: "text", count: count)
        case .mixedPDF: ["text"] + Array(repeating: "ocr", count: count - 1)
        case .picture(let format, _) where !format.holdsPages: ["ocr"]
        default: Array(repeating: "ocr", count: count)
        }
    }

    private mutating func describe(_ content: Example.Content) {
        switch content {
        case .invoice(let invoice):
            documentClass = "invoice"
            template = invoice.issuer.template
            fields = Self.fields(of: invoice)
            lines = invoice.lines.map { line in
                [
                    "description": .string(line.article.description), "quantity": .decimal(line.quantity),
                    "unit_price": .decimal(line.article.price), "line_total": .decimal(line.total),
                ]
            }
        case .receipt(let receipt):
            documentClass = "receipt"
            template = receipt.shop.template
            fields = [
                ("address", .string(receipt.shop.address)), ("company", .string(receipt.shop.name)),
                ("currency", .string(receipt.shop.currency)), ("date", .string(receipt.date.iso)),
                ("net_amount", .decimal(receipt.net)), ("tax_amount", .decimal(receipt.tax)),
                ("total", .decimal(receipt.total)),
            ]
            lines = receipt.entries.map {
                ["description": .string($0.name), "line_total": .decimal($0.price)]
            }
        case .contract(let contract):
            documentClass = "contract"
            fields = contract.fields
        case .letter:
            state = "review"
            documentClass = "letter"
        case .nothing: state = "review"
        }
    }

    private static func fields(of invoice: Invoice) -> [(key: String, value: JSONValue)] {
        let party = invoice.issuer.party
        var fields: [(key: String, value: JSONValue)] = [
            ("buyer_name", .string(invoice.buyer.name)), ("currency", .string(invoice.issuer.currency)),
            ("due_date", .string(invoice.due.iso)), ("invoice_number", .string(invoice.number)),
            ("issue_date", .string(invoice.issued.iso)), ("net_amount", .decimal(invoice.net)),
            ("order_number", .string(invoice.order)), ("seller_name", .string(party.name)),
            ("tax_amount", .decimal(invoice.tax)), ("total_amount", .decimal(invoice.total)),
        ]
        // Built-in knowledge tells what is due as well.
        if invoice.issuer.template == nil { fields.append(("amount_due", .decimal(invoice.total))) }
        if !party.iban.isEmpty { fields.append(("iban", .string(party.iban.filter { $0 != " " }))) }
        if !party.vatID.isEmpty { fields.append(("seller_vat_id", .string(party.vatID))) }
        return fields.sorted { $0.key < $1.key }
    }
}
