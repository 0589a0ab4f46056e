import GRDB
import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct PostActionTests {
    private func run(_ id: String, onDone: PostAction, onFail: PostAction) -> RunRecord {
        var run = Fixture.record(id)
        run.configuration.inputs.onDone = onDone
        run.configuration.inputs.onFail = onFail
        return run
    }

    private func settle(_ name: String, _ outcome: Outcome, in fixture: Fixture) throws {
        let jobs = try fixture.enqueue([Fixture.file(name)], run: "run-2").jobs
        for job in try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0) {
            _ = try fixture.store.settle([Settlement(of: job, epoch: fixture.epoch, outcome: outcome)])
        }
    }

    @Test func aSettlementPlansWhatItsStateAsksFor() throws {
        try Fixture.with { fixture in
            try fixture.store.beginRun(run("run-2", onDone: .move("/done"), onFail: .delete))
            try settle("a.txt", .completed(Fixture.result()), in: fixture)
            try settle("b.txt", .failed(Failure(.corrupt, "m")), in: fixture)
            try settle("c.txt", .quarantined(Failure(.workerCrashed, "m")), in: fixture)
            try settle("d.txt", .completed(Fixture.result(review: "look")), in: fixture)
            try settle("e.txt", .skipped(SkipReason(code: "s", message: "m")), in: fixture)
            let planned = try fixture.store.plannedActions(limit: 10)
            #expect(planned.map(\.path.lastComponent.display) == ["a.txt", "b.txt", "c.txt"])
            #expect(planned.map(\.action) == [.move("/done"), .delete, .delete])
            #expect(planned.map(\.isCurrent) == [true, true, true])
            #expect(planned.first?.sha256 == "aa")
        }
    }

    @Test func aRunThatKeepsItsInputsPlansNothing() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            #expect(try fixture.store.plannedActions(limit: 10).isEmpty)
        }
    }

    @Test func aDocumentThatIsQueuedAgainVoidsThePlan() throws {
        try Fixture.with { fixture in
            try fixture.store.beginRun(run("run-2", onDone: .keep, onFail: .delete))
            try settle("a.txt", .failed(Failure(.corrupt, "m")), in: fixture)
            _ = try fixture.store.requeue(Selection(states: [.failed]))
            #expect(try fixture.store.plannedActions(limit: 10).map(\.isCurrent) == [false])
        }
    }

    @Test func endingsAndTargetsAreKept() throws {
        try Fixture.with { fixture in
            try fixture.store.beginRun(run("run-2", onDone: .copy("/out"), onFail: .keep))
            for name in ["a.txt", "b.txt", "c.txt"] {
                try settle(name, .completed(Fixture.result()), in: fixture)
            }
            let ids = try fixture.store.plannedActions(limit: 10).map(\.id)
            try fixture.store.choose([(ids[2], DocumentPath("/out/c.txt"))])
            try fixture.store.conclude([(ids[0], .done), (ids[1], .kept("why")), (ids[2], .postponed("full"))])
            #expect(try fixture.store.plannedActions(limit: 10).map(\.target?.display) == ["/out/c.txt"])
            #expect(try fixture.store.actionCounts(run: "run-2") == ["done": 1, "kept": 1, "planned": 1])
        }
    }

    @Test func storedSettingsWithoutALaterKeyHaveItsDefault() throws {
        let old = #"{"retry":{"maxAttempts":7},"gone":{"key":1}}"#
        let decoded = try StoredConfiguration.decode(old)
        var expected = OrchestrateModel.Configuration()
        expected.retry.maxAttempts = 7
        #expect(decoded == expected)
    }

    @Test func storedSettingsComeBackAsTheyWere() throws {
        var configuration = OrchestrateModel.Configuration()
        configuration.inputs.onDone = .move("/a b")
        configuration.retry.retryableCodes = [.ioError]
        configuration.recognition.languages = ["deu", "eng"]
        configuration.progress.intervalSeconds = 0.25
        configuration.storage.synchronous = .normal
        #expect(try StoredConfiguration.decode(JSONText.encode(configuration)) == configuration)
    }
}
