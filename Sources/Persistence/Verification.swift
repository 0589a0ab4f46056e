import FoundationEssentials
import GRDB
import Glibc
package import OrchestrateModel

/// One invariant that does not hold.
package struct Violation: Sendable, Hashable {
    package let invariant: Invariant
    /// What is wrong, with the number of offending rows.
    package let message: String
    /// The offending rows, the first 100.
    package let rows: [String]
}

/// Checks of a state folder, also while a run owns it.
package enum Verification {
    private static let rowLimit = 100

    /// The invariants that do not hold, in their order; empty where all is well.
    ///
    /// A database too damaged to be asked is a violation of `databaseIsSound`.
    package static func run(_ folder: StateFolder) throws(Failure) -> [Violation] {
        let owner = folder.currentOwner()
        let store = try JobStore(folder, role: .reader)
        var violations: [Violation] = []
        for invariant in Invariant.allCases {
            let rows: [String]
            do {
                rows = try offenders(of: invariant, in: store, folder, isOwned: owner != nil)
            } catch  where isDamage(error) {
                violations.append(violation(.databaseIsSound, [error.message]))
                return violations
            }
            if !rows.isEmpty { violations.append(violation(invariant, rows)) }
        }
        return violations
    }

    private static func violation(_ invariant: Invariant, _ rows: [String]) -> Violation {
        let noun = rows.count == 1 ? "row" : "rows"
        return Violation(
            invariant: invariant,
            message: "\(invariant.rawValue) does not hold: \(rows.count) offending \(noun)",
            rows: Array(rows.prefix(rowLimit))
        )
    }

    private static func isDamage(_ failure: Failure) -> Bool {
        let primary = failure.context["sqlite"].flatMap(Int32.init).map { ResultCode(rawValue: $0 & 0xFF) }
        return primary == .SQLITE_CORRUPT || primary == .SQLITE_NOTADB
    }

    private static func offenders(
        of invariant: Invariant,
        in store: JobStore,
        _ folder: StateFolder,
        isOwned: Bool
    ) throws(Failure) -> [String] {
        if let query = invariant.query {
            return try store.connection.read { db in try String.fetchAll(db, sql: query) }
        }
        switch invariant {
        case .changesAreLegal: return try store.connection.read { db in try illegalChanges(db) }
        case .acknowledgedIsDurable: return try lostAcknowledgements(store, folder)
        case .progressIsHonest: return try exaggerations(folder)
        case .noProcessLeft: return isOwned ? [] : leftWorkers(folder)
        default: preconditionFailure("\(invariant) has neither query nor check")
        }
    }

    /// Replays the events of each job.
    private static func illegalChanges(_ db: Database) throws -> [String] {
        let sql = """
            SELECT events.job, path, jobs.state, from_state, to_state, events.version
            FROM events JOIN jobs ON jobs.id = events.job ORDER BY events.job, events.id
            """
        var offenders: [String] = []
        var replay = Replay()
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            if row[0] as Job.ID != replay.job {
                offenders += replay.end()
                replay = Replay(job: row[0], path: row[1], current: row[2])
            }
            offenders += replay.apply(from: row[3], to: row[4], version: row[5])
        }
        offenders += replay.end()
        let silent = "SELECT format('%s has no events', path) FROM jobs WHERE id NOT IN (SELECT job FROM events)"
        return try offenders + String.fetchAll(db, sql: silent)
    }

    /// What is checked of state.json.
    private struct Pointer: Decodable {
        let databaseID: String
        let lastEvent: Int
        let completion: Double?
        let counts: [String: Int]?

        enum CodingKeys: String, CodingKey {
            case databaseID = "database_id"
            case lastEvent = "last_event"
            case completion = "completion_percentage"
            case counts
        }

        /// Nil where there is none, or it cannot be read.
        init?(_ folder: StateFolder) {
            guard let bytes = try? readSmallFile(folder.stateFile) else { return nil }
            let decoded = try? JSONDecoder().decode(Self.self, from: FoundationEssentials.Data(bytes))
            guard let decoded else { return nil }
            self = decoded
        }
    }

    private static func exaggerations(_ folder: StateFolder) throws(Failure) -> [String] {
        guard let pointer = Pointer(folder), let completion = pointer.completion else { return [] }
        guard (0...100).contains(completion) else { return ["state.json says \(completion) %"] }
        guard let pending = pointer.counts?["pending"], pending > 0, completion == 100 else { return [] }
        return ["state.json says 100 % with \(pending) documents pending"]
    }

    /// state.json is written after the database; it can lag behind, never run ahead.
    private static func lostAcknowledgements(_ store: JobStore, _ folder: StateFolder) throws(Failure) -> [String] {
        guard access(folder.stateFile, F_OK) == 0 else { return [] }
        guard let pointer = Pointer(folder) else { return ["state.json cannot be read"] }
        guard pointer.databaseID == store.databaseID else {
            return ["state.json belongs to database \(pointer.databaseID), this is \(store.databaseID)"]
        }
        let last = try store.lastEvent()
        guard pointer.lastEvent > last else { return [] }
        return ["state.json knows event \(pointer.lastEvent), the database ends at \(last)"]
    }

    /// Workers that hold the database open.
    private static func leftWorkers(_ folder: StateFolder) -> [String] {
        var database = stat()
        guard stat(folder.database, &database) == 0 else { return [] }
        return entries(of: "/proc").compactMap(Int32.init).sorted().compactMap { pid in
            // The kernel keeps the first 15 characters of a name.
            guard let comm = try? readSmallFile("/proc/\(pid)/comm"),
                String(decoding: comm, as: UTF8.self).hasPrefix("orchestrate-wor")
            else { return nil }
            let isOpen = entries(of: "/proc/\(pid)/fd").contains { name in
                var opened = stat()
                return stat("/proc/\(pid)/fd/\(name)", &opened) == 0
                    && opened.st_ino == database.st_ino && opened.st_dev == database.st_dev
            }
            return isOpen ? "process \(pid) is a worker of this folder" : nil
        }
    }

    private static func entries(of folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        return names
    }
}

/// One job's history as its events tell it.
private struct Replay {
    var job: Job.ID = 0
    var path = ""
    /// The state the ledger has.
    var current = ""
    private var state: String?
    private var version = 0
    private var hasEvents = false

    init() {}

    init(job: Job.ID, path: String, current: String) {
        self.job = job
        self.path = path
        self.current = current
    }

    mutating func apply(from: String?, to: String, version: Int) -> [String] {
        defer {
            state = to
            self.version = version
            hasEvents = true
        }
        guard hasEvents else { return from == nil && to == "pending" ? [] : ["\(path) begins as \(to)"] }
        guard from == state else {
            return ["\(path): \(state ?? "nothing") is followed by \(from ?? "nothing") → \(to)"]
        }
        guard let before = state.flatMap(JobState.init), let after = JobState(rawValue: to),
            before.successors.contains(after)
        else { return ["\(path): \(state ?? "nothing") → \(to)"] }
        guard !before.isFinal || version > self.version else {
            return ["\(path): version \(version) went on after it had ended \(before.rawValue)"]
        }
        return []
    }

    func end() -> [String] {
        guard hasEvents, state != current else { return [] }
        return ["\(path): the events end with \(state ?? "nothing"), the ledger says \(current)"]
    }
}
