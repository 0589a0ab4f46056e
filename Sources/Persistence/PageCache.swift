import FoundationEssentials
import GRDB
import Glibc
package import OrchestrateModel

/// Recognised pages by content, page and recognition settings, in `pages.sqlite`: a cache that may be deleted at any time.
///
/// One per process, on a connection of its own. What cannot be read counts as not there; a damaged file is marked and
/// made anew by the next owner of the state folder.
package final class PageCache: RecognitionCaching {
    private let connection: Connection
    private let folder: StateFolder
    private let now: WallClock

    /// A changed number makes the owner start with an empty cache.
    private static let schemaVersion = 1

    /// Opens the cache in the process that owns the folder; makes it, or makes it anew where it is damaged.
    package convenience init(
        owned ownership: Ownership,
        storage: OrchestrateModel.Configuration.Storage = .init(),
        now: @escaping WallClock = currentTime
    ) throws(Failure) {
        let folder = ownership.folder
        if access(Self.damageMark(folder), F_OK) == 0 { try Self.remove(folder) }
        do {
            try self.init(folder, storage: storage, now: now)
            try prepare()
        } catch  where Self.isDamage(error) {
            try Self.remove(folder)
            try self.init(folder, storage: storage, now: now)
            try prepare()
        }
    }

    /// Opens the cache in a worker, after the owner made it.
    package init(
        _ folder: StateFolder,
        storage: OrchestrateModel.Configuration.Storage = .init(),
        now: @escaping WallClock = currentTime
    ) throws(Failure) {
        self.folder = folder
        self.now = now
        connection = try Connection(folder.pageDatabase, mode: .readWrite, storage: storage)
    }

    private func prepare() throws(Failure) {
        let version = try connection.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
        guard version != Self.schemaVersion else { return }
        try connection.write { db in
            try db.execute(
                sql: """
                    DROP TABLE IF EXISTS pages;
                    CREATE TABLE pages (
                        sha256 TEXT NOT NULL,
                        fingerprint TEXT NOT NULL,
                        number INTEGER NOT NULL,
                        stored_at REAL NOT NULL,
                        encoded BLOB NOT NULL,
                        PRIMARY KEY (sha256, fingerprint, number)
                    ) STRICT;
                    PRAGMA user_version = \(Self.schemaVersion);
                    """
            )
        }
    }

    package func page(_ number: Int, of sha256: String, fingerprint: String) throws -> [UInt8]? {
        try missing(nil) {
            try connection.read { db in
                let statement = try db.cachedStatement(
                    sql: "SELECT encoded FROM pages WHERE sha256 = ? AND fingerprint = ? AND number = ?"
                )
                let arguments: StatementArguments = [sha256, fingerprint, number]
                return try FoundationEssentials.Data.fetchOne(statement, arguments: arguments).map(Array.init)
            }
        }
    }

    package func storedPages(of sha256: String, fingerprint: String) throws -> Set<Int> {
        try missing([]) {
            try connection.read { db in
                let statement = try db.cachedStatement(
                    sql: "SELECT number FROM pages WHERE sha256 = ? AND fingerprint = ?"
                )
                return Set(try Int.fetchAll(statement, arguments: [sha256, fingerprint]))
            }
        }
    }

    package func store(_ encoded: [UInt8], page number: Int, of sha256: String, fingerprint: String) throws {
        let time = now()
        try missing(()) {
            try connection.write { db in
                let statement = try db.cachedStatement(
                    sql: """
                        INSERT INTO pages (sha256, fingerprint, number, stored_at, encoded) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET stored_at = excluded.stored_at, encoded = excluded.encoded
                        """
                )
                try statement.execute(arguments: [
                    sha256, fingerprint, number, time, FoundationEssentials.Data(encoded),
                ])
            }
        }
    }

    /// Drops the pages that no stored result needs and no unfinished run may want; returns how many.
    ///
    /// For the owner of the folder, while no worker runs.
    package func collectGarbage(keeping needs: CacheNeeds) throws(Failure) -> Int {
        let hashes = try connection.read { db in
            try Row.fetchAll(db, sql: "SELECT sha256, max(stored_at) FROM pages GROUP BY sha256")
                .map { (sha256: $0[0] as String, storedAt: $0[1] as Double) }
        }
        let unneeded = hashes.filter { !needs.hashes.contains($0.sha256) && $0.storedAt < needs.storedBefore }
        guard !unneeded.isEmpty else { return 0 }
        let count = try connection.write { db in
            let statement = try db.cachedStatement(sql: "DELETE FROM pages WHERE sha256 = ?")
            return try unneeded.reduce(0) { count, entry in
                try statement.execute(arguments: [entry.sha256])
                return count + db.changesCount
            }
        }
        do {
            try connection.queue.vacuum()
        } catch {
            throw Failure(error, in: connection.path)
        }
        return count
    }

    /// As `JobStore.checkpoint`, for the cache.
    @discardableResult
    package func checkpoint() throws(Failure) -> CheckpointReport { try connection.checkpoint() }

    /// Closes the connection; no call may follow.
    package func close() throws(Failure) {
        do {
            try connection.queue.close()
        } catch {
            throw Failure(error, in: connection.path)
        }
    }

    /// Runs `body`; where the file turns out to be damaged, marks it for the next owner and returns `nothing`.
    private func missing<Result>(_ nothing: Result, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as Failure where Self.isDamage(failure) {
            let descriptor = open(Self.damageMark(folder), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor >= 0 { Glibc.close(descriptor) }
            return nothing
        }
    }

    private static func isDamage(_ failure: Failure) -> Bool {
        guard let code = failure.context["sqlite"].flatMap(Int32.init) else { return false }
        let primary = ResultCode(rawValue: code & 0xFF)
        return primary == .SQLITE_CORRUPT || primary == .SQLITE_NOTADB
    }

    private static func damageMark(_ folder: StateFolder) -> String { folder.pageDatabase + "-damaged" }

    private static func remove(_ folder: StateFolder) throws(Failure) {
        for suffix in ["", "-wal", "-shm", "-damaged"] {
            guard unlink(folder.pageDatabase + suffix) == 0 || errno == ENOENT else {
                throw folder.failure("cannot lose its damaged page cache", errno)
            }
        }
    }
}

/// What garbage collection must leave in the page cache.
package struct CacheNeeds: Sendable, Hashable {
    /// Contents that have a stored result.
    package var hashes: Set<String>
    /// Pages stored later may belong to a document that is not finished.
    package var storedBefore: Double
}

extension JobStore {
    /// What `PageCache.collectGarbage` must keep.
    package func cacheNeeds() throws(Failure) -> CacheNeeds {
        let time = now()
        return try connection.read { db in
            let hashes = try String.fetchSet(db, sql: "SELECT DISTINCT sha256 FROM results")
            let begun = try Double.fetchOne(
                db,
                sql: """
                    SELECT min(runs.started_at) FROM jobs JOIN runs ON runs.number = jobs.run
                    WHERE state IN ('pending', 'running')
                    """
            )
            return CacheNeeds(hashes: hashes, storedBefore: begun ?? time)
        }
    }
}
