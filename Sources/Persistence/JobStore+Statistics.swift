import GRDB
package import OrchestrateModel

/// What a run did, for `status`.
package struct RunStatistics: Sendable, Hashable, Codable {
    package var counts = LedgerCounts()
    /// Processing time by phase, summed over the workers, by the raw value of the phase.
    package var phaseSeconds: [String: Double] = [:]
    /// Attempts by how they ended.
    package var attempts: [String: Int] = [:]
    /// Fields by status.
    package var fields: [String: Int] = [:]
    /// Mean over the fields that have a value; nil without any.
    package var averageConfidence: Double?
    /// Mean time of a settled document in a worker; nil without any.
    package var averageSeconds: Double?
    /// Share of the settled documents that are done or for review, 0 to 1; nil without any.
    package var successRate: Double?
    /// Failures by code, of the documents that ended `failed` or `quarantined`.
    package var failures: [String: Int] = [:]
}

extension JobStore {
    /// The statistics of a run, over the documents whose current state it made.
    package func statistics(run id: RunRecord.ID) throws(Failure) -> RunStatistics {
        let counts = try counts(run: id)
        return try connection.read { db in
            let run = try Self.number(db, of: id)
            var statistics = RunStatistics()
            statistics.counts = counts
            try Self.addAttempts(db, run, &statistics)
            try Self.addFields(db, run, &statistics)
            let failures = """
                SELECT ifnull(reason_code, 'unknown'), count(*) FROM jobs
                WHERE settled_run = ? AND state IN ('failed', 'quarantined') GROUP BY 1
                """
            for row in try Row.fetchAll(db, sql: failures, arguments: [run]) { statistics.failures[row[0]] = row[1] }
            let good = counts.done + counts.review
            let ended = good + counts.failed + counts.quarantined
            if ended > 0 { statistics.successRate = Double(good) / Double(ended) }
            return statistics
        }
    }

    private static func addAttempts(_ db: Database, _ run: Int64, _ statistics: inout RunStatistics) throws {
        let endings = "SELECT ending, count(*) FROM attempts WHERE run = ? AND ending IS NOT NULL GROUP BY ending"
        for row in try Row.fetchAll(db, sql: endings, arguments: [run]) { statistics.attempts[row[0]] = row[1] }
        let phases = """
            SELECT phase.key, sum(phase.value) FROM attempts, json_each(attempts.phase_seconds) AS phase
            WHERE run = ? GROUP BY phase.key
            """
        for row in try Row.fetchAll(db, sql: phases, arguments: [run]) { statistics.phaseSeconds[row[0]] = row[1] }
        statistics.averageSeconds = try Double.fetchOne(
            db,
            sql: """
                SELECT avg(seconds) FROM (SELECT (SELECT sum(value) FROM json_each(phase_seconds)) AS seconds
                    FROM attempts WHERE run = ? AND ending IN ('done', 'review'))
                """,
            arguments: [run]
        )
    }

    private static func addFields(_ db: Database, _ run: Int64, _ statistics: inout RunStatistics) throws {
        let fields = """
            SELECT status, count(*) FROM fields JOIN jobs ON jobs.id = fields.job
            WHERE settled_run = ? AND jobs.state IN ('done', 'review') GROUP BY status
            """
        for row in try Row.fetchAll(db, sql: fields, arguments: [run]) { statistics.fields[row[0]] = row[1] }
        statistics.averageConfidence = try Double.fetchOne(
            db,
            sql: """
                SELECT avg(confidence) FROM fields JOIN jobs ON jobs.id = fields.job
                WHERE settled_run = ? AND jobs.state IN ('done', 'review') AND fields.value IS NOT NULL
                """,
            arguments: [run]
        )
    }
}
