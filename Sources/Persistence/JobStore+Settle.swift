import GRDB
package import OrchestrateModel

extension JobStore {
    /// Writes how attempts ended: the only way to a retry or a final state after a claim.
    ///
    /// All in one transaction, each in a savepoint of its own, results together with the jobs' states. Fenced: a
    /// settlement counts only while its job is `running` under the same attempt, session and claim; any other is `stale`
    /// and leaves no trace. When this returns, everything reported as settled is durable.
    package func settle(_ settlements: [Settlement]) throws(Failure) -> [Verdict] {
        let time = now()
        return try connection.write { db in
            try settlements.map { settlement in
                do {
                    var verdict = Verdict.stale
                    try db.inSavepoint {
                        verdict = try Settling(db, settlement, time).run()
                        return verdict == .stale ? .rollback : .commit
                    }
                    return verdict
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    return .refused(Failure(.database, "the result of job \(settlement.job) is refused: \(error)"))
                }
            }
        }
    }

    /// A result that was stored for the same bytes under the same fingerprint, for a document that need not be processed.
    ///
    /// None for a forced job until this run has made one, and none with pages that timed out or failed.
    package func reusableResult(
        for job: Job.ID,
        sha256: String,
        fingerprint: String
    ) throws(Failure) -> DocumentResult? {
        try connection.read { db in
            let sql = """
                SELECT other.id FROM jobs AS me, jobs AS other JOIN results ON results.job = other.id
                WHERE me.id = ? AND results.sha256 = ? AND results.fingerprint = ?
                    AND (NOT me.is_forced OR other.settled_run = me.run AND other.state IN ('done', 'review'))
                    AND NOT EXISTS (SELECT 1 FROM pages WHERE job = other.id AND pages.state IN ('timed_out', 'failed'))
                ORDER BY other.id LIMIT 1
                """
            guard let id = try Job.ID.fetchOne(db, sql: sql, arguments: [job, sha256, fingerprint]) else { return nil }
            return try ResultRows.read(db, job: id)
        }
    }
}

/// What a settlement changes in the job's row and its attempt's.
private struct Ending {
    var state: JobState
    /// As attempts name it.
    var name: String
    var code: String?
    var message: String?
    var failure: Failure?
    var notBefore: Double?
    var identity: DocumentIdentity?
    var givesBack = false

    init?(_ outcome: Outcome) {
        switch outcome {
        case .needsPages: return nil
        case .completed(let result):
            self.init(result.state, message: result.reviewReason)
            identity = result.identity
        case .skipped(let reason):
            self.init(.skipped, code: reason.code, message: reason.message)
            identity = reason.identity
        case .retry(let time, let failure):
            self.init(.pending, failure: failure)
            name = "retry"
            notBefore = time
        case .failed(let failure): self.init(.failed, failure: failure)
        case .quarantined(let failure): self.init(.quarantined, failure: failure)
        case .interrupted:
            self.init(.pending)
            name = "interrupted"
            givesBack = true
        }
    }

    private init(_ state: JobState, code: String? = nil, message: String? = nil) {
        self.state = state
        self.code = code
        self.message = message
        name = state.rawValue
    }

    private init(_ state: JobState, failure: Failure) {
        self.init(state, code: failure.code.rawValue, message: failure.message)
        self.failure = failure
    }
}

private struct Settling {
    private let db: Database
    private let settlement: Settlement
    private let time: Double

    init(_ db: Database, _ settlement: Settlement, _ time: Double) {
        self.db = db
        self.settlement = settlement
        self.time = time
    }

    func run() throws -> Verdict {
        guard let ending = Ending(settlement.outcome) else { return try isCurrent() ? .settled(.running) : .stale }
        let members = try MemberRows(db, of: settlement, time: time)
        guard try updateJob(ending) else { return .stale }
        if ending.state.isFinal { try members.replace() }
        try updateAttempt(ending)
        if case .completed(let result) = settlement.outcome {
            try ResultRows.replace(db, job: settlement.job, result, time: time)
        } else if ending.state.isFinal {
            try ResultRows.delete(db, job: settlement.job)
        }
        return .settled(ending.state)
    }

    private static let fence = "id = ? AND attempt = ? AND epoch = ? AND state = 'running' AND claim = ifnull(?, claim)"

    private var fence: StatementArguments {
        [settlement.job, settlement.attempt, settlement.epoch, settlement.claim]
    }

    private func isCurrent() throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM jobs WHERE \(Self.fence)")
        return try Int.fetchOne(statement, arguments: fence) != nil
    }

    /// False where the fence refuses.
    private func updateJob(_ ending: Ending) throws -> Bool {
        let sql = """
            UPDATE jobs SET state = ?, reason_code = ?, reason = ?, not_before = ?, attempt = attempt - ?,
                strikes = strikes + ?, interruptions = interruptions + ?, is_slow = max(is_slow, ?), updated_at = ?
            WHERE \(Self.fence)
            """
        let change: StatementArguments = [
            ending.state.rawValue, ending.code, ending.message, ending.notBefore, ending.givesBack,
            settlement.blame == .document, settlement.blame == .circumstances, settlement.isSlow, time,
        ]
        try db.cachedStatement(sql: sql).execute(arguments: change + fence)
        guard db.changesCount == 1 else { return false }
        guard ending.state.isFinal else { return true }
        let identity = ending.identity
        let final = """
            UPDATE jobs SET settled_run = run, is_forced = 0, sha256 = ?, bytes = ?, media_type = ?, encoding = ?
            WHERE id = ?
            """
        try db.cachedStatement(sql: final).execute(arguments: [
            identity?.sha256, identity?.bytes, identity?.mediaType, identity?.encoding, settlement.job,
        ])
        return true
    }

    private func updateAttempt(_ ending: Ending) throws {
        let sql = """
            UPDATE attempts SET ended_at = ?, ending = ?, code = ?, class = ?, message = ?, delay = ?, phase_seconds = ?
            WHERE claim = (SELECT claim FROM jobs WHERE id = ?)
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            time, ending.name, ending.code, ending.failure?.failureClass.rawValue, ending.failure?.message,
            ending.notBefore.map { max(0, $0 - time) }, phaseSeconds, settlement.job,
        ])
    }

    /// `{"ocr":1.25}`, phases in their order.
    private var phaseSeconds: String? {
        guard !settlement.phaseSeconds.isEmpty else { return nil }
        let pairs = Phase.allCases.compactMap { phase in
            settlement.phaseSeconds[phase].map { (key: phase.rawValue, value: JSONValue.fixed($0, places: 6)) }
        }
        return JSONValue.object(pairs).serialized()
    }
}
