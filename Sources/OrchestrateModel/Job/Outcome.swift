/// Why a file is passed over.
package struct SkipReason: Sendable, Hashable, Codable {
    /// A stable identifier, such as `unsupported_type` or `not_a_regular_file`.
    package var code: String
    package var message: String
    /// Known where the file was opened.
    package var identity: DocumentIdentity?

    package init(code: String, message: String, identity: DocumentIdentity? = nil) {
        self.code = code
        self.message = message
        self.identity = identity
    }
}

/// How one attempt at a document ended.
package enum Outcome: Sendable, Hashable, Codable {
    /// Done or review, by its findings.
    case completed(DocumentResult)
    case skipped(SkipReason)
    /// These pages, numbered from 1, have no recognised words yet.
    case needsPages([Int])
    /// Try again, not before a time in seconds since 1970.
    case retry(at: Double, Failure)
    case failed(Failure)
    case quarantined(Failure)
    /// Gives the attempt back.
    case interrupted
}

/// Who answers for an attempt that did not end by itself.
package enum Blame: String, Sendable, Hashable, Codable {
    case nobody
    /// A worker died or hung over the document.
    case document
    /// Something else killed the worker.
    case circumstances
}

/// An outcome bound to the attempt that it belongs to; the store takes it only from the current owner of the job.
package struct Settlement: Sendable, Hashable, Codable {
    package var job: Job.ID
    package var attempt: Int
    /// The session of the state folder's owner; a later session fences earlier ones off.
    package var epoch: Int64
    package var outcome: Outcome
    /// Seconds spent, by phase.
    package var phaseSeconds: [Phase: Double]
    /// The claim of the attempt; nil is left to the parent, which knows that no other claim can be meant.
    package var claim: Int64?
    /// `document` adds a strike to the job, `circumstances` an interruption.
    package var blame = Blame.nobody
    /// True to send the job to the slow lane from now on.
    package var isSlow = false
    /// What the document carries: each becomes a job of the same run.
    package var members: [Member] = []

    /// The settlement of a job as it was claimed, fenced by its claim, too.
    package init(of job: Job, epoch: Int64, outcome: Outcome, phaseSeconds: [Phase: Double] = [:]) {
        self.init(job: job.id, attempt: job.attempt, epoch: epoch, outcome: outcome, phaseSeconds: phaseSeconds)
        claim = job.claim
    }

    package init(
        job: Job.ID,
        attempt: Int,
        epoch: Int64,
        outcome: Outcome,
        phaseSeconds: [Phase: Double] = [:]
    ) {
        self.job = job
        self.attempt = attempt
        self.epoch = epoch
        self.outcome = outcome
        self.phaseSeconds = phaseSeconds
    }
}
