import GRDB
import Glibc
package import OrchestrateModel

/// The ledger: every document, its state, its attempts and its latest result, in `orchestrate.sqlite`.
///
/// One per process, on a connection of its own; calls block for the length of one short transaction, or for the busy
/// time-out where another process holds the write lock. Errors are a `Failure` that says what to do.
package final class JobStore: Sendable {
    /// What a process may do with the ledger.
    package enum Role: Sendable {
        /// Migrates, begins sessions and runs, enqueues, claims, settles, checkpoints.
        case owner(Ownership)
        /// Settles what its parent claimed.
        case worker
        /// Looks on, also while a run owns the folder or where the folder cannot be written.
        case reader
    }

    /// Identifies the database for `state.json`.
    package let databaseID: String
    let connection: Connection
    let now: WallClock
    private let role: Role

    package init(
        _ folder: StateFolder,
        role: Role,
        storage: OrchestrateModel.Configuration.Storage = .init(),
        now: @escaping WallClock = currentTime
    ) throws(Failure) {
        self.role = role
        self.now = now
        switch role {
        case .owner:
            connection = try Connection(folder.database, mode: .readWrite, storage: storage)
            try Migrations.migrate(connection)
        case .worker:
            try Self.requireDatabase(folder)
            connection = try Connection(folder.database, mode: .readWrite, storage: storage)
            guard try Migrations.isCurrent(connection) else { throw Self.outdated(folder) }
        case .reader:
            connection = try Self.openForReading(folder, storage: storage)
        }
        databaseID = try connection.read { db in
            try String.fetchOne(db, sql: "SELECT value FROM identity WHERE name = 'database_id'") ?? ""
        }
    }

    private static func requireDatabase(_ folder: StateFolder) throws(Failure) {
        guard access(folder.database, R_OK) != 0 else { return }
        switch errno {
        case ENOENT:
            let remedy = "run `orchestrate run` first or pass --state"
            throw Failure(.notFound, "the state folder \(folder.path) holds no database; \(remedy)")
        case EACCES:
            let remedy = "it is private to the user who runs the batches: be that user, or pass --state"
            throw Failure(.permissionDenied, "the state folder \(folder.path) cannot be read by this user; \(remedy)")
        default: return
        }
    }

    /// Opens an up-to-date database; migrates an older one where nobody else is at work.
    private static func openForReading(
        _ folder: StateFolder,
        storage: OrchestrateModel.Configuration.Storage
    ) throws(Failure) -> Connection {
        try requireDatabase(folder)
        let connection = try Connection(folder.database, mode: .readOnly, storage: storage)
        if try Migrations.isCurrent(connection) { return connection }
        let ownership = try folder.acquireOwnership()
        defer { withExtendedLifetime(ownership) {} }
        try Migrations.migrate(Connection(folder.database, mode: .readWrite, storage: storage))
        return connection
    }

    private static func outdated(_ folder: StateFolder) -> Failure {
        Failure(
            .database,
            "\(folder.database) was written by an older version; start `orchestrate run`, which updates it"
        )
    }

    /// Begins a new session and takes back what a dead one left running, with the attempts not counted.
    ///
    /// Settlements of earlier sessions are refused from here on.
    package func beginSession() throws(Failure) -> Session {
        try requireOwner()
        let time = now()
        return try connection.write { db in
            let last = try Int64.fetchOne(db, sql: "SELECT max(epoch) FROM sessions") ?? 0
            let orphans = try Job.ID.fetchAll(
                db,
                sql: "SELECT id FROM jobs WHERE state IN ('pending', 'running') AND state = 'running' ORDER BY id"
            )
            try db.execute(
                sql: "UPDATE attempts SET ended_at = ?, ending = 'interrupted' WHERE ended_at IS NULL AND claim IN "
                    + "(SELECT claim FROM jobs WHERE state IN ('pending', 'running') AND state = 'running')",
                arguments: [time]
            )
            try db.execute(
                sql: "UPDATE jobs SET state = 'pending', attempt = attempt - 1, updated_at = ? "
                    + "WHERE state IN ('pending', 'running') AND state = 'running'",
                arguments: [time]
            )
            try db.execute(
                sql: "INSERT INTO sessions (epoch, started_at, pid) VALUES (?, ?, ?)",
                arguments: [last + 1, time, Int64(getpid())]
            )
            return Session(epoch: last + 1, released: orphans)
        }
    }

    /// Moves what was committed from the log into the database, so that the log does not grow for ever.
    ///
    /// For the owner only, between other writes: it holds the write lock meanwhile.
    @discardableResult
    package func checkpoint() throws(Failure) -> CheckpointReport {
        try requireOwner()
        return try connection.checkpoint()
    }

    /// Closes the connection; no call may follow.
    package func close() throws(Failure) {
        do {
            try connection.queue.close()
        } catch {
            throw Failure(error, in: connection.path)
        }
    }

    func requireOwner() throws(Failure) {
        guard case .owner = role else { throw Failure(.database, "only the owner of the state folder may do this") }
    }
}

/// Seconds since 1970, by the system's clock.
package func currentTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
