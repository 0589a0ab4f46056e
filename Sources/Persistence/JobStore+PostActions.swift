import FoundationEssentials
import GRDB
package import OrchestrateModel

/// What is to be done with the file of a document that has ended; in the ledger since the document was settled.
package struct PlannedAction: Sendable, Hashable, Identifiable {
    package var id: Int64
    package var action: PostAction
    package var path: DocumentPath
    /// Absolute path of the scanned folder that the file lies in.
    package var root: DocumentPath
    /// The file as it was when it was discovered.
    package var stamp: DiscoveredFile.Stamp
    /// Of the bytes that were read; nil where the document was not read.
    package var sha256: String?
    /// The name that was chosen for it; nil before.
    package var target: DocumentPath?
    /// False where the document was changed or queued again since, so that the plan is void.
    package var isCurrent: Bool
    /// The states of all that the document carries, at any depth, where it is done.
    package var memberStates: Set<JobState> = []

    package init(
        id: Int64,
        action: PostAction,
        path: DocumentPath,
        root: DocumentPath,
        stamp: DiscoveredFile.Stamp,
        sha256: String? = nil,
        target: DocumentPath? = nil,
        isCurrent: Bool = true
    ) {
        self.id = id
        self.action = action
        self.path = path
        self.root = root
        self.stamp = stamp
        self.sha256 = sha256
        self.target = target
        self.isCurrent = isCurrent
    }
}

/// How an action on an input ended.
package enum ActionEnding: Sendable, Hashable {
    case done
    /// The file stays where it is, for good.
    case kept(String)
    /// It could not be done; the next run tries again.
    case postponed(String)
}

/// What was planned for the file of a document, for people who ask.
package struct InputAction: Sendable, Hashable {
    /// As in `--on-done`, such as `move=/archive`.
    package let action: String
    /// `planned`, `done` or `kept`.
    package let state: String
    /// The name that was chosen for it.
    package let target: DocumentPath?
    /// Why it was not done so far, or not at all.
    package let message: String?
}

extension JobStore {
    /// The first `limit` actions after one that are planned and not done, whichever run planned them.
    package func plannedActions(after last: Int64 = 0, limit: Int) throws(Failure) -> [PlannedAction] {
        try connection.read { db in
            let sql = """
                SELECT post_actions.id, action, jobs.path_bytes, roots.path_bytes AS root, size, modified_ns, changed_ns,
                    inode, device, sha256, target, post_actions.job,
                    jobs.state = 'done' AND EXISTS (SELECT 1 FROM jobs AS m WHERE m.container = jobs.id) AS is_container,
                    post_actions.version = jobs.version AND jobs.state NOT IN ('pending', 'running') AS is_current
                FROM post_actions JOIN jobs ON jobs.id = job JOIN roots ON roots.id = jobs.root
                WHERE post_actions.state = 'planned' AND post_actions.id > ? ORDER BY post_actions.id LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [last, limit]).map { row in
                var planned = try Self.plannedAction(row)
                if row["is_container"] { planned.memberStates = try Self.memberStates(db, of: row["job"]) }
                return planned
            }
        }
    }

    private static func memberStates(_ db: Database, of job: Job.ID) throws -> Set<JobState> {
        let sql = """
            WITH RECURSIVE carried (id, state) AS (
                SELECT id, state FROM jobs WHERE container = ?
                UNION ALL SELECT jobs.id, jobs.state FROM jobs JOIN carried ON jobs.container = carried.id
            )
            SELECT DISTINCT state FROM carried
            """
        return Set(try String.fetchAll(db, sql: sql, arguments: [job]).compactMap(JobState.init(rawValue:)))
    }

    /// Notes the names that files will be brought to, before they are.
    package func choose(_ targets: [(id: Int64, path: DocumentPath)]) throws(Failure) {
        guard !targets.isEmpty else { return }
        try connection.write { db in
            let statement = try db.cachedStatement(sql: "UPDATE post_actions SET target = ? WHERE id = ?")
            for (id, path) in targets { try statement.execute(arguments: [path.blob, id]) }
        }
    }

    /// Notes how actions ended.
    package func conclude(_ endings: [(id: Int64, ending: ActionEnding)]) throws(Failure) {
        guard !endings.isEmpty else { return }
        let time = now()
        try connection.write { db in
            let statement = try db.cachedStatement(
                sql: "UPDATE post_actions SET state = ?, message = ?, ended_at = ? WHERE id = ?"
            )
            for (id, ending) in endings {
                switch ending {
                case .done: try statement.execute(arguments: ["done", nil, time, id])
                case .kept(let reason): try statement.execute(arguments: ["kept", reason, time, id])
                case .postponed(let reason): try statement.execute(arguments: ["planned", reason, nil, id])
                }
            }
        }
    }

    /// Ends the planned actions that an earlier run tried in vain, for files of documents in these states; returns how many.
    ///
    /// What was merely cut off is still carried out, since half of it may be done.
    package func keepInputs(ofDocumentsIn states: Set<JobState>) throws(Failure) -> Int {
        try requireOwner()
        let time = now()
        let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try connection.write { db in
            try db.execute(
                sql: """
                    UPDATE post_actions SET state = 'kept', message = message || '; it was kept after all', ended_at = ?
                    WHERE state = 'planned' AND message IS NOT NULL
                        AND job IN (SELECT id FROM jobs WHERE state IN (\(names)))
                    """,
                arguments: [time]
            )
            return db.changesCount
        }
    }

    /// What was planned last for the file of a document, and what became of it; nil where it was never to be touched.
    package func inputAction(of job: Job.ID) throws(Failure) -> InputAction? {
        try connection.read { db in
            let sql = "SELECT action, state, target, message FROM post_actions WHERE job = ? ORDER BY id DESC LIMIT 1"
            return try Row.fetchOne(db, sql: sql, arguments: [job]).map { row in
                let target = (row["target"] as FoundationEssentials.Data?).map(DocumentPath.init(blob:))
                return InputAction(action: row["action"], state: row["state"], target: target, message: row["message"])
            }
        }
    }

    /// How many of the actions that a run planned are `planned`, `done` and `kept`.
    package func actionCounts(run id: RunRecord.ID) throws(Failure) -> [String: Int] {
        try connection.read { db in
            let sql = "SELECT state, count(*) FROM post_actions WHERE run = ? GROUP BY state"
            let rows = try Row.fetchAll(db, sql: sql, arguments: [try Self.number(db, of: id)])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }

    private static func plannedAction(_ row: Row) throws -> PlannedAction {
        let text: String = row["action"]
        guard let action = PostAction(text) else {
            throw Failure(.database, "the ledger plans \(text), which this version of orchestrate does not know")
        }
        return PlannedAction(
            id: row["id"],
            action: action,
            path: DocumentPath(blob: row["path_bytes"]),
            root: DocumentPath(blob: row["root"]),
            stamp: DiscoveredFile.Stamp(
                size: row["size"],
                modified: row["modified_ns"],
                changed: row["changed_ns"],
                inode: UInt64(bitPattern: row["inode"] as Int64),
                device: UInt64(bitPattern: row["device"] as Int64)
            ),
            sha256: row["sha256"],
            target: (row["target"] as FoundationEssentials.Data?).map(DocumentPath.init(blob:)),
            isCurrent: row["is_current"]
        )
    }
}
