import Glibc
package import OrchestrateModel
import Synchronization

/// Writes frames to the parent, from the working thread and the watchdog alike.
package final class MessageSender: Sendable {
    private struct Pipe {
        let descriptor: Int32
        /// Progress too frequent to be sent, which matters once nothing follows it.
        var withheld: TaskProgress?
    }

    private let pipe: Mutex<Pipe>

    package init(_ descriptor: Int32) {
        pipe = Mutex(Pipe(descriptor: descriptor))
    }

    /// Keeps progress for the next heartbeat: a parser that hangs now is to be blamed on the right page.
    package func withhold(_ progress: TaskProgress) {
        pipe.withLock { $0.withheld = progress }
    }

    /// Returns when the pipe has taken the whole frame; ends the process where the parent is gone.
    package func send(_ message: WorkerMessage) {
        let frame: [UInt8]
        do {
            frame = try Wire.encode(message)
        } catch {
            Diagnostics.write("a message cannot be encoded: \(error)")
            exit(ExitCode.protocolViolation)
        }
        pipe.withLock { pipe in
            pipe.withheld = nil
            Self.write(frame, to: pipe.descriptor)
        }
    }

    /// Sends a heartbeat, and the progress that was withheld, unless that would have to wait: a full pipe says that the parent does not read, not that we died.
    func beat() {
        guard let frame = try? Wire.encode(WorkerMessage.heartbeat(residentBytes: Resident.bytes)) else { return }
        pipe.withLockIfAvailable { pipe in
            var target = pollfd(fd: pipe.descriptor, events: Int16(POLLOUT), revents: 0)
            // A pipe that polls as writable takes frames this small at once.
            guard poll(&target, 1, 0) == 1, target.revents & Int16(POLLOUT) != 0 else { return }
            Self.write(frame, to: pipe.descriptor)
            guard let progress = pipe.withheld, let late = try? Wire.encode(WorkerMessage.progress(progress)) else {
                return
            }
            pipe.withheld = nil
            Self.write(late, to: pipe.descriptor)
        }
    }

    private static func write(_ frame: [UInt8], to descriptor: Int32) {
        var rest = frame[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                Watchdog.endGroup()
            }
        }
    }
}

/// Exit codes of a worker.
package enum ExitCode {
    package static let setupFailed: Int32 = 2
    package static let protocolViolation: Int32 = 3
    /// After a TERM, as a shell would report it.
    package static let terminated: Int32 = 128 + 15
}

/// Lines on standard error, which the parent collects.
package enum Diagnostics {
    package static func write(_ line: String) {
        let bytes = Array("orchestrate-worker: \(line)\n".utf8)
        _ = Glibc.write(2, bytes, bytes.count)
    }
}

/// This process's resident memory.
enum Resident {
    static var bytes: Int64 {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &text, text.count)
        guard count > 0 else { return 0 }
        let fields = String(decoding: text[..<count], as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
