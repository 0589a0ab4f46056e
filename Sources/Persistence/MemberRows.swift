import GRDB
import OrchestrateModel

/// The jobs of the documents that a document carries, written in the transaction that settles it.
///
/// They take run, root, priority, settings and the marks of the file from their container, so that an unchanged container
/// means unchanged members.
struct MemberRows {
    private let db: Database
    private let container: Job.ID
    private let members: [Member]
    private let isForced: Bool
    private let path: DocumentPath
    private let time: Double

    /// Looks at the container before it is settled, which takes the mark of a forced job off it.
    init(_ db: Database, of settlement: Settlement, time: Double) throws {
        self.db = db
        self.time = time
        container = settlement.job
        members = settlement.members
        guard !members.isEmpty else {
            isForced = false
            path = DocumentPath("")
            return
        }
        let statement = try db.cachedStatement(sql: "SELECT is_forced, path_bytes FROM jobs WHERE id = ?")
        let row = try Row.fetchOne(statement, arguments: [container])
        isForced = row?[0] ?? false
        path = row.map { DocumentPath(blob: $0[1]) } ?? DocumentPath("")
    }

    /// Puts each member in the queue and forgets those that the container no longer has.
    ///
    /// One that waits or runs stays at that: whoever reads it reads what the container holds now.
    func replace() throws {
        try Self.forget(db, of: container, but: Set(members.map { path.member($0.name) }))
        let find = try db.cachedStatement(sql: "SELECT id, state, container FROM jobs WHERE path_bytes = ?")
        for member in members {
            let path = path.member(member.name)
            find.arguments = [path.blob]
            guard let row = try Row.fetchOne(find) else {
                try insert(member, path)
                continue
            }
            // A file of this name lies beside the container and has come first.
            guard row[2] as Job.ID? == container, let state = JobState(rawValue: row[1]) else { continue }
            try renew(row[0], member, isFinal: state.isFinal)
        }
    }

    /// Forgets the members of a container whose paths are not among those to keep; one at work is left to its end.
    static func forget(_ db: Database, of container: Job.ID, but kept: Set<DocumentPath> = []) throws {
        let sql = "SELECT id, path_bytes FROM jobs WHERE container = ? AND state <> 'running'"
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [container])
        for row in rows where !kept.contains(DocumentPath(blob: row[1])) {
            try db.cachedStatement(sql: "DELETE FROM jobs WHERE id = ?").execute(arguments: [row[0] as Job.ID])
        }
    }

    private func insert(_ member: Member, _ path: DocumentPath) throws {
        let sql = """
            INSERT INTO jobs (path, path_bytes, root, run, state, size, modified_ns, changed_ns, inode, device, priority,
                fingerprint, is_forced, container, updated_at)
            SELECT ?, ?, root, run, 'pending', ?, modified_ns, changed_ns, inode, device, priority, fingerprint, ?, id, ?
            FROM jobs WHERE id = ?
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            path.display, path.blob, member.size, isForced, time, container,
        ])
    }

    private func renew(_ id: Job.ID, _ member: Member, isFinal: Bool) throws {
        let marks = """
            UPDATE jobs SET (run, modified_ns, changed_ns, inode, device, priority, fingerprint) =
                (SELECT run, modified_ns, changed_ns, inode, device, priority, fingerprint FROM jobs WHERE id = ?),
                size = ?, is_unchanged = 0, is_forced = max(is_forced, ?) WHERE id = ?
            """
        try db.cachedStatement(sql: marks).execute(arguments: [container, member.size, isForced, id])
        guard isFinal else { return }
        let again = """
            UPDATE jobs SET state = 'pending', version = version + 1, attempt = 0, strikes = 0, interruptions = 0,
                is_slow = 0, not_before = NULL, page_deaths = '[]', reason_code = NULL, reason = NULL, claim = 0,
                epoch = 0, updated_at = ? WHERE id = ?
            """
        try db.cachedStatement(sql: again).execute(arguments: [time, id])
    }
}
