package import OrchestrateModel

/// The queue as a value: what waits, in which order it goes out, and what is out.
///
/// Higher priorities first; within one, the longest first, so that the tail of a run is short. One dispatch in some goes to
/// the oldest of those that have waited too long, so nothing starves. Times are seconds since 1970.
package struct QueueState: Sendable {
    package enum Dispatch: Sendable {
        case task(WorkerTask)
        /// Nothing to do before this time.
        case wait(until: Double)
        /// Nothing to do until something is enqueued or finished.
        case idle
        /// Nothing will ever come again.
        case drained
    }

    private let rules: QueueRules
    private let complexity = ComplexityModel()
    private var storage = QueueStorage()
    private var lanes: [Priority: QueueLane] = [:]
    private var slowLane = QueueLane()
    private var timers = QueueTimers()
    private var dispatches = 0
    private var runningSlow = 0
    private var isClosed = false
    private var isComplete = false
    package private(set) var statistics = QueueStatistics()

    package init(rules: QueueRules) {
        self.rules = rules
    }

    /// True while the scan has to hold back, under the policy `pause`.
    package var isFull: Bool {
        rules.maxQueueSize > 0 && rules.policy == .pause && storage.count >= rules.maxQueueSize
    }

    /// Takes documents in; those that the full-queue policy drops are returned.
    package mutating func enqueue(_ jobs: [Job], now: Double) -> [Job] {
        var dropped: [Job] = []
        for job in jobs {
            if rules.maxQueueSize > 0, storage.count >= rules.maxQueueSize, rules.policy != .pause, job.attempt == 0 {
                guard rules.policy == .oldestFirst, let oldest = removeOldest() else {
                    statistics.rejected += 1
                    dropped.append(job)
                    continue
                }
                statistics.dropped += 1
                dropped.append(oldest)
            }
            insert(job, pages: [], now: now)
        }
        return dropped
    }

    /// Takes portions of a document's pages in.
    package mutating func enqueue(pages portions: [[Int]], of job: Job, now: Double) {
        for pages in portions { insert(job, pages: pages, now: now) }
    }

    /// No document will be enqueued but retries and those that come back.
    package mutating func complete() { isComplete = true }

    /// Nothing more is handed out.
    package mutating func close() { isClosed = true }

    /// What an idle worker is to do.
    package mutating func next(now: Double, room: BatchRoom) -> Dispatch {
        if isClosed { return .drained }
        while let ticket = timers.popDue(at: now, in: storage) { admit(ticket) }
        guard statistics.running < rules.maxConcurrentFiles else { return .idle }
        if let ticket = nextTicket(now: now), let item = storage.remove(ticket) {
            return .task(task(beginningWith: item, room: room))
        }
        if let time = timers.next(in: storage) { return .wait(until: time) }
        return isComplete && statistics.running == 0 && storage.count == 0 ? .drained : .idle
    }

    /// Notes that a worker is through with a task.
    package mutating func finish(_ task: WorkerTask) {
        statistics.running -= 1
        if task.jobs.contains(where: \.isSlow) { runningSlow -= 1 }
    }

    private mutating func insert(_ job: Job, pages: [Int], now: Double) {
        let hint = ComplexityModel.Hint(
            kind: DocumentKind(nameOf: job.path),
            size: job.size,
            pages: pages.isEmpty ? nil : pages.count,
            needsRecognition: pages.isEmpty ? nil : true
        )
        let estimate = Float(complexity.seconds(hint))
        let ticket = storage.insert(.init(job: job, pages: pages, enqueued: now, estimate: estimate))
        statistics.enqueued += 1
        statistics.waiting = storage.count
        statistics.peak = max(statistics.peak, storage.count)
        if let time = job.notBefore, time > now {
            timers.insert(ticket, at: time)
        } else {
            admit(ticket)
        }
    }

    private mutating func admit(_ ticket: QueueStorage.Ticket) {
        guard let item = storage[ticket] else { return }
        let estimate = rules.longestFirst ? item.estimate : 0
        if item.job.isSlow {
            slowLane.insert(ticket, estimate: estimate)
        } else {
            lanes[item.job.priority, default: QueueLane()].insert(ticket, estimate: estimate)
        }
    }

    private mutating func removeOldest() -> Job? {
        let ticket = storage.oldest(within: 1000) { $0.pages.isEmpty && $0.job.attempt == 0 }
        return ticket.flatMap { storage.remove($0) }?.job
    }

    private mutating func nextTicket(now: Double) -> QueueStorage.Ticket? {
        dispatches += 1
        if dispatches % rules.agedShare == 0 {
            let aged = storage.oldest(within: 100) { item in
                !item.job.isSlow && (item.job.notBefore ?? 0) <= now && now - item.enqueued >= rules.ageingSeconds
            }
            if let aged { return aged }
        }
        for priority in Priority.allCases.reversed() {
            if let ticket = lanes[priority]?.first(in: storage) { return ticket }
        }
        return runningSlow == 0 ? slowLane.first(in: storage) : nil
    }

    /// The item alone or, where it is cheap, together with others of its kind.
    private mutating func task(beginningWith item: QueueStorage.Item, room: BatchRoom) -> WorkerTask {
        statistics.running += 1
        if item.job.isSlow { runningSlow += 1 }
        defer {
            statistics.dispatched += 1
            statistics.waiting = storage.count
        }
        guard item.pages.isEmpty else { return .pages(item.job, item.pages) }
        var jobs = [item.job]
        guard isCheap(item) else { return .documents(jobs) }
        let limit = room.optimalBatchSize(waiting: storage.count + 1, rules: rules)
        var seconds = Double(item.estimate)
        while jobs.count < limit, seconds < rules.batchSeconds,
            let ticket = lanes[item.job.priority]?.first(in: storage), let other = storage[ticket], isCheap(other),
            let taken = storage.remove(ticket)
        {
            jobs.append(taken.job)
            seconds += Double(taken.estimate)
        }
        return .documents(jobs)
    }

    private func isCheap(_ item: QueueStorage.Item) -> Bool {
        rules.batching && item.pages.isEmpty && Double(item.estimate) < rules.cheapSeconds && !item.job.isSlow
            && item.job.strikes == 0 && !item.job.isFannedOut
    }
}
