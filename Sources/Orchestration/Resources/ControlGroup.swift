/// The limits of the control groups around this process, of version 2 or 1.
struct ControlGroup: Sendable, Hashable {
    struct Memory: Sendable, Hashable {
        var limit: Int64
        /// In use and not to be had back by dropping cached files.
        var used: Int64
        var source: String
    }

    /// Of the group that leaves the least; nil without a limit.
    private(set) var memory: Memory?
    /// Processors granted by the tightest quota; nil without one.
    private(set) var cores: Double?
    /// The pressure file of our own group, where there is one.
    private(set) var pressureFile: String?

    /// Reads the groups named in `/proc/self/cgroup`, and those above them, where they are mounted.
    init(proc: String, root: String) {
        let lines = (ProcFile.read("\(proc)/self/cgroup") ?? "").split(separator: "\n")
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let controllers = parts[1].split(separator: ",")
            let path = String(parts[2])
            if parts[1].isEmpty {
                // Version 2 alone, or beside version 1 in `unified`.
                for mount in [root, "\(root)/unified"] { readVersion2(mount: mount, path: path) }
            }
            if controllers.contains("memory") { readMemory1(mount: "\(root)/memory", path: path) }
            if controllers.contains("cpu") {
                for mount in ["\(root)/cpu", "\(root)/cpu,cpuacct"] { readQuota1(mount: mount, path: path) }
            }
        }
    }

    /// The folders of a group and of those above it, up to the mount; a path hidden by a namespace leaves the mount.
    private static func chain(mount: String, path: String) -> [String] {
        var parts = path.split(separator: "/").map(String.init)
        var folders: [String] = []
        while true {
            folders.append(parts.isEmpty ? mount : "\(mount)/\(parts.joined(separator: "/"))")
            guard parts.popLast() != nil else { return folders }
        }
    }

    private mutating func readVersion2(mount: String, path: String) {
        for folder in Self.chain(mount: mount, path: path) {
            if pressureFile == nil, ProcFile.read("\(folder)/memory.pressure") != nil {
                pressureFile = "\(folder)/memory.pressure"
            }
            if let limit = Self.number("\(folder)/memory.max"), let current = Self.number("\(folder)/memory.current") {
                let cached = Self.field("inactive_file", in: "\(folder)/memory.stat") ?? 0
                tighten(Memory(limit: limit, used: max(current - cached, 0), source: "cgroup v2"))
            }
            let quota = (ProcFile.read("\(folder)/cpu.max") ?? "").split { $0 == " " || $0 == "\n" }
            if quota.count == 2 { tighten(quota: Double(quota[0]), period: Double(quota[1])) }
        }
    }

    private mutating func readMemory1(mount: String, path: String) {
        for folder in Self.chain(mount: mount, path: path) {
            guard let limit = Self.number("\(folder)/memory.limit_in_bytes"), limit < Int64.max / 2,
                let current = Self.number("\(folder)/memory.usage_in_bytes")
            else { continue }
            let cached = Self.field("total_inactive_file", in: "\(folder)/memory.stat") ?? 0
            tighten(Memory(limit: limit, used: max(current - cached, 0), source: "cgroup v1"))
        }
    }

    private mutating func readQuota1(mount: String, path: String) {
        for folder in Self.chain(mount: mount, path: path) {
            let quota = Self.number("\(folder)/cpu.cfs_quota_us").map(Double.init)
            tighten(quota: quota, period: Self.number("\(folder)/cpu.cfs_period_us").map(Double.init))
        }
    }

    private mutating func tighten(_ other: Memory) {
        guard let memory, memory.limit - memory.used <= other.limit - other.used else {
            self.memory = other
            return
        }
    }

    private mutating func tighten(quota: Double?, period: Double?) {
        guard let quota, let period, quota > 0, period > 0 else { return }
        cores = min(cores ?? .infinity, quota / period)
    }

    private static func number(_ path: String) -> Int64? {
        ProcFile.read(path).flatMap { Int64($0.split(separator: "\n").first ?? "") }
    }

    private static func field(_ name: String, in path: String) -> Int64? {
        for line in (ProcFile.read(path) ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, parts[0] == name { return Int64(parts[1]) }
        }
        return nil
    }
}
