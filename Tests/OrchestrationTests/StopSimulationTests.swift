import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

/// Queue, retries and stop on a clock and a randomness of the test's own: a thousand runs in a second or two.
struct StopSimulationTests {
    @Test(arguments: 0..<10)
    func noJobIsLostOrTakenTwiceAndEveryRunEnds(hundred: UInt64) {
        for seed in (hundred * 100)..<((hundred + 1) * 100) {
            var run = SimulatedRun(seed: seed)
            run.toTheEnd()
            #expect(run.complaints == [], "seed \(seed)")
        }
    }
}

/// One run: documents that succeed, fail, crash their worker or are interrupted, and perhaps a stop.
private struct SimulatedRun {
    private struct Work {
        var task: WorkerTask
        var until: Double
    }

    private var random: SeededGenerator
    private var queue: QueueState
    private let retries: RetryManager
    private let maxAttempts: Int
    private var stop = CancellationState(grace: 5, terminate: 2)
    private var working: [Work] = []
    private var open: Set<Job.ID> = []
    private var closed: Set<Job.ID> = []
    private var now = 1_000.0
    private let workers: Int
    private let count: Int
    private var stopAt: Double?
    private var stoppedAt: Double?
    private(set) var complaints: [String] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var configuration = Configuration()
        configuration.retry.maxAttempts = Int.random(in: 1...4, using: &random)
        maxAttempts = configuration.retry.maxAttempts
        workers = Int.random(in: 1...4, using: &random)
        count = Int.random(in: 1...60, using: &random)
        queue = QueueState(rules: QueueRules(configuration, workers: workers))
        retries = RetryManager(configuration.retry)
        if Bool.random(using: &random) { stopAt = now + Double.random(in: 0..<30, using: &random) }
    }

    mutating func toTheEnd() {
        let jobs = (1...count).map { id in
            Job(id: Int64(id), path: DocumentPath("/\(id).pdf"), size: Int64(id) * 1000, sequence: Int64(id))
        }
        open = Set(jobs.map(\.id))
        _ = queue.enqueue(jobs, now: now)
        queue.complete()
        for _ in 0..<100_000 {
            guard !isOver() else { return judge() }
            step()
        }
        complaints.append("does not end")
    }

    private mutating func isOver() -> Bool {
        guard working.isEmpty else { return false }
        if !stop.isRunning { return true }
        while working.count < workers {
            switch queue.next(now: now, room: BatchRoom(workers: workers)) {
            case .task(let task): begin(task)
            case .wait(let time):
                now = max(now, time)
                return false
            case .idle: return false
            case .drained: return working.isEmpty
            }
        }
        return false
    }

    private mutating func begin(_ task: WorkerTask) {
        for job in task.jobs where working.contains(where: { $0.task.jobs.contains { $0.id == job.id } }) {
            complaints.append("\(job.id) is taken twice")
        }
        for job in task.jobs where closed.contains(job.id) { complaints.append("\(job.id) is taken after its end") }
        working.append(Work(task: task, until: now + Double.random(in: 0.01..<3, using: &random)))
    }

    private mutating func step() {
        now += 0.05
        if let time = stopAt, now >= time {
            stopAt = nil
            stoppedAt = now
            obey(stop.request(.interrupt, now: now))
        }
        obey(stop.tick(now: now))
        while stop.isRunning, working.count < workers,
            case .task(let task) = queue.next(now: now, room: BatchRoom(workers: workers))
        {
            begin(task)
        }
        for work in working.filter({ $0.until <= now }) { end(work) }
        working.removeAll { $0.until <= now }
    }

    private mutating func obey(_ actions: [CancellationState.Action]) {
        for action in actions {
            switch action {
            case .stopAdmission: queue.close()
            case .killWorkers:
                for work in working { queue.finish(work.task) }
                working = []
            case .terminateWorkers, .saveState, .announce: break
            }
        }
    }

    private mutating func end(_ work: Work) {
        for job in work.task.jobs { end(job) }
        queue.finish(work.task)
    }

    private mutating func end(_ job: Job) {
        var job = job
        job.attempt += 1
        if job.attempt > maxAttempts { complaints.append("\(job.id) has attempt \(job.attempt)") }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6: close(job)
        case 6:
            job.interruptions += 1
            guard job.interruptions <= 5 else { return close(job) }
            job.attempt -= 1
            again(job)
        case 7:
            job.strikes += 1
            decide(Failure(.workerCrashed, "crashed"), job)
        case 8: decide(Failure(.ioError, "unreadable for now"), job)
        default: decide(Failure(.corrupt, "damaged"), job)
        }
    }

    private mutating func decide(_ failure: Failure, _ job: Job) {
        let decision = retries.decide(failure, job: job, now: now, random: Double.random(in: 0..<1, using: &random))
        guard case .retry(let time, let slowLane) = decision else { return close(job) }
        var job = job
        job.notBefore = time
        job.isSlow = job.isSlow || slowLane
        again(job)
    }

    private mutating func again(_ job: Job) {
        guard stop.isRunning else { return }
        _ = queue.enqueue([job], now: now)
    }

    private mutating func close(_ job: Job) {
        if !closed.insert(job.id).inserted { complaints.append("\(job.id) ends twice") }
        open.remove(job.id)
    }

    private mutating func judge() {
        if stop.isRunning, !open.isEmpty { complaints.append("\(open.count) documents were lost") }
        if open.count + closed.count != count { complaints.append("the counts do not add up") }
        if let stoppedAt, now > stoppedAt + 7.2 { complaints.append("the stop took \(now - stoppedAt) s") }
    }
}
