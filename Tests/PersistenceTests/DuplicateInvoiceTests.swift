import OrchestrateModel
import Testing

@testable import Persistence

struct DuplicateInvoiceTests {
    /// The result of an invoice with these values.
    private static func invoice(_ sha256: String, number: String, total: String, seller: String) -> Outcome {
        var result = Fixture.result(sha256: sha256)
        func field(_ name: String, _ value: FieldValue) -> Field {
            Field(name: name, type: value.type, value: value, status: .valid, confidence: 0.9)
        }
        result.fields = [
            field("invoice_number", .string(number)), field("seller_name", .string(seller)),
            field("total_amount", .amount(DecimalNumber(total) ?? DecimalNumber(coefficient: 0, scale: 0))),
        ]
        result.findings = []
        return .completed(result)
    }

    private static func codes(_ fixture: Fixture) throws -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: try fixture.documents().map { document in
                (document.exportPath.display, document.result?.findings.map(\.code) ?? [])
            }
        )
    }

    @Test func invoiceThatCameTwiceIsToldOfBoth() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed(
                "a.pdf",
                Self.invoice("aa", number: "4711", total: "119.00", seller: "Weber GmbH")
            )
            _ = try fixture.processed("b.pdf", Self.invoice("bb", number: "4711", total: "119.0", seller: "WEBER GmbH"))
            #expect(try Self.codes(fixture) == ["a.pdf": ["duplicate_invoice"], "b.pdf": ["duplicate_invoice"]])
            let message = try fixture.documents().first?.result?.findings.first?.message
            #expect(message?.contains("b.pdf") == true)
        }
    }

    @Test(arguments: [
        ("4712", "119.00", "Weber GmbH"), ("4711", "120.00", "Weber GmbH"), ("4711", "119.00", "Meyer AG"),
    ])
    func invoiceThatDiffersInOneOfThreeIsAnother(number: String, total: String, seller: String) throws {
        try Fixture.with { fixture in
            _ = try fixture.processed(
                "a.pdf",
                Self.invoice("aa", number: "4711", total: "119.00", seller: "Weber GmbH")
            )
            _ = try fixture.processed("b.pdf", Self.invoice("bb", number: number, total: total, seller: seller))
            #expect(try Self.codes(fixture) == ["a.pdf": [], "b.pdf": []])
        }
    }

    @Test func copyOfTheSameBytesIsADuplicateFileAndNoMore() throws {
        try Fixture.with { fixture in
            for name in ["a.pdf", "b.pdf"] {
                _ = try fixture.processed(name, Self.invoice("aa", number: "1", total: "5.00", seller: "Weber GmbH"))
            }
            #expect(try Self.codes(fixture) == ["a.pdf": [], "b.pdf": []])
        }
    }
}
