import FoundationEssentials
import Glibc

/// A program that was started by a test, in a process group of its own, with its output in a file.
package final class Program {
    package struct CannotStart: Error {}

    package let pid: Int32
    private var status: Int32?

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
        guard posix_spawn(&pid, arguments[0], &actions, &attributes, &words, environ) == 0 else { throw CannotStart() }
        self.pid = pid
    }

    deinit {
        guard status == nil else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    package func signal(_ number: Int32) { kill(pid, number) }

    /// The exit code, 128 and the number after a signal; nil where it still runs after `seconds`.
    package func exitCode(within seconds: Double = 120) async -> Int32? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while true {
            if let code = poll() { return code }
            guard ContinuousClock.now < deadline else { return nil }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Its children, as far as they live.
    package var children: [Int32] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        let lists = threads.compactMap { ProcessProbe.read("/proc/\(pid)/task/\($0)/children") }
        return lists.flatMap { $0.split(separator: " ").compactMap { Int32($0) } }.filter(ProcessProbe.isAlive)
    }

    private func poll() -> Int32? {
        if let status { return status }
        var raw: Int32 = 0
        guard waitpid(pid, &raw, WNOHANG) == pid else { return nil }
        status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
        return status
    }
}
