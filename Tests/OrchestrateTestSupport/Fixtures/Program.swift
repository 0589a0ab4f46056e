import Glibc

/// A program that was started by a test, in a process group of its own, with its output in a file.
package final class Program {
    package struct CannotStart: Error, CustomStringConvertible {
        package let description: String
    }

    /// How a program ended.
    package enum End: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    package let pid: Int32
    private var end: End?

    package init(_ arguments: [String], output: String) throws {
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
        guard code == 0 else {
            throw CannotStart(description: "cannot start \(arguments[0]): \(String(cString: strerror(code)))")
        }
        self.pid = pid
    }

    deinit { stop() }

    package func signal(_ number: Int32) { kill(pid, number) }

    /// The exit code, 128 and the number after a signal; nil where it still runs after `seconds`.
    package func exitCode(within seconds: Double = 120) async -> Int32? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while true {
            switch poll() {
            case .exited(let code): return code
            case .signalled(let number): return 128 + number
            case nil: break
            }
            guard ContinuousClock.now < deadline else { return nil }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Its children, as far as they live.
    package var children: [Int32] { ProcessProbe.children(of: pid).filter(ProcessProbe.isAlive) }

    /// How it ended; nil while it runs.
    package func poll() -> End? {
        if let end { return end }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        let number = status & 0x7F
        end = number == 0 ? .exited((status >> 8) & 0xFF) : .signalled(number)
        return end
    }

    /// Waits for its end on this thread; nil where it still runs after `seconds`.
    package func wait(seconds: Double) -> End? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while ContinuousClock.now < deadline {
            if let end = poll() { return end }
            usleep(2000)
        }
        return poll()
    }

    /// Kills it, if it still runs, and waits for its end.
    package func stop() {
        if poll() == nil { kill(pid, SIGKILL) }
        _ = wait(seconds: 10)
    }
}
