import OrchestrateModel
import Testing

@testable import DocumentEngine

struct ExtractorTests {
    private static let template = """
        schema: orchestrate.template/1
        name: shop
        locale: en-GB
        currency: GBP
        keywords: [Shop]
        fields:
          total_amount: ['Sum (\\S+)', 'Total (\\S+)']
          company: {value: Shop Ltd}
        """

    @Test func valueCarriesPageBoxSourceAndRule() throws {
        let result = try TemplateTrial.of("Shop\n\u{0C}\n   Total 12.50", by: Self.template)
        let field = try #require(result.fields.first { $0.name == "total_amount" })
        let box = Box(x0: 54, y0: 12, x1: 84, y1: 22)
        #expect(field.evidence == [Evidence(page: 2, box: box, source: .text, rule: "regex:2")])
        #expect(field.raw == "12.50")
        #expect(field.currency == "GBP")
        #expect(field.status == .valid)
        #expect(field.value == .amount(try #require(DecimalNumber("12.50"))))
    }

    @Test func staticValueStandsOnNoPage() throws {
        let result = try TemplateTrial.of("Shop Total 1.00", by: Self.template)
        let field = try #require(result.fields.first { $0.name == "company" })
        #expect(field.evidence == [Evidence(page: nil, box: nil, source: .static, rule: "static")])
    }

    @Test func withoutTemplateTheDocumentIsForReview() throws {
        let result = try TemplateTrial.of("Something else", by: Self.template)
        #expect(result.template == nil)
        #expect(result.reviewReason == "no template matched")
    }

    @Test func valueThatCannotBeReadKeepsItsText() throws {
        let result = try TemplateTrial.of("Shop Total twelve", by: Self.template)
        let field = try #require(result.fields.first { $0.name == "total_amount" })
        #expect(field.value == nil)
        #expect(field.raw == "twelve")
        #expect(field.status == .review)
        #expect(result.findings.map(\.code) == ["unreadable_value"])
        #expect(result.reviewReason != nil)
    }

    @Test func differentValuesAreNotChosenBetween() throws {
        let result = try TemplateTrial.of("Shop Total 5.00 Total 6.00", by: Self.template)
        let field = try #require(result.fields.first { $0.name == "total_amount" })
        #expect(field.status == .review)
        #expect(field.alternatives.map(\.value.text) == ["6.00"])
    }

    @Test func hopelessPatternIsAFindingAndTheOthersGoOn() throws {
        let template = """
            schema: orchestrate.template/1
            name: slow
            keywords: [Shop]
            fields:
              hopeless: '(a+)+$'
              total: 'Total (\\S+)'
            """
        let result = try TemplateTrial.of("Shop \(String(repeating: "a", count: 60))! Total 5.00", by: template)
        let finding = try #require(result.findings.first { $0.code == "pattern_limit" })
        #expect(finding.message.contains("slow") && finding.message.contains("hopeless"))
        #expect(finding.message.contains("(a+)+$"))
        #expect(result.fields.map(\.name) == ["total"])
    }

    @Test func optionsChangeTheTextButNotWhereItStands() throws {
        let template = """
            schema: orchestrate.template/1
            keywords: [Café]
            options: {remove_accents: true, lowercase: true, replace: [['totale', 'total'], ['(\\d) (\\d)', '\\1\\2']]}
            fields: {total: 'cafe total (\\S+)'}
            """
        let result = try TemplateTrial.of("Café TOTALE 1 2.50", by: template)
        let field = try #require(result.fields.first)
        #expect(field.value?.text == "12.50")
        #expect(field.evidence.first?.box == Box(x0: 72, y0: 0, x1: 108, y1: 10))
    }

    @Test func areaLimitsWhereAFieldIsSearched() throws {
        let template = """
            keywords: [Shop]
            fields:
              date: {parser: regex, regex: '(\\d+/\\d+/\\d+)', type: date, area: {f: 1, l: 1, r: 72, x: 0, y: 20, W: 100, H: 12}}
            """
        let result = try TemplateTrial.of("Shop 30/01/2024\n\n31/01/2024\n29/01/2024", by: template)
        #expect(result.fields.first { $0.name == "date" }?.value == .date("2024-01-31"))
    }

    @Test func confusedLettersAreReadWhereTheTemplateAllowsIt() throws {
        let tolerant = """
            schema: orchestrate.template/1
            keywords: [Shop]
            fields: {total: {regex: 'Total (\\S+)', ocr_tolerance: true}}
            """
        let read = try TemplateTrial.of("Shop Total 1O.5O", by: tolerant, source: .ocr)
        #expect(read.fields.first?.value?.text == "10.50")
        let text = try TemplateTrial.of("Shop Total 1O.5O", by: tolerant)
        #expect(text.fields.first?.value == nil)
    }

    @Test func sumsAreExact() throws {
        let template = """
            keywords: [Shop]
            fields:
              sum_amount_tax: ['VAT (\\S+)', 'TAX (\\S+)']
              amount: 'Total (\\S+)'
            """
        let result = try TemplateTrial.of("Shop VAT 0.10 VAT 0.20 TAX 0.30 Total 5.00", by: template)
        #expect(result.fields.first { $0.name == "amount_tax" }?.value?.text == "0.60")
    }
}
