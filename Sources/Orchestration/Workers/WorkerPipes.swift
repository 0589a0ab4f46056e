import CProcess
import Glibc

/// The three pipes between the parent and one worker; all ends are close-on-exec, ours do not block.
struct WorkerPipes: ~Copyable {
    struct Exhausted: Error {
        let code: Int32
    }

    /// What the worker inherits as 0, 1 and 2; closed by the spawn.
    let childInput: Int32
    let childOutput: Int32
    let childError: Int32
    /// Tasks go in here.
    let tasks: Int32
    /// Reports come from here.
    let reports: Int32
    let errors: Int32

    init() throws(Exhausted) {
        var opened: [Int32] = []
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            guard orchestrate_pipe(&ends, O_CLOEXEC) == 0 else {
                let code = errno
                for descriptor in opened { close(descriptor) }
                throw Exhausted(code: code)
            }
            opened += ends
        }
        (childInput, tasks) = (opened[0], opened[1])
        (reports, childOutput) = (opened[2], opened[3])
        (errors, childError) = (opened[4], opened[5])
        for descriptor in [tasks, reports, errors] { Self.makeNonBlocking(descriptor) }
    }

    deinit {
        for descriptor in [tasks, reports, errors] { close(descriptor) }
    }

    static func makeNonBlocking(_ descriptor: Int32) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    }
}

/// Wakes a thread out of `poll`.
struct WakePipe: ~Copyable {
    let reader: Int32
    private let writer: Int32

    init() throws(WorkerPipes.Exhausted) {
        var ends: [Int32] = [-1, -1]
        guard orchestrate_pipe(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else { throw WorkerPipes.Exhausted(code: errno) }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// A full pipe wakes as well as one more byte would.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(reader, &bytes, bytes.count) > 0 {}
    }
}
