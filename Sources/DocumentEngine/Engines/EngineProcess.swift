import CProcess
import Glibc

/// A running engine and the pipes to it; kills it when it is let go.
///
/// The kernel kills it with the worker's main thread, and the parent with the worker's process group.
final class EngineProcess {
    /// Called a few times a second while the engine is waited for; false gives up waiting.
    typealias Tick = () -> Bool

    let pid: pid_t
    private var input: Int32
    private let output: Int32
    private let picture: Int32
    private var buffer: [UInt8] = []
    /// Bytes of the buffer in which no line ends.
    private var searched = 0
    private static let slice = Duration.milliseconds(250)

    /// Starts the program at a path with these arguments.
    init(path: String, arguments: [String]) throws(EngineFault) {
        guard let pipes = EnginePipes() else { throw .notStarted(Self.message(errno)) }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let pid = orchestrate_spawn_bound(&words, pipes.childInput, pipes.childOutput, pipes.picture)
        let problem = errno
        close(pipes.childInput)
        close(pipes.childOutput)
        self.pid = pid
        input = pipes.input
        output = pipes.output
        picture = pipes.picture
        guard pid > 0 else { throw problem == ENOENT ? .missing(path) : .notStarted(Self.message(problem)) }
    }

    deinit {
        for descriptor in [input, output, picture] where descriptor >= 0 { close(descriptor) }
        guard pid > 0 else { return }
        kill(pid, SIGKILL)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    }

    private static func message(_ number: Int32) -> String { String(cString: strerror(number)) }

    /// Replaces the picture that the engine finds at `EngineProtocol.picturePath`.
    func show(_ bytes: [UInt8]) throws(EngineFault) {
        guard ftruncate(picture, 0) == 0 else { throw .notStarted(Self.message(errno)) }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { pwrite(picture, $0.baseAddress, $0.count, off_t(done)) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .notStarted("no memory for the picture") }
            done += count
        }
    }

    /// Writes all bytes, or throws `silent` where the engine does not take them in time; false where it was given up.
    func send(_ bytes: [UInt8], within seconds: Double, tick: Tick) throws(EngineFault) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                guard try wait(for: POLLOUT, on: input, until: deadline, seconds: seconds, tick) else { return false }
            } else if errno != EINTR {
                throw .died
            }
        }
        return true
    }

    /// The next line without its end; nil where it was given up.
    func line(within seconds: Double, tick: Tick) throws(EngineFault) -> [UInt8]? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                searched = 0
                return line
            }
            searched = buffer.count
            guard searched <= EngineProtocol.maxLineBytes else { throw .flooded }
            guard try wait(for: POLLIN, on: output, until: deadline, seconds: seconds, tick) else { return nil }
            guard take() > 0 else { throw .died }
        }
    }

    /// Throws `flooded` or `garbled` where the engine said something that it was not asked for.
    func expectSilence() throws(EngineFault) {
        while buffer.count <= EngineProtocol.maxUnaskedBytes {
            let count = take()
            guard count > 0 else {
                if count == 0 { throw .died }
                break
            }
        }
        guard buffer.count <= EngineProtocol.maxUnaskedBytes else { throw .flooded }
        guard buffer.isEmpty else { throw .garbled("it spoke without being asked") }
    }

    /// Closes the engine's input; true if its output ends within so many seconds.
    func endsWithItsInput(within seconds: Double) -> Bool {
        close(input)
        input = -1
        let deadline = ContinuousClock.now + .seconds(seconds)
        while (try? wait(for: POLLIN, on: output, until: deadline, seconds: seconds) { true }) == true {
            if take() == 0 { return true }
            buffer = []
        }
        return false
    }

    /// Bytes taken from the pipe; 0 at its end, -1 where there are none now.
    private func take() -> Int {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(output, &chunk, chunk.count)
            if count > 0 { buffer += chunk[..<count] }
            if count < 0, errno == EINTR { continue }
            return count < 0 && errno != EAGAIN ? 0 : count
        }
    }

    /// False where `tick` gave up.
    private func wait(
        for event: Int32,
        on descriptor: Int32,
        until deadline: ContinuousClock.Instant,
        seconds: Double,
        _ tick: Tick
    ) throws(EngineFault) -> Bool {
        while true {
            let left = deadline - .now
            guard left > .zero else { throw .silent(seconds: seconds) }
            let milliseconds = Int32(min(left, Self.slice) / .milliseconds(1)) + 1
            var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            if poll(&entry, 1, milliseconds) > 0 { return true }
            guard tick() else { return false }
        }
    }
}

/// The descriptors between a worker and an engine, all above 9 so that the child can lay out its own.
private struct EnginePipes {
    let childInput: Int32
    let input: Int32
    let output: Int32
    let childOutput: Int32
    let picture: Int32

    /// Nil, with `errno`, where descriptors or memory ran out.
    init?() {
        var there: [Int32] = [-1, -1]
        var back: [Int32] = [-1, -1]
        guard orchestrate_pipe(&there, O_CLOEXEC) == 0 else { return nil }
        let isPaired = orchestrate_pipe(&back, O_CLOEXEC) == 0
        let raised = (there + (isPaired ? back : []) + [orchestrate_memory_file("picture")]).map(Self.raised)
        guard raised.count == 5, !raised.contains(-1) else {
            let problem = errno
            for descriptor in raised where descriptor >= 0 { close(descriptor) }
            errno = problem
            return nil
        }
        childInput = raised[0]
        input = raised[1]
        output = raised[2]
        childOutput = raised[3]
        picture = raised[4]
        for descriptor in [input, output] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
    }

    private static func raised(_ descriptor: Int32) -> Int32 {
        guard descriptor >= 0 else { return -1 }
        defer { close(descriptor) }
        return fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
    }
}
