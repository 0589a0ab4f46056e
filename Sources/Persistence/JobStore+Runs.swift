import GRDB
package import OrchestrateModel

extension JobStore {
    /// Records a new run; runs that died before it are closed with the counts as they stand.
    package func beginRun(_ run: RunRecord) throws(Failure) {
        try requireOwner()
        let time = now()
        try connection.write { db in
            let open = try Row.fetchAll(db, sql: "SELECT number FROM runs WHERE finished_at IS NULL")
            for row in open {
                let number: Int64 = row[0]
                let counts = try JSONText.encode(Self.counts(db, run: number))
                try db.execute(
                    sql: "UPDATE runs SET finished_at = ?, reason = 'abandoned', counts = ? WHERE number = ?",
                    arguments: [time, counts, number]
                )
            }
            try db.execute(
                sql: """
                    INSERT INTO runs (id, started_at, fingerprint, max_attempts, arguments, configuration,
                        template_paths, roots, on_done, on_fail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.id, run.startedAt, run.fingerprint, run.configuration.retry.maxAttempts,
                    try JSONText.encode(run.arguments), try JSONText.encode(run.configuration),
                    try JSONText.encode(run.templatePaths), try JSONText.encode(run.roots),
                    run.configuration.inputs.onDone.text, run.configuration.inputs.onFail.text,
                ]
            )
        }
    }

    /// Opens a run again that was interrupted.
    package func resumeRun(_ id: RunRecord.ID) throws(Failure) {
        try requireOwner()
        try connection.write { db in
            try db.execute(
                sql: "UPDATE runs SET finished_at = NULL, exit_code = NULL, reason = NULL, counts = NULL WHERE id = ?",
                arguments: [id]
            )
            try Self.requireRun(db, id)
        }
    }

    /// Notes that every root of the run was scanned to its end, so that a resumed run need not scan.
    package func markScanned(_ id: RunRecord.ID) throws(Failure) {
        try connection.write { db in
            try db.execute(sql: "UPDATE runs SET is_scanned = 1 WHERE id = ?", arguments: [id])
            try Self.requireRun(db, id)
        }
    }

    /// Closes a run and keeps its counts as they stand.
    @discardableResult
    package func finishRun(
        _ id: RunRecord.ID,
        exitCode: Int32,
        reason: String,
        measurements: RunMeasurements? = nil
    ) throws(Failure) -> LedgerCounts {
        try requireOwner()
        let time = now()
        return try connection.write { db in
            let counts = try Self.counts(db, run: Self.number(db, of: id))
            try db.execute(
                sql: """
                    UPDATE runs SET finished_at = ?, exit_code = ?, reason = ?, counts = ?, measurements = ? WHERE id = ?
                    """,
                arguments: [
                    time, exitCode, reason, try JSONText.encode(counts),
                    try measurements.map { try JSONText.encode($0) }, id,
                ]
            )
            return counts
        }
    }

    /// How the documents of a run stand now or, once it finished, stood then.
    package func counts(run id: RunRecord.ID) throws(Failure) -> LedgerCounts {
        try connection.read { db in
            if let text = try String.fetchOne(db, sql: "SELECT counts FROM runs WHERE id = ?", arguments: [id]) {
                return try JSONText.decode(text)
            }
            return try Self.counts(db, run: Self.number(db, of: id))
        }
    }

    /// How the documents of an open run stand now, without pages and retries, which take longer to count.
    package func documentCounts(run id: RunRecord.ID) throws(Failure) -> LedgerCounts {
        try connection.read { db in try Self.documentCounts(db, run: Self.number(db, of: id)) }
    }

    /// How many documents a run passed over as unchanged that had failed or were quarantined before.
    package func failedBefore(run id: RunRecord.ID) throws(Failure) -> Int {
        try connection.read { db in
            let sql = "SELECT count(*) FROM jobs WHERE run = ? AND is_unchanged AND state IN ('failed', 'quarantined')"
            return try Int.fetchOne(db, sql: sql, arguments: [try Self.number(db, of: id)]) ?? 0
        }
    }

    /// All runs, the newest first.
    package func runs() throws(Failure) -> [RunRecord] {
        try connection.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM runs ORDER BY number DESC").map(Self.run)
        }
    }

    package func run(_ id: RunRecord.ID) throws(Failure) -> RunRecord? {
        try connection.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM runs WHERE id = ?", arguments: [id]).map(Self.run)
        }
    }

    /// The newest run that died, left documents unfinished or, as the last of all, was stopped while it scanned; or nil.
    package func latestResumableRun() throws(Failure) -> RunRecord? {
        try connection.read { db in
            let sql = """
                SELECT * FROM runs WHERE finished_at IS NULL
                    OR is_scanned = 0 AND number = (SELECT max(number) FROM runs)
                    OR EXISTS (SELECT 1 FROM jobs WHERE jobs.run = runs.number AND state IN ('pending', 'running'))
                ORDER BY number DESC LIMIT 1
                """
            return try Row.fetchOne(db, sql: sql).map(Self.run)
        }
    }

    /// The number of the newest change of state in the ledger, for `state.json`.
    package func lastEvent() throws(Failure) -> Int {
        try connection.read { db in try Int.fetchOne(db, sql: "SELECT max(id) FROM events") ?? 0 }
    }

    static func requireRun(_ db: Database, _ id: RunRecord.ID) throws {
        _ = try number(db, of: id)
    }

    static func number(_ db: Database, of id: RunRecord.ID) throws -> Int64 {
        guard let number = try Int64.fetchOne(db, sql: "SELECT number FROM runs WHERE id = ?", arguments: [id]) else {
            throw Failure(.notFound, "there is no run \(id) in this state folder; `orchestrate runs` lists them")
        }
        return number
    }

    private static func documentCounts(_ db: Database, run: Int64) throws -> LedgerCounts {
        var counts = LedgerCounts()
        let states = "SELECT state, is_unchanged, count(*) FROM jobs WHERE run = ? GROUP BY state, is_unchanged"
        for row in try Row.fetchAll(db, sql: states, arguments: [run]) {
            let count: Int = row[2]
            counts.discovered += count
            if row[1] as Int == 1 {
                counts.unchanged += count
            } else if let state = JobState(rawValue: row[0]) {
                counts.add(count, of: state)
            }
        }
        return counts
    }

    static func counts(_ db: Database, run: Int64) throws -> LedgerCounts {
        var counts = try documentCounts(db, run: run)
        let pages = """
            SELECT pages.state, count(*) FROM jobs JOIN pages ON pages.job = jobs.id
            WHERE jobs.run = ? AND is_unchanged = 0 AND jobs.state IN ('done', 'review') GROUP BY pages.state
            """
        for row in try Row.fetchAll(db, sql: pages, arguments: [run]) { counts.pages[row[0]] = row[1] }
        counts.retries =
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM attempts WHERE run = ? AND ending = 'retry'",
                arguments: [run]
            ) ?? 0
        return counts
    }

    private static func run(_ row: Row) throws -> RunRecord {
        var run = RunRecord(
            id: row["id"],
            startedAt: row["started_at"],
            arguments: try JSONText.decode(row["arguments"]),
            configuration: try StoredConfiguration.decode(row["configuration"]),
            templatePaths: try JSONText.decode(row["template_paths"]),
            fingerprint: row["fingerprint"],
            roots: try JSONText.decode(row["roots"])
        )
        run.isScanned = row["is_scanned"]
        run.finishedAt = row["finished_at"]
        run.exitCode = row["exit_code"]
        run.reason = row["reason"]
        run.counts = try (row["counts"] as String?).map { try JSONText.decode($0) }
        run.measurements = try (row["measurements"] as String?).map { try JSONText.decode($0) }
        return run
    }
}
