import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite struct EmbeddedInvoiceTests {
    static func tree(_ text: String) throws(XMLTree.Problem) -> XMLTree {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(XMLTree.Problem) in try XMLTree(bytes: bytes) }
        }
        return try result.get()
    }

    static func invoice(_ text: String) throws -> EmbeddedInvoice {
        try #require(EmbeddedInvoice(try tree(text)))
    }

    private func values(_ invoice: EmbeddedInvoice) -> [String: String] {
        Dictionary(uniqueKeysWithValues: invoice.fields.map { ($0[0].name, $0[0].value?.text ?? "") })
    }

    @Test func crossIndustryInvoicesFillTheCanonicalFields() throws {
        let invoice = try Self.invoice(InvoiceXML.crossIndustry())
        #expect(
            values(invoice) == [
                "invoice_number": "HB-2031-77", "issue_date": "2031-03-05", "seller_name": "Holzbau Lindgren & Co",
                "seller_vat_id": "DE136695976", "buyer_name": "Atelier Marwood", "currency": "EUR",
                "net_amount": "99.00", "tax_amount": "18.81", "total_amount": "117.81", "amount_due": "117.81",
            ]
        )
        #expect(invoice.lines.map { $0.compactMap(\.value?.text) } == [["Oak board planed", "2", "50.50", "101.00"]])
        #expect(invoice.adjustment == DecimalNumber("-2.00"))
        #expect(invoice["total_amount"]?[0].rule.hasPrefix("cii:/rsm:CrossIndustryInvoice/") == true)
    }

    @Test func universalInvoicesFillTheCanonicalFields() throws {
        let invoice = try Self.invoice(InvoiceXML.universal)
        #expect(
            values(invoice) == [
                "invoice_number": "NV-9", "issue_date": "2032-11-30", "due_date": "2032-12-30",
                "seller_name": "Fjordvask AS", "currency": "NOK", "net_amount": "100.00", "tax_amount": "25.00",
                "total_amount": "125.00", "amount_due": "125.00",
            ]
        )
        #expect(invoice.lines[0].map(\.name).contains("price_basis"))
    }

    @Test func everySyntaxHasThePathsOfEveryField() {
        for syntax in InvoiceSyntax.all {
            #expect(syntax.fields.map(\.name) == InvoiceSyntax.all[0].fields.map(\.name))
            #expect(syntax.columns.map(\.name) == InvoiceSyntax.all[0].columns.map(\.name))
        }
    }

    @Test func documentsThatAreNoInvoicesAreNone() throws {
        #expect(EmbeddedInvoice(try Self.tree("<note><total>5</total></note>")) == nil)
    }

    @Test func declaredEntitiesAreRefusedBeforeTheyGrow() {
        let bomb = (1...9).map { level in
            "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: 10))\">"
        }
        let declaration = "<!DOCTYPE x [<!ENTITY e0 \"ha\">\(bomb.joined())]>"
        #expect(throws: XMLTree.Problem.self) { try Self.tree("\(declaration)<x>&e9;</x>") }
    }

    @Test func externalEntitiesAreNeverLoaded() {
        let outside = "<!DOCTYPE x [<!ENTITY file SYSTEM \"file:///etc/hostname\">]><x>&file;</x>"
        #expect(throws: XMLTree.Problem.self) { try Self.tree(outside) }
    }

    @Test(
        arguments: [
            String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100),
            "<a>" + String(repeating: "<b/>", count: 500_000) + "</a>", "<a><b></a>", "", "no XML",
        ]
    )
    func deepHugeAndBrokenDocumentsAreProblems(text: String) {
        #expect(throws: XMLTree.Problem.self) { try Self.tree(text) }
    }
}
