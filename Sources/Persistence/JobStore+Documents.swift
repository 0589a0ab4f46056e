import FoundationEssentials
import GRDB
package import OrchestrateModel

/// Which documents are read, and how much of each.
package struct DocumentQuery: Sendable, Hashable {
    package enum Detail: Int, Sendable, Hashable, Comparable {
        /// State and reason.
        case ledger
        /// The stored result as well.
        case result
        /// The attempts as well.
        case history

        package static func < (lhs: Detail, rhs: Detail) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// Nil for all; else only documents whose current state comes from this run.
    package var run: RunRecord.ID?
    /// Nil for all; else only documents that this run met last, unchanged ones included.
    package var metBy: RunRecord.ID?
    package var states: Set<JobState>
    package var detail: Detail

    package init(
        run: RunRecord.ID? = nil,
        states: Set<JobState> = Set(JobState.allCases),
        detail: Detail = .result
    ) {
        self.run = run
        self.states = states
        self.detail = detail
    }
}

extension JobStore {
    /// Hands documents one by one to `body`, sorted by exported path, in bounded memory and from one unchanging view.
    ///
    /// What `body` throws comes out as it is where it is a `Failure`.
    package func forEachDocument(
        _ query: DocumentQuery = DocumentQuery(),
        _ body: (StoredDocument) throws -> Void
    ) throws(Failure) {
        try connection.read { db in
            let labels = try Self.rootLabels(db)
            let reader = DocumentReader(db: db, labels: labels, detail: query.detail)
            let run = try query.run.map { try Self.number(db, of: $0) }
            let meeting = try query.metBy.map { try Self.number(db, of: $0) }
            let states = query.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            let sql = """
                SELECT \(DocumentReader.columns) FROM jobs
                WHERE path_bytes > ? AND path_bytes < ? AND state IN (\(states)) AND ifnull(settled_run = ?, ? IS NULL)
                    AND run = ifnull(?, run)
                ORDER BY path_bytes
                """
            for entry in labels.entries {
                // All that begins with the root and a slash: from "/" to before "0", its successor.
                let base =
                    entry.root.bytes.last == UInt8(ascii: "/") ? entry.root.bytes.dropLast() : entry.root.bytes[...]
                let lower = FoundationEssentials.Data(base + [UInt8(ascii: "/")])
                let upper = FoundationEssentials.Data(base + [UInt8(ascii: "0")])
                let rows = try Row.fetchCursor(db, sql: sql, arguments: [lower, upper, run, run, meeting])
                while let row = try rows.next() { try body(reader.document(row)) }
            }
        }
    }

    /// The documents a person may mean by a path: the absolute one, the exported one, or else its end.
    package func documents(named name: String) throws(Failure) -> [StoredDocument] {
        try connection.read { db in
            let labels = try Self.rootLabels(db)
            let reader = DocumentReader(db: db, labels: labels, detail: .history)
            let candidates = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(DocumentReader.columns) FROM jobs
                    WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY path_bytes
                    """,
                arguments: [name]
            )
            let labelled = try candidates.isEmpty ? Self.rows(db, exportedAs: name, labels) : candidates
            let documents = try labelled.map { try reader.document($0) }
            let exact = documents.filter { $0.path.display == name || $0.exportPath.display == name }
            return exact.isEmpty ? documents : exact
        }
    }

    private static func rows(_ db: Database, exportedAs name: String, _ labels: RootLabels) throws -> [Row] {
        for entry in labels.entries where name.utf8.starts(with: entry.prefix) {
            let path = entry.root.appending(DocumentPath(bytes: Array(name.utf8.dropFirst(entry.prefix.count))))
            let sql = "SELECT \(DocumentReader.columns) FROM jobs WHERE path_bytes = ?"
            if let row = try Row.fetchOne(db, sql: sql, arguments: [path.blob]) { return [row] }
        }
        return []
    }

    /// The names that documents go by in exports.
    package func rootLabels() throws(Failure) -> RootLabels {
        try connection.read { db in try Self.rootLabels(db) }
    }

    static func rootLabels(_ db: Database) throws -> RootLabels {
        let sql = "SELECT path_bytes FROM roots WHERE id IN (SELECT DISTINCT root FROM jobs)"
        return RootLabels(roots: try FoundationEssentials.Data.fetchAll(db, sql: sql).map { DocumentPath(blob: $0) })
    }
}

/// Turns rows of jobs into documents.
private struct DocumentReader {
    let db: Database
    let labels: RootLabels
    let detail: DocumentQuery.Detail
    private let originals = Originals()

    init(db: Database, labels: RootLabels, detail: DocumentQuery.Detail) {
        self.db = db
        self.labels = labels
        self.detail = detail
    }

    /// The first documents of the duplicates met so far.
    private final class Originals {
        var paths: [String: DocumentPath] = [:]
    }

    static let columns =
        "id, path_bytes, state, reason_code, reason, size, sha256, bytes, media_type, encoding, fingerprint"

    func document(_ row: Row) throws -> StoredDocument {
        let id: Job.ID = row[0]
        let path = DocumentPath(blob: row[1])
        guard let state = JobState(rawValue: row[2]) else {
            throw Failure(.database, "\(path.display) is in an unknown state; run `orchestrate verify`")
        }
        var document = StoredDocument(
            id: id,
            path: path,
            exportPath: labels.exportPath(of: path),
            state: state,
            reasonCode: row[3],
            reason: row[4],
            size: row[5]
        )
        if let sha256 = row[6] as String? {
            document.identity = DocumentIdentity(
                sha256: sha256,
                bytes: row[7] ?? document.size,
                mediaType: row[8] ?? "application/octet-stream",
                encoding: row[9]
            )
        }
        guard detail >= .result else { return document }
        document.result = try ResultRows.read(db, job: id)
        document.duplicateOf = try document.result.flatMap { try original(of: $0, path) }
        let invoices = DuplicateInvoices(db: db, labels: labels)
        if let finding = try document.result.flatMap({ try invoices.finding(for: $0, job: id) }) {
            document.result?.findings.append(finding)
        }
        if detail == .history { document.attempts = try attempts(id) }
        return document
    }

    /// The first document by path with the same bytes and fingerprint, whichever was processed first.
    private func original(of result: DocumentResult, _ path: DocumentPath) throws -> DocumentPath? {
        let key = result.identity.sha256 + result.fingerprint
        if let first = originals.paths[key] { return first == path ? nil : labels.exportPath(of: first) }
        let sql = """
            SELECT min(jobs.path_bytes), count(*) FROM results JOIN jobs ON jobs.id = results.job
            WHERE results.sha256 = ? AND results.fingerprint = ? AND jobs.state IN ('done', 'review')
            """
        let arguments: StatementArguments = [result.identity.sha256, result.fingerprint]
        let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
        guard let row, let first = (row[0] as FoundationEssentials.Data?).map(DocumentPath.init(blob:)) else {
            return nil
        }
        if row[1] as Int > 1 { originals.paths[key] = first }
        return first == path ? nil : labels.exportPath(of: first)
    }

    private func attempts(_ id: Job.ID) throws -> [StoredDocument.Attempt] {
        let sql = """
            SELECT runs.id, version, attempts.number, epoch, worker, attempts.started_at, ended_at, ending, code, class,
                message, delay, phase_seconds
            FROM attempts JOIN runs ON runs.number = attempts.run WHERE job = ? ORDER BY claim
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [id]).map { row in
            var attempt = StoredDocument.Attempt(
                run: row[0],
                version: row[1],
                number: row[2],
                epoch: row[3],
                worker: row[4],
                startedAt: row[5]
            )
            attempt.endedAt = row[6]
            attempt.ending = row[7]
            attempt.code = row[8]
            attempt.failureClass = (row[9] as String?).flatMap { FailureClass(rawValue: $0) }
            attempt.message = row[10]
            attempt.delay = row[11]
            let seconds: [String: Double] = try (row[12] as String?).map { try JSONText.decode($0) } ?? [:]
            for (name, value) in seconds {
                if let phase = Phase(rawValue: name) { attempt.phaseSeconds[phase] = value }
            }
            return attempt
        }
    }
}
