import Glibc

/// How a child process ended.
enum ChildEnd: Equatable {
    case exited(Int32)
    case signalled(Int32)
}

/// A process that was started here, in a process group of its own.
final class Child {
    let pid: Int32
    private var end: ChildEnd?

    /// Starts a program with its output going to a file.
    init(_ arguments: [String], output: String, environment: [String: String] = [:]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, arguments[0], &actions, &attributes, &words, environ)
        guard code == 0 else { throw ChaosError("cannot start \(arguments[0]): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    /// How it ended, or nil while it runs.
    func poll() -> ChildEnd? {
        if let end { return end }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        end = Self.end(status)
        return end
    }

    /// Waits for its end; nil where it still runs after `seconds`.
    func wait(seconds: Double) -> ChildEnd? {
        let deadline = Clock.now + seconds
        while Clock.now < deadline {
            if let end = poll() { return end }
            usleep(2000)
        }
        return poll()
    }

    /// Kills it and waits for its end.
    func kill() {
        if poll() == nil { Glibc.kill(pid, SIGKILL) }
        _ = wait(seconds: 10)
    }

    private static func end(_ status: Int32) -> ChildEnd {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}

/// What cannot go on, in words.
struct ChaosError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Seconds of a clock that does not go back.
enum Clock {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// SplitMix64: the same seed, the same sequence.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Prints a line at once, also where the output is no terminal.
func say(_ line: String) {
    print(line)
    fflush(nil)
}
