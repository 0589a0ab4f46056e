import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

/// For each fault of a worker: what its document is told, and that the next document is processed all the same.
@Suite(.timeLimit(.minutes(2)))
struct WorkerFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let document: String
        let cause: Death.Cause
        let code: FailureCode
        var adjust: @Sendable (inout Configuration.Workers) -> Void = { _ in }

        var testDescription: String { document }
    }

    static let cases: [Case] = [
        Case(document: "hang.pdf", cause: .overran(.noProgress), code: .noProgress),
        Case(document: "ignoreTerm.pdf", cause: .overran(.noProgress), code: .noProgress),
        Case(document: "freeze.pdf", cause: .overran(.noProgress), code: .noProgress),
        Case(document: "endless.pdf", cause: .overran(.document), code: .documentTimeout) { $0.documentSeconds = 1 },
        Case(document: "burn.pdf", cause: .overran(.pageCPU), code: .pageTimeout) { $0.pageCPUSeconds = 0.3 },
        Case(document: "segv.pdf", cause: .signalled(SIGSEGV), code: .workerCrashed),
        Case(document: "abort.pdf", cause: .signalled(SIGABRT), code: .workerCrashed),
        Case(document: "exit.pdf", cause: .exited(0), code: .workerCrashed),
        Case(document: "eatMemory.pdf", cause: .overran(.memory), code: .outOfMemory) {
            $0.memoryLimitMB = 128
        },
        Case(document: "flood.pdf", cause: .overran(.noProgress), code: .noProgress),
        Case(document: "floodFrames.pdf", cause: .overran(.noProgress), code: .noProgress),
        Case(document: "garbage.pdf", cause: .brokenProtocol("a frame that is no message"), code: .workerProtocol),
        Case(document: "hugeFrame.pdf", cause: .brokenProtocol("a frame of 2147483647 bytes"), code: .workerProtocol),
        Case(document: "halfFrame.pdf", cause: .overran(.frame), code: .workerProtocol),
        Case(
            document: "missingOutcome.pdf",
            cause: .brokenProtocol("finished a task without all of its outcomes"),
            code: .workerProtocol
        ),
        Case(
            document: "closeOutput.pdf",
            cause: .brokenProtocol("closed its output without ending"),
            code: .workerProtocol
        ),
    ]

    @Test(arguments: cases)
    func faultCostsItsDocumentAndNothingElse(fault: Case) async throws {
        let isHang = fault.cause == .overran(.noProgress)
        var limits = isHang ? PoolFixture.impatientLimits : PoolFixture.shortLimits
        fault.adjust(&limits)
        try await PoolFixture.withPool(limits: limits) { fixture in
            let (ending, reports) = await fixture.run(fault.document)
            let lost = try #require(ending.lost)
            #expect(lost.death.cause == fault.cause)
            #expect(lost.blamed == 1)
            #expect(lost.unfinished == [1])
            #expect(reports.isEmpty)
            let failure = lost.death.failure(for: DocumentPath("/inbox/\(fault.document)"), limits: limits)
            #expect(failure.code == fault.code)
            #expect(failure.message.hasPrefix("/inbox/\(fault.document): "))
            let next = await fixture.run("fine.pdf")
            #expect(next.ending == .finished)
            #expect(next.reports.map(\.ending) == [.settled(.done, reason: nil)])
        }
    }

    @Test func killFromOutsideIsAnInterruption() async throws {
        try await PoolFixture.withPool { fixture in
            let lost = try #require(await fixture.run("killedFromOutside.pdf").ending.lost)
            #expect(lost.death.cause == .killedFromOutside(SIGKILL))
            #expect(lost.death.isInterruption)
            #expect(lost.blamed == nil)
            #expect(lost.unfinished == [1])
        }
    }

    @Test func documentOfTheLastProgressFrameIsBlamedAndTheOthersReturn() async throws {
        try await PoolFixture.withPool { fixture in
            let (ending, reports) = await fixture.run("a.txt", "b.txt", "segv.txt", "c.txt")
            let lost = try #require(ending.lost)
            #expect(reports.map(\.job) == [1, 2])
            #expect(lost.blamed == 3)
            #expect(lost.unfinished == [3, 4])
        }
    }

    @Test func outcomeAfterTheEndOfItsTaskIsIgnored() async throws {
        try await PoolFixture.withPool { fixture in
            let late = await fixture.run("late.pdf")
            #expect(late.ending == .finished)
            #expect(late.reports.count == 1)
            let next = await fixture.run("fine.pdf")
            #expect(next.ending == .finished)
            #expect(next.reports.map(\.job) == [1])
            #expect(fixture.events.deaths.isEmpty)
        }
    }

    @Test func failureReportedByTheWorkerReachesTheCaller() async throws {
        try await PoolFixture.withPool { fixture in
            let (ending, reports) = await fixture.run("failed.pdf")
            #expect(ending == .finished)
            guard case .failed(let failure) = reports.first?.ending else {
                Issue.record("no failure reported")
                return
            }
            #expect(failure.code == .corrupt)
        }
    }

    @Test(arguments: ["groupChild", "setsidChild"])
    func whatTheWorkerStartedEndsWithIt(name: String) async throws {
        let folder = try TemporaryFolder()
        let document = "\(folder.path)/\(name).pdf"
        try await PoolFixture.withPool(limits: PoolFixture.impatientLimits) { fixture in
            #expect(await fixture.run(document).ending.lost != nil)
            let child = try #require(ProcessProbe.read(document + ".pid").flatMap { Int32($0) })
            #expect(await ProcessProbe.waitUntilGone(child, seconds: 2))
        }
    }

    @Test func standardErrorOfTheWorkerIsKeptWithinBounds() async throws {
        try await PoolFixture.withPool(limits: PoolFixture.impatientLimits) { fixture in
            let lost = try #require(await fixture.run("flood.pdf").ending.lost)
            #expect(lost.death.lastLines.count <= 20)
            #expect(lost.death.lastLines.allSatisfy { $0.count <= 500 })
            #expect(!lost.death.lastLines.isEmpty)
        }
    }
}
