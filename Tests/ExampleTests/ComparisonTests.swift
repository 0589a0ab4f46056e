import FoundationEssentials
import Testing

@testable import ExampleGenerator

@Suite
struct ComparisonTests {
    private let truth = """
        {"schema": "orchestrate.truth/1", "documents": [
         {"path": "a.pdf", "state": "done", "class": "invoice", "template": "t", "pages": ["text"],
          "fields": {"total_amount": 119.00, "invoice_number": "7"},
          "tables": {"lines": [{"description": "Nut", "quantity": 2}]}},
         {"path": "b.pdf", "state": "failed", "code": "empty"}]}
        """

    private func compare(_ export: String) throws -> Comparison {
        let decoder = JSONDecoder()
        return Comparison(
            export: try decoder.decode(ReadValue.self, from: Data(export.utf8)),
            truth: try decoder.decode(ReadValue.self, from: Data(truth.utf8))
        )
    }

    private func export(
        total: String = "119.0",
        lines: String = #"[{"description": "Nut", "quantity": 2.0}]"#
    ) -> String {
        """
        [{"document": {"path": "a.pdf"}, "state": "done", "class": "invoice", "template": {"name": "t"},
          "fields": {"total_amount": {"value": \(total)}, "invoice_number": {"value": "7"}},
          "tables": {"lines": \(lines)}, "pages": [{"state": "text"}]},
         {"document": {"path": "b.pdf"}, "state": "failed", "reason": "empty: the file has no bytes"}]
        """
    }

    @Test
    func numbersAreComparedByValue() throws {
        let comparison = try compare(export())
        #expect(comparison.differences.isEmpty)
        #expect(comparison.report == "10 values equal, 0 different")
    }

    @Test
    func everyDifferenceIsNamed() throws {
        let comparison = try compare(export(total: "119.01", lines: "[]"))
        #expect(
            comparison.differences.map(\.what) == [
                "total_amount", "lines: rows", "lines[1].description", "lines[1].quantity",
            ]
        )
        #expect(comparison.report.hasSuffix("7 values equal, 4 different"))
    }

    @Test
    func missingAndSurplusDocumentsAreDifferences() throws {
        let comparison = try compare(#"[{"document": {"path": "c.pdf"}}]"#)
        #expect(comparison.differences.map(\.path) == ["a.pdf", "b.pdf", "c.pdf"])
    }
}
