import Glibc

/// Measures the machine from /proc, the control groups, pressure information and the file system.
package struct ResourceReader: Sendable {
    private struct Ticks: Sendable {
        var busy = 0.0
        var total = 0.0
        var own = 0.0
    }

    private let proc: String
    private let cgroup: String
    private let folder: String
    private var last: Ticks?

    /// - Parameters:
    ///   - folder: The state folder, whose file system must not fill up.
    ///   - proc: Where the kernel's process information is mounted.
    ///   - cgroup: Where the control groups are mounted.
    package init(folder: String, proc: String = "/proc", cgroup: String = "/sys/fs/cgroup") {
        self.folder = folder
        self.proc = proc
        self.cgroup = cgroup
    }

    /// Measures now; `workers` are the process ids that count as our own.
    package mutating func measure(workers: [Int32], now: Double) -> ResourceSample {
        var sample = ResourceSample()
        sample.at = now
        let group = ControlGroup(proc: proc, root: cgroup)
        readMemory(group, into: &sample)
        sample.memoryPressure = pressure(group)
        sample.cores = max(min(group.cores ?? .infinity, Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), 0.1)
        readProcessor(workers: workers, into: &sample)
        sample.threads = threads("self") + workers.reduce(0) { $0 + threads(String($1)) }
        sample.diskFree = Self.diskFree(folder)
        return sample
    }

    /// Bytes that this user may still write there; nil where the folder cannot be asked.
    package static func diskFree(_ folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    private func readMemory(_ group: ControlGroup, into sample: inout ResourceSample) {
        var values: [Substring: Int64] = [:]
        for line in (ProcFile.read("\(proc)/meminfo") ?? "").split(separator: "\n") {
            let parts = line.split { $0 == " " || $0 == ":" }
            if parts.count >= 2, let kilobytes = Int64(parts[1]) { values[parts[0]] = kilobytes << 10 }
        }
        sample.memoryTotal = values["MemTotal"] ?? 0
        // Kernels before 3.14 do not say what is available.
        let rough = (values["MemFree"] ?? 0) + (values["Cached"] ?? 0)
        sample.memoryAvailable = values["MemAvailable"] ?? rough
        guard let limit = group.memory, sample.memoryTotal == 0 || limit.limit < sample.memoryTotal else { return }
        sample.memoryTotal = limit.limit
        let left = max(limit.limit - limit.used, 0)
        sample.memoryAvailable = sample.memoryAvailable == 0 ? left : min(left, sample.memoryAvailable)
        sample.memorySource = limit.source
    }

    private func pressure(_ group: ControlGroup) -> Double? {
        let text = ProcFile.read(group.pressureFile ?? "\(proc)/pressure/memory") ?? ""
        let some = text.split(separator: "\n").first { $0.hasPrefix("some ") }
        let average = some?.split(separator: " ").first { $0.hasPrefix("avg10=") }
        return average.flatMap { Double($0.dropFirst(6)) }
    }

    private mutating func readProcessor(workers: [Int32], into sample: inout ResourceSample) {
        let line = (ProcFile.read("\(proc)/stat", limit: 4096) ?? "").split(separator: "\n").first ?? ""
        let fields = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
        guard fields.count >= 5 else { return }
        // Idle and waiting for input or output are the fourth and fifth.
        let total = fields.reduce(0, +)
        var ticks = Ticks(busy: total - fields[3] - fields[4], total: total)
        let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        for pid in workers + [getpid()] { ticks.own += (ProcessUsage.sample(pid: pid)?.cpuSeconds ?? 0) * perSecond }
        if let last, ticks.total > last.total {
            let elapsed = ticks.total - last.total
            sample.cpuPercent = min(max(100 * (ticks.busy - last.busy) / elapsed, 0), 100)
            // A worker that was replaced takes its time with it; then our share is not known.
            if ticks.own >= last.own { sample.ownCPUPercent = min(100 * (ticks.own - last.own) / elapsed, 100) }
        }
        last = ticks
    }

    private func threads(_ process: String) -> Int {
        let lines = (ProcFile.read("\(proc)/\(process)/status") ?? "").split(separator: "\n")
        return lines.first { $0.hasPrefix("Threads:") }.flatMap { Int($0.dropFirst(8).filter(\.isNumber)) } ?? 0
    }
}
