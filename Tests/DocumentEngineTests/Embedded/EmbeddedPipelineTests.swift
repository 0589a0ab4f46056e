import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite(.timeLimit(.minutes(2))) struct EmbeddedPipelineTests {
    private static let page = InvoicePDF.page([
        "Holzbau Lindgren & Co", "Invoice number: HB-2031-77", "Invoice date: 5 March 2031", "Net amount: 99,00 EUR",
        "VAT 19%: 18,81 EUR", "Total amount: 117,81 EUR",
    ])

    private struct Folder: ~Copyable {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    /// What the pipeline makes of a file.
    private func read(_ path: String, embedded: Bool = true) throws -> DocumentResult {
        var configuration = Configuration()
        configuration.extraction.embedded = embedded
        let pipeline = try DocumentPipeline(
            configuration: configuration,
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: nil
        )
        let run = pipeline.run(Job(id: 1, path: DocumentPath(path), size: 0)) { _ in }
        guard case .completed(let result) = run.outcome else { throw Failure(.unknown, "\(run.outcome)") }
        return result
    }

    private func withPDF(attaching xml: String, _ body: (String) throws -> Void) throws {
        let folder = try Folder()
        try body(try InvoicePDF.write(Self.page, attaching: xml, as: "factur-x.xml", in: folder.url))
    }

    @Test(.enabled(if: InvoicePDF.hasQPDF, "qpdf attaches the XML"))
    func attachedXMLAndPageVerifyEachOther() throws {
        try withPDF(attaching: InvoiceXML.crossIndustry()) { path in
            let result = try read(path)
            #expect(result.documentClass == "invoice")
            #expect(result.state == .done, "\(result.reviewReason ?? "")")
            let total = try #require(result.fields.first { $0.name == "total_amount" })
            #expect(total.status == .verified)
            #expect(Set(total.evidence.map(\.source)) == [.embedded, .text])
            #expect(result.tables.first?.rows.count == 1)
        }
    }

    @Test(.enabled(if: InvoicePDF.hasQPDF, "qpdf attaches the XML"))
    func aContradictionSendsTheDocumentToReview() throws {
        try withPDF(attaching: InvoiceXML.crossIndustry(total: "17.81")) { path in
            let result = try read(path)
            #expect(result.state == .review)
            #expect(result.findings.contains { $0.code == "embedded_mismatch" && $0.fields == ["total_amount"] })
        }
    }

    @Test(.enabled(if: InvoicePDF.hasQPDF, "qpdf attaches the XML"))
    func switchedOffItLeavesOnlyThePage() throws {
        try withPDF(attaching: InvoiceXML.crossIndustry()) { path in
            let result = try read(path, embedded: false)
            #expect(!result.fields.flatMap(\.evidence).contains { $0.source == .embedded })
            #expect(!result.fields.contains { $0.name == "buyer_name" && $0.value == .string("Atelier Marwood") })
        }
    }

    @Test(.enabled(if: InvoicePDF.hasQPDF, "qpdf attaches the XML"))
    func hostileXMLIsAFindingAndThePageIsRead() throws {
        let declaration = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
        try withPDF(attaching: InvoiceXML.crossIndustry(declaration: declaration)) { path in
            let result = try read(path)
            #expect(result.findings.contains { $0.code == "embedded_unreadable" && $0.message.contains("DOCTYPE") })
            #expect(result.pages.map(\.state) == [.text])
        }
    }

    @Test(arguments: [InvoiceXML.crossIndustry(), InvoiceXML.universal])
    func plainXMLIsADocumentOfOnePage(xml: String) throws {
        let folder = try Folder()
        let file = folder.url.appending(path: "invoice.xml")
        try Data(xml.utf8).write(to: file)
        let result = try read(file.path())
        #expect(result.identity.mediaType == "application/xml")
        #expect(result.documentClass == "invoice")
        #expect(result.pages.map(\.state) == [.text])
        #expect(result.state == .done, "\(result.reviewReason ?? "")")
        let total = try #require(result.fields.first { $0.name == "total_amount" })
        #expect(total.status == .verified)
        #expect(total.evidence.map(\.source) == [.embedded])
        #expect(total.evidence[0].page == 1 && total.evidence[0].box != nil)
    }
}
