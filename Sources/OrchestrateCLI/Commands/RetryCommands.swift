import ArgumentParser
import OrchestrateModel
import Persistence

/// `orchestrate retry`: put failed or quarantined documents back in the queue.
struct RetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Put failed or quarantined documents back in the queue; `run --resume last` processes them."
    )

    @Argument(help: "Documents as `list` shows them; otherwise all that failed or were quarantined.")
    var documents: [String] = []

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let selected = try DocumentSelection(global: global, states: [.failed, .quarantined, .review])
        let store = try selected.ownedStore()
        let fallback = Selection(states: [.failed, .quarantined])
        let jobs = try store.requeue(documents.isEmpty ? fallback : selected.selection(of: documents, in: store))
        selected.report(
            "retry",
            count: jobs.count,
            words: "back in the queue; go on with `orchestrate run --resume last`"
        )
    }
}

/// `orchestrate quarantine`: look at quarantined documents, and forget them.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Look at quarantined documents, and forget them.",
        subcommands: [ListQuarantined.self, DropQuarantined.self],
        defaultSubcommand: ListQuarantined.self
    )

    struct ListQuarantined: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List quarantined documents.")

        @OptionGroup var global: GlobalOptions

        func run() throws {
            var list = ListCommand()
            list.only = [.quarantined]
            list.runID = nil
            list.global = global
            try list.run()
        }
    }

    struct DropQuarantined: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop",
            abstract: "Forget quarantined documents; a later run discovers them anew."
        )

        @Argument(help: "Documents as `list` shows them; otherwise all that are quarantined.")
        var documents: [String] = []

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let selected = try DocumentSelection(global: global, states: [.quarantined])
            let store = try selected.ownedStore()
            let all = Selection(states: [.quarantined])
            let count = try store.drop(documents.isEmpty ? all : selected.selection(of: documents, in: store))
            selected.report("quarantine_drop", count: count, words: "forgotten")
        }
    }
}

/// Documents named on the command line, in a state folder that the command owns.
struct DocumentSelection {
    let global: GlobalOptions
    let states: Set<JobState>
    private let ownership: Ownership

    init(global: GlobalOptions, states: Set<JobState>) throws {
        self.global = global
        self.states = states
        ownership = try StateFolder.open(at: global.state).acquireOwnership()
    }

    func ownedStore() throws -> JobStore {
        try JobStore(ownership.folder, role: .owner(ownership))
    }

    func selection(of names: [String], in store: JobStore) throws -> Selection {
        var jobs: Set<Job.ID> = []
        for name in names {
            let found = try store.documents(named: name).filter { states.contains($0.state) }
            guard !found.isEmpty else {
                let wanted = states.map(\.rawValue).sorted().joined(separator: ", ")
                throw ExitStatus.usage("no document \(name) that is \(wanted); `orchestrate list` shows them")
            }
            jobs.formUnion(found.map(\.id))
        }
        return Selection(states: states, jobs: jobs)
    }

    func report(_ command: String, count: Int, words: String) {
        if global.json {
            let object: JSONValue = ["schema": .string("orchestrate.\(command)/1"), "documents": .integer(count)]
            Console.data(object.serialized())
        } else if !global.quiet {
            Console.error("\(count.of("document")) \(words)")
        }
    }
}
