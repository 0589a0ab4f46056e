import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite struct EmbeddedMergeTests {
    private static let page = """
        Holzbau Lindgren & Co
        Invoice HB-2031-77      5 March 2031
        Oak board planed    2   50,50   101,00
        Net   99,00
        VAT   18,81
        Total EUR 117,81
        """

    private func merge(_ xml: String = InvoiceXML.crossIndustry(), page: String = page) throws -> EmbeddedMerge {
        EmbeddedMerge(
            invoice: try EmbeddedInvoiceTests.invoice(xml),
            pages: PageSearch(TextLayout.document(page))
        )
    }

    private func read(_ name: String, _ value: FieldValue, status: FieldStatus = .valid) -> Field {
        let evidence = Evidence(page: 1, box: Box(x0: 1, y0: 2, x1: 3, y1: 4), source: .text, rule: "label")
        return Field(
            name: name,
            type: value.type,
            value: value,
            raw: value.text,
            status: status,
            confidence: 0.9,
            evidence: [evidence]
        )
    }

    private func amount(_ text: String) throws -> FieldValue { .amount(try #require(DecimalNumber(text))) }

    @Test func valuesThatThePageShowsAreVerifiedWithTheirPlace() throws {
        let merged = try merge().merged(with: Extraction())
        for name in ["invoice_number", "issue_date", "seller_name", "net_amount", "total_amount", "currency"] {
            let field = try #require(merged.fields.first { $0.name == name })
            #expect(field.status == .verified, "\(name)")
            #expect(field.evidence.map(\.source) == [.embedded, .text], "\(name)")
            #expect(field.evidence[1].page == 1 && field.evidence[1].box != nil)
        }
        #expect(merged.fields.first { $0.name == "total_amount" }?.raw == "117,81")
        #expect(merged.documentClass == "invoice")
    }

    @Test func valuesThatOnlyTheXMLHasAreValid() throws {
        let merged = try merge().merged(with: Extraction())
        let buyer = try #require(merged.fields.first { $0.name == "buyer_name" })
        #expect(buyer.status == .valid)
        #expect(buyer.evidence.map(\.source) == [.embedded])
    }

    @Test func arithmeticDoesNotVerifyWhatStandsOnNoPage() throws {
        let validation = Validator().validate(try merge(page: "nothing").merged(with: Extraction()))
        #expect(validation.fields.allSatisfy { $0.status == .valid })
        #expect(validation.findings.isEmpty)
        #expect(validation.reviewReason == nil)
    }

    @Test func contradictionsAreFindingsWithBothReadings() throws {
        var page = Extraction(documentClass: "invoice")
        page.fields = [read("total_amount", try amount("217.81"))]
        let validation = Validator().validate(try merge().merged(with: page))
        let total = try #require(validation.fields.first { $0.name == "total_amount" })
        #expect(total.status == .review)
        #expect(total.value == .amount(try #require(DecimalNumber("117.81"))))
        #expect(total.alternatives.map(\.value) == [try amount("217.81")])
        #expect(validation.findings.map(\.code).contains("embedded_mismatch"))
        #expect(validation.reviewReason != nil)
    }

    @Test func agreementUnitesTheEvidence() throws {
        var page = Extraction(documentClass: "invoice")
        page.fields = [read("total_amount", try amount("117.810")), read("terms", .string("30 days"))]
        let merged = try merge(page: "").merged(with: page)
        let total = try #require(merged.fields.first { $0.name == "total_amount" })
        #expect(total.status == .verified)
        #expect(total.evidence.map(\.rule).last == "label")
        #expect(merged.fields.contains { $0.name == "terms" && $0.status == .valid })
    }

    @Test func anAmbiguousDateIsDecidedByTheXML() throws {
        var date = read("issue_date", .date("2031-05-03"), status: .review)
        date.value = nil
        date.alternatives = ["2031-05-03", "2031-03-05"].map {
            Alternative(value: .date($0), raw: "05/03/2031", confidence: 0.5)
        }
        var page = Extraction(documentClass: "invoice")
        page.fields = [date]
        page.findings = [Finding(severity: .warning, code: "ambiguous_date", message: "", fields: ["issue_date"])]
        let merged = try merge(page: "").merged(with: page)
        #expect(merged.fields.first { $0.name == "issue_date" }?.status == .verified)
        #expect(merged.findings.isEmpty)
    }

    @Test func aTemplatesFieldsAreConfirmedAndNothingIsAdded() throws {
        var page = Extraction(template: TemplateReference(name: "t", fingerprint: "f"))
        page.fields = [read("amount", try amount("117.81")), read("net_amount", try amount("98.00"))]
        let result = try merge(page: "").confirmed(page)
        #expect(result.fields.map(\.name) == ["amount", "net_amount"])
        #expect(result.fields[0].status == .verified)
        #expect(result.fields[1].status == .review)
        #expect(result.fields[1].value == (try amount("98.00")))
        #expect(result.findings.map(\.code) == ["embedded_mismatch"])
        #expect(result.tables.isEmpty)
    }

    @Test(
        arguments: [
            ("Total 1 234 567,80 EUR", "1234567.80"), ("Total €1,234,567.80", "1234567.80"), ("(5.00)", "-5.00"),
            ("CHF 1'234.50", "1234.50"),
        ]
    )
    func amountsAreFoundInEveryNotation(page: String, value: String) throws {
        let search = PageSearch(TextLayout.document(page))
        #expect(search.occurrence(of: try amount(value), name: "total_amount") != nil)
    }

    @Test(arguments: ["Total 0,00", "Total 5", "Total 15,00", "5,001"])
    func otherNumbersAreNotTaken(page: String) throws {
        let search = PageSearch(TextLayout.document(page))
        #expect(search.occurrence(of: try amount("5.00"), name: "total_amount") == nil)
        #expect(search.occurrence(of: try amount("0.00"), name: "tax_amount") == nil)
    }
}
