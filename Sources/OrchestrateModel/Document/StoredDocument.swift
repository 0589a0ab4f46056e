/// One document as the ledger holds it: where it is, what became of it, and the latest result stored for it.
package struct StoredDocument: Sendable, Hashable {
    /// One attempt, for people who ask how it went.
    package struct Attempt: Sendable, Hashable, Codable {
        package var run: String
        /// Attempts are counted anew for each version of a document and each `retry`.
        package var version: Int
        package var number: Int
        package var epoch: Int64
        /// Place of the worker among its fellows, from 0.
        package var worker: Int
        /// Seconds since 1970.
        package var startedAt: Double
        /// Nil while it runs.
        package var endedAt: Double?
        /// The job's state after the attempt, or `retry` or `interrupted`.
        package var ending: String?
        package var code: String?
        package var failureClass: FailureClass?
        package var message: String?
        /// Seconds until the next attempt might begin.
        package var delay: Double?
        package var phaseSeconds: [Phase: Double]

        package init(run: String, version: Int, number: Int, epoch: Int64, worker: Int, startedAt: Double) {
            self.run = run
            self.version = version
            self.number = number
            self.epoch = epoch
            self.worker = worker
            self.startedAt = startedAt
            phaseSeconds = [:]
        }
    }

    package var id: Job.ID
    /// Absolute.
    package var path: DocumentPath
    /// Relative to the scanned root, as exports show it.
    package var exportPath: DocumentPath
    package var state: JobState
    /// A stable identifier for failed and skipped documents, such as `encrypted`.
    package var reasonCode: String?
    /// Why the document is in its state; nil for `done`.
    package var reason: String?
    /// Size in bytes when it was discovered.
    package var size: Int64
    /// Known once the document was opened.
    package var identity: DocumentIdentity?
    package var result: DocumentResult?
    /// Exported path of the first document with the same bytes and the same result.
    package var duplicateOf: DocumentPath?
    package var attempts: [Attempt]

    package init(
        id: Job.ID = 0,
        path: DocumentPath,
        exportPath: DocumentPath,
        state: JobState,
        reasonCode: String? = nil,
        reason: String? = nil,
        size: Int64,
        identity: DocumentIdentity? = nil,
        result: DocumentResult? = nil,
        duplicateOf: DocumentPath? = nil,
        attempts: [Attempt] = []
    ) {
        self.id = id
        self.path = path
        self.exportPath = exportPath
        self.state = state
        self.reasonCode = reasonCode
        self.reason = reason
        self.size = size
        self.identity = identity
        self.result = result
        self.duplicateOf = duplicateOf
        self.attempts = attempts
    }
}
