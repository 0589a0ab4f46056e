import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct MemberTests {
    private static func member(_ name: String) -> Member { Member(name: DocumentPath(name), size: 5) }

    /// Claims the archive and settles it with what it carries.
    @discardableResult
    private func settle(_ archive: Job.ID, _ names: [String], in fixture: Fixture) throws -> Job {
        let claimed = try #require(try fixture.store.claim([archive], epoch: fixture.epoch, worker: 0).first)
        var settlement = Settlement(of: claimed, epoch: fixture.epoch, outcome: .completed(Fixture.result()))
        settlement.members = names.map { Self.member($0) }
        #expect(try fixture.store.settle([settlement]) == [.settled(.done)])
        return claimed
    }

    private func complete(_ jobs: [Job], in fixture: Fixture) throws {
        for job in try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0) {
            let outcome = Outcome.completed(Fixture.result(sha256: job.path.display))
            _ = try fixture.store.settle([Settlement(of: job, epoch: fixture.epoch, outcome: outcome)])
        }
    }

    @Test func membersAreJobsOfTheRunOnceTheirContainerHasSettled() throws {
        try Fixture.with { fixture in
            let archive = try #require(try fixture.enqueue([Fixture.file("a.zip")]).jobs.first)
            #expect(try fixture.store.pendingMembers(of: archive.id).isEmpty)
            try settle(archive.id, ["x.pdf", "folder/y.pdf"], in: fixture)
            let members = try fixture.store.pendingMembers(of: archive.id)
            #expect(members.map(\.path.display) == ["/in/a.zip!x.pdf", "/in/a.zip!folder/y.pdf"])
            #expect(try fixture.store.pendingJobs(run: "run-1") == members)
            try complete(members, in: fixture)
            let counts = try fixture.store.counts(run: "run-1")
            #expect(counts.discovered == 3 && counts.done == 3 && counts.isBalanced)
            #expect(try fixture.document("a.zip!folder/y.pdf").state == .done)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func lateSettlementOfAContainerLeavesNoMembers() throws {
        try Fixture.with { fixture in
            let archive = try fixture.claimed("a.zip")
            var late = Settlement(of: archive, epoch: fixture.epoch - 1, outcome: .completed(Fixture.result()))
            late.members = [Self.member("x.pdf")]
            #expect(try fixture.store.settle([late]) == [.stale])
            #expect(try fixture.documents().count == 1)
        }
    }

    @Test func unchangedContainerMeansUnchangedMembersAndTakesUpWhatWasLeft() throws {
        try Fixture.with { fixture in
            let archive = try #require(try fixture.enqueue([Fixture.file("a.zip")]).jobs.first)
            try settle(archive.id, ["x.pdf", "y.zip"], in: fixture)
            let inner = try fixture.store.pendingMembers(of: archive.id)
            try complete([inner[0]], in: fixture)
            try settle(inner[1].id, ["z.pdf"], in: fixture)
            #expect(try fixture.store.membersAround(inner[1].id, limit: 100) == 2, "its own members do not count")
            #expect(try fixture.store.membersAround(archive.id, limit: 100) == 1)
            try fixture.store.beginRun(Fixture.record("run-2"))
            let report = try fixture.enqueue([Fixture.file("a.zip")], run: "run-2")
            #expect(report.unchanged == [.done: 3])
            #expect(report.jobs.map(\.path.display) == ["/in/a.zip!y.zip!z.pdf"])
            #expect(report.takenUp == 1)
            let counts = try fixture.store.counts(run: "run-2")
            #expect(counts.discovered == 4 && counts.unchanged == 3 && counts.pending == 1)
        }
    }

    @Test func changedContainerPutsItsMembersBackAndForgetsThoseItNoLongerHas() throws {
        try Fixture.with { fixture in
            let archive = try #require(try fixture.enqueue([Fixture.file("a.zip")]).jobs.first)
            try settle(archive.id, ["x.pdf", "y.pdf"], in: fixture)
            try complete(fixture.store.pendingMembers(of: archive.id), in: fixture)
            try fixture.store.beginRun(Fixture.record("run-2"))
            #expect(try fixture.enqueue([Fixture.file("a.zip", modified: 2)], run: "run-2").changed == 1)
            try settle(archive.id, ["y.pdf", "z.pdf"], in: fixture)
            let members = try fixture.store.pendingMembers(of: archive.id)
            #expect(members.map(\.path.display) == ["/in/a.zip!y.pdf", "/in/a.zip!z.pdf"])
            #expect(members.map(\.attempt) == [0, 0])
            let sha256 = "/in/a.zip!y.pdf"
            let fingerprint = Fixture.fingerprint
            let known = try fixture.store.reusableResult(for: members[0].id, sha256: sha256, fingerprint: fingerprint)
            #expect(known != nil, "the same bytes need not be read again")
            try complete(members, in: fixture)
            #expect(try fixture.documents().map(\.exportPath.display) == ["a.zip", "a.zip!y.pdf", "a.zip!z.pdf"])
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func containerThatFailsLosesItsMembers() throws {
        try Fixture.with { fixture in
            let archive = try #require(try fixture.enqueue([Fixture.file("a.zip")]).jobs.first)
            try settle(archive.id, ["x.pdf"], in: fixture)
            try complete(fixture.store.pendingMembers(of: archive.id), in: fixture)
            _ = try fixture.enqueue([Fixture.file("a.zip", modified: 2)])
            let claimed = try #require(try fixture.store.claim([archive.id], epoch: fixture.epoch, worker: 0).first)
            let failed = Outcome.failed(Failure(.corrupt, "m"))
            _ = try fixture.store.settle([Settlement(of: claimed, epoch: fixture.epoch, outcome: failed)])
            #expect(try fixture.documents().map(\.exportPath.display) == ["a.zip"])
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func fileOfTheSameNameKeepsItsRow() throws {
        try Fixture.with { fixture in
            let jobs = try fixture.enqueue([Fixture.file("a.zip"), Fixture.file("a.zip!x.pdf")]).jobs
            try settle(jobs[0].id, ["x.pdf"], in: fixture)
            #expect(try fixture.store.pendingMembers(of: jobs[0].id).isEmpty)
            #expect(try fixture.documents().count == 2)
        }
    }
}
