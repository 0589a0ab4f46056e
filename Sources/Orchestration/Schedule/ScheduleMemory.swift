import FoundationEssentials
import Glibc
package import OrchestrateModel

/// The newest time that each schedule was served, in the state folder of its runs.
package struct ScheduleMemory: Sendable {
    private struct Content: Codable {
        var last: Double
    }

    private let path: String

    /// - Parameters:
    ///   - name: The schedule's name.
    ///   - stateFolder: Of its runs; need not exist.
    package init(name: String, stateFolder: String) {
        path = "\(stateFolder)/schedule-\(name).json"
    }

    /// Seconds since 1970; nil before the first run.
    package var last: Double? {
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(Content.self, from: bytes).last
    }

    /// Notes that a time was served; without a state folder there was no run to speak of.
    package func note(_ time: Double) throws(Failure) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        guard access(folder, F_OK) == 0 else { return }
        let value: JSONValue = ["schema": "orchestrate.schedule/1", "last": .fixed(time, places: 0)]
        try AtomicFile.write(Array((value.serialized() + "\n").utf8), to: path)
    }
}
