import OrchestrateModel
import Testing

@testable import DocumentEngine

struct AmbiguityTests {
    private static let template = """
        schema: orchestrate.template/1
        keywords: [Shop]
        fields:
          net_amount: 'Net (\\S+)'
          tax_amount: 'Tax (\\S+)'
          total_amount: 'Total (\\S+)'
          issue_date: 'Issued (\\S+)'
          due_date: 'Due (\\S+)'
        """

    @Test func theSumChoosesTheOnlyReadingThatFits() throws {
        let result = try TemplateTrial.of("Shop Net 1.000 Tax 234 Total 1.234", by: Self.template)
        #expect(result.text("net_amount") == "1000")
        #expect(result.text("total_amount") == "1234")
        #expect(result.status("total_amount") == .verified)
        #expect(result.findings.isEmpty)
        // The other reading stays to be looked at.
        let total = result.fields.first { $0.name == "total_amount" }
        #expect(total?.alternatives.map(\.value.text) == ["1.234"])
    }

    @Test func readingsThatAllFitStayForReview() throws {
        let result = try TemplateTrial.of("Shop Net 1.000 Tax 0.190 Total 1.190", by: Self.template)
        #expect(result.text("net_amount") == "1.000")
        let both = try TemplateTrial.of("Shop Net 1.000 Tax 1.000 Total 2.000", by: Self.template)
        #expect(both.status("total_amount") == .review)
        #expect(both.text("total_amount") == nil)
        #expect(both.fields.first { $0.name == "total_amount" }?.alternatives.count == 2)
        #expect(both.reviewReason != nil)
    }

    @Test func aReadingThatNothingConfirmsStaysForReview() throws {
        let result = try TemplateTrial.of("Shop Total 1.234", by: Self.template)
        #expect(result.text("total_amount") == nil)
        #expect(result.findings.map(\.code) == ["ambiguous_number"])
    }

    @Test func lineItemsTellTheReadingOfTheirSum() throws {
        let template = """
            schema: orchestrate.template/1
            keywords: [Shop]
            fields:
              total_amount: 'Total (\\S+)'
            lines:
              start: Items
              end: Total
              line: '(?P<description>[a-z]+) (?P<line_total>\\d+)'
              types: {line_total: amount}
            """
        let result = try TemplateTrial.of("Shop\nItems\nnut 1000\nbolt 234\nTotal 1.234", by: template)
        #expect(result.text("total_amount") == "1234")
        #expect(result.status("total_amount") == .verified)
    }

    @Test(arguments: ["04/05/2024", "04/04/2024"])
    func nothingFallsDueBeforeItIsIssued(due: String) throws {
        let result = try TemplateTrial.of("Shop Issued 05/03/2024 Due \(due)", by: Self.template)
        #expect(result.text("issue_date") == "2024-03-05")
        #expect(result.text("due_date") == (due == "04/05/2024" ? "2024-05-04" : "2024-04-04"))
        #expect(result.status("issue_date") == .valid)
        #expect(result.reviewReason == nil)
    }

    @Test func twoOrdersInWhichDatesFitStayForReview() throws {
        let result = try TemplateTrial.of("Shop Issued 01/02/2024 Due 03/04/2024", by: Self.template)
        let issued = result.fields.first { $0.name == "issue_date" }
        #expect(issued?.value == nil)
        #expect(issued?.status == .review)
        #expect(issued?.alternatives.map(\.value.text) == ["2024-02-01", "2024-01-02"])
    }

    @Test func anotherDateOfTheDocumentDecides() throws {
        let result = try TemplateTrial.of("Shop Issued 01/02/2024 Due 03/04/2024 printed 25/01/2024", by: Self.template)
        #expect(result.text("issue_date") == "2024-02-01")
        #expect(result.status("due_date") == .valid)
    }
}
