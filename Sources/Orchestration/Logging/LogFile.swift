import Glibc
package import OrchestrateModel
import Synchronization

/// A file of JSON lines that is rotated by size: `x.log`, the older ones `x.log.1`, `x.log.2` and so on.
///
/// A line is written whole or not at all. A full disk or a folder that went away loses lines, never the run.
package final class LogFile: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var size = 0
        var lost = 0
    }

    private let path: String
    private let limits: Configuration.Logging
    private let state: Mutex<State>

    /// Opens the file, readable by its owner alone, since it names documents.
    package init(path: String, limits: Configuration.Logging) {
        self.path = path
        self.limits = limits
        state = Mutex(State())
        state.withLock { open(&$0) }
    }

    deinit {
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
        }
    }

    /// Lines that could not be written.
    package var lost: Int { state.withLock { $0.lost } }

    package func write(_ entry: JSONValue) {
        let bytes = Array((entry.serialized() + "\n").utf8)
        state.withLock { state in
            if state.size > 0, state.size + bytes.count > limits.maxFileMB << 20 { rotate(&state) }
            if state.descriptor < 0 { open(&state) }
            let count = bytes.withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
            if count == bytes.count {
                state.size += count
            } else {
                // What is left of a torn line is taken back.
                if count > 0 { ftruncate(state.descriptor, off_t(state.size)) }
                state.lost += 1
            }
        }
    }

    private func open(_ state: inout State) {
        state.descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        var status = stat()
        state.size = state.descriptor >= 0 && fstat(state.descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private func rotate(_ state: inout State) {
        close(state.descriptor)
        state.descriptor = -1
        if limits.keepFiles == 0 {
            unlink(path)
        } else {
            unlink("\(path).\(limits.keepFiles)")
            for number in stride(from: limits.keepFiles - 1, to: 0, by: -1) {
                rename("\(path).\(number)", "\(path).\(number + 1)")
            }
            rename(path, "\(path).1")
        }
        open(&state)
    }
}
