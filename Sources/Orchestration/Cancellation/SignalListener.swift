import Glibc
import Synchronization

/// Signals as an asynchronous sequence, also where they were inherited as ignored.
///
/// A handler may do next to nothing, so it writes the signal's number into a pipe that a thread of ours reads.
/// One listener a process, for its lifetime.
package final class SignalListener: Sendable {
    package let signals: AsyncStream<Int32>

    private static let writeEnd = Atomic<Int32>(-1)

    package init(_ numbers: [Int32]) {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "no descriptor left for the signal pipe")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        Self.writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        let readEnd = ends[0]
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        signals = stream
        Self.startThread {
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count == 1 {
                    continuation.yield(Int32(number))
                } else if count == 0 || errno != EINTR {
                    return continuation.finish()
                }
            }
        }
        for number in numbers { Self.handle(number) }
    }

    private static func handle(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalListener.writeEnd.load(ordering: .relaxed), &byte, 1)
            errno = saved
        }
        action.sa_flags = SA_RESTART
        sigaction(number, &action, nil)
    }

    private static func startThread(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(run: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        precondition(code == 0, "no thread left for signals")
        pthread_detach(thread)
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
