package import OrchestrateModel

/// How the documents of a run stand; `discovered` is the sum of all other document counts.
package struct LedgerCounts: Sendable, Hashable, Codable {
    package var discovered = 0
    package var done = 0
    package var review = 0
    package var failed = 0
    package var quarantined = 0
    package var skipped = 0
    package var unchanged = 0
    package var cancelled = 0
    /// Waiting or running.
    package var pending = 0
    /// By the raw value of the page state.
    package var pages: [String: Int] = [:]
    package var retries = 0

    package init() {}

    package func pages(_ state: PageState) -> Int { pages[state.rawValue] ?? 0 }

    /// True where every discovered document is in exactly one state.
    package var isBalanced: Bool {
        discovered == done + review + failed + quarantined + skipped + unchanged + cancelled + pending
    }

    mutating func add(_ count: Int, of state: JobState) {
        switch state {
        case .pending, .running: pending += count
        case .done: done += count
        case .review: review += count
        case .failed: failed += count
        case .quarantined: quarantined += count
        case .skipped: skipped += count
        case .cancelled: cancelled += count
        }
    }
}

/// One run as the ledger remembers it.
package struct RunRecord: Sendable, Hashable, Identifiable {
    /// Unique in the state folder; chosen by the caller, sortable by time.
    package var id: String
    /// Seconds since 1970.
    package var startedAt: Double
    /// The command's words, for people and for `--resume`; never a password.
    package var arguments: [String]
    package var configuration: Configuration
    /// Absolute template paths, in order of precedence.
    package var templatePaths: [String]
    /// Of every setting and version that shapes results.
    package var fingerprint: String
    /// Absolute.
    package var roots: [DocumentPath]
    /// True once every root was scanned to its end; if not, a resumed run scans again.
    package var isScanned: Bool
    /// Nil while the run goes on or after its death.
    package var finishedAt: Double?
    package var exitCode: Int32?
    /// Such as `completed` or `interrupted`.
    package var reason: String?
    /// As they stood when the run finished or the next one began.
    package var counts: LedgerCounts?
    /// Of the run up to its end or its latest interruption; nil before, and after a death.
    package var measurements: RunMeasurements?

    package init(
        id: String,
        startedAt: Double,
        arguments: [String],
        configuration: Configuration,
        templatePaths: [String] = [],
        fingerprint: String,
        roots: [DocumentPath] = []
    ) {
        self.id = id
        self.startedAt = startedAt
        self.arguments = arguments
        self.configuration = configuration
        self.templatePaths = templatePaths
        self.fingerprint = fingerprint
        self.roots = roots
        isScanned = false
    }
}

/// The time between taking the state folder and letting it go.
package struct Session: Sendable, Hashable {
    package var epoch: Int64
    /// Jobs that a dead session had left running; their attempts were given back.
    package var released: [Job.ID]
}

/// What became of files handed to `JobStore.enqueue`.
package struct EnqueueReport: Sendable, Hashable {
    /// A file whose row ended when it was discovered.
    package struct Rejection: Sendable, Hashable {
        package var path: DocumentPath
        package var state: JobState
        package var code: String
        package var message: String
    }

    /// Ready to be queued: new, changed, forced or left unfinished, in order of discovery.
    package var jobs: [Job] = []
    package var new = 0
    package var changed = 0
    /// Left unfinished by an earlier run.
    package var takenUp = 0
    /// Passed over, by the state they keep.
    package var unchanged: [JobState: Int] = [:]
    package var rejected: [Rejection] = []
    /// Files that this run had met before, through another root.
    package var repeated = 0

    package init() {}

    package var unchangedTotal: Int { unchanged.values.reduce(0, +) }
}

/// Which files `JobStore.enqueue` takes.
package enum EnqueueMode: Sendable, Hashable {
    case changed
    /// Passwords were given: documents that failed for want of one, too.
    case locked
    /// `--force`: unchanged ones, too, and without reuse of earlier results.
    case everything
}

/// The store's answer to a settlement.
package enum Verdict: Sendable, Hashable {
    /// Durable, and the job is in this state.
    case settled(JobState)
    /// The job belongs to another attempt or session, or has settled; nothing was written.
    case stale
    /// The result breaks a rule of the schema; nothing was written for this job.
    case refused(Failure)
}
