import OrchestrateModel
import Orchestration
import Testing

/// The rules alone: no process, no clock.
struct WorkerSupervisionTests {
    private static let kill: Int32 = 9
    private static let terminate: Int32 = 15

    private struct Bench {
        var supervision: WorkerSupervision
        var now = 0.0

        init(_ adjust: (inout Configuration.Workers) -> Void = { _ in }) {
            var limits = Configuration.Workers()
            adjust(&limits)
            let setup = WorkerSetup(configuration: Configuration(), stateFolder: nil, epoch: 1, index: 0)
            supervision = WorkerSupervision(pid: 42, setup: setup, limits: limits, at: 0)
        }

        /// A bench whose worker is ready.
        static func ready(_ adjust: (inout Configuration.Workers) -> Void = { _ in }) -> Bench {
            var bench = Bench(adjust)
            _ = bench.feed(.message(.hello(version: Wire.version, pid: 42)))
            _ = bench.feed(.message(.ready(fingerprint: "f")))
            return bench
        }

        mutating func feed(_ input: WorkerSupervision.Input) -> [WorkerSupervision.Output] {
            supervision.handle(input, at: now)
        }

        /// Ticks and beats for so many seconds; everything that was decided meanwhile.
        mutating func pass(
            _ seconds: Double,
            doing input: WorkerSupervision.Input? = nil
        ) -> [WorkerSupervision.Output] {
            var outputs: [WorkerSupervision.Output] = []
            let end = now + seconds
            while now < end - 1e-9 {
                now += 0.25
                outputs += feed(.message(.heartbeat(residentBytes: 1)))
                if let input { outputs += feed(input) }
                outputs += feed(.tick)
            }
            return outputs
        }

        mutating func begin(_ count: Int = 1) -> [WorkerSupervision.Output] {
            feed(.task(.documents((1...Int64(count)).map { Job(id: $0, path: DocumentPath("/\($0)"), size: 1) })))
        }

        mutating func exit(_ status: WorkerExit = .signalled(9)) -> Death? {
            for case .gone(let death) in feed(.exited(status, killedForMemory: false, lastLines: [])) { return death }
            return nil
        }
    }

    private static func progress(_ job: Int64, page: Int = 0) -> WorkerSupervision.Input {
        .message(.progress(TaskProgress(job: job, phase: .recognition, page: page, pages: 9)))
    }

    private func signals(_ outputs: [WorkerSupervision.Output]) -> [Int32] {
        outputs.compactMap { output in
            if case .signal(let number) = output { number } else { nil }
        }
    }

    @Test func setupFollowsTheHello() {
        var bench = Bench()
        let outputs = bench.feed(.message(.hello(version: Wire.version, pid: 42)))
        guard case .send(.setup) = outputs.first else {
            Issue.record("no setup sent: \(outputs)")
            return
        }
    }

    @Test func silenceBeforeTheHelloIsKilledAfterItsTime() {
        var bench = Bench()
        #expect(bench.pass(29.5).isEmpty)
        #expect(signals(bench.pass(1)) == [Self.kill])
        #expect(bench.exit()?.cause == .overran(.hello))
    }

    @Test func noProgressEndsInTermAndAfterFiveSecondsInKill() {
        var bench = Bench.ready()
        _ = bench.begin()
        #expect(signals(bench.pass(59.5)).isEmpty)
        #expect(signals(bench.pass(1)) == [Self.terminate])
        #expect(signals(bench.pass(4)).isEmpty)
        #expect(signals(bench.pass(2)) == [Self.kill])
        #expect(bench.exit()?.cause == .overran(.noProgress))
    }

    @Test func heartbeatsAloneAreNoProgress() {
        var bench = Bench.ready()
        _ = bench.begin()
        #expect(signals(bench.pass(61)) == [Self.terminate])
    }

    @Test func documentMayNotGoOnForEverWithProgress() {
        var bench = Bench.ready()
        _ = bench.begin()
        #expect(signals(bench.pass(599, doing: Self.progress(1, page: 1))).isEmpty)
        #expect(signals(bench.pass(2, doing: Self.progress(1, page: 2))) == [Self.terminate])
        #expect(bench.exit()?.cause == .overran(.document))
    }

    @Test func eachPageOfARangeHasATimeOfItsOwn() {
        var bench = Bench.ready()
        let job = Job(id: 1, path: DocumentPath("/1"), size: 1)
        _ = bench.feed(.task(.pages(job, [1, 2])))
        #expect(signals(bench.pass(500, doing: Self.progress(1, page: 1))).isEmpty)
        #expect(signals(bench.pass(500, doing: Self.progress(1, page: 2))).isEmpty)
    }

    @Test func processorTimeIsCountedFromTheBeginOfThePage() {
        var bench = Bench.ready()
        _ = bench.begin()
        _ = bench.feed(Self.progress(1, page: 1))
        _ = bench.feed(.usage(ProcessUsage(cpuSeconds: 1000)))
        #expect(bench.feed(.usage(ProcessUsage(cpuSeconds: 1119))).isEmpty)
        _ = bench.feed(Self.progress(1, page: 2))
        #expect(bench.feed(.usage(ProcessUsage(cpuSeconds: 1121))).isEmpty)
        #expect(signals(bench.feed(.usage(ProcessUsage(cpuSeconds: 1242)))) == [Self.terminate])
        #expect(bench.exit()?.cause == .overran(.pageCPU))
    }

    @Test func timeInWhichTheParentDidNotRunIsNotCounted() {
        var bench = Bench.ready()
        _ = bench.begin()
        _ = bench.pass(50)
        bench.now += 3600
        #expect(signals(bench.pass(9)).isEmpty)
        #expect(signals(bench.pass(2)) == [Self.terminate])
    }

    @Test func interruptionThatWeCausedByABudgetIsNotGivenBack() {
        var bench = Bench.ready()
        _ = bench.begin()
        _ = bench.feed(Self.progress(1))
        _ = bench.pass(61)
        let report = OutcomeReport(job: 1, ending: .interrupted)
        #expect(bench.feed(.message(.outcome(report))).isEmpty)
        #expect(bench.feed(.message(.taskFinished)).isEmpty)
        let outputs = bench.feed(.exited(.exited(143), killedForMemory: false, lastLines: []))
        guard case .ended(.died(let lost)) = outputs.first else {
            Issue.record("no end of the task: \(outputs)")
            return
        }
        #expect(lost.death.cause == .overran(.noProgress))
        #expect(lost.blamed == 1)
    }

    @Test func deathBeforeTheFirstDocumentIsBegunIsNoDocumentsFault() {
        var bench = Bench.ready()
        _ = bench.begin(2)
        let outputs = bench.feed(.exited(.signalled(11), killedForMemory: false, lastLines: []))
        guard case .ended(.died(let lost)) = outputs.first else {
            Issue.record("no end of the task: \(outputs)")
            return
        }
        #expect(lost.blamed == nil)
        #expect(lost.unfinished == [1, 2])
        #expect(!bench.supervision.hadTask)
    }

    @Test func resultThatCameAfterTheTermCounts() {
        var bench = Bench.ready()
        _ = bench.begin()
        _ = bench.pass(61)
        let report = OutcomeReport(job: 1, ending: .settled(.done, reason: nil))
        #expect(bench.feed(.message(.outcome(report))) == [.event(.outcome(report))])
        #expect(bench.feed(.message(.taskFinished)) == [.ended(.finished)])
    }

    @Test func killOfTheKernelForMemoryIsNoInterruption() {
        var bench = Bench.ready()
        _ = bench.begin()
        let outputs = bench.feed(.exited(.signalled(9), killedForMemory: true, lastLines: []))
        guard case .gone(let death) = outputs.last else {
            Issue.record("not gone: \(outputs)")
            return
        }
        #expect(death.cause == .killedForMemory)
        #expect(!death.isInterruption)
        #expect(death.code == .outOfMemory)
    }

    @Test func crashAtTheLimitOfTheAddressSpaceIsLackOfMemory() {
        var bench = Bench.ready()
        _ = bench.begin()
        _ = bench.feed(.usage(ProcessUsage(cpuSeconds: 1, residentBytes: 1 << 30, addressBytes: 4000 << 20)))
        #expect(bench.exit(.signalled(6))?.code == .outOfMemory)
    }

    @Test func busyWorkerTakesNoSecondTask() {
        var bench = Bench.ready()
        _ = bench.begin()
        #expect(bench.begin() == [.refused])
    }

    @Test func idleWorkerWithoutHeartbeatIsKilled() {
        var bench = Bench.ready()
        var outputs: [WorkerSupervision.Output] = []
        for _ in 0..<124 {
            bench.now += 0.25
            outputs += bench.feed(.tick)
        }
        #expect(signals(outputs) == [Self.kill])
    }

    @Test func workerThatWasToldToLeaveAndExitsIsNotLost() {
        var bench = Bench.ready()
        #expect(bench.feed(.leave) == [.send(.leave)])
        #expect(bench.exit(.exited(0))?.cause == .left)
    }

    @Test(arguments: [1, 2, 3, 15] as [Int32])
    func signalsOfOthersAreInterruptions(signal: Int32) {
        var bench = Bench.ready()
        _ = bench.begin()
        #expect(bench.exit(.signalled(signal))?.isInterruption == true)
    }
}

struct RespawnPolicyTests {
    @Test func fourthDeathInFiveMinutesBeforeAFirstTaskStopsTheRun() {
        var policy = RespawnPolicy(limits: Configuration.Workers())
        #expect(policy.died(hadTask: false, at: 0) == .respawn(afterSeconds: 0.1))
        #expect(policy.died(hadTask: false, at: 100) == .respawn(afterSeconds: 0.2))
        #expect(policy.died(hadTask: false, at: 200) == .respawn(afterSeconds: 0.4))
        #expect(policy.died(hadTask: false, at: 299) == .giveUp)
    }

    @Test func deathsFartherApartDoNotStopTheRun() {
        var policy = RespawnPolicy(limits: Configuration.Workers())
        for death in 0..<100 {
            guard case .respawn = policy.died(hadTask: false, at: Double(death) * 101) else {
                Issue.record("gave up at death \(death)")
                return
            }
        }
    }

    @Test func deathsOverDocumentsNeverStopTheRun() {
        var policy = RespawnPolicy(limits: Configuration.Workers())
        for death in 0..<1000 {
            #expect(policy.died(hadTask: true, at: Double(death) / 10) == .respawn(afterSeconds: 0))
        }
    }
}
