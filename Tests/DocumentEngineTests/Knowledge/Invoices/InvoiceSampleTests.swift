import Testing

@testable import DocumentEngine

/// The text of an invoice or a receipt with what it says.
struct InvoiceSample: CustomTestStringConvertible, Sendable {
    let title: String
    let text: String
    /// Fields by name, as exports show them.
    let fields: [String: String]

    init(_ title: String, _ text: String, fields: [String: String]) {
        self.title = title
        self.text = text
        self.fields = fields
    }

    var testDescription: String { title }
}

@Suite struct InvoiceSampleTests {
    @Test(arguments: EuropeanInvoices.all + OverseasInvoices.all)
    func invoiceOfAnyCountryIsRead(_ sample: InvoiceSample) {
        let result = KnowledgeTrial.of(sample.text)
        #expect(result.documentClass == "invoice")
        for (name, value) in sample.fields {
            #expect(result.text(name) == value, "\(name)")
        }
    }

    @Test(arguments: WorldReceipts.all)
    func receiptOfAnyCountryIsRead(_ sample: InvoiceSample) {
        let result = KnowledgeTrial.of(sample.text)
        #expect(result.documentClass == "receipt")
        for (name, value) in sample.fields {
            #expect(result.text(name) == value, "\(name)")
        }
    }
}
