import FoundationEssentials
import OrchestrateTestSupport
import Testing

/// `templates explain`, `templates test` and `show --pictures` as people use them.
@Suite(.timeLimit(.minutes(3)))
struct TemplateToolTests {
    private static let template = """
        schema: orchestrate.template/1
        name: kiosk
        class: receipt
        locale: en-GB
        currency: GBP
        keywords: [Corner Kiosk]
        fields:
          date: 'Date (\\S+)'
          total: 'Total £([\\d.]+)'
          card: 'Card (\\d+)'
        """

    private static let receipt = """
        Corner Kiosk
        Date 14/02/2024
        Total £12.50
        """

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.template, to: "kiosk.yaml")
        try folder.write(Self.receipt, to: "a.txt")
        return folder
    }

    private func templates(_ words: String..., in folder: TemporaryFolder) async throws -> Finished {
        try await run("orchestrate", ["templates"] + words + ["--template", folder.path + "/kiosk.yaml"])
    }

    @Test func explanationTellsTheFieldThatWasMissed() async throws {
        let folder = try folder()
        let finished = try await templates("explain", folder.path + "/a.txt", in: folder)
        #expect(finished.code == 0, "\(finished.errors)")
        #expect(finished.output.contains("read by the template kiosk"))
        #expect(finished.output.contains("keyword found  “Corner Kiosk”"))
        #expect(finished.output.contains("card: - (missing)"))
        #expect(finished.output.contains("total: 12.50 (valid)"))
        #expect(finished.output.contains("without a template"))
    }

    @Test func explanationOfAMissingFileIsAnInputError() async throws {
        let folder = try folder()
        let finished = try await templates("explain", folder.path + "/nowhere.pdf", in: folder)
        #expect(finished.code == 3)
        #expect(finished.errors.contains("nowhere.pdf"))
    }

    @Test func documentsThatYieldWhatTheyShouldPass() async throws {
        let folder = try folder()
        try folder.write(
            #"{"fields": {"date": "2024-02-14", "total": 12.5}, "status": {"total": "valid"}}"#,
            to: "a.json"
        )
        let finished = try await templates("test", folder.path, in: folder)
        #expect(finished.code == 0, "\(finished.output)\(finished.errors)")
        #expect(finished.output.contains("1 of 1 documents as expected"))
    }

    @Test func differencesAreToldByFieldAndFail() async throws {
        let folder = try folder()
        try folder.write(#"[{"date": "2024-02-14", "total": 12.51, "lines": [{"name": "x"}]}]"#, to: "a.json")
        let finished = try await templates("test", folder.path, in: folder)
        #expect(finished.code == 1)
        #expect(finished.output.contains("FAIL  a.txt"))
        #expect(finished.output.contains("total: expected 12.51, read 12.5 (valid by regex:1 on page 1)"))
        #expect(finished.output.contains("lines: expected 1 rows, read 0 rows"))
        #expect(!finished.output.contains("date: expected"))
    }

    @Test func expectedValuesAreWrittenForNewDocuments() async throws {
        let folder = try folder()
        let first = try await templates("test", folder.path, "--write", in: folder)
        #expect(first.code == 0, "\(first.errors)")
        let written = try String(contentsOf: URL(filePath: folder.path + "/a.json"), encoding: .utf8)
        #expect(written.contains(#""total": 12.50"#))
        let second = try await templates("test", folder.path, in: folder)
        #expect(second.code == 0, "\(second.output)")
    }

    @Test func folderWithoutExpectedValuesIsAUsageError() async throws {
        let folder = try folder()
        let finished = try await templates("test", folder.path, in: folder)
        #expect(finished.code == 2)
        #expect(finished.errors.contains("--write"))
    }

    @Test func picturesShowTheEvidenceOfADocument() async throws {
        let place = try await Workplace("--count", "1", "--kinds", "text")
        #expect(try await place.run().code == 0)
        let listed = try await run("orchestrate", ["list", "--state", place.state, "--json"])
        let name = try #require(listed.output.split(separator: "\"").first { $0.hasSuffix(".pdf") })
        let pictures = place.folder.path + "/pictures"
        let shown = try await run(
            "orchestrate",
            ["show", String(name), "--state", place.state, "--pictures", pictures]
        )
        #expect(shown.code == 0, "\(shown.errors)")
        let path = try #require(shown.output.split(separator: "\n").first)
        let bytes = try Data(contentsOf: URL(filePath: String(path)))
        #expect(bytes.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
        #expect(bytes.count > 10_000)
    }
}
