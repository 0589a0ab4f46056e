import Crypto
import FoundationEssentials
import Glibc
package import OrchestrateModel
import Persistence

/// `state.json`: a checksummed pointer to the database, which is the truth.
///
/// It is written whole to a temporary file, synced, renamed and its folder synced, so a reader finds the old or the new one.
package struct StateFile: Sendable, Hashable, Codable {
    package static let schema = "orchestrate.state/1"

    /// A document at work when the state was saved.
    package struct InFlight: Sendable, Hashable, Codable {
        package var path: String
        package var phase: Phase
        package var pagesDone: Int

        package init(path: String, phase: Phase, pagesDone: Int) {
            self.path = path
            self.phase = phase
            self.pagesDone = pagesDone
        }

        private enum CodingKeys: String, CodingKey {
            case path
            case phase
            case pagesDone = "pages_done"
        }
    }

    package var schema = Self.schema
    package var run: String
    /// Path of the database, relative to the folder of this file.
    package var database: String
    package var databaseID: String
    package var configHash: String
    package var manifestHash: String
    package var sessionID: String
    /// ISO 8601, UTC.
    package var savedAt: String
    package var reason: String
    /// 0 to 100.
    package var completionPercentage: Double
    package var counts: [String: Int]
    package var inFlight: [InFlight]
    /// Sequence number of the last event; 0 before the first.
    package var lastEvent: Int
    package var checksum = ""

    package init(
        run: String,
        database: String,
        databaseID: String,
        configHash: String,
        manifestHash: String,
        sessionID: String,
        savedAt: String,
        reason: String,
        completionPercentage: Double,
        counts: [String: Int],
        inFlight: [InFlight],
        lastEvent: Int
    ) {
        self.run = run
        self.database = database
        self.databaseID = databaseID
        self.configHash = configHash
        self.manifestHash = manifestHash
        self.sessionID = sessionID
        self.savedAt = savedAt
        self.reason = reason
        self.completionPercentage = completionPercentage
        self.counts = counts
        self.inFlight = inFlight
        self.lastEvent = lastEvent
    }

    private enum CodingKeys: String, CodingKey {
        case schema
        case run
        case database
        case databaseID = "database_id"
        case configHash = "config_hash"
        case manifestHash = "manifest_hash"
        case sessionID = "session_id"
        case savedAt = "saved_at"
        case reason
        case completionPercentage = "completion_percentage"
        case counts
        case inFlight = "in_flight"
        case lastEvent = "last_event"
        case checksum
    }

    /// Replaces the file at `path`; throws `ioError` or `diskFull`.
    package func write(to path: String) throws(Failure) {
        var sealed = self
        sealed.checksum = Self.digest(of: serialized(checksum: ""))
        try AtomicFile.write(Array(serialized(checksum: sealed.checksum).utf8), to: path)
    }

    /// Reads and checks the file at `path`; throws `notFound`, `corrupt` or `unsupported` with a message for the user.
    package static func read(from path: String) throws(Failure) -> StateFile {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            let remedy = "give the state.json of an interrupted run, or --resume last"
            throw Failure(.notFound, "cannot read the state file \(path); \(remedy)")
        }
        let remedy = "nothing was touched; the database beside it is the truth: use --resume last"
        struct Head: Decodable {
            let schema: String
        }
        if let head = try? JSONDecoder().decode(Head.self, from: bytes), head.schema != schema {
            throw Failure(.unsupported, "\(path) has schema \(head.schema), this program reads \(schema); \(remedy)")
        }
        guard let state = try? JSONDecoder().decode(StateFile.self, from: bytes) else {
            throw Failure(.corrupt, "\(path) is truncated or is no state file; \(remedy)")
        }
        let expected = state.serialized(checksum: state.checksum)
        guard Array(bytes) == Array(expected.utf8), digest(of: state.serialized(checksum: "")) == state.checksum else {
            throw Failure(.corrupt, "\(path) was altered: its checksum does not match; \(remedy)")
        }
        return state
    }

    /// The finished share of the documents in percent; 100 only where none is left and no more will come.
    static func completion(of counts: LedgerCounts, isComplete: Bool) -> Double {
        guard !isComplete || counts.pending > 0 else { return 100 }
        guard counts.discovered > 0 else { return 0 }
        // Rounded to two places it must not read 100.
        return min(99.99, Double(counts.discovered - counts.pending) / Double(counts.discovered) * 100)
    }

    /// Removes what processes that were killed while they wrote the file left beside it.
    static func removeLeftovers(beside path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let mark = path.split(separator: "/").last.map { "\($0).tmp-" } ?? ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where !mark.isEmpty && name.hasPrefix(mark) { unlink("\(folder)/\(name)") }
    }

    private func serialized(checksum: String) -> String {
        let counts = counts.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONValue.integer($0.value)) }
        let inFlight = inFlight.map { document -> JSONValue in
            [
                "path": .string(document.path),
                "phase": .string(document.phase.rawValue),
                "pages_done": .integer(document.pagesDone),
            ]
        }
        let object: JSONValue = [
            "schema": .string(schema),
            "run": .string(run),
            "database": .string(database),
            "database_id": .string(databaseID),
            "config_hash": .string(configHash),
            "manifest_hash": .string(manifestHash),
            "session_id": .string(sessionID),
            "saved_at": .string(savedAt),
            "reason": .string(reason),
            "completion_percentage": .fixed(completionPercentage, places: 2),
            "counts": .object(counts),
            "in_flight": .array(inFlight),
            "last_event": .integer(lastEvent),
            "checksum": .string(checksum),
        ]
        return object.serialized(indent: 2) + "\n"
    }

    private static func digest(of text: String) -> String {
        SHA256.hexDigest(of: Array(text.utf8))
    }
}

extension SHA256 {
    /// The digest in lower-case hexadecimal.
    static func hexDigest(of bytes: [UInt8]) -> String {
        hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
    }
}
