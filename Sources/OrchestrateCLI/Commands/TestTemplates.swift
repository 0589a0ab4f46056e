import ArgumentParser
import FoundationEssentials
import OrchestrateModel
import Orchestration

/// `orchestrate templates test DIR`: documents against the values expected of them.
struct TestTemplates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract:
            "Read the documents of a folder and compare with the JSON beside each; exit 1 where something differs."
    )

    @Argument(help: "Folder of documents, each with its expected values beside it: invoice.pdf, invoice.json.")
    var folder: String

    @OptionGroup var reading: ReadingOptions

    @Flag(name: .long, help: "Write what is read now for documents that have no expected values yet.")
    var write = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        guard let root = TemplatePaths.absolute(folder) else {
            let message = "there is no folder \(folder); correct the path"
            throw ExitStatus(code: ExitStatus.missingInputCode, message: message)
        }
        let cases = try GoldenFolder(root: root).cases(includingNew: write)
        guard !cases.isEmpty else {
            throw ExitStatus.usage(
                "no document in \(folder) has a .json of its name beside it; `--write` makes them from what is read now"
            )
        }
        var report = GoldenReport(isJSON: global.json, isQuiet: global.quiet)
        let session = try reading.questions(about: cases.map { root + "/" + $0.document }, .read, global)
        try await session.ask { index, answer in report.add(cases[index], answer, root: root) }
        report.finish()
        if let failure = report.writeFailure { throw ExitStatus(failure) }
        guard report.failed == 0 else { throw ExitStatus(code: 1) }
    }
}

/// A document with what is expected of it.
struct GoldenCase {
    /// Relative to the folder.
    var document: String
    var golden: Golden?
}

/// The documents of a folder and its subfolders with the files of expected values beside them.
struct GoldenFolder {
    let root: String

    private static let templates: Set<Substring> = ["yml", "yaml", "json"]

    /// In the order of their paths.
    func cases(includingNew: Bool) throws -> [GoldenCase] {
        let names = files(in: "").sorted()
        let known = Set(names)
        return try names.compactMap { name in
            guard let dot = name.lastIndex(of: "."), !Self.templates.contains(name[name.index(after: dot)...]) else {
                return nil
            }
            let path = name[..<dot] + ".json"
            guard known.contains(String(path)) else { return includingNew ? GoldenCase(document: name) : nil }
            let bytes = FileManager.default.contents(atPath: "\(root)/\(path)")
            guard let golden = bytes.flatMap({ Golden(json: Array($0)) }) else {
                throw ExitStatus.usage(
                    "\(root)/\(path) holds no expected values; correct it, or remove it and pass --write"
                )
            }
            return GoldenCase(document: name, golden: golden)
        }
    }

    private func files(in folder: String) -> [String] {
        let path = folder.isEmpty ? root : "\(root)/\(folder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let inner = folder.isEmpty ? name : "\(folder)/\(name)"
            var isFolder = false
            guard FileManager.default.fileExists(atPath: "\(root)/\(inner)", isDirectory: &isFolder) else { return [] }
            return isFolder ? files(in: inner) : [inner]
        }
    }
}

/// Tells of each document whether it yields what it should.
struct GoldenReport {
    let isJSON: Bool
    let isQuiet: Bool
    private(set) var failed = 0
    private(set) var writeFailure: Failure?
    private var passed = 0
    private var written = 0
    private var documents: [JSONValue] = []

    init(isJSON: Bool, isQuiet: Bool) {
        self.isJSON = isJSON
        self.isQuiet = isQuiet
    }

    mutating func add(_ example: GoldenCase, _ answer: InspectionAnswer, root: String) {
        guard case .result(let result) = answer else {
            let message = InspectionFailure.message(of: answer)
            return note(example, [GoldenDifference(name: "document", expected: "a result", read: message)])
        }
        guard let golden = example.golden else { return write(result, beside: example.document, root: root) }
        note(example, GoldenComparison(golden: golden, result: result).differences())
    }

    private mutating func write(_ result: DocumentResult, beside document: String, root: String) {
        let stem = document.lastIndex(of: ".").map { String(document[..<$0]) } ?? document
        do throws(Failure) {
            try AtomicFile.write(Array(GoldenFile.text(of: result).utf8), to: "\(root)/\(stem).json")
            written += 1
            say("new   \(document): wrote \(stem).json; look it through")
        } catch {
            writeFailure = error
        }
    }

    private mutating func note(_ example: GoldenCase, _ differences: [GoldenDifference]) {
        if differences.isEmpty { passed += 1 } else { failed += 1 }
        say("\(differences.isEmpty ? "pass " : "FAIL ") \(example.document)")
        for difference in differences {
            say("        \(difference.name): expected \(difference.expected), read \(difference.read)", isVital: true)
        }
        documents.append([
            "path": .string(example.document), "passed": .bool(differences.isEmpty),
            "differences": .array(
                differences.map {
                    ["name": .string($0.name), "expected": .string($0.expected), "read": .string($0.read)]
                }
            ),
        ])
    }

    private func say(_ line: String, isVital: Bool = false) {
        guard !isJSON, !isQuiet || isVital else { return }
        Console.data(line)
    }

    /// The last line, or the one object of `--json`.
    func finish() {
        if isJSON {
            let object: JSONValue = [
                "schema": "orchestrate.template_test/1", "passed": .integer(passed), "failed": .integer(failed),
                "written": .integer(written), "documents": .array(documents),
            ]
            Console.data(object.serialized())
        } else {
            say("\(passed) of \(passed + failed) documents as expected" + (written > 0 ? ", \(written) written" : ""))
        }
    }
}
