import FoundationEssentials
import Glibc

/// A program under measurement; its output is thrown away unless it is asked for.
final class Child {
    struct End {
        let code: Int32
        let seconds: Double
        /// Processor time of the program and of all that it waited for.
        let cpuSeconds: Double
        /// Processor time of the program alone.
        let ownCPUSeconds: Double
    }

    let pid: pid_t
    let started: Double
    private var errors: Int32 = -1

    /// Starts it; with `readsErrors` its standard error is for `seconds`.
    init(_ path: String, _ words: [String], environment: [String: String] = [:], readsErrors: Bool = false) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var ends: [Int32] = [-1, -1]
        if readsErrors {
            guard Self.pipe(closingOnExec: &ends) == 0 else {
                throw Laboratory.Trouble(description: "no pipe: \(errno)")
            }
            posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        }
        var variables = ProcessInfo.processInfo.environment
        variables.merge(environment) { $1 }
        var arguments = ([path] + words).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in arguments + settings { free(word) } }
        var pid: pid_t = 0
        started = monotonicSeconds()
        let result = posix_spawn(&pid, path, &actions, nil, &arguments, &settings)
        self.pid = pid
        if readsErrors {
            close(ends[1])
            errors = ends[0]
        }
        guard result == 0 else { throw Laboratory.Trouble(description: "cannot start \(path): \(result)") }
    }

    deinit {
        if errors >= 0 { close(errors) }
    }

    private static func pipe(closingOnExec ends: inout [Int32]) -> Int32 {
        guard Glibc.pipe(&ends) == 0 else { return -1 }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return 0
    }

    /// Reads standard error to its end and tells when, since the start, a line came first that holds all words of a mark.
    func seconds(until marks: [[String]]) -> [Double?] {
        var times = [Double?](repeating: nil, count: marks.count)
        var rest: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(errors, &chunk, chunk.count)
            guard count > 0 else { return times }
            let now = monotonicSeconds() - started
            rest += chunk[..<count]
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            for line in rest[..<end].split(separator: UInt8(ascii: "\n")) {
                let text = String(decoding: line, as: UTF8.self)
                for (index, words) in marks.enumerated() where times[index] == nil {
                    if words.allSatisfy(text.contains) { times[index] = now }
                }
            }
            rest.removeSubrange(...end)
        }
    }

    func finish() throws -> End {
        // Its own share can be read as long as nobody has collected it.
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let end = monotonicSeconds()
        let own = Self.ownCPU(pid)
        var (status, usage): (Int32, rusage) = (0, rusage())
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        let total = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        return End(code: code, seconds: end - started, cpuSeconds: total, ownCPUSeconds: own)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    private static func ownCPU(_ pid: pid_t) -> Double {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return .nan }
        let text = String(decoding: data, as: UTF8.self)
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
