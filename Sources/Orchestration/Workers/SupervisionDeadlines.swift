import OrchestrateModel

extension WorkerSupervision {
    /// Moves on to `time`; what the parent slept through is not counted against the worker.
    mutating func pass(to time: Double) {
        let gap = time - now
        now = max(now, time)
        if gap > Self.longestTick, !isSuspended { shift(by: gap) }
    }

    private mutating func shift(by gap: Double) {
        since += gap
        lastFrame += gap
        partialSince = partialSince.map { $0 + gap }
        blockedSince = blockedSince.map { $0 + gap }
        outputEndedAt = outputEndedAt.map { $0 + gap }
        stop?.since += gap
        guard case .working(var watch) = phase else { return }
        watch.shift(by: gap)
        phase = .working(watch)
    }

    mutating func suspend() -> [Output] {
        guard !isSuspended else { return [] }
        isSuspended = true
        suspendedAt = now
        return [.signal(SignalNumber.stop)]
    }

    mutating func resume() -> [Output] {
        guard isSuspended else { return [] }
        isSuspended = false
        shift(by: now - suspendedAt)
        return [.signal(SignalNumber.resume)]
    }

    mutating func checkDeadlines() -> [Output] {
        guard !isSuspended else { return [] }
        if let stop {
            guard !stop.isHard, now - stop.since >= limits.terminateSeconds else { return [] }
            return end(stop.cause, hard: true)
        }
        if let partialSince, now - partialSince >= limits.frameSeconds { return end(.overran(.frame), hard: true) }
        if let blockedSince, now - blockedSince >= limits.writeSeconds { return end(.overran(.write), hard: true) }
        if let outputEndedAt, now - outputEndedAt >= limits.terminateSeconds {
            return end(.brokenProtocol("closed its output without ending"), hard: true)
        }
        return checkPhase()
    }

    private mutating func checkPhase() -> [Output] {
        switch phase {
        case .starting, .settingUp:
            return now - since >= limits.helloSeconds ? end(.overran(.hello), hard: true) : []
        case .answering:
            return now - since >= limits.controlSeconds ? end(.overran(.control), hard: true) : []
        case .leaving:
            return now - since >= limits.terminateSeconds ? end(.left, hard: false) : []
        case .working(let watch):
            if let budget = watch.overrun(at: now, limits: limits) { return end(.overran(budget), hard: false) }
            return checkHeartbeat()
        case .idle:
            return checkHeartbeat()
        case .gone:
            return []
        }
    }

    private mutating func checkHeartbeat() -> [Output] {
        now - lastFrame >= Self.heartbeatSeconds ? end(.overran(.heartbeat), hard: true) : []
    }

    /// Takes a sample of the process; memory and the CPU time of the page are checked at once.
    mutating func measure(_ sample: ProcessUsage) -> [Output] {
        usage = sample
        if limits.memoryLimitMB > 0, sample.residentBytes >> 20 > Int64(limits.memoryLimitMB), stop == nil {
            return end(.overran(.memory), hard: true)
        }
        guard case .working(var watch) = phase else { return [] }
        watch.measure(cpuSeconds: sample.cpuSeconds)
        phase = .working(watch)
        guard stop == nil, watch.pageCPUSeconds >= limits.pageCPUSeconds else { return [] }
        return end(.overran(.pageCPU), hard: false)
    }
}
