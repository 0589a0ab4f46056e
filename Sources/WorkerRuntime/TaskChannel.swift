import CProcess
import Glibc
package import OrchestrateModel

/// The worker's end of the task pipe; read by one thread.
package final class TaskChannel: Sendable {
    /// Why there is no further message.
    package enum End: Error, Sendable, Hashable {
        /// A TERM came.
        case stopped
        /// The parent is gone.
        case closed
        /// Bytes that are no message, or a frame that did not go on.
        case broken(String)
    }

    /// Where tasks come from.
    package let input: Int32
    /// Where reports go.
    package let output: Int32
    private let wakeReader: Int32
    private let wakeWriter: Int32

    /// Moves descriptors 0 and 1 out of the way of libraries: 0 becomes /dev/null, and 1 goes where 2 goes.
    ///
    /// To be called before anything may print.
    ///
    /// - Returns: Nil where a descriptor is missing.
    package static func claim() -> TaskChannel? {
        let input = duplicate(0)
        let output = duplicate(1)
        let null = open("/dev/null", O_RDONLY)
        var ends: [Int32] = [-1, -1]
        guard input >= 0, output >= 0, null >= 0, dup2(null, 0) == 0, dup2(2, 1) == 1,
            orchestrate_pipe(&ends, O_CLOEXEC | O_NONBLOCK) == 0
        else { return nil }
        if null > 2 { close(null) }
        return TaskChannel(input: input, output: output, wakeReader: ends[0], wakeWriter: ends[1])
    }

    private static func duplicate(_ descriptor: Int32) -> Int32 {
        fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }

    private init(input: Int32, output: Int32, wakeReader: Int32, wakeWriter: Int32) {
        self.input = input
        self.output = output
        self.wakeReader = wakeReader
        self.wakeWriter = wakeWriter
    }

    /// Ends the wait of the reading thread, from any thread.
    package func wake() {
        var byte: UInt8 = 1
        _ = write(wakeWriter, &byte, 1)
    }

    /// Waits for bytes of the parent; `inside` a frame no longer than `seconds`.
    fileprivate func wait(inside: Bool, seconds: Double) -> End? {
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        let result = poll(&descriptors, 2, inside ? Int32(seconds * 1000) : -1)
        if descriptors[1].revents != 0 { return .stopped }
        if result == 0 { return .broken("a frame did not go on for \(seconds) s") }
        return nil
    }
}

/// Cuts what comes through a task channel into messages.
package struct TaskReader {
    private let channel: TaskChannel
    private var parser = FrameParser()
    /// Seconds within which a frame that has begun goes on.
    package var frameSeconds = 30.0

    package init(_ channel: TaskChannel) {
        self.channel = channel
    }

    /// Waits for the next message.
    package mutating func next() throws(TaskChannel.End) -> ParentMessage {
        while true {
            if let payload = try payload() {
                guard let message = try? Wire.decode(ParentMessage.self, from: payload) else {
                    throw .broken("a frame that is no message")
                }
                return message
            }
            if let end = channel.wait(inside: parser.isInsideFrame, seconds: frameSeconds) { throw end }
            var chunk = [UInt8](repeating: 0, count: 65536)
            let count = read(channel.input, &chunk, chunk.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .closed }
            parser.append(chunk[..<count])
        }
    }

    private mutating func payload() throws(TaskChannel.End) -> [UInt8]? {
        do {
            return try parser.next()
        } catch {
            throw .broken("a frame of \(error.length) bytes")
        }
    }
}
