/// The machine at one moment, as far as this process may use it.
package struct ResourceSample: Sendable, Hashable, Codable {
    /// Seconds since 1970.
    package var at = 0.0
    /// Bytes that may be used: of the machine, or of the tightest control group around us.
    package var memoryTotal: Int64 = 0
    package var memoryAvailable: Int64 = 0
    /// Where the limit comes from: `machine`, `cgroup v1` or `cgroup v2`.
    package var memorySource = "machine"
    /// Processor use of the whole machine since the sample before, 0 to 100; nil for the first.
    package var cpuPercent: Double?
    /// The part of it that this program and its workers took.
    package var ownCPUPercent: Double?
    /// Processors that may be used, a control group's quota included.
    package var cores = 1.0
    /// Bytes free for us where the state folder is; nil where it cannot be read.
    package var diskFree: Int64?
    /// Threads of this program and its workers.
    package var threads = 0
    /// Percent of the last ten seconds in which some task waited for memory; nil without pressure information.
    package var memoryPressure: Double?

    package init() {}

    /// Memory in use, 0 to 100.
    package var memoryPercent: Double {
        guard memoryTotal > 0 else { return 0 }
        return min(max(100 * (1 - Double(memoryAvailable) / Double(memoryTotal)), 0), 100)
    }

    package var memoryAvailableMB: Int { Int(memoryAvailable >> 20) }
    package var memoryUsedMB: Int { Int((memoryTotal - memoryAvailable) >> 20) }
    package var diskFreeMB: Int? { diskFree.map { Int($0 >> 20) } }

    /// Processors that other programs keep busy; nil in the first sample.
    package var foreignCores: Double? {
        guard let cpuPercent, let ownCPUPercent else { return nil }
        return max(cpuPercent - ownCPUPercent, 0) / 100 * cores
    }
}
