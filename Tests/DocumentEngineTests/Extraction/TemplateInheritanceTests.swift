import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

struct TemplateInheritanceTests {
    private static let base = """
        schema: orchestrate.template/1
        abstract: true
        class: invoice
        locale: de-DE
        currency: EUR
        fields:
          invoice_number: 'Rechnung Nr\\. (\\S+)'
          issue_date: 'Datum: (\\S+)'
          total_amount: 'Gesamt +([\\d.,]+)'
        required_fields: [invoice_number, total_amount]
        """

    private static let derived = """
        schema: orchestrate.template/1
        name: nordwind
        extends: german-invoice.yaml
        keywords: [Nordwind Handel GmbH]
        fields:
          total_amount: 'Endbetrag +([\\d.,]+)'
        """

    /// Runs `body` with the library of a folder with these files.
    private static func with(
        _ files: [String: String],
        _ body: (TemplateLibrary, [TemplateProblem]) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inherit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let (library, problems) = TemplateLibrary.load(paths: [folder.path])
        try body(library, problems)
    }

    @Test func templateTakesOverWhatItDoesNotSayItself() throws {
        try Self.with(["german-invoice.yaml": Self.base, "nordwind.yaml": Self.derived]) { library, problems in
            #expect(problems.isEmpty)
            #expect(library.templates.map(\.name) == ["nordwind"])
            let document = TextLayout.document(
                "Nordwind Handel GmbH\nRechnung Nr. R-117   Datum: 05.03.2024\nEndbetrag    1.428,00"
            )
            let read = Extractor(library: library, configuration: Configuration()).extract(document, pages: [])
            #expect(read.documentClass == "invoice")
            #expect(read.requiredFields == ["invoice_number", "total_amount"])
            let values = Dictionary(read.fields.map { ($0.name, $0.value?.text) }) { first, _ in first }
            #expect(values == ["invoice_number": "R-117", "issue_date": "2024-03-05", "total_amount": "1428.00"])
        }
    }

    @Test func changedBaseChangesTheFingerprint() throws {
        var fingerprints: [String] = []
        for base in [Self.base, Self.base.replacing("Datum", with: "Vom")] {
            try Self.with(["german-invoice.yaml": base, "nordwind.yaml": Self.derived]) { library, _ in
                fingerprints.append(library.fingerprint)
            }
        }
        #expect(Set(fingerprints).count == 2)
    }

    @Test func missingBaseIsAnErrorWithItsPlace() throws {
        try Self.with(["nordwind.yaml": Self.derived]) { library, problems in
            #expect(library.templates.isEmpty)
            #expect(problems.first?.key == "extends")
            #expect(problems.first?.line == 3)
            #expect(problems.first?.message.contains("german-invoice.yaml") == true)
        }
    }

    @Test func templateThatBuildsOnItselfIsAnError() throws {
        let circle = Self.derived.replacing("german-invoice.yaml", with: "nordwind.yaml")
        try Self.with(["nordwind.yaml": circle]) { library, problems in
            #expect(library.templates.isEmpty)
            #expect(problems.first?.message.contains("itself") == true)
        }
    }

    @Test func mistakeInABaseIsTold() throws {
        let wrong = Self.base.replacing("class: invoice", with: "clas: invoice")
        try Self.with(["german-invoice.yaml": wrong, "nordwind.yaml": Self.derived]) { _, problems in
            #expect(problems.contains { $0.file.hasSuffix("german-invoice.yaml") && $0.message.contains("clas") })
        }
    }
}
