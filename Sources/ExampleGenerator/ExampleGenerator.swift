import ArgumentParser
import FoundationEssentials
import OrchestrateModel

/// Draws documents whose content is known, and holds what was read from them against it.
@main
struct ExampleGenerator: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "example-generator",
        abstract: "Draws example documents with known content and checks what was read from them.",
        subcommands: [Generate.self, AddHazards.self, Check.self, WearPages.self]
    )
}

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes DIR/inbox and DIR/truth.json.",
        discussion: "Without --count it writes the documents of examples/; with it, a batch of the kinds in turn."
    )

    @Argument(help: "The folder to write to; it is made if it does not exist.")
    var folder: String

    @Option(help: "The number of documents of a batch.")
    var count: Int?

    @Option(help: "Where randomness starts; the same seed gives the same files.")
    var seed: UInt64 = 2025

    @Option(help: "The kinds of a batch, by comma: \(BatchKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kinds = "text"

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1, not \(count)") }
        _ = try batchKinds()
    }

    private func batchKinds() throws -> [BatchKind] {
        try kinds.split(separator: ",").map { name in
            guard let kind = BatchKind(rawValue: String(name)) else {
                let known = BatchKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--kinds does not know '\(name)'; it knows \(known)")
            }
            return kind
        }
    }

    func run() throws {
        var random = SeededRandom(seed: seed)
        var writer = ExampleWriter(root: folder + "/inbox", random: SeededRandom(seed: seed &+ 1))
        var expectations: [Expectation] = []
        if let count {
            let batch = Batch(kinds: try batchKinds(), count: count)
            for index in 0..<batch.count {
                let example = batch.example(index, random: &random)
                try writer.write(example)
                expectations += Expectation.all(of: example)
            }
        } else {
            for example in StandardInbox.examples(random: &random) {
                try writer.write(example)
                expectations += Expectation.all(of: example)
            }
        }
        try write(Expectation.file(expectations), to: folder + "/truth.json")
        print("\(expectations.count) documents in \(folder)/inbox")
    }
}

struct AddHazards: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adds an unreadable file, a FIFO and a looping link to DIR/inbox, and to DIR/truth.json."
    )

    @Argument(help: "A folder that generate wrote, or a copy of examples/.")
    var folder: String

    func run() throws {
        let known = try ReadValue.file(folder + "/truth.json")["documents"].elements.map(JSONValue.init)
        let added = try Hazards.add(to: folder + "/inbox").map(\.json)
        let truth: JSONValue = ["schema": "orchestrate.truth/1", "documents": .array(known + added)]
        try write(truth, to: folder + "/truth.json")
    }
}

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares the output of `orchestrate export --format json` with the truth; exits 1 if they differ."
    )

    @Argument(help: "The export.")
    var export: String

    @Argument(help: "The truth.json that generate wrote.")
    var truth: String

    func run() throws {
        let comparison = Comparison(export: try ReadValue.file(export), truth: try ReadValue.file(truth))
        print(comparison.report)
        if !comparison.differences.isEmpty { throw ExitCode(1) }
    }
}

private func write(_ value: JSONValue, to path: String) throws {
    try Data((value.serialized(indent: 1) + "\n").utf8).write(to: URL(filePath: path))
}
