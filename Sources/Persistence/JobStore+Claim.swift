import FoundationEssentials
import GRDB
package import OrchestrateModel

/// Which settled documents `JobStore.requeue` and `JobStore.drop` are about.
package struct Selection: Sendable, Hashable {
    package var states: Set<JobState>
    /// Nil for all; else the jobs with these ids.
    package var jobs: Set<Job.ID>?

    package init(states: Set<JobState>, jobs: Set<Job.ID>? = nil) {
        self.states = states
        self.jobs = jobs
    }
}

extension JobStore {
    /// The documents of a run that wait, in order of discovery: the first `limit` that come after one.
    package func pendingJobs(run id: RunRecord.ID, after last: Job.ID = 0, limit: Int = .max) throws(Failure) -> [Job] {
        try connection.read { db in
            let sql = """
                SELECT \(Self.jobColumns) FROM jobs
                WHERE state IN ('pending', 'running') AND run = ? AND state = 'pending' AND id > ?
                ORDER BY id LIMIT ?
                """
            let arguments: StatementArguments = [try Self.number(db, of: id), last, limit]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map(Self.job)
        }
    }

    /// The documents that a settled one carries and that wait, in order of discovery.
    package func pendingMembers(of container: Job.ID) throws(Failure) -> [Job] {
        try connection.read { db in
            let sql = "SELECT \(Self.jobColumns) FROM jobs WHERE container = ? AND state = 'pending' ORDER BY id"
            return try Row.fetchAll(db, sql: sql, arguments: [container]).map(Self.job)
        }
    }

    /// How many documents the outermost container around a job carries in all, those of the job itself apart; counted up to
    /// `limit`.
    package func membersAround(_ job: Job.ID, limit: Int) throws(Failure) -> Int {
        try connection.read { db in
            let sql = """
                WITH RECURSIVE up (id, container) AS (
                    SELECT id, container FROM jobs WHERE id = ?
                    UNION ALL SELECT jobs.id, jobs.container FROM jobs JOIN up ON jobs.id = up.container)
                SELECT path_bytes FROM jobs WHERE id = (SELECT id FROM up WHERE container IS NULL)
                """
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [job]) else { return 0 }
            let outermost = DocumentPath(blob: row[0])
            let first = DocumentPath(bytes: outermost.bytes + [Member.separator])
            let end = DocumentPath(bytes: outermost.bytes + [Member.separator + 1])
            let count = """
                SELECT count(*) FROM (SELECT 1 FROM jobs WHERE path_bytes >= ? AND path_bytes < ?
                    AND container IS NOT NULL AND container <> ? LIMIT ?)
                """
            return try Int.fetchOne(db, sql: count, arguments: [first.blob, end.blob, job, limit]) ?? 0
        }
    }

    /// The state a job is in and the attempt it counts, as the database has it; nil for an unknown job.
    package func currentState(of id: Job.ID) throws(Failure) -> (state: JobState, attempt: Int)? {
        try connection.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT state, attempt FROM jobs WHERE id = ?", arguments: [id]),
                let state = JobState(rawValue: row[0])
            else { return nil }
            return (state, row[1])
        }
    }

    /// Begins an attempt at each job that still waits and returns those, with attempt and claim as a worker needs them.
    ///
    /// Not synced by itself: what becomes of the attempt is, and this with it. A power cut before leaves the jobs pending and
    /// the attempts uncounted, which is what `beginSession` makes of attempts that were cut off. Throws `stateFolderOwned` where a later session has begun.
    package func claim(_ ids: [Job.ID], epoch: Int64, worker: Int) throws(Failure) -> [Job] {
        try requireOwner()
        let time = now()
        return try connection.writeUnsynced { db in
            guard try Int64.fetchOne(db, sql: "SELECT max(epoch) FROM sessions") == epoch else {
                throw Failure(.stateFolderOwned, "another run has taken over this state folder; this one must stop")
            }
            let find = try db.cachedStatement(
                sql: "SELECT \(Self.jobColumns), run, version FROM jobs WHERE id = ? AND state = 'pending'"
            )
            let begin = try db.cachedStatement(
                sql: """
                    INSERT INTO attempts (job, run, version, number, epoch, worker, started_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            )
            let run = try db.cachedStatement(
                sql: """
                    UPDATE jobs SET state = 'running', attempt = attempt + 1, claim = ?, epoch = ?, not_before = NULL,
                        reason_code = NULL, reason = NULL, updated_at = ? WHERE id = ?
                    """
            )
            var claimed: [Job] = []
            for id in ids {
                find.arguments = [id]
                guard let row = try Row.fetchOne(find) else { continue }
                var job = Self.job(row)
                job.attempt += 1
                job.notBefore = nil
                try begin.execute(arguments: [
                    id, row["run"] as Int64, row["version"] as Int, job.attempt, epoch, worker, time,
                ])
                job.claim = db.lastInsertedRowID
                try run.execute(arguments: [job.claim, epoch, time, id])
                claimed.append(job)
            }
            return claimed
        }
    }

    /// Records that a worker died over a page of a document, under the attempt that the job counts; returns the job with it.
    package func notePageDeath(_ page: Int, code: FailureCode, of job: Job, epoch: Int64) throws(Failure) -> Job {
        try requireOwner()
        var marked = job
        marked.noteDeath(page: page, code: code)
        let deaths = marked.pageDeaths
        try connection.write { db in
            try db.execute(
                sql: "UPDATE jobs SET page_deaths = ? WHERE id = ? AND state = 'running' AND attempt = ? AND epoch = ?",
                arguments: [try JSONText.encode(deaths), job.id, job.attempt, epoch]
            )
        }
        return marked
    }

    /// Drops waiting documents by the queue's policy; returns how many still waited.
    @discardableResult
    package func cancel(_ ids: [Job.ID], reason: String) throws(Failure) -> Int {
        try requireOwner()
        let time = now()
        return try connection.write { db in
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE jobs SET state = 'cancelled', reason_code = 'queue_full', reason = ?, settled_run = run,
                        updated_at = ? WHERE id = ? AND state = 'pending'
                    """
            )
            var count = 0
            for id in ids {
                try statement.execute(arguments: [reason, time, id])
                count += db.changesCount
            }
            return count
        }
    }

    /// Puts settled documents back in the queue of the run that met them last, with all attempts before them and no
    /// reuse of earlier results.
    package func requeue(_ selection: Selection) throws(Failure) -> [Job] {
        try requireOwner()
        let time = now()
        return try connection.write { db in
            let ids = try Self.ids(db, selection)
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE jobs SET state = 'pending', version = version + 1, attempt = 0, strikes = 0,
                        interruptions = 0, is_slow = 0, is_forced = 1, is_unchanged = 0, not_before = NULL,
                        page_deaths = '[]', reason_code = NULL, reason = NULL, claim = 0, epoch = 0, updated_at = ?
                    WHERE id = ?
                    """
            )
            for id in ids { try statement.execute(arguments: [time, id]) }
            let find = try db.cachedStatement(sql: "SELECT \(Self.jobColumns) FROM jobs WHERE id = ?")
            return try ids.compactMap { id in
                find.arguments = [id]
                return try Row.fetchOne(find).map(Self.job)
            }
        }
    }

    /// Forgets settled documents with all that is stored of them; a later run discovers them anew.
    @discardableResult
    package func drop(_ selection: Selection) throws(Failure) -> Int {
        try requireOwner()
        return try connection.write { db in
            let ids = try Self.ids(db, selection)
            let statement = try db.cachedStatement(sql: "DELETE FROM jobs WHERE id = ?")
            for id in ids { try statement.execute(arguments: [id]) }
            return ids.count
        }
    }

    /// Places that could not even be looked at, as earlier runs left them, and that this run did not meet.
    ///
    /// Of such a place the ledger knows nothing but its path: a folder that could not be opened, as a rule.
    package func unreadablePlaces(notMetBy id: RunRecord.ID) throws(Failure) -> [(id: Job.ID, path: DocumentPath)] {
        try connection.read { db in
            let sql = """
                SELECT id, path_bytes FROM jobs
                WHERE state = 'failed' AND run <> ? AND inode = 0 AND device = 0 AND container IS NULL
                """
            let rows = try Row.fetchAll(db, sql: sql, arguments: [try Self.number(db, of: id)])
            return rows.map { ($0[0], DocumentPath(blob: $0[1])) }
        }
    }

    private static func ids(_ db: Database, _ selection: Selection) throws -> [Job.ID] {
        let states = selection.states.filter(\.isFinal).map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        let ids = try Job.ID.fetchAll(db, sql: "SELECT id FROM jobs WHERE state IN (\(states)) ORDER BY id")
        guard let wanted = selection.jobs else { return ids }
        return ids.filter(wanted.contains)
    }

    static let jobColumns =
        "id, path_bytes, size, priority, attempt, strikes, is_slow, not_before, interruptions, claim, page_deaths"

    static func job(_ row: Row) -> Job {
        var job = Job(
            id: row[0],
            path: DocumentPath(blob: row[1]),
            size: row[2],
            priority: Priority(rawValue: row[3]) ?? .normal,
            attempt: row[4],
            strikes: row[5],
            isSlow: row[6],
            notBefore: row[7],
            sequence: row[0],
            interruptions: row[8],
            claim: row[9]
        )
        // A list that cannot be read costs another death of a worker at most.
        job.pageDeaths = (try? JSONText.decodeArray(row[10])) ?? []
        return job
    }
}

extension DocumentPath {
    /// The bytes as SQLite takes them.
    var blob: FoundationEssentials.Data { FoundationEssentials.Data(bytes) }

    init(blob: FoundationEssentials.Data) {
        self.init(bytes: Array(blob))
    }
}
