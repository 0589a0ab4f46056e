import CProcess
import Glibc
import OrchestrateModel

/// The loop of the thread that watches one worker; everything in it belongs to that thread.
final class WorkerLoop {
    /// Descriptors that stay open for as long as the loop runs.
    struct Ends: Sendable {
        let pid: Int32
        /// Becomes readable when the process has ended; negative on kernels without it.
        let process: Int32
        let tasks: Int32
        let reports: Int32
        let errors: Int32
        let wake: Int32
        /// Borne by all that the worker starts.
        let mark: String
    }

    private let ends: Ends
    private let worker: WorkerProcess
    private let signals: Mailbox<WorkerSignal>
    private let memoryKills = MemoryKills.current()
    private let tickSeconds: Double

    private var supervision: WorkerSupervision
    private var parser = FrameParser()
    private var outgoing: [UInt8] = []
    private var tail = LineTail()
    private var mailbox: Mailbox<TaskSignal>?
    private var outputIsOpen = true
    private var errorIsOpen = true
    private var inputIsOpen = true
    private var lastTick = 0.0
    private var outcome: (death: Death, hadTask: Bool)?

    init(_ ends: Ends, worker: WorkerProcess, signals: Mailbox<WorkerSignal>) {
        self.ends = ends
        self.worker = worker
        self.signals = signals
        let limits = worker.limits
        supervision = WorkerSupervision(pid: ends.pid, setup: worker.setup, limits: limits, at: Monotonic.now)
        let shortest = [
            limits.pageCPUSeconds, limits.noProgressSeconds, limits.documentSeconds, limits.helloSeconds,
            limits.frameSeconds, limits.writeSeconds, limits.controlSeconds, limits.terminateSeconds,
        ].reduce(1, min)
        tickSeconds = max(0.01, shortest / 4)
    }

    /// Returns when the process has ended; it is left for the caller to reap.
    func run() -> (Death, Bool) {
        while true {
            waitForSomething()
            for command in worker.takeCommands() { obey(command) }
            if !outgoing.isEmpty { flush() }
            if outputIsOpen { readReports(upTo: 1 << 20) }
            if errorIsOpen { readErrors() }
            // An end comes before a deadline, so that a late look does not take the one for the other.
            if let status = exitStatus() { finish(status) } else { tick() }
            if let outcome { return outcome }
        }
    }

    private func waitForSomething() {
        var descriptors = [pollfd(fd: ends.wake, events: Int16(POLLIN), revents: 0)]
        if outputIsOpen { descriptors.append(pollfd(fd: ends.reports, events: Int16(POLLIN), revents: 0)) }
        if errorIsOpen { descriptors.append(pollfd(fd: ends.errors, events: Int16(POLLIN), revents: 0)) }
        if ends.process >= 0 { descriptors.append(pollfd(fd: ends.process, events: Int16(POLLIN), revents: 0)) }
        if inputIsOpen, !outgoing.isEmpty {
            descriptors.append(pollfd(fd: ends.tasks, events: Int16(POLLOUT), revents: 0))
        }
        _ = poll(&descriptors, nfds_t(descriptors.count), Int32(tickSeconds * 1000))
    }

    private func tick() {
        let now = Monotonic.now
        guard now - lastTick >= tickSeconds else { return }
        lastTick = now
        if let usage = ProcessUsage.sample(pid: ends.pid) { feed(.usage(usage)) }
        feed(.tick)
    }

    private func feed(_ input: WorkerSupervision.Input) {
        handle(input).forEach(carryOut)
    }

    /// The snapshot is published before anything is told, so that whoever hears of an event finds it there.
    private func handle(_ input: WorkerSupervision.Input) -> [WorkerSupervision.Output] {
        defer { worker.publish(supervision.snapshot) }
        return supervision.handle(input, at: Monotonic.now)
    }

    private func obey(_ command: WorkerProcess.Command) {
        switch command {
        case .task(let task, let mailbox): offer(.task(task), to: mailbox)
        case .control(let request, let mailbox): offer(.control(request), to: mailbox)
        case .leave: feed(.leave)
        case .terminate(let cause): feed(.terminate(cause))
        case .kill(let cause): feed(.kill(cause))
        case .suspend: feed(.suspend)
        case .resume: feed(.resume)
        }
    }

    private func offer(_ input: WorkerSupervision.Input, to next: Mailbox<TaskSignal>) {
        let outputs = handle(input)
        guard !outputs.contains(.refused) else { return next.put(.refused) }
        mailbox = next
        outputs.forEach(carryOut)
    }

    private func carryOut(_ output: WorkerSupervision.Output) {
        switch output {
        case .send(let message): write(message)
        case .signal(let number): signalGroup(number)
        case .becameReady(let fingerprint): signals.put(.ready(fingerprint: fingerprint))
        case .setupFailed(let failure, let problems): signals.put(.setupFailed(failure, problems))
        case .becameIdle: signals.put(.idle)
        case .refused: break
        case .event(let event): mailbox?.put(.event(event))
        case .ended(let ending): close(with: .ended(ending))
        case .answered(let message): close(with: .answered(message))
        case .gone(let death):
            // A request that was under way has no ending of its own.
            close(with: .refused)
            outcome = (death, supervision.hadTask)
        }
    }

    private func close(with signal: TaskSignal) {
        mailbox?.put(signal)
        mailbox = nil
    }

    // MARK: Pipes

    private func write(_ message: ParentMessage) {
        do {
            outgoing += try Wire.encode(message)
            flush()
        } catch {
            feed(.garbage("a message to it cannot be encoded: \(error)"))
        }
    }

    private func flush() {
        guard inputIsOpen else { return outgoing.removeAll() }
        while !outgoing.isEmpty {
            let count = outgoing.withUnsafeBytes { Glibc.write(ends.tasks, $0.baseAddress, $0.count) }
            if count > 0 {
                outgoing.removeFirst(count)
                feed(.blockedWrite(false))
            } else if errno == EAGAIN {
                return feed(.blockedWrite(true))
            } else if errno != EINTR {
                // EPIPE: the worker is lost; its end follows, and says why.
                inputIsOpen = false
                outgoing.removeAll()
                return feed(.outputEnded)
            }
        }
        feed(.blockedWrite(false))
    }

    private func readReports(upTo limit: Int) {
        var chunk = [UInt8](repeating: 0, count: 65536)
        var total = 0
        while total < limit {
            let count = read(ends.reports, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if count == 0 {
                    outputIsOpen = false
                    feed(.outputEnded)
                }
                return
            }
            total += count
            parser.append(chunk[..<count])
            guard takeMessages() else { return }
        }
    }

    /// False where the stream is broken and not to be read any further.
    private func takeMessages() -> Bool {
        do {
            while let payload = try parser.next() {
                let message = try Wire.decode(WorkerMessage.self, from: payload)
                if message == .taskFinished, let usage = ProcessUsage.sample(pid: ends.pid) { feed(.usage(usage)) }
                feed(.message(message))
            }
            feed(.partialFrame(parser.isInsideFrame))
            return true
        } catch let error as FrameParser.Oversized {
            return breakOff("a frame of \(error.length) bytes")
        } catch {
            return breakOff("a frame that is no message")
        }
    }

    private func breakOff(_ what: String) -> Bool {
        outputIsOpen = false
        feed(.garbage(what))
        return false
    }

    private func readErrors() {
        var chunk = [UInt8](repeating: 0, count: 16384)
        for _ in 0..<16 {
            let count = read(ends.errors, &chunk, chunk.count)
            if count == 0 { errorIsOpen = false }
            guard count > 0 else { return }
            for line in tail.append(chunk[..<count]) { signals.put(.line(line)) }
        }
    }

    // MARK: End

    private func exitStatus() -> WorkerExit? {
        var status: Int32 = 0
        switch orchestrate_peek_exit(ends.pid, &status) {
        case 1: return .exited(status)
        case 2: return .signalled(status)
        default: return nil
        }
    }

    private func finish(_ status: WorkerExit) {
        // The leader is a zombie still, so the group's id cannot belong to anybody else.
        _ = kill(-ends.pid, SIGKILL)
        if outputIsOpen { readReports(upTo: Wire.maxFrameBytes) }
        if errorIsOpen { readErrors() }
        if let line = tail.finish() { signals.put(.line(line)) }
        let killedForMemory = MemoryKills.current().haveRisen(since: memoryKills)
        feed(.exited(status, killedForMemory: killedForMemory, lastLines: tail.last))
        if outcome?.death.cause != .left { Descendants.kill(mark: ends.mark, except: ends.pid) }
    }

    private func signalGroup(_ number: Int32) {
        if kill(-ends.pid, number) != 0 { _ = kill(ends.pid, number) }
    }
}
