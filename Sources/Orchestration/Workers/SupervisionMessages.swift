import OrchestrateModel

extension WorkerSupervision {
    mutating func receive(_ message: WorkerMessage) -> [Output] {
        lastFrame = now
        partialSince = nil
        switch message {
        case .hello(let version, _): return greet(version)
        case .ready(let fingerprint): return becomeReady(fingerprint)
        case .setupFailed(let failure, let problems):
            guard case .settingUp = phase else { return outOfTurn("setupFailed") }
            enter(.leaving)
            return [.setupFailed(failure, problems)]
        case .heartbeat(let residentBytes):
            usage.residentBytes = residentBytes
            return []
        case .progress(let progress): return note(progress)
        case .outcome(let report): return note(report)
        case .taskFinished: return finishTask()
        case .engineReport, .templateReport, .inspected, .engineTrial: return answer(message)
        }
    }

    private mutating func greet(_ version: Int) -> [Output] {
        guard case .starting = phase else { return outOfTurn("hello") }
        guard version == Wire.version else {
            return end(
                .brokenProtocol(
                    "it speaks version \(version) and orchestrate version \(Wire.version); install both from one release"
                ),
                hard: true
            )
        }
        enter(.settingUp)
        return [.send(.setup(setup))]
    }

    private mutating func becomeReady(_ fingerprint: String) -> [Output] {
        guard case .settingUp = phase else { return outOfTurn("ready") }
        guard stop == nil else { return [] }
        enter(.idle)
        return [.becameReady(fingerprint: fingerprint)]
    }

    private mutating func answer(_ message: WorkerMessage) -> [Output] {
        guard case .answering = phase else { return outOfTurn("an answer") }
        enter(.idle)
        return [.answered(message)] + (leavesAfterTask ? handle(.leave, at: now) : [.becameIdle])
    }

    private mutating func note(_ progress: TaskProgress) -> [Output] {
        // A frame that was under way when its task ended is late, not wrong.
        guard case .working(var watch) = phase, watch.note(progress, at: now) else { return [] }
        phase = .working(watch)
        hadTask = true
        lastProgress = progress
        return [.event(.progress(progress))]
    }

    private mutating func note(_ report: OutcomeReport) -> [Output] {
        guard case .working(var watch) = phase else { return [] }
        // The interruption is ours: the document overran a budget and must not get its attempt back.
        if report.ending == .interrupted, let stop, !isInterruption(stop.cause) { return [] }
        guard watch.note(report, at: now) else { return [] }
        phase = .working(watch)
        return [.event(.outcome(report))]
    }

    private func isInterruption(_ cause: Death.Cause) -> Bool {
        Death(cause: cause, pid: pid, worker: setup.index).isInterruption
    }

    private mutating func outOfTurn(_ name: String) -> [Output] {
        end(.brokenProtocol("sent \(name) out of turn"), hard: true)
    }
}
