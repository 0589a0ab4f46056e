import GRDB
package import OrchestrateModel

extension JobStore {
    /// Enters files of a scan into the ledger, in one transaction; thousands at a time are best.
    ///
    /// A new path gets a row. A changed file, one whose settings changed (`fingerprint`), and one left unfinished become
    /// `pending` for this run; any other keeps its state and result and is counted as unchanged. Rejected files end at
    /// once. The earlier result of a changed file stays until the new one is settled.
    package func enqueue(
        _ files: [DiscoveredFile],
        run id: RunRecord.ID,
        fingerprint: String,
        mode: EnqueueMode = .changed
    ) throws(Failure) -> EnqueueReport {
        try requireOwner()
        let time = now()
        return try connection.write { db in
            let run = try Self.number(db, of: id)
            var entry = try Enqueueing(db, run: run, fingerprint: fingerprint, mode: mode, time: time)
            for file in files { try entry.enter(file) }
            return entry.report
        }
    }
}

/// One transaction's worth of files on their way into the ledger.
private struct Enqueueing {
    var report = EnqueueReport()
    private let db: Database
    private let run: Int64
    private let fingerprint: String
    private let mode: EnqueueMode
    private let time: Double
    private var roots: [DocumentPath: Int64] = [:]
    private let find: Statement
    private let insert: Statement
    private let renew: Statement
    private let takeUp: Statement
    private let keep: Statement
    private let reject: Statement
    /// False spares a look for members at each file.
    private let hasMembers: Bool

    init(_ db: Database, run: Int64, fingerprint: String, mode: EnqueueMode, time: Double) throws {
        self.db = db
        self.run = run
        self.fingerprint = fingerprint
        self.mode = mode
        self.time = time
        find = try db.cachedStatement(
            sql: """
                SELECT id, state, run, fingerprint, size, modified_ns, changed_ns, inode, attempt, strikes, is_slow,
                    not_before, interruptions, is_forced, reason_code FROM jobs WHERE path_bytes = ?
                """
        )
        insert = try db.cachedStatement(
            sql: """
                INSERT INTO jobs (path, path_bytes, root, run, state, size, modified_ns, changed_ns, inode, device,
                    priority, fingerprint, is_forced, updated_at)
                VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        renew = try db.cachedStatement(
            sql: """
                UPDATE jobs SET state = 'pending', run = ?, is_unchanged = 0, size = ?, modified_ns = ?, changed_ns = ?,
                    inode = ?, device = ?, priority = ?, fingerprint = ?, is_forced = ?, version = version + 1,
                    attempt = 0, strikes = 0, interruptions = 0, is_slow = 0, not_before = NULL, page_deaths = '[]',
                    reason_code = NULL, reason = NULL, claim = 0, epoch = 0, updated_at = ? WHERE id = ?
                """
        )
        takeUp = try db.cachedStatement(
            sql: """
                UPDATE jobs SET run = ?, is_unchanged = 0, priority = ?, fingerprint = ?, is_forced = max(is_forced, ?),
                    updated_at = ? WHERE id = ?
                """
        )
        let anyMember = "SELECT EXISTS (SELECT 1 FROM jobs WHERE container IS NOT NULL)"
        hasMembers = try Bool.fetchOne(db, sql: anyMember) ?? false
        keep = try db.cachedStatement(sql: "UPDATE jobs SET run = ?, is_unchanged = 1 WHERE id = ?")
        reject = try db.cachedStatement(
            sql: """
                UPDATE jobs SET state = ?, reason_code = ?, reason = ?, settled_run = run, is_forced = 0, sha256 = NULL,
                    bytes = NULL, media_type = NULL, encoding = NULL, updated_at = ? WHERE id = ?
                """
        )
    }

    private var isForced: Bool { mode == .everything }

    mutating func enter(_ file: DiscoveredFile) throws {
        find.arguments = [file.path.blob]
        guard let row = try Row.fetchOne(find) else { return try add(file) }
        let id: Job.ID = row[0]
        guard let state = JobState(rawValue: row[1]) else {
            throw Failure(.database, "the ledger holds an unknown state for \(file.path.display)")
        }
        let isSame =
            row[4] as Int64 == file.stamp.size && row[5] as Int64 == file.stamp.modified
            && row[6] as Int64 == file.stamp.changed
            && row[7] as Int64 == Int64(bitPattern: file.stamp.inode)
        let isMet = row[2] as Int64 == run
        if isSame, isMet {
            report.repeated += 1
        } else if state == .running {
            // Its worker notices that the bytes changed.
            report.repeated += 1
        } else if isSame, !state.isFinal {
            try admit(file, takeUp(row, path: file.path, priority: file.priority))
        } else if isSame, row[3] as String == fingerprint, !isForced, !(mode == .locked && isLocked(row)) {
            try keep.execute(arguments: [run, id])
            report.unchanged[state, default: 0] += 1
            if hasMembers { try keepMembers(of: id, priority: file.priority) }
        } else {
            try renew(file, id)
        }
    }

    private func isLocked(_ row: Row) -> Bool { row[14] as String? == FailureCode.encrypted.rawValue }

    private mutating func add(_ file: DiscoveredFile) throws {
        let root = try rootID(file.root)
        let stamp = file.stamp
        try insert.execute(arguments: [
            file.path.display, file.path.blob, root, run, stamp.size, stamp.modified, stamp.changed,
            Int64(bitPattern: stamp.inode), Int64(bitPattern: stamp.device), file.priority.rawValue, fingerprint,
            isForced, time,
        ])
        let id = db.lastInsertedRowID
        report.new += 1
        try admit(file, Job(id: id, path: file.path, size: stamp.size, priority: file.priority, sequence: id))
    }

    private mutating func renew(_ file: DiscoveredFile, _ id: Job.ID) throws {
        let stamp = file.stamp
        try renew.execute(arguments: [
            run, stamp.size, stamp.modified, stamp.changed, Int64(bitPattern: stamp.inode),
            Int64(bitPattern: stamp.device), file.priority.rawValue, fingerprint, isForced, time, id,
        ])
        report.changed += 1
        try admit(file, Job(id: id, path: file.path, size: stamp.size, priority: file.priority, sequence: id))
    }

    /// Takes a document of an earlier run into this one; the row is one that `find` gives.
    private mutating func takeUp(_ row: Row, path: DocumentPath, priority: Priority) throws -> Job {
        let id: Job.ID = row[0]
        try takeUp.execute(arguments: [run, priority.rawValue, fingerprint, isForced, time, id])
        report.takenUp += 1
        return Job(
            id: id,
            path: path,
            size: row[4],
            priority: priority,
            attempt: row[8],
            strikes: row[9],
            isSlow: row[10],
            notBefore: row[11],
            sequence: id,
            interruptions: row[12]
        )
    }

    /// What an unchanged container carries is unchanged, too; what an earlier run left of it is taken up.
    private mutating func keepMembers(of container: Job.ID, priority: Priority) throws {
        let sql = """
            SELECT id, state, run, fingerprint, size, modified_ns, changed_ns, inode, attempt, strikes, is_slow,
                not_before, interruptions, is_forced, path_bytes FROM jobs WHERE container = ? ORDER BY id
            """
        for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [container]) {
            let id: Job.ID = row[0]
            guard let state = JobState(rawValue: row[1]) else { continue }
            if state.isFinal {
                try keep.execute(arguments: [run, id])
                report.unchanged[state, default: 0] += 1
                try keepMembers(of: id, priority: priority)
            } else if state == .pending {
                report.jobs.append(try takeUp(row, path: DocumentPath(blob: row[14]), priority: priority))
            }
        }
    }

    private mutating func admit(_ file: DiscoveredFile, _ job: Job) throws {
        switch file.admission {
        case .process: report.jobs.append(job)
        case .skip(let reason): try reject(job, .skipped, reason.code, reason.message)
        case .fail(let failure): try reject(job, .failed, failure.code.rawValue, failure.message)
        }
    }

    private mutating func reject(_ job: Job, _ state: JobState, _ code: String, _ message: String) throws {
        try reject.execute(arguments: [state.rawValue, code, message, time, job.id])
        try db.cachedStatement(sql: "DELETE FROM results WHERE job = ?").execute(arguments: [job.id])
        if hasMembers { try MemberRows.forget(db, of: job.id) }
        report.rejected.append(.init(path: job.path, state: state, code: code, message: message))
    }

    private mutating func rootID(_ path: DocumentPath) throws -> Int64 {
        if let id = roots[path] { return id }
        try db.execute(
            sql: "INSERT INTO roots (path, path_bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [path.display, path.blob]
        )
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM roots WHERE path_bytes = ?", arguments: [path.blob]) ?? 0
        roots[path] = id
        return id
    }
}
