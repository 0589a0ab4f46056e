import OrchestrateModel
import Testing

@testable import DocumentEngine

struct ExplanationTests {
    private static let text = """
        NORDWIND HANDEL GmbH

        Rechnung Nr: R-117          Datum: 05.03.2024

        Bezeichnung        Menge     Betrag
        Lampe                  2      91,00
        Schirm groß           zehn    19,00
        Summe                        110,00
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac b
        """

    /// The trial of one template on the text above.
    private static func trial(_ yaml: String) throws -> TemplateExplanation.Trial {
        let (template, problems) = TemplateLibrary.parse(yaml, name: "tried", file: "tried.yaml")
        #expect(problems.isEmpty)
        let explainer = TemplateExplainer(
            library: TemplateLibrary(templates: [try #require(template)]),
            document: TextLayout.document(text),
            pages: []
        )
        return try #require(explainer.explain(mediaType: "text/plain", result: nothing, builtIn: unread).trials.first)
    }

    private static let nothing = DocumentResult(
        identity: DocumentIdentity(sha256: "", bytes: 0, mediaType: "text/plain"),
        fingerprint: "",
        fields: [],
        tables: [],
        findings: [],
        pages: []
    )

    private static let unread = Validator().validate(Extraction())

    private static func template(keywords: String = "[Rechnung]", _ fields: String) -> String {
        "schema: orchestrate.template/1\nname: tried\nlocale: de-DE\nkeywords: \(keywords)\nfields:\n\(fields)"
    }

    @Test func keywordInOtherLettersIsTold() throws {
        let trial = try Self.trial(Self.template(keywords: "[Nordwind Handel GmbH, Rechnung]", "  a: 'x'"))
        #expect(!trial.matches)
        #expect(trial.keywords.map(\.isFound) == [false, true])
        #expect(trial.keywords[0].note?.contains("case counts") == true)
        #expect(trial.keywords[0].place?.text == "NORDWIND HANDEL GmbH")
        #expect(trial.keywords[1].place?.page == 1)
    }

    @Test func patternTellsHowFarItComes() throws {
        let trial = try Self.trial(Self.template("  invoice_number: 'Rechnung Nr\\. (\\S+)'"))
        let note = try #require(trial.fields.first?.attempts.first?.note)
        #expect(trial.fields.first?.status == .missing)
        #expect(note.contains("`Rechnung Nr`"))
        #expect(note.contains("“Rechnung Nr: R-117 Datum: 05.03.2024”"))
    }

    @Test func whatAPatternFindsIsToldWithItsPlace() throws {
        let trial = try Self.trial(Self.template("  invoice_number: 'Nr: (\\S+)'"))
        let field = try #require(trial.fields.first)
        #expect(field.value == "R-117")
        #expect(field.attempts.first?.found.first?.text == "R-117")
        #expect(field.attempts.first?.found.first?.box != nil)
    }

    @Test func labelThatIsNotThereNamesTheOneThatIs() throws {
        let trial = try Self.trial(Self.template("  issue_date: {right_of: Dattum}"))
        #expect(trial.fields.first?.attempts.first?.note?.contains("“Datum:”") == true)
    }

    @Test func labelWithoutAValueIsToldFromOneThatIsMissing() throws {
        let trial = try Self.trial(Self.template("  other: {right_of: Betrag}"))
        #expect(trial.fields.first?.attempts.first?.note?.contains("stands on page 1") == true)
    }

    @Test func tableNamesTheFirstLineThatDoesNotMatch() throws {
        let trial = try Self.trial(
            Self.template(
                """
                  lines:
                    start: 'Bezeichnung'
                    end: 'Summe'
                    line: '^(?P<description>\\S+) +(?P<quantity>\\d+) +(?P<line_total>\\S+)$'
                """
            )
        )
        let attempt = try #require(trial.fields.first?.attempts.first)
        #expect(attempt.note == "1 rows" || attempt.note?.contains("Menge") == true)
        #expect(attempt.found.first?.text.contains("Lampe") == true)
    }

    @Test func tableWithoutItsEndSaysSo() throws {
        let trial = try Self.trial(
            Self.template("  lines: {start: Bezeichnung, end: Zwischensumme, line: '(?P<a>.+)'}")
        )
        #expect(trial.fields.first?.attempts.first?.note?.contains("`end` is not found") == true)
    }

    @Test func hopelessPatternIsToldAndNeverHangs() throws {
        let trial = try Self.trial(Self.template("  bad: '(?:a+)+b'"))
        #expect(trial.fields.first?.attempts.first?.note?.contains("given up") == true)
        #expect(trial.fields.first?.notes.contains { $0.contains("given up") } == true)
    }

    @Test(arguments: [
        ("Total: (\\d+)", "Total", "Totals: 5"),
        ("Nr[.:] ?(?:A|B)-(\\d+)", "Nr[.:] ?(?:A|B)", "Nr: A 17"),
    ])
    func longestBeginningIsFound(pattern: String, beginning: String, text: String) {
        var source = SourceText()
        source.append(text, origin: -1)
        #expect(PatternTrace.furthest(pattern, in: source)?.beginning == beginning)
    }

    @Test func nothingLikeAPatternIsNothing() {
        var source = SourceText()
        source.append("quite another text", origin: -1)
        #expect(PatternTrace.furthest("Rechnung", in: source) == nil)
    }

    @Test func explanationByNameShowsATemplateThatIsNotNear() throws {
        let text = "schema: orchestrate.template/1\nkeywords: [Elsewhere]\nfields: {code: 'Code (\\w+)'}\n"
        let template = try #require(TemplateLibrary.parse(text, name: "far", file: "far.yaml").0)
        func names(_ name: String?) -> [String] {
            let explainer = TemplateExplainer(
                library: TemplateLibrary(templates: [template]),
                document: TextLayout.document(Self.text),
                pages: [],
                name: name
            )
            let explanation = explainer.explain(mediaType: "text/plain", result: Self.nothing, builtIn: Self.unread)
            return explanation.trials.map(\.name)
        }
        #expect(names(nil).isEmpty)
        #expect(names("fa") == ["far"])
        #expect(names("other").isEmpty)
    }
}
