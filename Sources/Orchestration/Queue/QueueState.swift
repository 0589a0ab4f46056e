package import OrchestrateModel

/// The queue as a value: what waits, in which order it goes out, and what is out.
///
/// Higher priorities first; within one, the longest first, so that the tail of a run is short. One dispatch in some goes to
/// the oldest of those that have waited too long, so nothing starves. Documents of the slow lane go out one at a time, when
/// nothing else waits. Times are seconds since 1970.
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

    /// Dispatches during which scouts go out twice as often.
    private static let earlyDispatches = 32

    private let rules: QueueRules
    private let complexity = ComplexityModel()
    private var storage = QueueStorage()
    private var lanes: [QueueLane] = Priority.allCases.map { _ in QueueLane() }
    private var slowLane = QueueLane()
    private var timers = QueueTimers()
    private var dispatches = 0
    /// Tasks at workers, by document.
    private var running: [Job.ID: Int] = [:]
    private var runningTasks = 0
    /// Whole documents that went out, by kind and size.
    private var dispatched = [Int](repeating: 0, count: DocumentKind.allCases.count * Int(sizes))
    private var runningSlow = 0
    private var concurrencyLimit = Int.max
    private var isClosed = false
    private var isComplete = false
    private var counts = QueueStatistics()

    package init(rules: QueueRules) {
        self.rules = rules
    }

    package var statistics: QueueStatistics {
        var result = counts
        result.running = runningTasks
        return result
    }

    /// True while the scan has to hold back, under the policy `pause`.
    package var isFull: Bool {
        !isClosed && rules.maxQueueSize > 0 && rules.policy == .pause && counts.waiting >= rules.maxQueueSize
    }

    // MARK: Coming in

    /// Takes documents in; those that the full-queue policy drops are returned.
    ///
    /// A retry, or a document that comes back, is never dropped.
    package mutating func enqueue(_ jobs: [Job], now: Double) -> [Job] {
        var dropped: [Job] = []
        for job in jobs {
            let isNew = job.attempt == 0 && job.interruptions == 0
            if rules.maxQueueSize > 0, counts.waiting >= rules.maxQueueSize, rules.policy != .pause, isNew {
                guard rules.policy == .oldestFirst, let oldest = removeOldest() else {
                    counts.rejected += 1
                    dropped.append(job)
                    continue
                }
                counts.dropped += 1
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

    // MARK: Control

    /// Nothing more is handed out.
    package mutating func close() { isClosed = true }

    /// Holds everything back until `resume`; what is at work goes on.
    package mutating func pause() { counts.isPaused = true }

    package mutating func resume() { counts.isPaused = false }

    /// Allows no more than so many tasks at once, at least one; nil lifts the limit.
    package mutating func restrict(to limit: Int?) { concurrencyLimit = max(limit ?? .max, 1) }

    // MARK: Going out

    /// What an idle worker is to do.
    package mutating func next(now: Double, room: BatchRoom) -> Dispatch {
        if isClosed { return .drained }
        while let ticket = timers.popDue(at: now, in: storage) {
            counts.delayed -= 1
            admit(ticket)
        }
        guard !counts.isPaused, runningTasks < concurrencyLimit else { return .idle }
        if let ticket = nextTicket(now: now), let item = take(ticket) {
            return .task(task(beginningWith: item, room: room))
        }
        if let time = timers.next(in: storage) { return .wait(until: time) }
        return isComplete && runningTasks == 0 && storage.count == 0 ? .drained : .idle
    }

    /// Notes that a worker is through with a task.
    package mutating func finish(_ task: WorkerTask) {
        runningTasks -= 1
        if case .documents(let jobs) = task, jobs.contains(where: \.isSlow) { runningSlow -= 1 }
        guard let key = task.jobs.first?.id, let count = running[key] else { return }
        running[key] = count > 1 ? count - 1 : nil
    }

    private mutating func insert(_ job: Job, pages: [Int], now: Double) {
        let hint = ComplexityModel.Hint(
            kind: DocumentKind(nameOf: job.path),
            size: job.size,
            pages: pages.isEmpty ? nil : pages.count,
            needsRecognition: pages.isEmpty ? nil : true
        )
        let estimate = Float(complexity.seconds(hint))
        let sort = Self.sort(of: hint)
        let ticket = storage.insert(.init(job: job, pages: pages, enqueued: now, estimate: estimate, sort: sort))
        counts.waitingSeconds += Double(estimate)
        if pages.isEmpty {
            counts.enqueued += 1
            counts.waiting += 1
            counts.peak = max(counts.peak, counts.waiting)
            if job.isSlow { counts.slow += 1 }
        } else {
            counts.pagePortions += 1
        }
        if let time = job.notBefore, time > now, pages.isEmpty {
            counts.delayed += 1
            timers.insert(ticket, at: time)
        } else {
            admit(ticket)
        }
    }

    private mutating func take(_ ticket: QueueStorage.Ticket) -> QueueStorage.Item? {
        guard let item = storage.remove(ticket) else { return nil }
        counts.waitingSeconds = max(counts.waitingSeconds - Double(item.estimate), 0)
        if item.pages.isEmpty {
            counts.waiting -= 1
            if item.job.isSlow { counts.slow -= 1 }
        } else {
            counts.pagePortions -= 1
        }
        return item
    }

    private mutating func admit(_ ticket: QueueStorage.Ticket) {
        guard let item = storage[ticket] else { return }
        // What was begun is finished before anything else of its priority.
        let isBegun = !item.pages.isEmpty || item.job.isFannedOut
        let estimate = isBegun ? .greatestFiniteMagnitude : rules.longestFirst ? item.estimate : 0
        if item.job.isSlow, item.pages.isEmpty {
            slowLane.insert(ticket, estimate: estimate)
        } else {
            lanes[lane(of: item.job)].insert(ticket, estimate: estimate)
        }
    }

    private func lane(of job: Job) -> Int { rules.usesPriorities ? job.priority.rawValue - 1 : 0 }

    private mutating func removeOldest() -> Job? {
        let ticket = storage.oldest(within: 1000) { $0.pages.isEmpty && $0.job.attempt == 0 }
        return ticket.flatMap { take($0) }?.job
    }

    private mutating func nextTicket(now: Double) -> QueueStorage.Ticket? {
        dispatches += 1
        if dispatches % rules.agedShare == 0, let aged = agedTicket(now: now) { return aged }
        for index in lanes.indices.reversed() {
            guard let ticket = lanes[index].first(in: storage), mayBegin(storage[ticket]) else { continue }
            return scout(from: index, insteadOf: ticket, now: now) ?? ticket
        }
        return runningSlow == 0 ? slowLane.first(in: storage).flatMap { mayBegin(storage[$0]) ? $0 : nil } : nil
    }

    /// A document of a lane where it is a scout's turn: of a kind and size that went out least often so far.
    ///
    /// What is measured early on then speaks for all that waits, though the longest go first.
    private func scout(
        from index: Int,
        insteadOf ticket: QueueStorage.Ticket,
        now: Double
    ) -> QueueStorage.Ticket? {
        let share = dispatches <= Self.earlyDispatches ? max(rules.scoutShare / 2, 2) : rules.scoutShare
        guard rules.longestFirst, dispatches % share == 0 else { return nil }
        return storage.lowest(within: 100) { item in
            let isFree =
                item.pages.isEmpty && !item.job.isSlow && !item.job.isFannedOut && (item.job.notBefore ?? 0) <= now
            guard isFree, lane(of: item.job) == index, mayBegin(item) else { return nil }
            return dispatched[Int(item.sort)]
        }
    }

    /// Kind and size, in steps of a doubling.
    private static func sort(of hint: ComplexityModel.Hint) -> UInt16 {
        UInt16(hint.kind.rawValue) * sizes + UInt16(Int64.bitWidth - max(hint.size, 0).leadingZeroBitCount)
    }

    private static let sizes: UInt16 = 64

    private func agedTicket(now: Double) -> QueueStorage.Ticket? {
        storage.oldest(within: 100) { item in
            (!item.job.isSlow || runningSlow == 0) && (item.job.notBefore ?? 0) <= now
                && now - item.enqueued >= rules.ageingSeconds && mayBegin(item)
        }
    }

    /// Pages of a document that is at work may always join it; another document only below the limit.
    private func mayBegin(_ item: QueueStorage.Item?) -> Bool {
        guard let item else { return false }
        return running.count < rules.maxConcurrentFiles || running[item.job.id] != nil
    }

    /// The item alone or, where it is cheap, together with others of its kind.
    private mutating func task(beginningWith item: QueueStorage.Item, room: BatchRoom) -> WorkerTask {
        runningTasks += 1
        running[item.job.id, default: 0] += 1
        counts.dispatched += 1
        guard item.pages.isEmpty else { return .pages(item.job, item.pages) }
        dispatched[Int(item.sort)] += 1
        if item.job.isSlow { runningSlow += 1 }
        var jobs = [item.job]
        guard isCheap(item) else { return .documents(jobs) }
        let limit = room.optimalBatchSize(waiting: counts.waiting + 1, rules: rules)
        var seconds = Double(item.estimate)
        while jobs.count < limit, seconds < rules.batchSeconds,
            let ticket = lanes[lane(of: item.job)].first(in: storage), let other = storage[ticket], isCheap(other),
            let taken = take(ticket)
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
