import OrchestrateModel
import Testing

@testable import DocumentEngine

/// Labels next to values, and what OCR takes for digits.
struct LabelTests {
    private static func template(_ field: String) -> String {
        "schema: orchestrate.template/1\nlocale: en-GB\nkeywords: [Shop]\nfields:\n  code: \(field)\n"
    }

    private static func value(_ text: String, _ field: String, source: ValueSource = .text) throws -> String? {
        try TemplateTrial.of("Shop\n" + text, by: template(field), source: source).text("code")
    }

    @Test(arguments: [
        ("Code: AB 12      Page 1", "AB 12"), ("CÓDE  AB", "AB"), ("Number 7\nCode       AB", "AB"),
        ("Code\nAB", nil), ("encode AB", nil),
    ])
    func rightOfALabelStandsTheValueUpToAWideGap(text: String, expected: String?) throws {
        #expect(try Self.value(text, "{right_of: Code}") == expected)
    }

    @Test(arguments: [
        ("Date        Code        Place\n1 May       AB 12       Ashbrook", "AB 12"),
        ("Code\n\nAB", "AB"), ("Code\n\n\n\n\n\nAB", nil), ("Place       Code\nAshbrook", nil),
    ])
    func belowALabelStandsTheValueOfItsColumn(text: String, expected: String?) throws {
        #expect(try Self.value(text, "{below: Code}") == expected)
    }

    @Test func sameBlockGivesWhatFollowsTheLabelInIt() throws {
        let text = "Shop\nDeliver to: Ann Lee\n12 Mill Lane\n\nOther block"
        let layouts = TextLayout.pages(text)
        let words = layouts[0].words
        func line(_ row: Double) -> Line { Line(words: words.filter { $0.box.y0 == row * 12 }) }
        let page = RecognizedPage(
            number: 1,
            state: .text,
            width: 595,
            height: 842,
            blocks: [Block(lines: [line(0)]), Block(lines: [line(1), line(2)]), Block(lines: [line(4)])]
        )
        let yaml = Self.template("{same_block: Deliver to}")
        let template = try #require(TemplateLibrary.parse(yaml, name: "shop", file: "shop.yaml").0)
        let extractor = Extractor(library: TemplateLibrary(templates: [template]), configuration: Configuration())
        let extraction = extractor.extract(DocumentText(pages: layouts), pages: [page])
        #expect(extraction.fields.first?.value == .string("Ann Lee 12 Mill Lane"))
    }

    @Test(arguments: [
        ("{right_of: Code, type: amount, ocr_tolerance: true}", "1O.5O", "10.50"),
        ("{right_of: Code, type: integer, ocr_tolerance: true}", "l2B", "128"),
        ("{right_of: Code, type: date, ocr_tolerance: true}", "O1/l2/2024", "2024-12-01"),
        ("{right_of: Code, type: amount}", "1O.5O", nil),
        ("{right_of: Code, type: amount, ocr_tolerance: false}", "1O.5O", nil),
        ("{right_of: Code, ocr_tolerance: true}", "1O.5O", "1O.5O"),
    ])
    func fieldsThatTolerateItReadLettersOfOCRAsDigits(field: String, text: String, expected: String?) throws {
        #expect(try Self.value("Code \(text)", field, source: .ocr) == expected)
    }

    @Test func textLayersAreReadAsTheyStand() throws {
        let field = "{right_of: Code, type: amount, ocr_tolerance: true}"
        #expect(try Self.value("Code 1O.5O", field, source: .text) == nil)
    }
}
