import Glibc

/// Finds what a worker started, by a mark in its environment that children inherit, even where they left its process group.
///
/// A child that replaces its environment is not found.
enum Descendants {
    static let variable = "ORCHESTRATE_WORKER_MARK"

    /// Kills every process that bears the mark, other than the worker itself.
    static func kill(mark: String, except worker: Int32) {
        guard let folder = opendir("/proc") else { return }
        defer { closedir(folder) }
        let wanted = Array("\(variable)=\(mark)".utf8)
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = Int32(name), pid != worker, pid != getpid() else { continue }
            guard let environment = ProcFile.bytes("/proc/\(pid)/environ", limit: 1 << 20) else { continue }
            if environment.split(separator: 0).contains(where: { $0.elementsEqual(wanted) }) {
                _ = Glibc.kill(pid, SIGKILL)
            }
        }
    }
}

/// How often the kernel killed for lack of memory, by every counter that this machine has.
struct MemoryKills: Sendable, Equatable {
    private let counts: [Int]

    /// Reads cgroup v2 and v1 and /proc/vmstat; those that are absent are left out.
    static func current() -> MemoryKills {
        let paths = counterFiles
        return MemoryKills(counts: paths.map { count(in: ProcFile.read($0) ?? "") })
    }

    func haveRisen(since earlier: MemoryKills) -> Bool {
        zip(counts, earlier.counts).contains { $0 > $1 }
    }

    private static let counterFiles: [String] = {
        var files = ["/proc/vmstat"]
        for line in (ProcFile.read("/proc/self/cgroup") ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            if parts[0] == "0" { files.append("/sys/fs/cgroup\(parts[2])/memory.events") }
            if parts[1].split(separator: ",").contains("memory") {
                files.append("/sys/fs/cgroup/memory\(parts[2])/memory.oom_control")
            }
        }
        return files
    }()

    private static func count(in text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix("oom_kill ") {
            return Int(line.dropFirst("oom_kill ".count)) ?? 0
        }
        return 0
    }
}
