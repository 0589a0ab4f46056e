import Glibc
import OrchestrateModel
import WorkerRuntime

/// Does a task as the names of its documents say.
struct FaultyTask {
    private let task: WorkerTask
    private let channel: TaskChannel
    private let sender: MessageSender
    private let terminated: Termination
    private let ledger: Ledger

    init(
        _ task: WorkerTask,
        channel: TaskChannel,
        sender: MessageSender,
        terminated: Termination,
        ledger: Ledger
    ) {
        self.task = task
        self.channel = channel
        self.sender = sender
        self.terminated = terminated
        self.ledger = ledger
    }

    func run() {
        for job in task.jobs {
            sender.send(.progress(TaskProgress(job: job.id, phase: .ingestion, page: 0, pages: 0)))
            let name = job.path.lastComponent.display.prefix { $0 != "." }
            if let fault = Fault(rawValue: String(name)) {
                commit(fault, job)
            } else if case .pages(_, let pages) = task {
                let states = Dictionary(uniqueKeysWithValues: pages.map { ($0, PageState.ocr) })
                report(job, .pagesRecognized(states))
            } else {
                finish(job)
            }
        }
        sender.send(.taskFinished)
    }

    /// Records the document as done, where there is a ledger, and says so.
    private func finish(_ job: Job) {
        report(job, ledger.settle(job))
    }

    private func report(_ job: Job, _ ending: OutcomeReport.Ending) {
        sender.send(.outcome(OutcomeReport(job: job.id, ending: ending)))
    }

    private func commit(_ fault: Fault, _ job: Job) {
        switch fault {
        case .hang: hang(job)
        case .ignoreTerm, .unknown: while true { pause() }
        case .freeze: kill(getpid(), SIGSTOP)
        case .slow: work(job)
        case .endless, .burn: burn(job, phase: .recognition)
        case .segv: raise(SIGSEGV)
        case .abort: Glibc.abort()
        case .exit: Glibc.exit(0)
        case .segvOnce: crashOnce(job)
        case .settleAndDie:
            _ = ledger.settle(job)
            raise(SIGSEGV)
        case .needsPages: fanOut(job)
        case .badPage: readAroundBadPage(job)
        case .killedFromOutside: kill(getpid(), SIGKILL)
        case .eatMemory: eatMemory()
        case .setsidChild, .groupChild: startChild(fault, job)
        case .flood, .floodFrames: flood(fault, job)
        case .garbage, .hugeFrame, .halfFrame: breakFrame(fault)
        case .closeOutput:
            close(channel.output)
            // The watchdog's next beat would find the descriptor closed and end the worker.
            dup2(open("/dev/null", O_WRONLY), channel.output)
            while true { pause() }
        case .late:
            finish(job)
            sender.send(.taskFinished)
            report(job, .settled(.done, reason: "late"))
        case .missingOutcome: break
        case .failed: report(job, .failed(Failure(.corrupt, "\(job.path.display): no trailer; repair it")))
        }
    }

    private func crashOnce(_ job: Job) {
        let mark = creat(job.path.display + ".crashed", 0o600)
        if open(job.path.display + ".crashed.before", O_RDONLY) < 0 {
            rename(job.path.display + ".crashed", job.path.display + ".crashed.before")
            raise(SIGSEGV)
        }
        close(mark)
        finish(job)
    }

    private func readAroundBadPage(_ job: Job) {
        let asked = if case .pages(_, let pages) = task { pages } else { job.isFannedOut ? Array(1...12) : [] }
        if asked.contains(5), !job.givesUp(page: 5) {
            sender.send(.progress(TaskProgress(job: job.id, phase: .recognition, page: 5, pages: 12)))
            raise(SIGSEGV)
        }
        fanOut(job)
    }

    private func fanOut(_ job: Job) {
        if case .pages(_, let pages) = task {
            report(job, .pagesRecognized(Dictionary(uniqueKeysWithValues: pages.map { ($0, .ocr) })))
        } else if job.isFannedOut {
            finish(job)
        } else {
            report(job, .needsPages(Array(1...12)))
        }
    }

    private func hang(_ job: Job) {
        while !terminated.isNoted { usleep(5000) }
        report(job, .interrupted)
    }

    private func work(_ job: Job) {
        for page in 1...40 {
            if terminated.isNoted { return report(job, .interrupted) }
            sender.send(.progress(TaskProgress(job: job.id, phase: .recognition, page: page, pages: 40)))
            usleep(25000)
        }
        finish(job)
    }

    private func burn(_ job: Job, phase: Phase) {
        while true {
            sender.send(.progress(TaskProgress(job: job.id, phase: phase, page: 7, pages: 9)))
            for _ in 0..<200_000 { _ = getppid() }
        }
    }

    private func eatMemory() {
        let step = 8 << 20
        while true {
            guard let block = malloc(step) else { Glibc.abort() }
            memset(block, 1, step)
            usleep(2000)
        }
    }

    private func startChild(_ fault: Fault, _ job: Job) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        // POSIX_SPAWN_SETSID, which Glibc declares under _GNU_SOURCE only.
        if fault == .setsidChild { posix_spawnattr_setflags(&attributes, 0x80) }
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("600"), nil]
        var pid: pid_t = 0
        guard posix_spawn(&pid, "/bin/sleep", nil, &attributes, &arguments, environ) == 0 else { Glibc.exit(5) }
        let file = creat(job.path.display + ".pid", 0o600)
        RawOutput.write(Array("\(pid)".utf8), to: file)
        close(file)
        sender.send(.progress(TaskProgress(job: job.id, phase: .ingestion, page: 1, pages: 1)))
        if fault == .groupChild { raise(SIGSEGV) }
        while true { pause() }
    }

    private func flood(_ fault: Fault, _ job: Job) {
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 8191) + [UInt8(ascii: "\n")]
        while true {
            switch fault {
            case .flood: RawOutput.write(line, to: 1)
            default: sender.send(.progress(TaskProgress(job: job.id + 999, phase: .ingestion, page: 0, pages: 0)))
            }
        }
    }

    private func breakFrame(_ fault: Fault) {
        switch fault {
        case .garbage: RawOutput.write(Wire.frame(Array("{\"truth\":".utf8)), to: channel.output)
        case .hugeFrame: RawOutput.write([0x7F, 0xFF, 0xFF, 0xFF, 0x20], to: channel.output)
        default: RawOutput.write([0, 0, 1, 0, 0x7B], to: channel.output)
        }
        // Without the watchdog's beats, which would complete the half frame.
        kill(getpid(), SIGSTOP)
    }
}
