import FoundationEssentials
import OrchestrateModel
import Testing

@testable import ExampleGenerator

@Suite
struct GenerationTests {
    @Test
    func theSameSeedGivesTheSameFiles() throws {
        try withFolder { folder in
            var hashes: [[Data]] = []
            for name in ["one", "two"] {
                var random = SeededRandom(seed: 3)
                var writer = ExampleWriter(root: "\(folder)/\(name)", random: SeededRandom(seed: 4))
                let batch = Batch(kinds: BatchKind.allCases, count: BatchKind.allCases.count)
                var files: [Data] = []
                for index in 0..<batch.count {
                    let example = batch.example(index, random: &random)
                    try writer.write(example)
                    files.append(try Data(contentsOf: URL(filePath: "\(folder)/\(name)/\(example.path)")))
                }
                hashes.append(files)
            }
            #expect(hashes[0] == hashes[1])
        }
    }

    @Test
    func theStandardInboxHasEveryKindOfDocument() {
        var random = SeededRandom(seed: 2025)
        let expectations = StandardInbox.examples(random: &random).flatMap { Expectation.all(of: $0) }
        #expect(expectations.count >= 20)
        #expect(Set(expectations.map(\.path)).count == expectations.count)
        #expect(Set(expectations.compactMap(\.code)) == ["encrypted", "corrupt", "empty", "unsupported_type"])
        #expect(expectations.contains { $0.pages == ["text", "ocr"] })
        #expect(Set(expectations.map(\.state)) == ["done", "review", "failed", "skipped"])
    }

    @Test
    func committedExamplesAreWhatTheGeneratorDraws() throws {
        var random = SeededRandom(seed: 2025)
        let expectations = StandardInbox.examples(random: &random).flatMap { Expectation.all(of: $0) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let committed = try String(contentsOf: root.appending(path: "examples/truth.json"), encoding: .utf8)
        #expect(committed == Expectation.file(expectations).serialized(indent: 1) + "\n")
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "examples-\(UInt64.random(in: 0...UInt64.max))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }
}
