import FoundationEssentials
import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

@Suite struct ResourcePolicyTests {
    private func sample(
        memory: Double,
        disk: Int64 = 50_000,
        cpu: Double = 50,
        own: Double = 50,
        at: Double = 0
    ) -> ResourceSample {
        var sample = ResourceSample()
        sample.at = at
        sample.memoryTotal = 10_000 << 20
        sample.memoryAvailable = Int64((100 - memory) * 100) << 20
        sample.diskFree = disk << 20
        sample.cpuPercent = cpu
        sample.ownCPUPercent = own
        sample.cores = 4
        return sample
    }

    private func policy(_ change: (inout Configuration.Resources) -> Void = { _ in }) -> ResourcePolicy {
        var limits = Configuration.Resources()
        change(&limits)
        return ResourcePolicy(limits, maxWorkers: 8)
    }

    private let load = WorkerLoad(target: 4, busy: 4, waiting: 10, largest: 2000 << 20)

    private func kinds(_ actions: [ResourceAction]) -> [String] {
        actions.map { action in
            switch action {
            case .warn(let notice): "warn \(notice.resource.rawValue)"
            case .alarm(let notice): "alarm \(notice.resource.rawValue)"
            case .recover(let notice): "recover \(notice.resource.rawValue)"
            case .stopLargestWorker: "stop"
            case .scale(let count, _): "scale \(count)"
            case .drain(let failure): "drain \(failure.code.rawValue)"
            }
        }
    }

    @Test func memoryWarnsAlarmsStopsAndRecovers() {
        var policy = policy { $0.scaling = false }
        var seen: [[String]] = []
        for (second, memory) in [50.0, 76, 74, 86, 96, 97, 96, 60].enumerated() {
            seen.append(kinds(policy.judge(sample(memory: memory, at: Double(second) * 6), load: load)))
        }
        #expect(
            seen == [[], ["warn memory"], [], ["alarm memory"], ["stop"], [], ["stop"], ["recover memory"]]
        )
    }

    @Test func onlyWorkerIsStoppedOnlyIfItFillsTheMemory() {
        var policy = policy { $0.scaling = false }
        let small = WorkerLoad(target: 1, busy: 1, waiting: 0, largest: 100 << 20)
        #expect(!kinds(policy.judge(sample(memory: 97), load: small)).contains("stop"))
        let large = WorkerLoad(target: 1, busy: 1, waiting: 0, largest: 3000 << 20)
        #expect(kinds(policy.judge(sample(memory: 97, at: 20), load: large)).contains("stop"))
    }

    @Test func admissionIsRefusedWithTheReasonButNeverToTheFirst() {
        var policy = policy()
        #expect(policy.admission(running: 5) == .admitted)
        _ = policy.judge(sample(memory: 86), load: load)
        #expect(policy.admission(running: 0) == .admitted)
        guard case .refused(let reason) = policy.admission(running: 1) else {
            Issue.record("86 % must refuse")
            return
        }
        #expect(reason.contains("86 %") && reason.contains("85 %"))
        _ = policy.judge(sample(memory: 50), load: load)
        #expect(policy.admission(running: 5) == .admitted)
    }

    @Test func littleFreeMemoryIsRefusedOnSmallMachines() {
        var policy = policy { $0.jobMemoryMB = 6000 }
        _ = policy.judge(sample(memory: 50), load: load)
        #expect(policy.admission(running: 1) != .admitted)
    }

    @Test func fullDiskDrainsTheRunOnce() {
        var policy = policy { $0.scaling = false }
        #expect(kinds(policy.judge(sample(memory: 50, disk: 1500), load: load)) == ["warn disk"])
        #expect(kinds(policy.judge(sample(memory: 50, disk: 900), load: load)) == ["alarm disk", "drain disk_full"])
        #expect(kinds(policy.judge(sample(memory: 50, disk: 800), load: load)) == [])
        #expect(kinds(policy.judge(sample(memory: 50, disk: 9000), load: load)) == ["recover disk"])
    }

    @Test func crowdedMachineHasFewerWorkersAndAQuietOneMore() {
        var policy = policy()
        #expect(kinds(policy.judge(sample(memory: 81), load: load)).contains("scale 2"))
        let fewer = WorkerLoad(target: 2, busy: 2, waiting: 10)
        var seen: [String] = []
        for second in 1...3 { seen += kinds(policy.judge(sample(memory: 40, at: Double(second)), load: fewer)) }
        #expect(seen.last == "scale 3")
    }

    @Test func onlyLastingWorkOfOthersOnTheProcessorIsAReasonForFewerWorkers() {
        var policy = policy()
        #expect(kinds(policy.judge(sample(memory: 50, cpu: 100, own: 99), load: load)).isEmpty)
        var seen: [String] = []
        for _ in 0..<3 { seen += kinds(policy.judge(sample(memory: 50, cpu: 100, own: 60), load: load)) }
        #expect(seen == ["scale 2"])
    }

    @Test func numberOfWorkersStaysWithinItsBounds() {
        var policy = policy { $0.minWorkers = 3 }
        #expect(kinds(policy.judge(sample(memory: 82), load: load)).contains("scale 3"))
        let least = WorkerLoad(target: 3, busy: 3, waiting: 10)
        #expect(!kinds(policy.judge(sample(memory: 83), load: least)).contains { $0.hasPrefix("scale") })
        let most = WorkerLoad(target: 8, busy: 8, waiting: 10)
        for _ in 0..<5 {
            #expect(kinds(policy.judge(sample(memory: 10), load: most)).allSatisfy { !$0.hasPrefix("scale") })
        }
    }

    @Test func switchedOffItAsksForNothing() {
        var policy = policy { $0.enabled = false }
        #expect(policy.judge(sample(memory: 99, disk: 1), load: load).isEmpty)
        #expect(policy.admission(running: 9) == .admitted)
    }
}

@Suite struct ResourceReaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try write("MemTotal: 8000000 kB\nMemFree: 100 kB\nMemAvailable: 4000000 kB\n", to: "proc/meminfo")
        try write("Threads:\t7\n", to: "proc/self/status")
        try write("cpu  100 0 100 700 100 0 0 0 0 0\n", to: "proc/stat")
    }

    private func write(_ text: String, to name: String) throws {
        let parent = "\(folder.path)/\(name.prefix(upTo: name.lastIndex(of: "/") ?? name.startIndex))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try folder.write(text, to: name)
    }

    private func reader() -> ResourceReader {
        ResourceReader(folder: folder.path, proc: "\(folder.path)/proc", cgroup: "\(folder.path)/cgroup")
    }

    private func measure() -> ResourceSample {
        var reader = reader()
        return reader.measure(workers: [], now: 1)
    }

    @Test func machineIsMeasuredWithoutControlGroups() {
        let sample = measure()
        #expect(sample.memoryPercent == 50)
        #expect(sample.memorySource == "machine")
        #expect(sample.memoryPressure == nil)
        #expect(sample.cpuPercent == nil)
        #expect(sample.threads == 7)
        #expect(sample.diskFree ?? 0 > 0)
    }

    @Test func tightestGroupOfVersion2Counts() throws {
        try write("0::/outer/inner\n", to: "proc/self/cgroup")
        try write("max\n", to: "cgroup/outer/inner/memory.max")
        try write("1000\n", to: "cgroup/outer/inner/memory.current")
        try write("1000000000\n", to: "cgroup/outer/memory.max")
        try write("900000000\n", to: "cgroup/outer/memory.current")
        try write("anon 1\ninactive_file 400000000\n", to: "cgroup/outer/memory.stat")
        try write("50000 100000\n", to: "cgroup/outer/cpu.max")
        try write("some avg10=12.50 avg60=1.00 avg300=0.00 total=1\n", to: "cgroup/outer/inner/memory.pressure")
        let sample = measure()
        #expect(sample.memoryTotal == 1_000_000_000)
        #expect(abs(sample.memoryPercent - 50) < 0.01)
        #expect(sample.memorySource == "cgroup v2")
        #expect(sample.cores == 0.5)
        #expect(sample.memoryPressure == 12.5)
    }

    @Test func limitOfVersion1CountsAndTheHugeDefaultDoesNot() throws {
        try write("4:memory:/job\n2:cpu,cpuacct:/\n", to: "proc/self/cgroup")
        try write("9223372036854771712\n", to: "cgroup/memory/memory.limit_in_bytes")
        try write("1\n", to: "cgroup/memory/memory.usage_in_bytes")
        #expect(measure().memorySource == "machine")
        try write("2000000000\n", to: "cgroup/memory/job/memory.limit_in_bytes")
        try write("1500000000\n", to: "cgroup/memory/job/memory.usage_in_bytes")
        let sample = measure()
        #expect(sample.memorySource == "cgroup v1")
        #expect(sample.memoryPercent == 75)
    }

    @Test func processorUseIsTakenBetweenTwoSamples() throws {
        var reader = reader()
        _ = reader.measure(workers: [], now: 1)
        try write("cpu  150 0 125 800 125 0 0 0 0 0\n", to: "proc/stat")
        #expect(reader.measure(workers: [], now: 2).cpuPercent == 37.5)
    }

    @Test func thisMachineCanBeMeasured() {
        var reader = ResourceReader(folder: "/")
        let sample = reader.measure(workers: [], now: 0)
        #expect(sample.memoryTotal > 0 && sample.memoryAvailable > 0 && sample.threads > 0 && sample.cores > 0)
    }

    @Test func historyIsBoundedAndIntervalsAreKept() {
        var limits = Configuration.Resources()
        limits.history = 3
        var monitor = ResourceMonitor(limits, maxWorkers: 2, reader: reader())
        var measured = 0
        for second in 0..<50 where monitor.check(now: Double(second), workers: [], target: 2, waiting: 0) != nil {
            measured += 1
        }
        #expect(measured == 10)
        #expect(monitor.history.map(\.at) == [35, 40, 45])
    }
}
