import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

/// What is said of templates that are wrong, all of it at once.
struct TemplateCheckTests {
    private func problems(_ text: String) -> [TemplateProblem] {
        TemplateLibrary.parse(text, name: "shop", file: "shop.yaml").1
    }

    private static let head = """
        schema: orchestrate.template/1
        keywords: [Shop]
        fields:
          total_amount: 'Total (\\S+)'
          lines: {start: Items, end: Total, line: '(?P<description>\\w+) (?P<line_total>\\d+)'}

        """

    @Test(arguments: [
        ("totl_amount > 0", "totl_amount"), ("sum(lines.price) = total_amount", "sum(lines.price)"),
        ("sum(items.line_total) = total_amount", "sum(items.line_total)"),
        ("{each: items, check: line_total > 0}", "each: items"),
        ("{each: lines, check: quantity > 0}", "quantity"),
    ])
    func unknownNameInARuleIsAnError(rule: String, name: String) throws {
        let found = problems(Self.head + "rules:\n  - \(rule)\n")
        #expect(found.count == 1)
        let problem = try #require(found.first)
        #expect(problem.severity == .error)
        #expect(problem.message.contains(name))
        #expect(problem.line ?? 0 >= 7)
    }

    @Test func knownNamesInRulesAreFine() {
        let rules = """
            rules:
              - sum(lines.line_total) = total_amount
              - {each: lines, check: line_total <= total_amount}
            """
        #expect(problems(Self.head + rules).isEmpty)
    }

    @Test(arguments: ["xx-DE", "de-XX", "german", "english-GB"])
    func unknownLocaleIsAnError(locale: String) {
        #expect(problems("locale: \(locale)\n" + Self.head).map(\.key) == ["locale"])
    }

    @Test func everythingWrongIsToldInOneRound() {
        let text = """
            schema: orchestrate.template/1
            locale: xx-YY
            colour: red
            fields:
              total_amount: '(Total'
              issue_date: {regex: 'on (\\S+)', type: money}
              issue_date: 'at (\\S+)'
              iban: {}
            required_fields: [vat]
            rules: [nothing = 0]
            """
        let found = problems(text)
        let keys = Set(found.compactMap(\.key))
        #expect(found.allSatisfy { $0.severity == .error })
        #expect(keys.isSuperset(of: ["locale", "colour", "issue_date", "fields.total_amount", "fields.iban"]))
        for text in ["no keywords", "`vat` is required", "`nothing` in a rule", "`issue_date` appears twice"] {
            #expect(found.count { $0.message.contains(text) } == 1)
        }
    }

    @Test func folderWithoutTemplatesIsAnError() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let problem = try #require(TemplateLibrary.load(paths: [folder]).1.first)
        #expect(problem.severity == .error)
        #expect(problem.file == folder)
        #expect(problem.message.contains("holds no template"))
    }

    @Test func rawIsTheTextOnThePageBeforeReplacements() throws {
        let template = """
            schema: orchestrate.template/1
            locale: en-GB
            keywords: [Shop]
            options: {remove_whitespace: true}
            fields:
              code: {regex: 'Code:(\\S+?);', replace: [['-', '']]}
              total_amount: {right_of: Total, replace: [['abt', '']]}
            """
        let result = try TemplateTrial.of("Shop\nCode: AB -12;\nTotal abt 12.50", by: template)
        let code = try #require(result.fields.first { $0.name == "code" })
        #expect(code.value == .string("AB12"))
        #expect(code.raw == "AB -12;")
        let total = try #require(result.fields.first { $0.name == "total_amount" })
        #expect(total.value?.text == "12.50")
        #expect(total.raw == "abt 12.50")
    }
}
