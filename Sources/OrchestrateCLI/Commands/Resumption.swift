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
        let folder = try StateFolder.open(at: try state.map { try self.folder(of: $0) } ?? command.global.state)
        let ownership = try await command.own(folder)
        let store = try JobStore(folder, role: .reader)
        if let state, state.databaseID != store.databaseID {
            throw ExitStatus.usage("\(target) belongs to another database than \(folder.database); nothing was touched")
        }
        let found = try state.map { try store.run($0.run) } ?? store.latestResumableRun()
        try store.close()
        guard let record = found else {
            guard state == nil else {
                throw ExitStatus.usage("\(target) names a run that \(folder.database) does not have; use --resume last")
            }
            if !command.global.quiet { Console.error("nothing to resume in \(folder.path)") }
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
        let rules = record.configuration.queue.priorities
        let roots = record.roots.map(\.display)
        let (inbox, _) = try InboxBuilder(paths: roots, input: original.input, rules: rules).build()
        return .resume(run: record.id, inbox)
    }

    /// The folder of the database that a state file points to, relative to the file itself.
    private func folder(of state: StateFile) throws(ExitStatus) -> String {
        let here = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "./"
        let database = state.database.hasPrefix("/") ? state.database : here + state.database
        guard let slash = database.lastIndex(of: "/") else {
            throw .usage("\(target) names no database; use --resume last")
        }
        return slash == database.startIndex ? "/" : String(database[..<slash])
    }

    private func refuseChanges() throws(ExitStatus) {
        let input = command.input
        let changes = [
            ("paths", !command.paths.isEmpty), ("--template", !input.template.isEmpty), ("--lang", input.lang != nil),
            ("--force", input.force), ("--files-from", input.filesFrom != nil), ("--include", !input.include.isEmpty),
            ("--exclude", !input.exclude.isEmpty), ("--priority", !input.priority.isEmpty),
        ]
        let given = changes.filter(\.1).map(\.0)
        guard !given.isEmpty else { return }
        throw .usage(
            "\(given.joined(separator: ", ")) cannot be combined with --resume, which takes its settings from the "
                + "interrupted run; start a new `orchestrate run` instead"
        )
    }
}
