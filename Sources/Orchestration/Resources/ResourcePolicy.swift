package import OrchestrateModel

/// What the state of the machine asks for.
package enum ResourceAction: Sendable, Hashable {
    case warn(ResourceNotice)
    case alarm(ResourceNotice)
    case recover(ResourceNotice)
    /// Stop the worker that holds the most memory; its document goes back to the queue.
    case stopLargestWorker(reason: String)
    case scale(to: Int, reason: String)
    /// Begin nothing more, finish what is at work, end the run resumably.
    case drain(Failure)
}

/// One finding about a resource.
package struct ResourceNotice: Sendable, Hashable {
    package enum Resource: String, Sendable, Hashable {
        case memory
        case disk
    }

    package var resource: Resource
    /// The measured value: percent in use for memory, free megabytes for disk.
    package var value: Double
    package var threshold: Double
    package var message: String

    package init(resource: Resource, value: Double, threshold: Double, message: String) {
        self.resource = resource
        self.value = value
        self.threshold = threshold
        self.message = message
    }
}

/// How the workers stand when a sample is judged.
package struct WorkerLoad: Sendable, Hashable {
    /// Workers that are wanted at present.
    package var target: Int
    package var busy: Int
    /// Documents that wait.
    package var waiting: Int
    /// Resident bytes of the largest worker.
    package var largest: Int64

    package init(target: Int, busy: Int, waiting: Int, largest: Int64 = 0) {
        self.target = target
        self.busy = busy
        self.waiting = waiting
        self.largest = largest
    }
}

/// Turns samples into actions by thresholds; pure, so that every rule can be tried.
package struct ResourcePolicy: Sendable {
    /// Whether a job may begin.
    package enum Admission: Sendable, Hashable {
        case admitted
        case refused(String)
    }

    private enum Level: Int, Sendable, Comparable {
        case normal
        case warned
        case alarmed

        static func < (lhs: Level, rhs: Level) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// Points below a threshold at which it counts as left, so that a value at the border does not flicker.
    private static let margin = 3.0
    /// Seconds that a stopped worker's memory takes to come back.
    private static let stopPause = 10.0
    /// Quiet checks in a row before there are more workers, and crowded ones on the processor before there are fewer.
    private static let steadyChecks = 3

    private let limits: Configuration.Resources
    private let maxWorkers: Int
    private var memory = Level.normal
    private var disk = Level.normal
    private var lastStop = -Double.infinity
    private var quiet = 0
    private var crowded = 0
    private var sample = ResourceSample()

    package init(_ limits: Configuration.Resources, maxWorkers: Int) {
        self.limits = limits
        self.maxWorkers = max(maxWorkers, 1)
    }

    /// Judges a new sample.
    package mutating func judge(_ sample: ResourceSample, load: WorkerLoad) -> [ResourceAction] {
        guard limits.enabled, sample.memoryTotal > 0 else { return [] }
        self.sample = sample
        return judgeMemory(load) + judgeDisk() + scaling(load)
    }

    /// Whether one more job may begin by the last sample; the first one always may.
    package func admission(running: Int) -> Admission {
        guard limits.enabled, running > 0, sample.memoryTotal > 0 else { return .admitted }
        if sample.memoryPercent >= limits.admitPercent {
            let used = Self.number(sample.memoryPercent)
            return .refused(
                "\(used) % of the memory is in use, no job is begun from \(Self.number(limits.admitPercent)) % on"
            )
        }
        if sample.memoryAvailableMB < limits.jobMemoryMB {
            return .refused("\(sample.memoryAvailableMB) MB of memory are free, a job needs \(limits.jobMemoryMB) MB")
        }
        return .admitted
    }

    private mutating func judgeMemory(_ load: WorkerLoad) -> [ResourceAction] {
        let percent = sample.memoryPercent
        var actions = change(
            of: &memory,
            .memory,
            percent,
            warn: limits.warnPercent,
            alarm: limits.admitPercent,
            text:
                "\(Self.number(percent)) % of \(sample.memoryTotal >> 20) MB memory (\(sample.memorySource)) is in use"
        )
        // Stopping the only worker helps only if it is what fills the memory.
        let helps = load.busy > 1 || load.busy == 1 && load.largest >= sample.memoryTotal / 10
        if percent >= limits.stopPercent, helps, sample.at - lastStop >= Self.stopPause {
            lastStop = sample.at
            actions.append(.stopLargestWorker(reason: "\(Self.number(percent)) % of the memory is in use"))
        }
        return actions
    }

    private mutating func judgeDisk() -> [ResourceAction] {
        guard let free = sample.diskFreeMB else { return [] }
        let limit = Double(limits.diskMB)
        // Counted as fill, so that more is worse as with memory.
        var actions = change(
            of: &disk,
            .disk,
            -Double(free),
            warn: -2 * limit,
            alarm: -limit,
            text: "\(free) MB of disk are free, \(limits.diskMB) MB are kept"
        )
        if actions.contains(where: { if case .alarm = $0 { true } else { false } }) {
            let message =
                "the disk is nearly full: \(free) MB are free, \(limits.diskMB) MB are kept (resources.disk_mb); "
                + "free some space and go on with --resume last"
            actions.append(.drain(Failure(.diskFull, message)))
        }
        return actions
    }

    private func change(
        of level: inout Level,
        _ resource: ResourceNotice.Resource,
        _ value: Double,
        warn: Double,
        alarm: Double,
        text: String
    ) -> [ResourceAction] {
        let old = level
        let left = resource == .memory ? Self.margin : 50
        if value >= alarm {
            level = .alarmed
        } else if value >= warn {
            level = old == .alarmed && value >= alarm - left ? .alarmed : .warned
        } else if old != .normal, value >= warn - left {
            level = .warned
        } else {
            level = .normal
        }
        guard level != old else { return [] }
        let threshold = abs(level == .alarmed ? alarm : warn)
        let notice = ResourceNotice(resource: resource, value: abs(value), threshold: threshold, message: text)
        switch level {
        case .normal: return [.recover(notice)]
        case .warned: return old == .normal ? [.warn(notice)] : [.recover(notice)]
        case .alarmed: return [.alarm(notice)]
        }
    }

    private mutating func scaling(_ load: WorkerLoad) -> [ResourceAction] {
        guard limits.scaling else { return [] }
        crowded = crowdedProcessor == nil ? 0 : crowded + 1
        if let reason = crowdedMemory ?? (crowded >= Self.steadyChecks ? crowdedProcessor : nil) {
            crowded = 0
            quiet = 0
            let fewer = max(limits.minWorkers, min(load.target - 1, Int(Double(load.target) / limits.scaleFactor)))
            return fewer < load.target && load.target > 1 ? [.scale(to: max(fewer, 1), reason: reason)] : []
        }
        let isCalm = sample.memoryPercent < limits.scaleDownMemoryPercent - 10 && (sample.foreignCores ?? 0) < 0.5
        quiet = isCalm ? quiet + 1 : 0
        guard quiet >= Self.steadyChecks, load.target < maxWorkers, load.waiting > 0 else { return [] }
        let wanted = min(maxWorkers, max(load.target + 1, Int(Double(load.target) * limits.scaleFactor)))
        // Each new worker loads a model of its own.
        let fitting = load.target + sample.memoryAvailableMB / max(limits.modelMemoryMB, 1)
        let more = min(wanted, fitting)
        guard more > load.target else { return [] }
        quiet = 0
        return [.scale(to: more, reason: "memory and processor have room for more")]
    }

    private var crowdedMemory: String? {
        guard sample.memoryPercent > limits.scaleDownMemoryPercent else { return nil }
        return "\(Self.number(sample.memoryPercent)) % of the memory is in use"
    }

    /// A processor that is busy with our own work alone is as it should be; it is crowded where others want it too.
    private var crowdedProcessor: String? {
        guard let cpu = sample.cpuPercent, let foreign = sample.foreignCores, cpu > limits.scaleDownCPUPercent,
            foreign >= 0.5
        else { return nil }
        return "the processors are \(Self.number(cpu)) % busy, \(Self.number(foreign)) of them with other programs"
    }

    /// One decimal at most.
    private static func number(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return Int(exactly: tenths).map(String.init) ?? String(tenths)
    }
}
