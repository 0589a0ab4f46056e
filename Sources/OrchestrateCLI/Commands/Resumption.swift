import ArgumentParser
import OrchestrateModel
import Orchestration
import Persistence

/// `run --resume`: finds the interrupted run and goes on with it under its own settings.
struct Resumption {
    let command: RunCommand
    /// Path of a state.json, or `last`.
    let target: String

    func run(_ settings: Settings, _ listener: SignalListener) async throws {
        try refuseChanges()
        let state = target == "last" ? nil : try StateFile.read(from: target)
        let folder = try state.map { try self.folder(of: $0) } ?? StateFolder.open(at: command.global.state)
        try check(state, in: folder)
        let ownership = try await command.own(folder)
        guard let record = try record(state, in: folder) else {
            if !command.global.quiet { Console.error("nothing to resume in \(folder.path)") }
            if command.global.json { Console.data(Self.nothing.serialized()) }
            return
        }
        var settings = settings
        settings.adopt(record, execution: command.execution)
        try await command.process(command.plan(try source(of: record), settings), ownership: ownership, listener)
    }

    /// A run whose scan was cut short scans again what it was asked to.
    private func source(of record: RunRecord) throws -> RunPlan.Source {
        guard !record.isScanned else { return .resume(run: record.id, nil) }
        let words = record.arguments.first == "run" ? Array(record.arguments.dropFirst()) : record.arguments
        let original = try RunCommand.parse(words)
        let roots = record.roots.map(\.display)
        let builder = InboxBuilder(
            paths: roots,
            input: original.input,
            configuration: record.configuration,
            state: command.global.state
        )
        let (inbox, _) = try builder.build()
        return .resume(run: record.id, inbox)
    }

    private static let nothing: JSONValue = [
        "schema": .string(RunSummary.schema), "run": nil, "exit_code": 0, "pending": 0,
    ]

    /// Looks, and touches nothing, whether there is a database, and whether the state file belongs to it.
    private func check(_ state: StateFile?, in folder: StateFolder) throws {
        let store = try JobStore(folder, role: .reader)
        guard let state else { return try store.close() }
        guard state.databaseID == store.databaseID else {
            throw ExitStatus.usage("\(target) belongs to another database than \(folder.database); nothing was touched")
        }
        guard try store.run(state.run) != nil else {
            throw ExitStatus.usage("\(target) names a run that \(folder.database) does not have; use --resume last")
        }
        try store.close()
    }

    /// The run to go on with; nil where nothing of it is left to do.
    private func record(_ state: StateFile?, in folder: StateFolder) throws(Failure) -> RunRecord? {
        let store = try JobStore(folder, role: .reader)
        guard let state else { return try store.latestResumableRun() }
        guard let record = try store.run(state.run) else { return nil }
        if record.finishedAt == nil || !record.isScanned { return record }
        let counts = try store.counts(run: record.id)
        return counts.pending > 0 ? record : nil
    }

    /// The folder of the database that a state file points to, relative to the file itself.
    private func folder(of state: StateFile) throws -> StateFolder {
        let here = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "./"
        let database = state.database.hasPrefix("/") ? state.database : here + state.database
        guard let slash = database.lastIndex(of: "/") else {
            throw ExitStatus.usage("\(target) names no database; use --resume last")
        }
        do throws(Failure) {
            return try StateFolder.open(at: slash == database.startIndex ? "/" : String(database[..<slash]))
        } catch {
            throw ExitStatus.usage("\(target) points to a database that is not there: \(error.message)")
        }
    }

    private func refuseChanges() throws(ExitStatus) {
        let input = command.input
        let changes = [
            ("paths", !command.paths.isEmpty), ("--template", !input.template.isEmpty), ("--lang", input.lang != nil),
            ("--force", input.force), ("--files-from", input.filesFrom != nil), ("--include", !input.include.isEmpty),
            ("--exclude", !input.exclude.isEmpty), ("--priority", !input.priority.isEmpty),
            ("--on-done", command.execution.onDone != nil), ("--on-fail", command.execution.onFail != nil),
        ]
        let given = changes.filter(\.1).map(\.0)
        guard !given.isEmpty else { return }
        throw .usage(
            "\(given.joined(separator: ", ")) cannot be combined with --resume, which takes its settings from the "
                + "interrupted run; start a new `orchestrate run` instead"
        )
    }
}
