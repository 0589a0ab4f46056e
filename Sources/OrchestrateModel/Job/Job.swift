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

/// A page that a worker died or hung over.
package struct PageDeath: Sendable, Hashable, Codable {
    /// After so many a page is not read any more.
    package static let limit = 2

    /// From 1.
    package var page: Int
    package var deaths: Int
    /// What happened last.
    package var code: FailureCode

    package init(page: Int, deaths: Int, code: FailureCode) {
        self.page = page
        self.deaths = deaths
        self.code = code
    }

    package var isGivenUp: Bool { deaths >= Self.limit }

    /// What the page is accounted for as once it is given up.
    package var state: PageState {
        switch code {
        case .pageTimeout, .noProgress, .documentTimeout: .timedOut
        default: .failed
        }
    }
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
    /// Pages that workers died over, in order of page.
    package var pageDeaths: [PageDeath] = []

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
    /// The pages that are recorded as not read, without another try.
    package var givenUpPages: [PageDeath] { pageDeaths.filter(\.isGivenUp) }

    package func givesUp(page: Int) -> Bool { pageDeaths.contains { $0.page == page && $0.isGivenUp } }

    /// Counts one more death over a page.
    package mutating func noteDeath(page: Int, code: FailureCode) {
        let earlier = pageDeaths.first { $0.page == page }?.deaths ?? 0
        pageDeaths.removeAll { $0.page == page }
        pageDeaths.append(PageDeath(page: page, deaths: earlier + 1, code: code))
        pageDeaths.sort { $0.page < $1.page }
    }
}
