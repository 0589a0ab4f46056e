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

/// An outcome bound to the attempt that it belongs to; the store takes it only from the current owner of the job.
package struct Settlement: Sendable, Hashable, Codable {
    package var job: Job.ID
    package var attempt: Int
    /// The session of the state folder's owner; a later session fences earlier ones off.
    package var epoch: Int64
    package var outcome: Outcome
    /// Seconds spent, by phase.
    package var phaseSeconds: [Phase: Double]

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
