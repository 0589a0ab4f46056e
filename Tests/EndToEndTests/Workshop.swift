import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

/// The built programs, an inbox that was drawn for the test, and its state folders.
struct Workshop {
    let folder: TemporaryFolder
    private let documents: Int

    /// Draws an inbox of text documents and pictures.
    init(documents: Int = 8, kinds: String = "text,receipt,truncated,mixed") async throws {
        folder = try TemporaryFolder()
        self.documents = documents
        let generator = BuiltProducts.path("example-generator")
        let words = [generator, "generate", folder.path + "/batch", "--count", "\(documents)", "--kinds", kinds]
        #expect(try await Program(words, output: log).exitCode() == 0)
    }

    var inbox: String { folder.path + "/batch/inbox" }
    var log: String { folder.path + "/log" }

    func state(_ name: String = "state") -> String { folder.path + "/" + name }

    var written: String { ProcessProbe.read(log) ?? "" }

    func start(_ words: String..., state: String = "state") throws -> Program {
        try Program([BuiltProducts.path("orchestrate")] + words + ["--state", self.state(state)], output: log)
    }

    /// The exit code of a command.
    func run(_ words: String..., state: String = "state") async throws -> Int32? {
        let words = [BuiltProducts.path("orchestrate")] + words + ["--state", self.state(state)]
        return try await Program(words, output: log).exitCode()
    }

    func export(_ state: String = "state") async throws -> Data {
        let path = folder.path + "/export-\(state).json"
        #expect(try await run("export", "--output", path, state: state) == 0)
        return try Data(contentsOf: URL(filePath: path))
    }

    /// Waits until the ledger has a settled document, so that the run is in the midst of its work.
    func waitUntilAtWork(_ program: Program, state: String = "state") async throws {
        for _ in 0..<2000 {
            let isScanned = FileManager.default.fileExists(atPath: self.state(state) + "/state.json")
            if isScanned, program.children.count >= 2 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("the run does not get to its work: \(written)")
    }

    func waitUntilWritten(_ text: String) async throws {
        for _ in 0..<2000 where !written.contains(text) { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// That the folder is finished, sound, and exports what an undisturbed run does.
    func expectSame(as undisturbed: Data, state: String = "state") async throws {
        #expect(try await run("verify", state: state) == 0, "\(written)")
        #expect(try await export(state) == undisturbed)
    }
}
