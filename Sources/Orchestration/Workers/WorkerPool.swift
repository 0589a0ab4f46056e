import Glibc
package import OrchestrateModel

/// The worker processes of a run: started, watched, replaced and stopped here; whoever has work asks for an idle one.
package actor WorkerPool {
    /// How the pool is stopped.
    package enum StopMode: Sendable {
        /// Tasks are finished first.
        case leave
        /// TERM: the page at work is finished; KILL after `terminateSeconds`.
        case terminate
        /// KILL.
        case kill
    }

    struct Slot {
        var process: WorkerProcess?
        /// Ready, and without a task.
        var isIdle = false
        /// Not to be started again.
        var isRetiring = false
        /// Awaited by `stop`.
        var tender: Task<Void, Never>?
        /// A pause before the next start; cancelled by `stop`.
        var pause: Task<Void, Never>?
    }

    enum Lease: Sendable {
        case worker(WorkerProcess)
        case unavailable(Failure)
        case stopped
    }

    let executable: String
    let limits: Configuration.Workers
    let environment: [String: String]
    private let makeSetup: @Sendable (Int) -> WorkerSetup
    private let observe: @Sendable (PoolEvent) -> Void

    var slots: [Int: Slot] = [:]
    private var policy: RespawnPolicy
    private var fingerprint: String?
    private var broken: WorkerStartError?
    var isStopping = false
    private var starter: CheckedContinuation<Result<String, WorkerStartError>, Never>?
    private var waiters: [(id: UInt64, continuation: CheckedContinuation<Lease, Never>)] = []
    private var lastWaiter: UInt64 = 0

    /// Takes note of what to start; nothing is started yet.
    ///
    /// - Parameters:
    ///   - executable: Path of `orchestrate-worker`; see `WorkerExecutable.locate()`.
    ///   - limits: Budgets, and when a worker is replaced.
    ///   - environment: Variables added to the inherited ones.
    ///   - setup: What the worker at a place, from 0, is told before its first task.
    ///   - observe: Hears of the workers as such; called in order, must not block.
    package init(
        executable: String,
        limits: Configuration.Workers,
        environment: [String: String] = [:],
        setup: @escaping @Sendable (Int) -> WorkerSetup,
        observe: @escaping @Sendable (PoolEvent) -> Void = { _ in }
    ) {
        self.executable = executable
        self.limits = limits
        self.environment = environment
        makeSetup = setup
        self.observe = observe
        policy = RespawnPolicy(limits: limits)
    }

    // MARK: Start and stop

    /// Starts `count` workers and returns the first one's fingerprint as soon as it is ready; the others follow.
    ///
    /// Where none can be started everything is stopped again before the error is thrown.
    package func start(count: Int) async throws(WorkerStartError) -> String {
        // A worker that is gone must show as EPIPE, not end the parent.
        signal(SIGPIPE, SIG_IGN)
        guard access(executable, X_OK) == 0 else {
            throw WorkerStartError(
                Failure(
                    .workerStart,
                    "\(executable) is missing or not executable; install orchestrate-worker beside orchestrate "
                        + "or set \(WorkerExecutable.variable)"
                )
            )
        }
        let result = await withCheckedContinuation { continuation in
            starter = continuation
            for index in 0..<max(1, count) { open(index) }
        }
        if case .failure = result { await stop(.kill) }
        return try result.get()
    }

    /// Takes no more tasks and returns when every worker has ended; may be called again, with a harder mode, meanwhile.
    package func stop(_ mode: StopMode) async {
        isStopping = true
        answerWaiters(.stopped)
        for slot in slots.values {
            slot.pause?.cancel()
            switch mode {
            case .leave: slot.process?.send(.leave)
            case .terminate: slot.process?.send(.terminate(.stopped))
            case .kill: slot.process?.send(.kill(.stopped))
            }
        }
        for slot in slots.values { await slot.tender?.value }
    }

    /// Starts or dismisses workers until there are `count`, at least one; a worker with a task finishes it first.
    package func scale(to count: Int) {
        let before = target
        let after = max(1, count)
        guard !isStopping, after != before else { return }
        for index in 0..<after { open(index) }
        for index in slots.keys where index >= after { retire(index) }
        observe(.scaled(from: before, to: after))
    }

    /// Workers that are wanted; some of them may be down or starting.
    package var target: Int { slots.values.count { !$0.isRetiring } }

    private func open(_ index: Int) {
        if slots[index] != nil {
            slots[index]?.isRetiring = false
        } else {
            slots[index] = Slot()
            slots[index]?.tender = Task { await tend(index) }
        }
    }

    private func retire(_ index: Int) {
        slots[index]?.isRetiring = true
        slots[index]?.isIdle = false
        slots[index]?.pause?.cancel()
        slots[index]?.process?.send(.leave)
    }

    // MARK: One place

    private func mayRun(_ index: Int) -> Bool {
        !isStopping && broken == nil && slots[index]?.isRetiring == false
    }

    /// Keeps a worker at this place for as long as one is wanted.
    private func tend(_ index: Int) async {
        while mayRun(index) {
            let (death, hadTask) = await runOnce(index)
            slots[index]?.process = nil
            slots[index]?.isIdle = false
            if death.cause == .left {
                observe(.left(worker: index, pid: death.pid))
            } else {
                observe(.lost(death))
                await recover(index, from: death, hadTask: hadTask)
            }
        }
        slots[index] = nil
    }

    private func runOnce(_ index: Int) async -> (Death, Bool) {
        let process: WorkerProcess
        do throws(WorkerPipes.Exhausted) {
            process = try WorkerProcess(
                executable: executable,
                environment: environment,
                setup: makeSetup(index),
                limits: limits
            )
        } catch {
            return (
                Death(cause: .notStarted("no descriptors left (errno \(error.code))"), pid: 0, worker: index), false
            )
        }
        slots[index]?.process = process
        let signals = Mailbox<WorkerSignal>()
        async let ended: Void = process.live(signals)
        var pid: Int32 = 0
        while true {
            switch await signals.next() {
            case .started(let number):
                pid = number
                observe(.started(worker: index, pid: pid))
                if isStopping { process.send(.kill(.stopped)) }
            case .ready(let fingerprint): becameReady(index, pid: pid, fingerprint: fingerprint)
            case .setupFailed(let failure, let problems): giveUp(WorkerStartError(failure, problems: problems))
            case .idle: becameIdle(index)
            case .line(let line): observe(.standardError(worker: index, pid: pid, line: line))
            case .gone(let death, let hadTask):
                await ended
                return (death, hadTask)
            }
        }
    }

    private func recover(_ index: Int, from death: Death, hadTask: Bool) async {
        guard mayRun(index), death.cause != .stopped else { return }
        switch policy.died(hadTask: hadTask, at: Monotonic.now) {
        case .giveUp: giveUp(WorkerStartError(death.startFailure(limits: limits)))
        case .respawn(let delay):
            observe(.respawning(worker: index, afterSeconds: delay))
            guard delay > 0 else { return }
            let pause = Task { _ = try? await Task.sleep(for: .seconds(delay)) }
            slots[index]?.pause = pause
            await pause.value
            slots[index]?.pause = nil
        }
    }

    private func becameReady(_ index: Int, pid: Int32, fingerprint ready: String) {
        if let fingerprint, fingerprint != ready {
            return giveUp(
                WorkerStartError(
                    Failure(
                        .workerStart,
                        "templates, libraries or language files changed during the run; "
                            + "go on with `orchestrate run --resume last`"
                    )
                )
            )
        }
        fingerprint = ready
        observe(.ready(worker: index, pid: pid))
        starter?.resume(returning: .success(ready))
        starter = nil
        becameIdle(index)
    }

    private func giveUp(_ error: WorkerStartError) {
        guard broken == nil, !isStopping else { return }
        broken = error
        observe(.broken(error.failure))
        starter?.resume(returning: .failure(error))
        starter = nil
        answerWaiters(.unavailable(error.failure))
    }

    // MARK: Leases

    private func becameIdle(_ index: Int) {
        guard let slot = slots[index], let process = slot.process else { return }
        guard !slot.isRetiring, !isStopping else { return process.send(.leave) }
        if waiters.isEmpty {
            slots[index]?.isIdle = true
        } else {
            waiters.removeFirst().continuation.resume(returning: .worker(process))
        }
    }

    private func answerWaiters(_ lease: Lease) {
        for waiter in waiters { waiter.continuation.resume(returning: lease) }
        waiters = []
    }

    /// An idle worker, the one with the lowest place first; waits for one in the order of asking.
    func lease() async -> Lease {
        if let broken { return .unavailable(broken.failure) }
        if isStopping || Task.isCancelled { return .stopped }
        if let index = slots.filter({ $0.value.isIdle }).keys.min(), let process = slots[index]?.process {
            slots[index]?.isIdle = false
            return .worker(process)
        }
        lastWaiter += 1
        let id = lastWaiter
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in waiters.append((id, continuation)) }
        } onCancel: {
            // Awaited by nobody: it only takes the waiter out of the queue.
            Task { await self.forget(id) }
        }
    }

    private func forget(_ id: UInt64) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).continuation.resume(returning: .stopped)
    }
}
