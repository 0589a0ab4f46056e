import DocumentEngine
import Foundation
import OrchestrateModel
import Testing

@Suite(.timeLimit(.minutes(2)))
struct EngineConformanceTests {
    private func trial(_ script: ScriptedEngine, seconds: Double = 10) throws -> EngineTrial {
        try #require(EngineConformance(script.command, languages: ["eng"], seconds: seconds)).trial()
    }

    /// Reads the words that the suite draws, by the height of the picture, and nothing on others.
    private static let reader = """
        hello
        n=0
        while read -r request; do
            n=$((n + 1))
            case $request in
            *'"height":200'*)
                printf '{"id":'$n',"lines":['
                printf '{"words":[{"text":"HARBOUR","box":[38,34,200,62],"confidence":0.9}]},'
                printf '{"words":[{"text":"WINDMILL","box":[38,94,200,122],"confidence":0.9}]},'
                echo '{"words":[{"text":"40296","box":[38,154,140,182],"confidence":0.9}]}]}';;
            *) echo '{"id":'$n',"lines":[]}';;
            esac
        done
        """

    @Test func engineThatKeepsTheProtocolConforms() throws {
        let trial = try trial(try ScriptedEngine(Self.reader))
        #expect(trial.conforms, "\(trial.checks)")
        #expect(trial.name == "scripted" && trial.version == "1" && trial.checks.count == 9)
    }

    @Test(arguments: [
        ("exit", "says who it is"),
        ("hello; while read -r r; do n=$((n + 1)); answer $n; done", "reads clear words where they stand"),
        ("hello; while read -r r; do n=$((n + 1)); answer $n; done", "sees no words on white paper"),
        ("hello; read -r r; exit 1", "goes on after all that"),
        ("hello; trap '' PIPE; while :; do sleep 1; done", "ends when its input ends"),
    ])
    func engineThatDoesNotIsToldWhere(script: String, check: String) throws {
        let seconds = script.contains("trap") ? 0.3 : 10
        let trial = try trial(try ScriptedEngine(script), seconds: seconds)
        #expect(!trial.conforms)
        #expect(trial.checks.contains { $0.name == check && $0.problem != nil }, "\(trial.checks)")
    }

    /// `make setup-rapidocr` installs it; without, there is nothing to try.
    @Test(.enabled(if: RapidOCR.isInstalled))
    func rapidOCRConforms() throws {
        let suite = try #require(EngineConformance([RapidOCR.path], languages: ["eng"], seconds: 60))
        let trial = suite.trial()
        #expect(trial.conforms, "\(trial.checks)")
    }
}

/// The example engine of this repository.
enum RapidOCR {
    private static let folder = URL(filePath: #filePath).appending(path: "../../../../examples/engines").standardized
    static let path = folder.appending(path: "rapidocr").path
    static let isInstalled = FileManager.default.fileExists(atPath: folder.appending(path: ".venv").path)
}
