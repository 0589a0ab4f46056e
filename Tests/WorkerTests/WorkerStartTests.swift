import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

@Suite(.timeLimit(.minutes(2)))
struct WorkerStartTests {
    @Test(arguments: ["exitBeforeHello", "helloAndDie", "wrongVersion", "garbageHello"])
    func workersThatDieBeforeATaskStopTheRun(fault: String) async throws {
        let fixture = PoolFixture.make(startFault: fault)
        let error = await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 1) }
        #expect(error?.failure.code == .workerStart)
        #expect(error?.failure.failureClass == .critical)
        #expect(fixture.events.deaths.count == fixture.limits.breakerDeaths + 1)
    }

    @Test func lastWordsOfTheWorkerAreInTheError() async throws {
        let fixture = PoolFixture.make(startFault: "exitBeforeHello")
        let error = await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 1) }
        #expect(error?.failure.message.contains("no hello from me") == true)
    }

    @Test(arguments: ["noHello", "noReady"])
    func silenceIsNotWaitedForBeyondItsTime(fault: String) async throws {
        var limits = PoolFixture.shortLimits
        limits.helloSeconds = 0.3
        limits.breakerDeaths = 1
        let fixture = PoolFixture.make(limits: limits, startFault: fault)
        await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 1) }
        #expect(fixture.events.deaths.map(\.cause) == [.overran(.hello), .overran(.hello)])
    }

    @Test func missingExecutableIsToldByItsPath() async throws {
        let fixture = PoolFixture.make(executable: "/nonexistent/orchestrate-worker")
        let error = await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 2) }
        #expect(error?.failure.code == .workerStart)
        #expect(error?.failure.message.contains("/nonexistent/orchestrate-worker") == true)
    }

    @Test func failedSetupIsToldAsTheWorkerToldIt() async throws {
        let fixture = PoolFixture.make(startFault: "setupFailed")
        let error = await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 2) }
        #expect(error?.failure.code == .missingLanguage)
    }

    @Test func templateProblemsComeWithTheError() async throws {
        let fixture = PoolFixture.make(startFault: "templateProblem")
        let error = await #expect(throws: WorkerStartError.self) { try await fixture.pool.start(count: 1) }
        #expect(error?.problems.map(\.line) == [3])
    }

    @Test func workersThatDieWhileIdleStopTheRunThatHasBegun() async throws {
        let fixture = PoolFixture.make(startFault: "readyAndDie")
        _ = try await fixture.pool.start(count: 1)
        var ending = TaskEnding.stopped
        // Whether a task reaches the worker before it exits is a matter of luck; in the end none is left to take it.
        for _ in 0..<10 {
            ending = await fixture.run("fine.pdf").ending
            if case .unavailable = ending { break }
        }
        guard case .unavailable(let failure) = ending else {
            Issue.record("the pool went on with \(ending)")
            return
        }
        #expect(failure.code == .workerStart)
        await fixture.pool.stop(.kill)
    }

    @Test func workersThatWouldGiveOtherResultsAreNotMixed() async throws {
        let fixture = PoolFixture.make(startFault: "changedFingerprint")
        _ = try await fixture.pool.start(count: 1)
        await fixture.pool.scale(to: 2)
        var ending = TaskEnding.finished
        while ending == .finished { ending = await fixture.run("fine.pdf").ending }
        guard case .unavailable(let failure) = ending else {
            Issue.record("the pool went on with \(ending)")
            return
        }
        #expect(failure.code == .workerStart)
        await fixture.pool.stop(.kill)
    }

    @Test func workerThatTakesNoInputIsKilledAfterTheTimeForAWrite() async throws {
        let fixture = PoolFixture.make(startFault: "deaf")
        _ = try await fixture.pool.start(count: 1)
        let long = String(repeating: "a", count: 4000)
        let (ending, _) = await fixture.run(.documents(PoolFixture.jobs((0..<200).map { "\(long)\($0)" })))
        #expect(ending.lost?.death.cause == .overran(.write))
        await fixture.pool.stop(.kill)
    }

    @Test func engineAnswersWithoutAStateFolder() async throws {
        var configuration = Configuration()
        configuration.workers = PoolFixture.shortLimits
        let client = EngineClient(executable: BuiltProducts.path("FaultyWorker"), configuration: configuration)
        #expect(try await client.engineReport().languages == ["eng"])
        #expect(try await client.checkTemplates([]).problems.isEmpty)
    }
}
