import Glibc
package import OrchestrateModel
import Synchronization

/// Signals as calls on a thread of their own, also where they were inherited as ignored.
///
/// A handler may do next to nothing, so it writes the signal's number into a pipe that a thread of ours reads. The answer
/// is given on that thread, so that it comes at once however busy the rest is. One listener a process, for its lifetime.
package final class SignalListener: Sendable {
    private struct State {
        var answer: (@Sendable (Int32) -> Void)?
        var unanswered: [Int32] = []
    }

    private let state = Mutex(State())
    private static let writeEnd = Atomic<Int32>(-1)

    /// Handles these signals from now on; throws `ioError` where the system has no pipe or thread left.
    package init(_ numbers: [Int32]) throws(Failure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Self.failure("no pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A storm of signals must not block whichever thread they hit; what finds the pipe full was asked for before.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        Self.writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        let readEnd = ends[0]
        try Self.startThread {
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count == 1 {
                    self.take(Int32(number))
                } else if count == 0 || errno != EINTR {
                    return
                }
            }
        }
        for number in numbers { Self.handle(number) }
    }

    /// Has every signal answered by `answer`, one after the other, those that came before included; nil lets them wait.
    package func answer(with answer: (@Sendable (Int32) -> Void)?) {
        let waiting = state.withLock { state in
            state.answer = answer
            defer { if answer != nil { state.unanswered = [] } }
            return answer == nil ? [] : state.unanswered
        }
        for number in waiting { answer?(number) }
    }

    private func take(_ number: Int32) {
        let answer = state.withLock { state in
            if state.answer == nil { state.unanswered.append(number) }
            return state.answer
        }
        answer?(number)
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

    private static func failure(_ what: String, _ number: Int32) -> Failure {
        let cause = String(cString: strerror(number))
        return Failure(
            .ioError,
            "\(what) is left to hear signals with (\(cause)); end other programs or raise ulimit -n, -u"
        )
    }

    private static func startThread(_ body: @escaping @Sendable () -> Void) throws(Failure) {
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
        guard code == 0 else {
            box.release()
            throw failure("no thread", code)
        }
        pthread_detach(thread)
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
