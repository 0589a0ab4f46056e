import ArgumentParser
import Glibc
import OrchestrateModel
import Orchestration
import Persistence
import Synchronization

/// `orchestrate run`: process what is new or changed, or go on with an interrupted run.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Process what is new or changed in files and folders.",
        discussion: """
            Exit codes: 0 all well; 1 some documents failed or were quarantined; 2 usage or configuration; 3 an input \
            path is missing; 4 engine failure; 5 a limit was reached, resumable; 75 another run owns the state folder; \
            129, 130, 143 interrupted, resumable.
            """
    )

    @Argument(help: "Files and folders.")
    var paths: [String] = []

    @Option(name: .long, help: "Go on with the interrupted run of this state.json, or with the last one.")
    var resume: String?

    @OptionGroup var input: InputOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try DescriptorLimit.require(workers: 1)
        let listener = try SignalListener([SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGTSTP])
        let settings = try Settings.load(global, input: input, execution: execution)
        if let resume {
            try await Resumption(command: self, target: resume).run(settings, listener)
            return
        }
        guard !paths.isEmpty || input.filesFrom != nil else {
            throw ExitStatus.usage("give files or folders to process, or --resume last; see `orchestrate run --help`")
        }
        let (inbox, roots) = try inbox(settings)
        if execution.dryRun { return DryRun(inbox: inbox).show(json: global.json) }
        let folder = try StateFolder.create(at: global.state)
        let plan = plan(.scan(inbox, roots: roots), settings)
        try await process(plan, ownership: try await own(folder), listener)
    }

    /// Refuses settings and paths that a run would refuse, and does nothing else.
    func checkInputs() throws {
        let settings = try Settings.load(global, input: input, execution: execution)
        // Where the paths come from a list it may be written later.
        if !paths.isEmpty, input.filesFrom == nil { _ = try inbox(settings) }
    }

    private func inbox(_ settings: Settings) throws -> (inbox: Inbox, roots: [DocumentPath]) {
        try InboxBuilder(
            paths: paths,
            input: input,
            configuration: settings.configuration,
            state: global.state
        ).build()
    }

    /// What the orchestrator is asked to do.
    func plan(_ source: RunPlan.Source, _ settings: Settings) -> RunPlan {
        var plan = RunPlan(
            source: source,
            arguments: CommandLineWords.withoutSecrets,
            configuration: settings.configuration,
            templatePaths: settings.templatePaths,
            passwords: settings.passwords,
            workerExecutable: WorkerExecutable.locate()
        )
        plan.force = input.force
        plan.strict = execution.strict
        if execution.onDone == "keep" { plan.keptAfterAll.insert(.done) }
        if execution.onFail == "keep" { plan.keptAfterAll.formUnion([.failed, .quarantined]) }
        plan.maxDuration = execution.maxDuration?.seconds
        plan.maxFailures = execution.maxFailures?.limit
        return plan
    }

    /// Takes the state folder, waiting for it with `--wait`.
    func own(_ folder: StateFolder) async throws -> Ownership {
        while true {
            do throws(Failure) {
                return try folder.acquireOwnership()
            } catch {
                guard execution.wait, error.code == .stateFolderOwned else { throw error }
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Runs the plan, shows its progress and its end, and throws the exit code unless it is 0.
    func process(_ plan: RunPlan, ownership: Ownership, _ listener: SignalListener) async throws {
        try DescriptorLimit.require(workers: plan.workers)
        let feed = EventFeed()
        let display = RunDisplay(mode: execution.progress, global: global, configuration: plan.configuration)
        feed.subscribe { display.observe($0) }
        let log = RunLog(folder: ownership.folder.logs, configuration: plan.configuration)
        feed.subscribe { log.observe($0) }
        let orchestrator = try EnhancedOrchestrator(plan: plan, ownership: ownership, feed: feed) {
            display.announce($0)
        }
        listener.answer(with: { Self.answer($0, orchestrator, display) })
        defer { listener.answer(with: nil) }
        do {
            let summary = try await orchestrator.run()
            display.finish(summary)
            if global.json { Console.data(summary.json.serialized()) }
            guard summary.exitCode == 0 else { throw ExitStatus(code: summary.exitCode) }
        } catch let error as WorkerStartError {
            display.clear()
            for problem in error.problems { Console.error(problem.description) }
            let errors = error.problems.count { $0.severity == .error }
            guard errors == 0 else {
                throw ExitStatus.usage("the templates have \(errors.of("error")); no document was touched")
            }
            throw ExitStatus(error.failure)
        } catch {
            display.clear()
            throw error
        }
    }

    private static func answer(_ number: Int32, _ orchestrator: EnhancedOrchestrator, _ display: RunDisplay) {
        switch number {
        case SIGINT: orchestrator.requestStop(.interrupt)
        case SIGTERM: orchestrator.requestStop(.terminate)
        case SIGHUP: orchestrator.requestStop(.hangup)
        case SIGTSTP: Pause.begin(orchestrator)
        default: display.printStatus()
        }
    }
}

/// The stop of workers and program that the terminal asks for.
private enum Pause {
    private static let isUnderWay = Mutex(false)

    /// Stops the workers and then this process, and goes on when it is continued.
    ///
    /// Asked for again meanwhile, it does nothing.
    static func begin(_ orchestrator: EnhancedOrchestrator) {
        let isFirst = isUnderWay.withLock { isUnderWay in
            defer { isUnderWay = true }
            return !isUnderWay
        }
        guard isFirst else { return }
        // Awaited by nobody: it ends when this process is continued.
        Task {
            await orchestrator.suspend()
            // The threads that watch the workers pass the signal on within a few milliseconds.
            try? await Task.sleep(for: .milliseconds(50))
            raise(SIGSTOP)
            await orchestrator.resume()
            isUnderWay.withLock { $0 = false }
        }
    }
}

extension FailureLimit {
    var limit: RunPlan.FailureLimit {
        switch self {
        case .count(let count): .count(count)
        case .percent(let share): .percent(share)
        }
    }
}

/// The words of the command line, for the ledger.
enum CommandLineWords {
    /// Without the passwords that follow `--password`.
    static var withoutSecrets: [String] {
        var words: [String] = []
        var isSecret = false
        for word in CommandLine.arguments.dropFirst() {
            if word == "--password" {
                isSecret = true
            } else if word.hasPrefix("-") {
                isSecret = false
            } else if isSecret {
                continue
            }
            if !isSecret, !word.hasPrefix("--password=") { words.append(word) }
        }
        return words
    }
}
