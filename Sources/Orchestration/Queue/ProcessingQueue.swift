package import OrchestrateModel
package import Persistence

/// What waits for a worker; whoever has a worker asks for the next task and tells when it is through.
package actor ProcessingQueue {
    private var state: QueueState
    private var room: BatchRoom
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var alarm: Task<Void, Never>?
    private var alarmTime = Double.infinity
    private let now: WallClock

    /// `now` gives the time in seconds since 1970; one that does not jump keeps retries from waiting for hours.
    package init(rules: QueueRules, room: BatchRoom, now: @escaping WallClock = currentTime) {
        state = QueueState(rules: rules)
        self.room = room
        self.now = now
    }

    package var statistics: QueueStatistics { state.statistics }

    /// Takes documents in, waiting while the queue is full under the policy `pause`; those dropped are returned.
    @discardableResult
    package func enqueue(_ jobs: [Job]) async -> [Job] {
        while state.isFull, !isClosed, jobs.contains(where: { $0.attempt == 0 }) { await change() }
        defer { wake() }
        return state.enqueue(jobs, now: now())
    }

    /// Takes documents in that another one carries, at once: whoever waited here would hold a worker meanwhile.
    package func enqueue(members jobs: [Job]) -> [Job] {
        defer { wake() }
        return state.enqueue(jobs, now: currentTime())
    }

    package func enqueue(pages portions: [[Int]], of job: Job) {
        state.enqueue(pages: portions, of: job, now: now())
        wake()
    }

    /// The next task, awaited; nil when the queue is drained or closed.
    package func next() async -> WorkerTask? {
        while true {
            switch state.next(now: now(), room: room) {
            case .task(let task):
                // Whoever waits for room in the queue has it now.
                if state.statistics.waiting > 0 || !waiters.isEmpty { wake() }
                return task
            case .drained:
                wake()
                return nil
            case .wait(let time):
                setAlarm(at: time)
                await change()
            case .idle: await change()
            }
        }
    }

    package func finish(_ task: WorkerTask) {
        state.finish(task)
        wake()
    }

    /// The scan is over: drained means the end.
    package func finishEnqueueing() {
        state.complete()
        wake()
    }

    /// Hands out nothing more; what waits stays pending in the ledger.
    package func close() {
        isClosed = true
        state.close()
        alarm?.cancel()
        wake()
    }

    private var isClosed = false

    /// Hands out nothing until `resume`; what is at work goes on.
    package func pause() { state.pause() }

    package func resume() {
        state.resume()
        wake()
    }

    /// Allows no more than so many tasks at once; nil lifts the limit.
    package func restrict(to limit: Int?) {
        state.restrict(to: limit)
        wake()
    }

    /// Notes how many workers there are and how much memory is free, which sizes the batches.
    package func adapt(to room: BatchRoom) { self.room = room }

    private func change() async {
        await withCheckedContinuation { waiters.append($0) }
    }

    private func wake() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }

    /// Wakes the waiters when a retry is due; awaited by nobody, replaced by an earlier one.
    private func setAlarm(at time: Double) {
        guard time < alarmTime || alarm == nil else { return }
        alarm?.cancel()
        alarmTime = time
        alarm = Task {
            try? await Task.sleep(for: .seconds(max(0, time - now())))
            guard !Task.isCancelled else { return }
            ring()
        }
    }

    private func ring() {
        alarm = nil
        alarmTime = .infinity
        wake()
    }
}
