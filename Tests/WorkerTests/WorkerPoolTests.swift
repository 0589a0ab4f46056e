import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct WorkerPoolTests {
    @Test func tasksAreSharedOutAmongTheWorkers() async throws {
        try await PoolFixture.withPool(count: 2) { fixture in
            let workers = await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var worker: Int?
                        let jobs = PoolFixture.jobs(["slow.pdf"])
                        _ = await fixture.pool.run(.documents(jobs)) { event in
                            if case .started(let index, _) = event { worker = index }
                        }
                        return worker
                    }
                }
                return await group.reduce(into: Set<Int>()) { set, worker in
                    if let worker { set.insert(worker) }
                }
            }
            #expect(workers == [0, 1])
        }
    }

    @Test func rangeOfPagesIsRecognisedByOneWorker() async throws {
        try await PoolFixture.withPool { fixture in
            let job = PoolFixture.jobs(["fine.pdf"])[0]
            let (ending, reports) = await fixture.run(.pages(job, [3, 4]))
            #expect(ending == .finished)
            #expect(reports.map(\.ending) == [.pagesRecognized([3: .ocr, 4: .ocr])])
        }
    }

    @Test func pageThatKillsItsReaderIsNamed() async throws {
        var limits = PoolFixture.shortLimits
        limits.pageCPUSeconds = 0.3
        try await PoolFixture.withPool(limits: limits) { fixture in
            let job = PoolFixture.jobs(["burn.pdf"])[0]
            let lost = try #require(await fixture.run(.pages(job, [7, 8])).ending.lost)
            #expect(lost.blamedPage == 7)
        }
    }

    @Test func workerIsReplacedAfterItsNumberOfDocuments() async throws {
        var limits = PoolFixture.shortLimits
        limits.recycleAfterDocuments = 2
        try await PoolFixture.withPool(limits: limits) { fixture in
            for _ in 0..<5 { #expect(await fixture.run("fine.pdf").ending == .finished) }
            #expect(Set(fixture.events.pids).count == 3)
            #expect(fixture.events.deaths.isEmpty)
        }
    }

    @Test func workerThatHoldsTooMuchMemoryWhenIdleIsReplaced() async throws {
        var limits = PoolFixture.shortLimits
        limits.recycleMemoryMB = 1
        try await PoolFixture.withPool(limits: limits) { fixture in
            for _ in 0..<2 { #expect(await fixture.run("fine.pdf").ending == .finished) }
            #expect(Set(fixture.events.pids).count >= 2)
        }
    }

    @Test func cancelledTaskStopsItsWorkerAndIsAnInterruption() async throws {
        try await PoolFixture.withPool { fixture in
            let running = await fixture.begin("ignoreTerm.pdf")
            running.cancel()
            let lost = try #require(await running.value.ending.lost)
            #expect(lost.death.cause == .stopped)
            #expect(lost.death.isInterruption)
            #expect(await fixture.run("fine.pdf").ending == .finished)
        }
    }

    @Test func waitingForAWorkerEndsWithItsTask() async throws {
        try await PoolFixture.withPool { fixture in
            let busy = await fixture.begin("slow.pdf")
            let waiting = Task { await fixture.run("fine.pdf").ending }
            waiting.cancel()
            #expect(await waiting.value == .stopped)
            #expect(await busy.value.ending == .finished)
        }
    }

    @Test func stoppingSoftlyLetsTheTaskFinish() async throws {
        let fixture = PoolFixture.make()
        _ = try await fixture.pool.start(count: 2)
        let busy = await fixture.begin("slow.pdf")
        await fixture.pool.stop(.leave)
        #expect(await busy.value.ending == .finished)
        #expect(fixture.events.deaths.isEmpty)
        #expect(await fixture.run("fine.pdf").ending == .stopped)
        for pid in fixture.events.pids { #expect(!ProcessProbe.isAlive(pid)) }
    }

    @Test func terminatedWorkerReportsTheInterruption() async throws {
        let fixture = PoolFixture.make()
        _ = try await fixture.pool.start(count: 1)
        let busy = await fixture.begin("hang.pdf")
        await fixture.pool.stop(.terminate)
        let (ending, reports) = await busy.value
        #expect(ending == .finished)
        #expect(reports.map(\.ending) == [.interrupted])
    }

    @Test func workerDeafToTermIsKilledWhenThePoolStops() async throws {
        let fixture = PoolFixture.make()
        _ = try await fixture.pool.start(count: 1)
        let busy = await fixture.begin("ignoreTerm.pdf")
        await fixture.pool.stop(.terminate)
        for pid in fixture.events.pids { #expect(!ProcessProbe.isAlive(pid)) }
        #expect(await busy.value.ending.lost?.death.cause == .stopped)
    }

    @Test func poolScalesUpAndDown() async throws {
        try await PoolFixture.withPool { fixture in
            await fixture.pool.scale(to: 3)
            while await fixture.pool.snapshots.count(where: { $0.activity == .idle }) < 3 {
                try await Task.sleep(for: .milliseconds(5))
            }
            await fixture.pool.scale(to: 1)
            while await fixture.pool.snapshots.count > 1 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(await fixture.pool.target == 1)
            #expect(fixture.events.deaths.isEmpty)
            #expect(await fixture.run("fine.pdf").ending == .finished)
        }
    }

    @Test func largestWorkerIsStoppedWhereMemoryRunsShort() async throws {
        try await PoolFixture.withPool { fixture in
            #expect(await fixture.pool.stopLargest() == nil)
            let busy = await fixture.begin("endless.pdf")
            #expect(await fixture.pool.stopLargest()?.progress?.job == 1)
            let lost = try #require(await busy.value.ending.lost)
            #expect(lost.death.cause == .stoppedForMemory)
            #expect(lost.death.code == .outOfMemory)
            #expect(lost.blamed == 1)
        }
    }

    @Test func suspendedWorkersOverrunNoBudget() async throws {
        try await PoolFixture.withPool(limits: PoolFixture.impatientLimits) { fixture in
            let busy = await fixture.begin("slow.pdf")
            await fixture.pool.suspend()
            try await Task.sleep(for: .seconds(fixture.limits.noProgressSeconds + 0.5))
            await fixture.pool.resume()
            #expect(await busy.value.ending == .finished)
        }
    }
}
