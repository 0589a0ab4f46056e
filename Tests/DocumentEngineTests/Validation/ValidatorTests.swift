import OrchestrateModel
import Testing

@testable import DocumentEngine

struct ValidatorTests {
    private static let template = """
        schema: orchestrate.template/1
        locale: en-GB
        keywords: [Shop]
        fields:
          net_amount: 'Net (\\S+)'
          tax_amount: 'Tax (\\S+)'
          total_amount: 'Total (\\S+)'
        """

    @Test func agreeingAmountsAreVerified() throws {
        let result = try TemplateTrial.of("Shop Net 100.00 Tax 19.00 Total 119.00", by: Self.template)
        #expect(result.fields.allSatisfy { $0.status == .verified })
        #expect(result.reviewReason == nil)
    }

    @Test func disagreeingAmountsAreForReview() throws {
        let result = try TemplateTrial.of("Shop Net 100.00 Tax 19.00 Total 191.00", by: Self.template)
        #expect(result.fields.allSatisfy { $0.status == .review })
        #expect(result.findings.map(\.code) == ["sum_mismatch"])
        #expect(result.findings.first?.fields == ["net_amount", "tax_amount", "total_amount"])
        #expect(result.reviewReason != nil)
    }

    @Test func arithmeticSettlesAnUnexpectedNotation() throws {
        let confirmed = try TemplateTrial.of("Shop Net 100,00 Tax 19.00 Total 119.00", by: Self.template)
        #expect(confirmed.fields.allSatisfy { $0.status == .verified })
        #expect(confirmed.reviewReason == nil)
        let alone = try TemplateTrial.of("Shop Total 119,00", by: Self.template)
        #expect(alone.fields.map(\.status) == [.review])
    }

    @Test func oneTotalAloneIsOnlyValid() throws {
        let result = try TemplateTrial.of("Shop Total 119.00", by: Self.template)
        #expect(result.fields.map(\.status) == [.valid])
    }

    @Test func taxOfNothingConfirmsNothing() throws {
        let result = try TemplateTrial.of("Shop Net 100.00 Tax 0.00 Total 100.00", by: Self.template)
        #expect(result.fields.allSatisfy { $0.status == .valid })
    }

    @Test(arguments: [
        ("DE89370400440532013000", true), ("GB82WEST12345698765432", true), ("DE89370400440532013001", false),
        ("NL91ABNA0417164300", true), ("US1234567890", nil), ("DE8937", false),
    ])
    func ibansAreChecked(text: String, expected: Bool?) {
        #expect(Checksums.iban(text) == expected)
    }

    @Test(arguments: [
        ("DE136695976", true), ("DE136695977", false), ("ATU13585627", true), ("BE0428759497", true),
        ("FR40303265045", true),
        ("NL004495445B01", true), ("IT00743110157", true), ("ESB58378431", true), ("PL8567346215", true),
        ("PT501964843", true),
        ("DK13585628", true), ("FI20774740", true), ("SE123456789701", true), ("GB980780684", true),
        ("LU15027442", true),
        ("CHE107787577", true), ("EL094259216", true), ("NL004495446B01", false), ("XX123", nil),
    ])
    func vatNumbersAreChecked(text: String, expected: Bool?) {
        #expect(VATNumbers.isValid(text) == expected)
    }

    @Test func articleAndBookNumbersAreChecked() {
        #expect(Checksums.gtin([4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 1]))
        #expect(!Checksums.gtin([4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 2]))
        #expect(Checksums.isbn("080442957X"))
        #expect(Checksums.isbn("9780306406157"))
        #expect(Checksums.luhn([7, 3, 2, 8, 2, 9, 3, 2, 0]))
    }

    @Test func checksumDecidesTheStatus() throws {
        let template = """
            schema: orchestrate.template/1
            keywords: [Shop]
            fields: {iban: 'IBAN (\\S+)', seller_vat_id: 'VAT (\\S+)'}
            """
        let result = try TemplateTrial.of("Shop IBAN DE89370400440532013000 VAT DE136695977", by: template)
        #expect(result.fields.map(\.status) == [.verified, .review])
        #expect(result.findings.map(\.code) == ["checksum_failed"])
    }

    @Test(arguments: [
        "a + b = c", "a - b * 2 >= 1.50", "sum(lines.line_total) = net", "(a + b) * c != 0", "due > issue",
        "x = \"EUR\"",
    ])
    func rulesAreRead(source: String) throws {
        _ = try RuleParser.parse(source)
    }

    @Test(arguments: ["a +", "a = ", "a b", "= c", "sum(lines) = 1", "a = b = c", "a ? b", "\"x = y"])
    func brokenRulesAreRefused(source: String) {
        #expect(throws: RuleParser.Problem.self) { try RuleParser.parse(source) }
    }

    @Test func rowsAreCheckedEach() throws {
        let template = """
            schema: orchestrate.template/1
            keywords: [Shop]
            fields:
              lines: {start: Items, end: End, line: '(?P<quantity>\\d+) x (?P<unit_price>\\S+) (?P<line_total>\\S+)$',
                types: {quantity: integer, unit_price: amount, line_total: amount}}
            """
        let right = try TemplateTrial.of("Shop Items\n2 x 1.50 3.00\n3 x 2.00 6.00\nEnd", by: template)
        #expect(right.reviewReason == nil)
        let wrong = try TemplateTrial.of("Shop Items\n2 x 1.50 3.00\n3 x 2.00 9.00\nEnd", by: template)
        #expect(wrong.findings.map(\.code) == ["line_mismatch"])
        #expect(wrong.findings.first?.message.contains("row 2") == true)
    }
}
