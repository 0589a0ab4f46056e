import ArgumentParser
import Foundation
import OrchestrateModel

/// Measures what the orchestrating parts cost, and holds it against the targets.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measures what the orchestrating parts cost; the programs beside this one are used.",
        discussion: """
            Comparisons are ratios of processor time, in alternating runs, of which the median is taken. Build with \
            `swift build -c release`: `make bench` does.
            """
    )

    @Argument(help: "The benchmarks to run; otherwise all.")
    var names: [String] = []

    @Option(help: "Rounds of each comparison.")
    var rounds = 10

    @Option(help: "A Markdown file whose table, between its marks, is replaced.")
    var update: String?

    @Flag(help: "List the benchmarks.")
    var list = false

    /// Every benchmark; a new one needs a file of its own and a place here.
    static var all: [any Benchmark.Type] {
        [
            QueueBenchmark.self, QueueMemoryBenchmark.self, QueueScalingBenchmark.self, EnhancedPartsBenchmark.self,
            ProgressBenchmark.self, ParentShareBenchmark.self, FirstDocumentBenchmark.self, HelpBenchmark.self,
            DiscoveryBenchmark.self, DurabilityBenchmark.self, UrgentBenchmark.self, TemplateBenchmark.self,
            AccuracyBenchmark.self, PDFReadingBenchmark.self,
        ]
    }

    func run() throws {
        let chosen = Self.all.filter { names.isEmpty || names.contains($0.name) }
        if let unknown = names.first(where: { name in !Self.all.contains { $0.name == name } }) {
            throw ValidationError("there is no benchmark \(unknown); --list shows all")
        }
        if list {
            for benchmark in chosen { print("\(benchmark.name): \(benchmark.subject)") }
            return
        }
        let laboratory = try Laboratory(rounds: max(rounds, 1))
        var rows: [ResultRow] = []
        for benchmark in chosen {
            Progress.say("\(benchmark.name) …")
            let row = ResultRow(benchmark, try benchmark.init().measure(in: laboratory))
            Progress.say("\(benchmark.name): \(row.measured), target \(benchmark.target): \(row.verdict)")
            rows.append(row)
        }
        print(ResultRow.table(rows), terminator: "")
        if let update { try Document(path: update).replaceTable(ResultRow.table(rows)) }
        if rows.contains(where: { $0.verdict == "missed" }) { throw ExitCode(1) }
    }
}

/// One row of the table.
struct ResultRow {
    let subject: String
    let measured: String
    let target: String
    let verdict: String

    init(_ benchmark: any Benchmark.Type, _ measurement: Measurement) {
        subject = benchmark.subject
        target = benchmark.target
        measured = measurement.text
        verdict = measurement.isMet.map { $0 ? "met" : "missed" } ?? "not measured"
    }

    static func table(_ rows: [ResultRow]) -> String {
        let lines = rows.map { "| \($0.subject) | \($0.measured) | \($0.target) | \($0.verdict) |" }
        return (["| what | measured | target | |", "| --- | --- | --- | --- |"] + lines).joined(separator: "\n") + "\n"
    }
}

/// A Markdown file with a table between two marks.
struct Document {
    static let begin = "<!-- benchmarks -->\n"
    static let end = "<!-- end of benchmarks -->"

    struct MarksMissing: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) lacks the lines \(Document.begin)and \(Document.end)" }
    }

    let path: String

    func replaceTable(_ table: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path))
        let text = String(decoding: bytes, as: UTF8.self)
        guard let begin = text.range(of: Self.begin), let end = text.range(of: Self.end) else {
            throw MarksMissing(path: path)
        }
        let replaced = text[..<begin.upperBound] + table + text[end.lowerBound...]
        try AtomicFile.write(Array(replaced.utf8), to: path)
    }
}
