/// The state of a document in the ledger.
package enum JobState: String, Sendable, Codable, CaseIterable {
    case pending
    case running
    case done
    case review
    case failed
    case quarantined
    case skipped
    case cancelled

    package var isFinal: Bool { self != .pending && self != .running }

    /// The states that may follow this one; the store refuses any other change.
    package var successors: Set<JobState> {
        switch self {
        case .pending: [.running, .failed, .skipped, .cancelled]
        case .running: [.pending, .done, .review, .failed, .quarantined, .skipped]
        case .done, .review, .failed, .quarantined, .skipped, .cancelled: [.pending]
        }
    }
}

/// How urgent a document is.
package enum Priority: Int, Sendable, Codable, Comparable, CaseIterable {
    case normal = 1
    case high = 2
    case urgent = 3

    package static func < (lhs: Priority, rhs: Priority) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// The four phases a document passes through.
package enum Phase: String, Sendable, Codable, CaseIterable {
    case ingestion
    case recognition = "ocr"
    case extraction
    case validation
}

/// A document that waits to be processed.
package struct Job: Sendable, Hashable, Codable, Identifiable {
    package typealias ID = Int64

    package var id: ID
    /// Absolute.
    package var path: DocumentPath
    /// File size in bytes when it was discovered.
    package var size: Int64
    package var priority: Priority
    /// Attempts begun so far, interruptions not counted.
    package var attempt: Int
    /// Times a worker died or hung over this document.
    package var strikes: Int
    /// True once the document was sent to the slow lane: one worker, page by page, lower resolution.
    package var isSlow: Bool
    /// True once its pages were shared out: the worker reads whatever is still missing itself.
    package var isFannedOut: Bool
    /// Not to be started before this time, in seconds since 1970; nil for at once.
    package var notBefore: Double?
    /// Order of discovery; the older of two equal jobs goes first.
    package var sequence: Int64
    /// Times the attempt was given back because something else killed the worker.
    package var interruptions: Int
    /// Number of the claim that the job runs under, never used twice; 0 while it waits.
    package var claim: Int64

    package init(
        id: ID,
        path: DocumentPath,
        size: Int64,
        priority: Priority = .normal,
        attempt: Int = 0,
        strikes: Int = 0,
        isSlow: Bool = false,
        isFannedOut: Bool = false,
        notBefore: Double? = nil,
        sequence: Int64 = 0,
        interruptions: Int = 0,
        claim: Int64 = 0
    ) {
        self.id = id
        self.path = path
        self.size = size
        self.priority = priority
        self.attempt = attempt
        self.strikes = strikes
        self.isSlow = isSlow
        self.isFannedOut = isFannedOut
        self.notBefore = notBefore
        self.sequence = sequence
        self.interruptions = interruptions
        self.claim = claim
    }
}
