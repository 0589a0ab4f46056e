import DocumentEngine
import Glibc
import OrchestrateModel
import WorkerRuntime

/// What the worker and its parent say to each other, from the setup to the last task.
struct Conversation {
    private var reader: TaskReader
    private let sender: MessageSender
    private let stop: StopFlag

    init(channel: TaskChannel, sender: MessageSender, stop: StopFlag) {
        reader = TaskReader(channel)
        self.sender = sender
        self.stop = stop
    }

    /// Serves until the parent says `leave`, a TERM comes, or the parent is gone.
    mutating func run() -> Never {
        do throws(TaskChannel.End) {
            guard case .setup(let setup) = try reader.next() else { throw .broken("the first message is no setup") }
            reader.frameSeconds = setup.configuration.workers.frameSeconds
            ResourceLimits.apply(setup.configuration.workers)
            let runner = prepare(setup)
            // An external engine that died is started anew.
            if !setup.configuration.recognition.usesExternalEngine { ResourceLimits.forbidProcesses() }
            let inspector = DocumentInspector(configuration: setup.configuration, passwords: setup.passwords)
            while true { serve(try reader.next(), runner, inspector, setup.configuration.recognition) }
        } catch {
            switch error {
            case .stopped: exit(ExitCode.terminated)
            case .closed: exit(0)
            case .broken(let what):
                Diagnostics.write("the parent broke the protocol: \(what)")
                exit(ExitCode.protocolViolation)
            }
        }
    }

    /// The runner of documents; nil for a worker that answers control requests only.
    private func prepare(_ setup: WorkerSetup) -> TaskRunner? {
        guard let stateFolder = setup.stateFolder else {
            sender.send(.ready(fingerprint: ""))
            return nil
        }
        do throws(WorkerSetupError) {
            let runner = try TaskRunner(setup, stateFolder: stateFolder, sender: sender, stop: stop)
            sender.send(.ready(fingerprint: runner.fingerprint))
            return runner
        } catch {
            sender.send(.setupFailed(error.failure, error.problems))
            exit(ExitCode.setupFailed)
        }
    }

    private func serve(
        _ message: ParentMessage,
        _ runner: TaskRunner?,
        _ inspector: DocumentInspector,
        _ settings: Configuration.Recognition
    ) {
        switch message {
        case .task(let task):
            guard let runner else { return fail("a task came to a worker without a state folder") }
            runner.run(task)
            sender.send(.taskFinished)
        case .control(.engineReport): sender.send(.engineReport(DocumentPipeline.engineReport(settings)))
        case .control(.tryEngine(let command)): sender.send(.engineTrial(Self.trial(of: command, settings)))
        case .control(.checkTemplates(let paths)):
            let (library, problems) = TemplateLibrary.load(paths: paths)
            sender.send(.templateReport(TemplateReport(templates: library.entries, problems: problems)))
        case .control(.inspect(let inspection)): sender.send(.inspected(inspector.answer(inspection)))
        case .leave: exit(0)
        case .setup: fail("a second setup came")
        }
    }

    private static func trial(of command: [String], _ settings: Configuration.Recognition) -> EngineTrial {
        let suite = EngineConformance(command, languages: settings.languages, seconds: settings.engineSeconds)
        return suite?.trial() ?? EngineTrial(name: "", version: nil, checks: [])
    }

    private func fail(_ what: String) {
        Diagnostics.write("the parent broke the protocol: \(what)")
        exit(ExitCode.protocolViolation)
    }
}
