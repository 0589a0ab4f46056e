import Glibc
import OrchestrateModel
import Subprocess
import Synchronization
import SystemPackage

/// What a task's or a request's caller hears.
enum TaskSignal: Sendable {
    case event(WorkerEvent)
    case ended(TaskEnding)
    case answered(WorkerMessage)
    /// The worker was not free.
    case refused
}

/// What the pool hears of a worker.
enum WorkerSignal: Sendable {
    case started(pid: Int32)
    case ready(fingerprint: String)
    case setupFailed(Failure, [TemplateProblem])
    case idle
    case line(String)
    /// The last one.
    case gone(Death, hadTask: Bool)
}

/// One worker process from its start to its end.
///
/// A thread of its own watches the pipes, the process and the time, and carries out what `WorkerSupervision` decides.
final class WorkerProcess: Sendable {
    enum Command: Sendable {
        case task(WorkerTask, Mailbox<TaskSignal>)
        case control(ControlRequest, Mailbox<TaskSignal>)
        case leave
        case terminate(Death.Cause)
        case kill(Death.Cause)
        case suspend
        case resume
    }

    private struct Inbox {
        var commands: [Command] = []
        var isClosed = false
    }

    let setup: WorkerSetup
    let limits: OrchestrateModel.Configuration.Workers
    private let executable: String
    private let environment: [String: String]
    private let inbox = Mutex(Inbox())
    private let latest: Mutex<WorkerSnapshot>
    private let wakePipe: WakePipe

    init(
        executable: String,
        environment: [String: String],
        setup: WorkerSetup,
        limits: OrchestrateModel.Configuration.Workers
    ) throws(WorkerPipes.Exhausted) {
        self.executable = executable
        self.environment = environment
        self.setup = setup
        self.limits = limits
        latest = Mutex(WorkerSnapshot(worker: setup.index, activity: .starting))
        wakePipe = try WakePipe()
    }

    var snapshot: WorkerSnapshot { latest.withLock { $0 } }

    /// Hands a command to the worker's thread; a task or request for a worker that has ended is refused.
    func send(_ command: Command) {
        let isClosed = inbox.withLock { inbox in
            if !inbox.isClosed { inbox.commands.append(command) }
            return inbox.isClosed
        }
        if isClosed { Self.refuse(command) } else { wakePipe.wake() }
    }

    /// Starts the process and returns when it has ended and was reaped; the last signal is `gone`.
    func live(_ signals: Mailbox<WorkerSignal>) async {
        let outcome: (death: Death, hadTask: Bool)
        do {
            outcome = try await spawn(signals)
        } catch {
            outcome = (Death(cause: .notStarted("\(error)"), pid: 0, worker: setup.index), false)
        }
        let left = inbox.withLock { inbox in
            inbox.isClosed = true
            return inbox.commands
        }
        for command in left { Self.refuse(command) }
        signals.put(.gone(outcome.death, hadTask: outcome.hadTask))
    }

    private func spawn(_ signals: Mailbox<WorkerSignal>) async throws -> (Death, Bool) {
        let pipes = try WorkerPipes()
        let mark = "\(getpid()).\(setup.index).\(UInt64.random(in: 0...UInt64.max))"
        var variables: [Environment.Key: String?] = [
            "OMP_THREAD_LIMIT": "1",
            // A crash ends the worker at once, and no memory of a document goes into a backtrace.
            "SWIFT_BACKTRACE": "enable=no",
            Environment.Key(stringLiteral: Descendants.variable): mark,
        ]
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        var options = PlatformOptions()
        // A group of its own: Ctrl-C reaches the parent only, and a kill reaches what the worker started.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(FilePath(executable)),
            environment: .inherit.updating(variables),
            platformOptions: options,
            input: .fileDescriptor(FileDescriptor(rawValue: pipes.childInput), closeAfterSpawningProcess: true),
            output: .fileDescriptor(FileDescriptor(rawValue: pipes.childOutput), closeAfterSpawningProcess: true),
            error: .fileDescriptor(FileDescriptor(rawValue: pipes.childError), closeAfterSpawningProcess: true)
        ) { execution in
            let pid = execution.processIdentifier
            signals.put(.started(pid: pid.value))
            let ends = WorkerLoop.Ends(
                pid: pid.value,
                process: pid.processDescriptor,
                tasks: pipes.tasks,
                reports: pipes.reports,
                errors: pipes.errors,
                wake: wakePipe.reader,
                mark: mark
            )
            return await watch(ends, signals)
        }
        return result.closureResult
    }

    /// Waits on a thread until the process has ended; it stays a zombie until this returns, so its id is not used again.
    private func watch(_ ends: WorkerLoop.Ends, _ signals: Mailbox<WorkerSignal>) async -> (Death, Bool) {
        await withCheckedContinuation { continuation in
            let started = BlockingThread.start {
                let loop = WorkerLoop(ends, worker: self, signals: signals)
                continuation.resume(returning: loop.run())
            }
            guard !started else { return }
            _ = Glibc.kill(-ends.pid, SIGKILL)
            let death = Death(cause: .notStarted("no thread left to watch it"), pid: ends.pid, worker: setup.index)
            continuation.resume(returning: (death, false))
        }
    }

    // MARK: For the worker's thread

    func takeCommands() -> [Command] {
        wakePipe.drain()
        return inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return inbox.commands
        }
    }

    func publish(_ snapshot: WorkerSnapshot) {
        latest.withLock { $0 = snapshot }
    }

    private static func refuse(_ command: Command) {
        switch command {
        case .task(_, let mailbox), .control(_, let mailbox): mailbox.put(.refused)
        case .leave, .terminate, .kill, .suspend, .resume: break
        }
    }
}
