import OrchestrateModel
import Testing

@testable import Persistence

struct TemplateDriftTests {
    /// A result of the template `nordwind` that lacks these required fields.
    private static func outcome(_ sha256: String, lacking names: [String]) -> Outcome {
        var result = Fixture.result(sha256: sha256)
        result.template = TemplateReference(name: "nordwind", fingerprint: "f")
        result.findings = names.map {
            Finding(severity: .error, code: "required_missing", message: "\($0) is required", fields: [$0])
        }
        return .completed(result)
    }

    /// Settles documents of the fixture's run, then ends it and begins `run-2`.
    private static func batch(_ fixture: Fixture, _ prefix: String, good: Int, bad: Int, run: String) throws {
        for index in 0..<good + bad {
            let names = index < bad ? ["total_amount", index == 0 ? "iban" : "total_amount"] : []
            let jobs = try fixture.enqueue([Fixture.file("\(prefix)\(index).pdf")], run: run).jobs
            let job = try #require(try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0).first)
            let outcome = outcome("\(prefix)\(index)", lacking: Array(Set(names)))
            _ = try fixture.store.settle([Settlement(of: job, epoch: fixture.epoch, outcome: outcome)])
        }
    }

    private static func drift(before: (good: Int, bad: Int), now: (good: Int, bad: Int)) throws -> [TemplateDrift] {
        var found: [TemplateDrift] = []
        try Fixture.with { fixture in
            try batch(fixture, "a", good: before.good, bad: before.bad, run: "run-1")
            try fixture.store.beginRun(Fixture.record("run-2"))
            try batch(fixture, "b", good: now.good, bad: now.bad, run: "run-2")
            found = try fixture.store.drift(run: "run-2")
        }
        return found
    }

    @Test func templateWhoseRequiredFieldsBeginToFailIsTold() throws {
        let drift = try #require(try Self.drift(before: (6, 0), now: (1, 4)).first)
        #expect(drift.template == "nordwind")
        #expect(drift.before == TemplateDrift.Share(documents: 6, failing: 0))
        #expect(drift.now == TemplateDrift.Share(documents: 5, failing: 4))
        #expect(drift.fields == ["total_amount", "iban"])
        #expect(drift.message.contains("4 of 5 documents lack total_amount, iban"))
    }

    @Test(arguments: [
        // One bad document, failures as before, and a template that nobody knew before.
        (before: (6, 0), now: (9, 1)), (before: (2, 6), now: (2, 6)), (before: (0, 0), now: (0, 5)),
        (before: (6, 0), now: (0, 2)),
    ])
    func whatIsNoChangeIsNoAlarm(before: (Int, Int), now: (Int, Int)) throws {
        #expect(try Self.drift(before: (before.0, before.1), now: (now.0, now.1)).isEmpty)
    }
}
