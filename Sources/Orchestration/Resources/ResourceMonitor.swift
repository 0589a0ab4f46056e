package import OrchestrateModel

/// Measures the machine at intervals, judges it and remembers the measurements.
package struct ResourceMonitor: Sendable {
    private var reader: ResourceReader
    private var policy: ResourcePolicy
    private let interval: Double
    private let capacity: Int
    private var next = -Double.infinity
    /// The newest measurements, the oldest first.
    package private(set) var history: [ResourceSample] = []

    /// - Parameters:
    ///   - limits: Thresholds, and how often they are looked at.
    ///   - maxWorkers: The most workers that scaling may lead to.
    ///   - reader: What measures.
    package init(_ limits: Configuration.Resources, maxWorkers: Int, reader: ResourceReader) {
        self.reader = reader
        policy = ResourcePolicy(limits, maxWorkers: maxWorkers)
        interval = limits.intervalSeconds
        capacity = max(limits.history, 1)
    }

    package var latest: ResourceSample? { history.last }

    /// Measures if it is time to.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970.
    ///   - workers: The workers as they are.
    ///   - target: Workers that are wanted.
    ///   - waiting: Documents that wait.
    /// - Returns: The measurement and what it asks for; nil before the interval is over.
    package mutating func check(
        now: Double,
        workers: [WorkerSnapshot],
        target: Int,
        waiting: Int
    ) -> (sample: ResourceSample, actions: [ResourceAction])? {
        guard now >= next else { return nil }
        next = now + interval
        let sample = reader.measure(workers: workers.filter { $0.pid > 0 }.map(\.pid), now: now)
        if history.count >= capacity { history.removeFirst(history.count - capacity + 1) }
        history.append(sample)
        let busy = workers.filter { $0.activity == .working }
        let load = WorkerLoad(
            target: target,
            busy: busy.count,
            waiting: waiting,
            largest: busy.map(\.residentBytes).max() ?? 0
        )
        return (sample, policy.judge(sample, load: load))
    }

    /// Whether one more job may begin beside those that run.
    package func admission(running: Int) -> ResourcePolicy.Admission { policy.admission(running: running) }
}
