import Glibc
import Synchronization

/// Writes text to a descriptor in order without ever blocking who gives it, even where a terminal was stopped by Ctrl-S.
///
/// A thread exists only while there is something to write.
package final class OutputThread: Sendable {
    private struct State {
        var waiting: [String] = []
        var isWriting = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// True where all was written; a picture that would only wait is not worth drawing.
    package var isIdle: Bool { state.withLock { !$0.isWriting } }

    package func write(_ text: String) {
        guard !text.isEmpty else { return }
        let mustStart = state.withLock { state in
            state.waiting.append(text)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        // Without a thread left the text is written here, late rather than never.
        if mustStart, !BlockingThread.start({ self.drain() }) { drain() }
    }

    /// Waits until all is written, but not for a terminal that takes nothing.
    package func flush(seconds: Double = 1) {
        let deadline = Monotonic.now + seconds
        while !isIdle, Monotonic.now < deadline { usleep(1000) }
    }

    private func drain() {
        while true {
            let texts = state.withLock { state in
                defer { state.waiting = [] }
                state.isWriting = !state.waiting.isEmpty
                return state.waiting
            }
            guard !texts.isEmpty else { return }
            put(Array(texts.joined().utf8))
        }
    }

    /// A reader that went away is nobody's concern here.
    private func put(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, 1000)
            } else if errno != EINTR {
                return
            }
        }
    }
}
