import GRDB
import OrchestrateModel

/// One SQLite connection, opened as the project needs it and read back to be sure.
///
/// Nobody checkpoints on its own: SQLite before 3.51.3 can damage the log when a checkpoint meets a commit that restarts
/// it. See `JobStore.checkpoint`.
struct Connection: Sendable {
    enum Mode {
        case readWrite
        case readOnly
    }

    let path: String
    let queue: DatabaseQueue
    private let synchronous: OrchestrateModel.Configuration.Storage.Synchronous

    init(_ path: String, mode: Mode, storage: OrchestrateModel.Configuration.Storage) throws(Failure) {
        self.path = path
        synchronous = storage.synchronous
        do {
            queue = try Self.open(path, mode: mode, busySeconds: storage.busySeconds)
            try queue.writeWithoutTransaction { db in
                try Self.setPragmas(db, mode: mode, synchronous: storage.synchronous)
            }
        } catch {
            throw Failure(error, in: path)
        }
    }

    private static func open(_ path: String, mode: Mode, busySeconds: Double) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(busySeconds)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 1
        configuration.label = "orchestrate"
        configuration.observesSuspensionNotifications = false
        guard mode == .readOnly else { return try DatabaseQueue(path: path, configuration: configuration) }
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
            return queue
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
        {
            // A folder that cannot be written has no place for the log's index; without a log nothing is missed.
            guard isWithoutLog(path) else { throw error }
            return try DatabaseQueue(path: immutableURI(path), configuration: configuration)
        }
    }

    private static func setPragmas(
        _ db: Database,
        mode: Mode,
        synchronous: OrchestrateModel.Configuration.Storage.Synchronous
    ) throws {
        guard mode == .readWrite else { return }
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw Failure(.database, "SQLite refuses its write-ahead log on this file system; use another --state")
        }
        // Savepoints would otherwise keep their undo pages in files.
        let speed = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192"
        try db.execute(sql: "PRAGMA synchronous = \(synchronous.level); PRAGMA wal_autocheckpoint = 0; \(speed)")
        let isAsWanted =
            try Int.fetchOne(db, sql: "PRAGMA synchronous") == synchronous.level
            && Int.fetchOne(db, sql: "PRAGMA wal_autocheckpoint") == 0
            && Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1
        guard isAsWanted else { throw Failure(.database, "this SQLite ignores settings that keep results safe") }
    }

    private static func isWithoutLog(_ path: String) -> Bool {
        guard let log = try? readSmallFile(path + "-wal") else { return true }
        return log.isEmpty
    }

    private static func immutableURI(_ path: String) -> String {
        let plain = path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                return String(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16)
                return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return "file:\(plain.joined())?immutable=1"
    }

    /// Runs `body` in a transaction that holds the write lock from its beginning.
    func write<Result>(_ body: (Database) throws -> Result) throws(Failure) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in try Self.run(body, in: db, .immediate) }
        } catch {
            throw Failure(error, in: path)
        }
    }

    /// As `write`, but durable only together with the next `write` to this database, whichever process makes it.
    ///
    /// The log is synced as a whole and recovered up to its first gap, so nothing that was written later survives without
    /// it. For what may be forgotten after a power cut as long as everything that rests on it is forgotten, too. The
    /// connection is not let go meanwhile: whatever another thread writes on it is synced.
    func writeUnsynced<Result>(_ body: (Database) throws -> Result) throws(Failure) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in
                try Self.setSynchronous(.normal, of: db)
                let result = Swift.Result { try Self.run(body, in: db, .immediate) }
                try Self.setSynchronous(synchronous, of: db)
                return try result.get()
            }
        } catch {
            throw Failure(error, in: path)
        }
    }

    /// Compiled anew each time: SQLite carries this one out when it is compiled.
    private static func setSynchronous(
        _ mode: OrchestrateModel.Configuration.Storage.Synchronous,
        of db: Database
    ) throws {
        try db.execute(sql: "PRAGMA synchronous = \(mode.level)")
    }

    private static func run<Result>(
        _ body: (Database) throws -> Result,
        in db: Database,
        _ kind: Database.TransactionKind
    ) throws -> Result {
        var result: Result?
        try db.inTransaction(kind) {
            result = try body(db)
            return .commit
        }
        guard let result else { throw Failure(.database, "a transaction ended without a result") }
        return result
    }

    /// Runs `body` on one unchanging view of the database.
    func read<Result>(_ body: (Database) throws -> Result) throws(Failure) -> Result {
        do {
            return try queue.unsafeRead { db in try Self.run(body, in: db, .deferred) }
        } catch {
            throw Failure(error, in: path)
        }
    }

    /// Moves the log's pages into the database while this connection holds the write lock and writes nothing.
    ///
    /// Returns the pages in the log and those of them that are in the database by now.
    func checkpoint() throws(Failure) -> CheckpointReport {
        let path = path
        do {
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(1)
            return try queue.writeWithoutTransaction { db in
                var report = CheckpointReport(logged: 0, moved: 0)
                try db.inTransaction(.immediate) {
                    let second = try DatabaseQueue(path: path, configuration: configuration)
                    defer { try? second.close() }
                    report = try second.writeWithoutTransaction { other in
                        try other.execute(sql: "PRAGMA wal_autocheckpoint = 0")
                        let row = try Row.fetchOne(other, sql: "PRAGMA wal_checkpoint(PASSIVE)")
                        return CheckpointReport(logged: row?[1] ?? 0, moved: row?[2] ?? 0)
                    }
                    return .rollback
                }
                return report
            }
        } catch {
            throw Failure(error, in: path)
        }
    }
}

extension OrchestrateModel.Configuration.Storage.Synchronous {
    /// As SQLite counts.
    fileprivate var level: Int { self == .full ? 2 : 1 }
}

/// How far a checkpoint came; fewer pages moved than logged means that a reader still needs the older ones.
package struct CheckpointReport: Sendable, Hashable {
    package let logged: Int
    package let moved: Int
}

/// Gives the time in seconds since 1970.
package typealias WallClock = @Sendable () -> Double
