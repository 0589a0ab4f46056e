import FoundationEssentials
import OrchestrateTestSupport
import Subprocess
import SystemPackage

/// What a finished program left.
struct Finished {
    var status: TerminationStatus
    var output: String
    var errors: String

    var code: Int32? {
        guard case .exited(let code) = status else { return nil }
        return code
    }

    /// The last line of the output as a JSON object.
    func summary() throws -> Summary {
        let line = output.split(separator: "\n").last ?? ""
        return try Summary.decoder.decode(Summary.self, from: Data(line.utf8))
    }
}

/// The summary object of a run, as in the contract.
struct Summary: Decodable {
    struct Problem: Decodable {
        var path: String
        var state: String
        var code: String?
        var message: String
    }

    var schema: String
    var exitCode: Int32
    var discovered: Int
    var done: Int
    var review: Int
    var failed: Int
    var quarantined: Int
    var skipped: Int
    var unchanged: Int
    var cancelled: Int
    var pending: Int
    var problems: [Problem]

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// Every discovered file is counted exactly once.
    var addsUp: Bool {
        discovered == done + review + failed + quarantined + skipped + unchanged + cancelled + pending
    }
}

/// Runs a built program to its end.
func run(_ program: String, _ arguments: [String]) async throws -> Finished {
    let result = try await Subprocess.run(
        .path(.init(BuiltProducts.path(program))),
        arguments: Arguments(arguments),
        output: .string(limit: 64 << 20),
        error: .string(limit: 16 << 20)
    )
    return Finished(
        status: result.terminationStatus,
        output: result.standardOutput,
        errors: result.standardError
    )
}

/// A folder with an inbox that the generator drew, and a state folder beside it.
struct Workplace {
    let folder: TemporaryFolder

    var inbox: String { folder.path + "/inbox" }
    var state: String { folder.path + "/state" }
    var truth: String { folder.path + "/truth.json" }

    /// The words after `generate DIR` are the generator's options.
    init(_ generation: String...) async throws {
        folder = try TemporaryFolder()
        let drawn = try await EndToEndTests.run("example-generator", ["generate", folder.path] + generation)
        guard drawn.code == 0 else { throw GenerationError(message: drawn.errors) }
    }

    struct GenerationError: Error {
        var message: String
    }

    /// Processes the inbox.
    func run(_ options: String...) async throws -> Finished {
        try await EndToEndTests.run("orchestrate", ["run", inbox, "--state", state, "--json"] + options)
    }

    /// Compares what was read with the truth; the report's text.
    func check() async throws -> Finished {
        let export = folder.path + "/export.json"
        let exported = try await EndToEndTests.run(
            "orchestrate",
            ["export", "--state", state, "--format", "json", "--output", export]
        )
        guard exported.code == 0 else { return exported }
        return try await EndToEndTests.run("example-generator", ["check", export, truth])
    }
}
