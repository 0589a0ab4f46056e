import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Persistence
import Synchronization
import Testing

/// For each fault of a worker: the state that the ledger ends with, over a whole run, and that its neighbours are done.
@Suite(.timeLimit(.minutes(3)))
struct FinalStateTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let document: String
        let state: JobState
        let code: FailureCode?
        var adjust: @Sendable (inout Configuration) -> Void = { _ in }

        var testDescription: String { document }
    }

    static let cases: [Case] = [
        Case(document: "hang.pdf", state: .quarantined, code: .noProgress),
        Case(document: "ignoreTerm.pdf", state: .quarantined, code: .noProgress),
        Case(document: "endless.pdf", state: .quarantined, code: .documentTimeout) {
            $0.workers.documentSeconds = 0.6
        },
        Case(document: "burn.pdf", state: .quarantined, code: .pageTimeout) { $0.workers.pageCPUSeconds = 0.3 },
        Case(document: "segv.pdf", state: .quarantined, code: .workerCrashed),
        Case(document: "abort.pdf", state: .quarantined, code: .workerCrashed),
        Case(document: "exit.pdf", state: .quarantined, code: .workerCrashed),
        Case(document: "eatMemory.pdf", state: .quarantined, code: .outOfMemory) {
            $0.workers.memoryLimitMB = 128
        },
        Case(document: "setsidChild.pdf", state: .quarantined, code: .noProgress),
        Case(document: "flood.pdf", state: .quarantined, code: .noProgress),
        Case(document: "garbage.pdf", state: .quarantined, code: .workerProtocol),
        Case(document: "halfFrame.pdf", state: .quarantined, code: .workerProtocol),
        Case(document: "late.pdf", state: .done, code: nil),
        Case(document: "segvOnce.pdf", state: .done, code: nil),
        Case(document: "settleAndDie.pdf", state: .done, code: nil),
        Case(document: "needsPages.pdf", state: .done, code: nil),
        Case(document: "badPage.pdf", state: .done, code: nil),
        Case(document: "failed.pdf", state: .failed, code: .corrupt),
        Case(document: "killedFromOutside.pdf", state: .failed, code: .workerKilled),
    ]

    @Test(arguments: cases)
    func faultEndsInItsStateAndItsNeighboursAreDone(fault: Case) async throws {
        let folder = try TemporaryFolder()
        let names = ["a.txt", fault.document, "b.txt"]
        let ends = try await Self.run(names, in: folder) { configuration in
            if fault.code == .noProgress { configuration.workers.noProgressSeconds = 1 }
            fault.adjust(&configuration)
        }
        #expect(ends.states["a.txt"] == .done)
        #expect(ends.states["b.txt"] == .done)
        #expect(ends.states[fault.document] == fault.state)
        #expect(ends.summary.problems.map(\.code) == (fault.code.map { [$0.rawValue] } ?? []))
        #expect(ends.summary.exitCode == (fault.code == nil ? 0 : 1))
        #expect(ends.summary.counts.isBalanced)
    }

    @Test func workersThatCannotLiveStopTheRunAndBlameNoDocument() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: WorkerStartError.self) {
            try await Self.run(["a.txt", "b.txt"], in: folder, executable: "/bin/false")
        }
    }

    struct Ends {
        let summary: RunSummary
        let states: [String: JobState]
    }

    static func run(
        _ names: [String],
        in folder: TemporaryFolder,
        executable: String = BuiltProducts.path("FaultyWorker"),
        adjust: (inout Configuration) -> Void = { _ in }
    ) async throws -> Ends {
        for name in names { try folder.write(name, to: "inbox/\(name)") }
        var configuration = Configuration()
        configuration.workers = PoolFixture.shortLimits
        configuration.workers.count = 2
        configuration.retry.baseDelaySeconds = 0.01
        configuration.retry.maxDelaySeconds = 0.05
        adjust(&configuration)
        let root = DocumentPath(folder.path + "/inbox")
        let plan = RunPlan(
            source: .scan(try Inbox(roots: [root]), roots: [root]),
            arguments: ["run"],
            configuration: configuration,
            templatePaths: [],
            passwords: [],
            workerExecutable: executable
        )
        let ownership = try StateFolder.create(at: folder.path + "/state").acquireOwnership()
        let feed = EventFeed()
        let states = Mutex<[String: JobState]>([:])
        feed.subscribe { event in
            guard case .documentFinished(let job, let state, _, _) = event else { return }
            states.withLock { $0[job.path.lastComponent.display] = state }
        }
        let run = try EnhancedOrchestrator(plan: plan, ownership: ownership, feed: feed, announce: { _ in })
        let summary = try await run.run()
        return Ends(summary: summary, states: states.withLock { $0 })
    }
}
