package import OrchestrateModel
import Persistence

/// What waits for a worker; whoever has a worker asks for the next task and tells when it is through.
package actor ProcessingQueue {
    private var state: QueueState
    private let room: BatchRoom
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var alarm: Task<Void, Never>?

    package init(rules: QueueRules, room: BatchRoom) {
        state = QueueState(rules: rules)
        self.room = room
    }

    package var statistics: QueueStatistics { state.statistics }

    /// Takes documents in, waiting while the queue is full under the policy `pause`; those dropped are returned.
    @discardableResult
    package func enqueue(_ jobs: [Job]) async -> [Job] {
        while state.isFull, jobs.contains(where: { $0.attempt == 0 }) { await change() }
        defer { wake() }
        return state.enqueue(jobs, now: currentTime())
    }

    package func enqueue(pages portions: [[Int]], of job: Job) {
        state.enqueue(pages: portions, of: job, now: currentTime())
        wake()
    }

    /// The next task, awaited; nil when the queue is drained or closed.
    package func next() async -> WorkerTask? {
        while true {
            switch state.next(now: currentTime(), room: room) {
            case .task(let task):
                wake()
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
        state.close()
        alarm?.cancel()
        wake()
    }

    private func change() async {
        await withCheckedContinuation { waiters.append($0) }
    }

    private func wake() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }

    /// Wakes the waiters when a retry is due; awaited by nobody, replaced by the next one.
    private func setAlarm(at time: Double) {
        alarm?.cancel()
        alarm = Task {
            try? await Task.sleep(for: .seconds(max(0, time - currentTime())))
            wake()
        }
    }
}
