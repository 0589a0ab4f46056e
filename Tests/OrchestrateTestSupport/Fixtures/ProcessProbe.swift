import FoundationEssentials
import Glibc

/// Looks at processes from outside.
package enum ProcessProbe {
    /// True where the process runs; a zombie does not.
    package static func isAlive(_ pid: Int32) -> Bool {
        guard kill(pid, 0) == 0 else { return false }
        return state(of: pid).map { $0 != "Z" && $0 != "X" } ?? false
    }

    /// True where the process has ended and nobody has collected it.
    package static func isZombie(_ pid: Int32) -> Bool { state(of: pid) == "Z" }

    /// True where the process was stopped by a signal.
    package static func isStopped(_ pid: Int32) -> Bool { state(of: pid) == "T" }

    /// Waits until the process is stopped, at most `seconds`; true where it is.
    package static func waitUntilStopped(_ pid: Int32, seconds: Double) async -> Bool {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while !isStopped(pid) {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    /// The processes whose parent this one is, in the order of their numbers.
    package static func children(of pid: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { words(of: $0).dropFirst().first == "\(pid)" }.sorted()
    }

    private static func state(of pid: Int32) -> Character? { words(of: pid).first?.first }

    /// What `/proc/PID/stat` has after the name: state, parent, and more; empty where there is no such process.
    private static func words(of pid: Int32) -> [Substring] {
        guard let text = read("/proc/\(pid)/stat"), let close = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: close)...].split(separator: " ")
    }

    /// The content of a small file; nil where it cannot be read.
    package static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Waits until the process is gone, at most `seconds`; true where it is.
    package static func waitUntilGone(_ pid: Int32, seconds: Double) async -> Bool {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while isAlive(pid) {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }
}
