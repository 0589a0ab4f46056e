import DocumentEngine
import Foundation
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SecondLookTests {
    private func pipeline(
        engine: [String] = [],
        secondLook: [String] = [],
        below: Double = 1,
        cache: MemoryCache? = nil
    ) throws -> DocumentPipeline {
        var configuration = Configuration()
        configuration.recognition.engine = engine
        configuration.recognition.secondLook = secondLook
        configuration.recognition.secondLookBelow = below
        let library = TemplateLibrary.load(paths: []).0
        return try DocumentPipeline(configuration: configuration, passwords: [], library: library, cache: cache)
    }

    private func result(_ pipeline: DocumentPipeline, _ drawn: DrawnPages) throws -> DocumentResult {
        let path = drawn.scan("scan.pdf", picture: DrawnPages.lines(DrawnPages.paragraph))
        let run = pipeline.run(Job(id: 1, path: DocumentPath(path), size: 0)) { _ in }
        guard case .completed(let result) = run.outcome else { throw Failure(.unknown, "\(run.outcome)") }
        return result
    }

    /// Says one word at a place where the drawn paragraph has nothing.
    private static let addsAWord = """
        hello
        n=0
        while read -r request; do
            n=$((n + 1))
            echo '{"id":'$n',"lines":[{"words":[{"text":"gingerbread","box":[200,1400,500,1440],"confidence":0.97}]}]}'
        done
        """

    @Test func secondLookAddsItsWords() throws {
        let script = try ScriptedEngine(Self.addsAWord)
        let result = try result(try pipeline(secondLook: script.command), try DrawnPages())
        #expect(result.pages[0].text.contains("gingerbread") && result.pages[0].text.contains("lighthouse"))
        #expect(result.pages[0].state == .ocr)
        #expect(result.findings.allSatisfy { $0.code != "engine_failed" })
    }

    @Test func clearPageIsNotLookedAtAgain() throws {
        let script = try ScriptedEngine("hello; while read -r request; do touch asked; exit; done")
        let result = try result(try pipeline(secondLook: script.command, below: 0.5), try DrawnPages())
        #expect(result.pages[0].text.contains("lighthouse"))
        #expect(!FileManager.default.fileExists(atPath: script.folder.appending(path: "asked").path))
    }

    @Test func otherEngineReadsInPlaceOfTesseract() throws {
        let script = try ScriptedEngine(Self.addsAWord)
        let result = try result(try pipeline(engine: script.command), try DrawnPages())
        #expect(result.pages[0].text.split(whereSeparator: \.isWhitespace) == ["gingerbread"])
    }

    @Test func pageIsReadByTesseractAloneWhereAnEngineFails() throws {
        let script = try ScriptedEngine("hello; read -r request; exit 1")
        for pipeline in [try pipeline(engine: script.command), try pipeline(secondLook: script.command)] {
            let result = try result(pipeline, try DrawnPages())
            #expect(result.pages[0].text.contains("lighthouse"))
            let finding = try #require(result.findings.first { $0.code == "engine_failed" })
            #expect(finding.severity == .warning)
            #expect(finding.message.contains("scripted ended before it answered"))
        }
    }

    @Test func pageThatAnEngineFailedAtIsNotKept() throws {
        let cache = MemoryCache()
        let script = try ScriptedEngine(
            "hello; read -r request; [ -e was-here ] || { touch was-here; exit 1; }; n=1; while :; do n=$((n + 1)); "
                + "answer $n | sed s/harbour/gingerbread/; read -r request || exit; done"
        )
        let pipeline = try pipeline(secondLook: script.command, cache: cache)
        let drawn = try DrawnPages()
        #expect(try result(pipeline, drawn).findings.contains { $0.code == "engine_failed" })
        #expect(!(try result(pipeline, drawn).findings.contains { $0.code == "engine_failed" }))
    }

    @Test func engineThatCannotBeUsedIsToldBeforeTheRun() throws {
        let failure = #expect(throws: Failure.self) { try pipeline(secondLook: ["/nowhere/engine", "-x"]) }
        #expect(failure?.code == .invalidConfiguration)
        #expect(
            failure?.message.contains("recognition.second_look: the OCR engine `/nowhere/engine -x` cannot be found")
                == true
        )
    }

    @Test func versionOfTheEngineIsPartOfTheFingerprint() throws {
        let one = try ScriptedEngine("hello 1; cat > /dev/null")
        let two = try ScriptedEngine("hello 2; cat > /dev/null")
        let fingerprints = [
            try pipeline().fingerprint, try pipeline(secondLook: one.command).fingerprint,
            try pipeline(secondLook: two.command).fingerprint, try pipeline(engine: one.command).fingerprint,
            try pipeline(secondLook: one.command, below: 0.8).fingerprint,
        ]
        #expect(Set(fingerprints).count == fingerprints.count)
        #expect(try pipeline(secondLook: one.command).fingerprint == fingerprints[1])
    }
}
