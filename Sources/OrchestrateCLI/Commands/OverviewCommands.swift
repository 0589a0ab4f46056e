import ArgumentParser
import FoundationEssentials
import OrchestrateModel
import Persistence

/// `orchestrate runs`: past runs, the newest first.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "List past runs.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let store = try JobStore(try StateFolder.open(at: global.state), role: .reader)
        let runs = try store.runs()
        guard global.json else { return try table(runs, store) }
        let values = try runs.map { run -> JSONValue in
            [
                "run": .string(run.id), "started_at": .string(Self.time(run.startedAt)),
                "finished_at": .optional(run.finishedAt.map(Self.time)), "reason": .optional(run.reason),
                "exit_code": run.exitCode.map { .integer($0) } ?? .null,
                "counts": try store.counts(run: run.id).json,
            ]
        }
        Console.data(JSONValue.object([("schema", "orchestrate.runs/1"), ("runs", .array(values))]).serialized())
    }

    private func table(_ runs: [RunRecord], _ store: JobStore) throws {
        var table = TextTable(header: ["run", "started", "end", "exit", "documents", "done", "review", "failed"])
        for run in runs {
            let counts = try store.counts(run: run.id)
            table.add([
                run.id, Self.time(run.startedAt), run.reason ?? "running or killed",
                run.exitCode.map(String.init) ?? "-",
                String(counts.discovered), String(counts.done), String(counts.review),
                String(counts.failed + counts.quarantined),
            ])
        }
        Console.data(bytes: Array(table.rendered().utf8))
    }

    static func time(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(.iso8601)
    }
}

/// `orchestrate status`: one run as a whole.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show one run as a whole, with its statistics."
    )

    @Argument(help: "The run; otherwise the newest.")
    var name: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let folder = try StateFolder.open(at: global.state)
        let store = try JobStore(folder, role: .reader)
        let record = try name.map { try store.run($0) } ?? store.runs().first
        guard let record else {
            throw ExitStatus.usage("there is no run \(name ?? "") in \(folder.path); `orchestrate runs` lists them")
        }
        let report = StatusReport(
            record: record,
            statistics: try store.statistics(run: record.id),
            actions: try store.actionCounts(run: record.id),
            owner: folder.currentOwner()
        )
        if global.json {
            Console.data(report.json.serialized())
        } else {
            Console.data(bytes: Array(report.text.utf8))
        }
    }
}

/// One run for people and programs.
struct StatusReport {
    let record: RunRecord
    let statistics: RunStatistics
    let actions: [String: Int]
    let owner: String?

    private var state: String {
        if record.finishedAt != nil { return record.reason ?? "completed" }
        return owner == nil ? "killed; go on with `orchestrate run --resume last`" : "running"
    }

    var text: String {
        let counts = statistics.counts
        var table = TextTable(header: ["run", record.id])
        table.add(["state", state])
        table.add(["started", RunsCommand.time(record.startedAt)])
        if let end = record.finishedAt { table.add(["finished", RunsCommand.time(end)]) }
        if let code = record.exitCode { table.add(["exit code", String(code)]) }
        let documents: [(String, Int)] = [
            ("documents", counts.discovered), ("done", counts.done), ("review", counts.review),
            ("failed", counts.failed), ("quarantined", counts.quarantined), ("skipped", counts.skipped),
            ("unchanged", counts.unchanged), ("cancelled", counts.cancelled), ("pending", counts.pending),
            ("retries", counts.retries),
        ]
        for (name, count) in documents { table.add([name, String(count)]) }
        let pages = PageState.allCases.filter { counts.pages($0) > 0 }.map { "\(counts.pages($0)) \($0.rawValue)" }
        table.add(["pages", pages.isEmpty ? "none" : pages.joined(separator: ", ")])
        let fields = statistics.fields.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        table.add(["fields", fields.isEmpty ? "none" : fields.joined(separator: ", ")])
        let ratio = { (value: Double?) in value.map { JSONValue.fixed($0, places: 3).serialized() } ?? "-" }
        table.add(["average confidence", ratio(statistics.averageConfidence)])
        table.add(["average seconds", ratio(statistics.averageSeconds)])
        table.add(["success rate", ratio(statistics.successRate)])
        let actions = actions.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        if !actions.isEmpty { table.add(["input actions", actions.joined(separator: ", ")]) }
        if let needed = record.measurements {
            table.add(["seconds", ratio(needed.seconds)])
            table.add(["documents a minute", ratio(perMinute)])
            table.add(["workers", String(needed.workers)])
            table.add(["memory at most", "\(needed.memoryPeakMB) MB"])
            table.add(["average CPU", needed.cpuPercent.map { "\(Int($0.rounded())) %" } ?? "-"])
        }
        return table.rendered()
    }

    var json: JSONValue {
        [
            "schema": "orchestrate.status/1", "run": .string(record.id), "state": .string(state),
            "started_at": .string(RunsCommand.time(record.startedAt)),
            "finished_at": .optional(record.finishedAt.map(RunsCommand.time)),
            "exit_code": record.exitCode.map { .integer($0) } ?? .null,
            "counts": statistics.counts.json,
            "phase_seconds": Self.numbers(statistics.phaseSeconds.mapValues { .fixed($0, places: 3) }),
            "attempts": Self.numbers(statistics.attempts.mapValues { .integer($0) }),
            "fields": Self.numbers(statistics.fields.mapValues { .integer($0) }),
            "failures": Self.numbers(statistics.failures.mapValues { .integer($0) }),
            "average_confidence": statistics.averageConfidence.map { .fixed($0, places: 4) } ?? .null,
            "average_seconds": statistics.averageSeconds.map { .fixed($0, places: 3) } ?? .null,
            "success_rate": statistics.successRate.map { .fixed($0, places: 4) } ?? .null,
            "actions": Self.numbers(actions.mapValues { .integer($0) }),
            "measurements": record.measurements.map(measured) ?? .null,
        ]
    }

    /// Documents that ended, for each minute at work.
    private var perMinute: Double? {
        guard let seconds = record.measurements?.seconds, seconds > 0 else { return nil }
        let counts = statistics.counts
        return Double(counts.done + counts.review + counts.failed + counts.quarantined) / seconds * 60
    }

    private func measured(_ needed: RunMeasurements) -> JSONValue {
        let fields = Double(statistics.fields.filter { $0.key != "missing" }.values.reduce(0, +))
        let number = { (value: Double?) in value.map { JSONValue.fixed($0, places: 3) } ?? .null }
        return [
            "seconds": number(needed.seconds), "per_minute": number(perMinute),
            "fields_per_second": number(needed.seconds > 0 ? fields / needed.seconds : nil),
            "workers": .integer(needed.workers), "queue_peak": .integer(needed.queuePeak),
            "dispatched": .integer(needed.dispatched), "memory_peak_mb": .integer(needed.memoryPeakMB),
            "cpu_percent": number(needed.cpuPercent), "threads_peak": .integer(needed.threadsPeak),
            "disk_free_mb": needed.diskFreeMB.map { .integer($0) } ?? .null,
        ]
    }

    private static func numbers(_ values: [String: JSONValue]) -> JSONValue {
        .object(values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }
}

extension LedgerCounts {
    /// The document and page counts as the summary object has them.
    var json: JSONValue {
        let pages = PageState.allCases.map { (key: $0.rawValue, value: JSONValue.integer(self.pages($0))) }
        return [
            "discovered": .integer(discovered), "done": .integer(done), "review": .integer(review),
            "failed": .integer(failed), "quarantined": .integer(quarantined), "skipped": .integer(skipped),
            "unchanged": .integer(unchanged), "cancelled": .integer(cancelled), "pending": .integer(pending),
            "pages": .object(pages), "retries": .integer(retries),
        ]
    }
}
