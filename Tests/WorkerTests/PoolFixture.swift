import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Synchronization
import Testing

/// A pool of faulty workers with short budgets, and what was heard of it.
struct PoolFixture {
    let pool: WorkerPool
    let events: EventLog
    let limits: Configuration.Workers

    /// Budgets long enough for a busy machine and short enough for a test.
    static var shortLimits: Configuration.Workers {
        var limits = Configuration.Workers()
        limits.noProgressSeconds = 30
        limits.helloSeconds = 30
        limits.frameSeconds = 0.5
        limits.writeSeconds = 0.5
        limits.controlSeconds = 2
        limits.terminateSeconds = 0.5
        return limits
    }

    /// The same, for a worker that is to be found hanging.
    static var impatientLimits: Configuration.Workers {
        var limits = shortLimits
        limits.noProgressSeconds = 1
        return limits
    }

    /// Runs `body` with a pool that has started, and stops it.
    static func withPool(
        count: Int = 1,
        limits: Configuration.Workers = shortLimits,
        _ body: (PoolFixture) async throws -> Void
    ) async throws {
        let fixture = make(limits: limits)
        _ = try await fixture.pool.start(count: count)
        do {
            try await body(fixture)
        } catch {
            await fixture.pool.stop(.kill)
            throw error
        }
        await fixture.pool.stop(.kill)
        for pid in fixture.events.pids { #expect(!ProcessProbe.isAlive(pid) && !ProcessProbe.isZombie(pid)) }
    }

    static func make(
        executable: String = BuiltProducts.path("FaultyWorker"),
        limits: Configuration.Workers = shortLimits,
        startFault: String? = nil
    ) -> PoolFixture {
        let events = EventLog()
        var configuration = Configuration()
        configuration.workers = limits
        let pool = WorkerPool(
            executable: executable,
            limits: limits,
            environment: startFault.map { ["FAULTY_START": $0] } ?? [:],
            setup: { [configuration] in
                WorkerSetup(configuration: configuration, stateFolder: nil, epoch: 1, index: $0)
            },
            observe: { events.note($0) }
        )
        return PoolFixture(pool: pool, events: events, limits: limits)
    }

    /// Has a worker process documents with these names, numbered from 1.
    func run(_ names: String...) async -> (ending: TaskEnding, reports: [OutcomeReport]) {
        await run(.documents(Self.jobs(names)))
    }

    func run(_ task: WorkerTask) async -> (ending: TaskEnding, reports: [OutcomeReport]) {
        var reports: [OutcomeReport] = []
        let ending = await pool.run(task) { event in
            if case .outcome(let report) = event { reports.append(report) }
        }
        return (ending, reports)
    }

    /// Has a worker process the document with this name, and waits until it is at it.
    func begin(_ name: String) async -> Task<(ending: TaskEnding, reports: [OutcomeReport]), Never> {
        let (begun, told) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            var reports: [OutcomeReport] = []
            let ending = await pool.run(.documents(Self.jobs([name]))) { event in
                switch event {
                case .started: break
                case .progress: told.yield()
                case .outcome(let report): reports.append(report)
                }
            }
            told.finish()
            return (ending: ending, reports: reports)
        }
        for await _ in begun { break }
        return task
    }

    static func jobs(_ names: [String]) -> [Job] {
        names.enumerated().map { index, name in
            Job(id: Int64(index + 1), path: DocumentPath(name.hasPrefix("/") ? name : "/inbox/\(name)"), size: 10)
        }
    }
}

/// What a pool told of its workers.
final class EventLog: Sendable {
    private let state = Mutex<[PoolEvent]>([])

    func note(_ event: PoolEvent) {
        state.withLock { $0.append(event) }
    }

    var all: [PoolEvent] { state.withLock { $0 } }

    var pids: [Int32] {
        all.compactMap { event in
            if case .started(_, let pid) = event { pid } else { nil }
        }
    }

    var deaths: [Death] {
        all.compactMap { event in
            if case .lost(let death) = event { death } else { nil }
        }
    }
}

extension TaskEnding {
    /// What was lost, where the worker died.
    var lost: LostTask? {
        if case .died(let lost) = self { lost } else { nil }
    }
}
