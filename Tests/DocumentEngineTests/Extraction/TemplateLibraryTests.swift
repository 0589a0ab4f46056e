import OrchestrateModel
import Testing

@testable import DocumentEngine

struct TemplateLibraryTests {
    private func problems(_ text: String) -> [TemplateProblem] {
        TemplateLibrary.parse(text, name: "t", file: "t.yml").1
    }

    @Test(arguments: [
        ("keyword: [A]", "did you mean `keywords`", "keyword", 4),
        ("priority: high", "whole number", "priority", 4),
        ("locale: nowhere", "unknown locale", "locale", 4),
        ("rules: [net = ]", "is missing", "rules[0]", 4),
        ("options: {decimal_separator: ';'}", "must be `.` or `,`", "options.decimal_separator", 4),
        ("required_fields: [total]", "no field of that name", "required_fields", 4),
    ])
    func mistakeNamesLineKeyAndRemedy(line: String, message: String, key: String, number: Int) throws {
        let text = "schema: orchestrate.template/1\nkeywords: [A]\nfields: {company: 'A'}\n\(line)\n"
        let problem = try #require(problems(text).first)
        #expect(problem.severity == .error)
        #expect(problem.message.contains(message))
        #expect(problem.key == key)
        #expect(problem.line == number)
    }

    @Test(arguments: [
        ("{regex: '(a'}", "bad pattern"), ("{regex: '(a)(b)'}", "2 capture groups"),
        ("{regex: a, type: money}", "impossible type"),
        ("{regex: a, value: b}", "more than one way"), ("{type: date}", "nothing says how"),
        ("{regexp: a}", "did you mean `regex`"),
        ("{regex: a, group: all}", "group must be"), ("{start: a, end: b, line: c}", "no named group"),
        ("{start: a, line: '(?P<x>c)'}", "`end` is missing"),
    ])
    func mistakeInAFieldIsAnError(field: String, message: String) {
        let text = "schema: orchestrate.template/1\nkeywords: [A]\nfields:\n  company: \(field)\n"
        let found = problems(text)
        #expect(found.contains { $0.severity == .error && $0.line == 4 && $0.message.contains(message) }, "\(found)")
        #expect(TemplateLibrary.parse(text, name: "t", file: "t.yml").0 == nil)
    }

    @Test func fieldGivenTwiceIsAnErrorWithItsLine() throws {
        let text =
            "schema: orchestrate.template/1\nkeywords: [A]\nfields:\n  total: 'a'\n  company: 'c'\n  total: 'b'\n"
        let problem = try #require(problems(text).first)
        #expect(problem.line == 6)
        #expect(problem.key == "total")
        #expect(problem.severity == .error)
    }

    @Test func sameNameTwiceIsAnError() throws {
        let template = "schema: orchestrate.template/1\nname: same\nkeywords: [A]\nfields: {company: 'A'}\n"
        #expect(throws: TemplateTrial.Rejected.self) { try TemplateTrial.of("A", by: template, template) }
    }

    @Test func mistakesInLibrariesAreWarnings() {
        let text = """
            keywords: [Shop]
            fields:
              amount: 'Total (\\d+)'
              vat: '(a)(b)'
              iban: '(IBAN'
              amount: 'Sum (\\d+)'
            colour: red
            """
        let (template, found) = TemplateLibrary.parse(text, name: "shop", file: "shop.yml")
        #expect(found.count == 4)
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(template?.fields.map(\.name) == ["amount"])
    }

    @Test func brokenYAMLNamesTheLine() throws {
        let problem = try #require(problems("keywords: [a\nfields: {").first)
        #expect(problem.severity == .error)
        #expect(problem.line != nil)
    }

    @Test func unknownSchemaIsRefused() {
        #expect(problems("schema: orchestrate.template/9\n").first?.key == "schema")
    }

    @Test func missingPathIsAnError() {
        let (library, problems) = TemplateLibrary.load(paths: ["/nonexistent/templates"])
        #expect(library.entries.isEmpty)
        #expect(problems.first?.severity == .error)
    }

    @Test func jsonTemplatesLoad() {
        let text = "{\n\t\"keywords\": [\"Shop\"],\n\t\"fields\": {\"amount\": \"Total (\\\\d+)\"}\n}"
        #expect(TemplateLibrary.parse(text, name: "shop", file: "shop.json").0?.fields.count == 1)
    }

    @Test func higherPriorityAndCompletenessChoose() throws {
        func template(_ name: String, priority: Int, keyword: String, field: String) -> String {
            """
            schema: orchestrate.template/1
            name: \(name)
            priority: \(priority)
            keywords: ['\(keyword)']
            fields: {code: '\(field) (\\w+)'}
            required_fields: [code]
            """
        }
        let general = template("general", priority: 1, keyword: "Shop", field: "Code")
        let special = template("special", priority: 9, keyword: "Sh.p", field: "Ticket")
        #expect(try TemplateTrial.of("Shop Ticket x1 Code y2", by: general, special).template?.name == "special")
        #expect(try TemplateTrial.of("Shop Code y2", by: general, special).template?.name == "general")
        let neither = try TemplateTrial.of("Shop", by: general, special)
        #expect(neither.template?.name == "special")
        #expect(neither.fields.first?.status == .missing)
        #expect(neither.reviewReason == "required fields missing: code")
    }

    @Test func excludedKeywordRulesATemplateOut() throws {
        let template = """
            keywords: [Shop]
            exclude_keywords: [Credit]
            fields: {amount: 'Total (\\d+)'}
            """
        #expect(try TemplateTrial.of("Shop Credit Total 5", by: template).template == nil)
        #expect(try TemplateTrial.of("Shop Total 5", by: template).template != nil)
    }
}
