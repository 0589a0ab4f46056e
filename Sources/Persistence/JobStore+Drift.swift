import GRDB
package import OrchestrateModel

/// A template whose required fields begin to fail, as when a sender changed its layout.
package struct TemplateDrift: Sendable, Hashable {
    /// Documents that a template read, and how many of them lack a required field.
    package struct Share: Sendable, Hashable {
        package var documents: Int
        package var failing: Int

        package init(documents: Int, failing: Int) {
            self.documents = documents
            self.failing = failing
        }

        var ratio: Double { documents == 0 ? 0 : Double(failing) / Double(documents) }
    }

    package var template: String
    package var before: Share
    package var now: Share
    /// The fields that the failing documents of this run lack, the most frequent first.
    package var fields: [String] = []

    package init(template: String, before: Share, now: Share) {
        self.template = template
        self.before = before
        self.now = now
    }

    /// Documents of both kinds from which a change tells anything.
    private static let least = 3
    /// The share of failing documents that is alarming, and by how much it must have risen.
    private static let alarming = (ratio: 0.3, rise: 0.25)

    /// True where enough documents lack a required field that few lacked before.
    package var isAlarming: Bool {
        now.failing >= Self.least && before.documents >= Self.least && now.ratio >= Self.alarming.ratio
            && now.ratio - before.ratio >= Self.alarming.rise
    }

    /// What happened and what to do.
    package var message: String {
        let names = fields.prefix(3).joined(separator: ", ")
        return
            "the template \(template) begins to fail: \(now.failing) of \(now.documents) documents lack \(names), "
            + "before \(before.failing) of \(before.documents); see orchestrate templates explain"
    }
}

extension JobStore {
    /// The templates that read the documents of a run alarmingly worse than those of earlier runs, by name.
    package func drift(run id: RunRecord.ID) throws(Failure) -> [TemplateDrift] {
        try connection.read { db in
            let run = try Self.number(db, of: id)
            let lacks = "EXISTS (SELECT 1 FROM findings WHERE findings.job = results.job AND code = 'required_missing')"
            let sql = """
                SELECT template, sum(settled_run <> :run), sum(settled_run <> :run AND \(lacks)),
                    sum(settled_run = :run), sum(settled_run = :run AND \(lacks))
                FROM results JOIN jobs ON jobs.id = results.job
                WHERE template IS NOT NULL AND settled_run IS NOT NULL AND state IN ('done', 'review')
                GROUP BY template ORDER BY template
                """
            let all = try Row.fetchAll(db, sql: sql, arguments: ["run": run]).map { row in
                TemplateDrift(
                    template: row[0],
                    before: TemplateDrift.Share(documents: row[1], failing: row[2]),
                    now: TemplateDrift.Share(documents: row[3], failing: row[4])
                )
            }
            return try all.filter(\.isAlarming).map { drift in
                var drift = drift
                drift.fields = try Self.missing(db, run: run, template: drift.template)
                return drift
            }
        }
    }

    private static func missing(_ db: Database, run: Int64, template: String) throws -> [String] {
        let sql = """
            SELECT name.value FROM findings JOIN results ON results.job = findings.job
            JOIN jobs ON jobs.id = results.job, json_each(findings.fields) AS name
            WHERE code = 'required_missing' AND template = ? AND settled_run = ?
            GROUP BY name.value ORDER BY count(*) DESC, name.value
            """
        return try String.fetchAll(db, sql: sql, arguments: [template, run])
    }
}
