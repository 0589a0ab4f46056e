package import OrchestrateModel

/// How full the queue is and what went through it.
package struct QueueStatistics: Sendable, Hashable, Codable {
    /// Documents that wait, retries included; portions of pages are counted apart.
    package var waiting = 0
    /// The largest number that ever waited.
    package var peak = 0
    /// Documents that wait for a later time.
    package var delayed = 0
    /// Documents that wait for the slow lane.
    package var slow = 0
    /// Portions of pages that wait.
    package var pagePortions = 0
    /// Tasks at workers.
    package var running = 0
    package var enqueued = 0
    package var dispatched = 0
    package var rejected = 0
    package var dropped = 0
    /// Expected seconds of one worker's time for all that waits.
    package var waitingSeconds = 0.0
    package var isPaused = false

    package init() {}
}

/// The rules that a queue follows.
package struct QueueRules: Sendable, Hashable {
    /// Documents at workers at once.
    package var maxConcurrentFiles: Int
    /// Waiting documents; 0 for no limit.
    package var maxQueueSize: Int
    package var policy: Configuration.FullPolicy
    package var longestFirst: Bool
    package var batching: Bool
    /// A document that has waited this long is of age: one dispatch in `agedShare` goes to the oldest of them.
    package var ageingSeconds: Double
    package var agedShare: Int
    /// One dispatch in `scoutShare` goes to a document of a kind and size that is little known, instead of the longest.
    package var scoutShare: Int
    /// A document that is expected to take less than this is cheap and may share a round trip.
    package var cheapSeconds: Double
    package var batchDocuments: Int
    package var batchSeconds: Double

    /// False for one lane: documents in the order of discovery.
    package var usesPriorities: Bool

    /// The rules that the settings mean where there are so many workers.
    package init(_ configuration: Configuration, workers: Int) {
        let queue = configuration.queue
        maxConcurrentFiles = queue.maxConcurrentFiles > 0 ? queue.maxConcurrentFiles : max(workers, 1)
        maxQueueSize = queue.maxQueueSize
        policy = queue.policy
        usesPriorities = queue.enabled
        longestFirst = queue.enabled && queue.longestFirst
        batching = queue.enabled && queue.batching
        ageingSeconds = queue.ageingSeconds
        agedShare = 8
        scoutShare = 4
        cheapSeconds = queue.cheapSeconds
        batchDocuments = configuration.storage.batchDocuments
        batchSeconds = configuration.storage.batchSeconds
    }
}

/// What limits the size of a batch at the moment.
package struct BatchRoom: Sendable, Hashable {
    /// Workers among which the waiting documents are shared.
    package var workers: Int
    /// Memory that may be filled, in bytes; the documents of a batch are read one by one, their results settle together.
    package var freeMemory: Int64

    package init(workers: Int, freeMemory: Int64 = 1 << 30) {
        self.workers = max(workers, 1)
        self.freeMemory = freeMemory
    }

    /// How many of the waiting cheap documents go into one round trip.
    ///
    /// Never more than an equal share per worker, so that the last documents do not end up with a single one.
    package func optimalBatchSize(waiting: Int, rules: QueueRules) -> Int {
        let share = (waiting + workers - 1) / workers
        // A result in waiting takes about a megabyte.
        let fitting = Int(clamping: max(freeMemory, 0) >> 20)
        return max(1, min(rules.batchDocuments, share, fitting))
    }
}
