package import OrchestrateModel

/// The rules by which one worker process is watched: takes what happens and the time, gives back what to do.
///
/// Times are seconds of a monotonic clock. The owner feeds a `tick` at least every quarter of a second; a longer gap means
/// that the parent itself was stopped, and every deadline moves by it.
package struct WorkerSupervision: Sendable {
    /// A worker beats once a second; one that is silent for this long is taken for dead.
    package static let heartbeatSeconds = 30.0
    /// A tick that comes later than this shows that the parent did not run.
    static let longestTick = 2.0

    package enum Input: Sendable {
        case message(WorkerMessage)
        case usage(ProcessUsage)
        /// True where a frame has begun and not ended.
        case partialFrame(Bool)
        /// True where the worker's pipe takes no more.
        case blockedWrite(Bool)
        /// Bytes that are no frame or no message.
        case garbage(String)
        /// The worker closed its end.
        case outputEnded
        case task(WorkerTask)
        case control(ControlRequest)
        /// Leave when the current task is finished.
        case leave
        /// TERM, and KILL after the time for it.
        case terminate(Death.Cause)
        /// KILL.
        case kill(Death.Cause)
        case suspend
        case resume
        case exited(WorkerExit, killedForMemory: Bool, lastLines: [String])
        case tick
    }

    package enum Output: Sendable, Hashable {
        case send(ParentMessage)
        /// Send this signal to the worker's process group.
        case signal(Int32)
        case becameReady(fingerprint: String)
        case setupFailed(Failure, [TemplateProblem])
        case becameIdle
        /// The worker is not free; somebody else has to take the task or the request.
        case refused
        case event(WorkerEvent)
        case ended(TaskEnding)
        case answered(WorkerMessage)
        case gone(Death)
    }

    enum Phase {
        case starting
        case settingUp
        case idle
        case working(TaskWatch)
        case answering
        case leaving
        case gone
    }

    /// A stop that has begun.
    struct Stop {
        var cause: Death.Cause
        var since: Double
        var isHard: Bool
    }

    let limits: Configuration.Workers
    let setup: WorkerSetup
    let pid: Int32

    var phase = Phase.starting
    var stop: Stop?
    var leavesAfterTask = false
    var isSuspended = false
    var suspendedAt = 0.0
    var outputEndedAt: Double?
    var partialSince: Double?
    var blockedSince: Double?
    /// Begin of the phase.
    var since: Double
    var lastFrame: Double
    var now: Double

    var usage = ProcessUsage()
    /// Where the task of a worker that has ended stood.
    var lastProgress: TaskProgress?
    /// Documents, or ranges of pages, since the start.
    package private(set) var documents = 0
    /// False until the first task was begun; deaths before that count for the circuit breaker.
    package internal(set) var hadTask = false

    package init(pid: Int32, setup: WorkerSetup, limits: Configuration.Workers, at now: Double) {
        self.pid = pid
        self.setup = setup
        self.limits = limits
        self.now = now
        since = now
        lastFrame = now
    }

    package mutating func handle(_ input: Input, at time: Double) -> [Output] {
        if case .gone = phase { return refusal(of: input) }
        pass(to: time)
        switch input {
        case .message(let message): return receive(message)
        case .usage(let usage): return measure(usage)
        case .partialFrame(let isPartial): partialSince = isPartial ? partialSince ?? now : nil
        case .blockedWrite(let isBlocked): blockedSince = isBlocked ? blockedSince ?? now : nil
        case .garbage(let what): return end(.brokenProtocol(what), hard: true)
        case .outputEnded: outputEndedAt = outputEndedAt ?? now
        case .task(let task): return begin(task)
        case .control(let request): return ask(request)
        case .leave: return leave()
        case .terminate(let cause): return end(cause, hard: false)
        case .kill(let cause): return end(cause, hard: true)
        case .suspend: return suspend()
        case .resume: return resume()
        case .exited(let status, let killedForMemory, let lines): return exit(status, killedForMemory, lines)
        case .tick: return checkDeadlines()
        }
        return []
    }

    private func refusal(of input: Input) -> [Output] {
        switch input {
        case .task, .control: [.refused]
        default: []
        }
    }

    // MARK: Work

    private mutating func begin(_ task: WorkerTask) -> [Output] {
        guard case .idle = phase, stop == nil else { return [.refused] }
        enter(.working(TaskWatch(task, at: now)))
        return [.send(.task(task)), .event(.started(worker: setup.index, pid: pid))]
    }

    private mutating func ask(_ request: ControlRequest) -> [Output] {
        guard case .idle = phase, stop == nil else { return [.refused] }
        enter(.answering)
        return [.send(.control(request))]
    }

    mutating func finishTask() -> [Output] {
        guard case .working(let watch) = phase else { return [] }
        guard watch.unfinished.isEmpty else {
            // After a TERM the rest of the task is expected to be missing; the exit follows.
            return stop == nil ? end(.brokenProtocol("finished a task without all of its outcomes"), hard: true) : []
        }
        documents += watch.task.jobs.count
        let ended = Output.ended(.finished)
        guard stop == nil else {
            enter(.leaving)
            return [ended]
        }
        let isWornOut =
            documents >= limits.recycleAfterDocuments || usage.residentBytes >> 20 > Int64(limits.recycleMemoryMB)
        enter(.idle)
        return [ended] + (leavesAfterTask || isWornOut ? leave() : [.becameIdle])
    }

    // MARK: Ends

    private mutating func leave() -> [Output] {
        switch phase {
        case .idle:
            enter(.leaving)
            return [.send(.leave)]
        case .working, .answering:
            leavesAfterTask = true
            return []
        case .starting, .settingUp: return end(.left, hard: false)
        case .leaving, .gone: return []
        }
    }

    mutating func end(_ cause: Death.Cause, hard: Bool) -> [Output] {
        if let stop, stop.isHard || !hard { return [] }
        stop = Stop(cause: stop?.cause ?? cause, since: now, isHard: hard)
        return [.signal(hard ? SignalNumber.kill : SignalNumber.terminate)]
    }

    private mutating func exit(_ status: WorkerExit, _ killedForMemory: Bool, _ lastLines: [String]) -> [Output] {
        let death = Death(
            cause: cause(of: status, killedForMemory: killedForMemory),
            pid: pid,
            worker: setup.index,
            progress: lastProgress,
            residentBytes: usage.residentBytes,
            addressShare: limits.memoryLimitMB > 0
                ? Double(usage.addressBytes) / (Double(limits.memoryLimitMB) * 1_048_576) : nil,
            lastLines: lastLines
        )
        var outputs: [Output] = []
        if case .working(let watch) = phase { outputs.append(.ended(.died(watch.lost(to: death)))) }
        phase = .gone
        return outputs + [.gone(death)]
    }

    private func cause(of status: WorkerExit, killedForMemory: Bool) -> Death.Cause {
        if let stop { return stop.cause }
        switch (status, phase) {
        case (.exited(0), .leaving): return .left
        // A worker that was sent a TERM leaves with this code.
        case (.exited(128 + SignalNumber.terminate), _): return .killedFromOutside(SignalNumber.terminate)
        case (.exited(let code), _): return .exited(code)
        case (.signalled(SignalNumber.kill), _) where killedForMemory: return .killedForMemory
        case (.signalled(let signal), _):
            return SignalNumber.fromOutside.contains(signal) ? .killedFromOutside(signal) : .signalled(signal)
        }
    }

    mutating func enter(_ next: Phase) {
        phase = next
        since = now
    }
}

/// How a process ended.
package enum WorkerExit: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
}

/// Signals by number; the same on every Linux this runs on.
enum SignalNumber {
    static let kill: Int32 = 9
    static let terminate: Int32 = 15
    static let stop: Int32 = 19
    static let resume: Int32 = 18
    /// Signals that a program does not raise against itself: HUP, INT, QUIT, KILL, TERM.
    static let fromOutside: Set<Int32> = [1, 2, 3, kill, terminate]
}

extension WorkerSupervision {
    package var snapshot: WorkerSnapshot {
        var activity = WorkerSnapshot.Activity.leaving
        var progress: TaskProgress?
        switch phase {
        case .starting, .settingUp: activity = .starting
        case .idle: activity = .idle
        case .working(let watch):
            activity = .working
            progress = watch.progress
        case .answering: activity = .working
        case .leaving: activity = .leaving
        case .gone: activity = .down
        }
        if stop != nil, activity != .down { activity = .leaving }
        return WorkerSnapshot(
            worker: setup.index,
            pid: pid,
            activity: activity,
            residentBytes: usage.residentBytes,
            cpuSeconds: usage.cpuSeconds,
            documents: documents,
            progress: progress
        )
    }
}
