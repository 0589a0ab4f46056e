import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct EnqueueTests {
    @Test func unchangedFilesKeepStateAndResult() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            try fixture.store.beginRun(Fixture.record("run-2"))
            let report = try fixture.enqueue([Fixture.file("a.txt")], run: "run-2")
            #expect(report.unchanged == [.done: 1])
            #expect(report.jobs.isEmpty)
            let counts = try fixture.store.counts(run: "run-2")
            #expect(counts.unchanged == 1)
            #expect(counts.done == 0)
            #expect(counts.isBalanced)
            #expect(try fixture.document().result == Fixture.result())
        }
    }

    @Test func changedFilesAndChangedSettingsArePendingAgain() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            try fixture.store.beginRun(Fixture.record("run-2"))
            #expect(try fixture.enqueue([Fixture.file("a.txt", modified: 2)], run: "run-2").changed == 1)
            #expect(try fixture.document().result != nil, "the earlier result stays until the new one is settled")
            let job = try #require(try fixture.store.pendingJobs(run: "run-2").first)
            #expect(job.attempt == 0)
            let claimed = try fixture.store.claim([job.id], epoch: fixture.epoch, worker: 0)
            let failed = Outcome.failed(Failure(.corrupt, "m"))
            _ = try fixture.store.settle(claimed.map { Settlement(of: $0, epoch: fixture.epoch, outcome: failed) })
            #expect(try fixture.document().result == nil)
            try fixture.store.beginRun(Fixture.record("run-3"))
            let file = Fixture.file("a.txt", modified: 2)
            let report = try fixture.store.enqueue([file], run: "run-3", fingerprint: "f2")
            #expect(report.changed == 1)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func whatAnEarlierRunLeftIsTakenUp() throws {
        try Fixture.with { fixture in
            _ = try fixture.enqueue([Fixture.file("a.txt"), Fixture.file("b.txt")])
            try fixture.store.beginRun(Fixture.record("run-2"))
            let report = try fixture.enqueue([Fixture.file("a.txt")], run: "run-2")
            #expect(report.takenUp == 1)
            #expect(report.jobs.count == 1)
            #expect(try fixture.store.pendingJobs(run: "run-1").count == 1)
            #expect(try fixture.store.runs().map(\.reason) == [nil, "abandoned"])
        }
    }

    @Test func aFileMetTwiceInARunCountsOnce() throws {
        try Fixture.with { fixture in
            _ = try fixture.enqueue([Fixture.file("a.txt")])
            #expect(try fixture.enqueue([Fixture.file("a.txt")]).repeated == 1)
            #expect(try fixture.store.counts(run: "run-1").discovered == 1)
        }
    }

    @Test func forceTakesUnchangedFilesToo() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            try fixture.store.beginRun(Fixture.record("run-2"))
            let files = [Fixture.file("a.txt")]
            let fingerprint = Fixture.fingerprint
            let report = try fixture.store.enqueue(files, run: "run-2", fingerprint: fingerprint, mode: .everything)
            #expect(report.jobs.count == 1)
            let id = report.jobs[0].id
            #expect(try fixture.store.reusableResult(for: id, sha256: "aa", fingerprint: fingerprint) == nil)
        }
    }

    @Test func rejectedFilesEndWhenDiscovered() throws {
        try Fixture.with { fixture in
            let report = try fixture.enqueue([
                Fixture.file("fifo", admission: .skip(SkipReason(code: "not_a_regular_file", message: "a FIFO"))),
                Fixture.file("secret", admission: .fail(Failure(.permissionDenied, "unreadable"))),
            ])
            #expect(report.jobs.isEmpty)
            #expect(report.rejected.map(\.state) == [.skipped, .failed])
            let counts = try fixture.store.finishRun("run-1", exitCode: 1, reason: "completed")
            #expect(counts.skipped == 1)
            #expect(counts.failed == 1)
            #expect(counts.isBalanced)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func severalRootsAreLedByTheirNames() throws {
        try Fixture.with { fixture in
            _ = try fixture.enqueue([
                Fixture.file("z", root: "/x/in"), Fixture.file("a", root: "/y/in"),
                Fixture.file("sub/b", root: "/x/in"), Fixture.file("c", root: "/x/in/sub"),
            ])
            #expect(try fixture.documents().map(\.exportPath.display) == ["in-2/a", "in/sub/b", "in/sub/c", "in/z"])
            #expect(try fixture.store.documents(named: "in-2/a").map(\.path.display) == ["/y/in/a"])
            #expect(try fixture.store.documents(named: "z").count == 1)
        }
    }

    @Test func namesThatAreNotUTF8AreKeptByteByByte() throws {
        try Fixture.with { fixture in
            var file = Fixture.file("x")
            file.path = DocumentPath(bytes: Array("/in/".utf8) + [0x66, 0xFC, 0x72])
            _ = try fixture.enqueue([file])
            let document = try #require(try fixture.documents().first)
            #expect(document.path == file.path)
            #expect(document.exportPath.bytes == [0x66, 0xFC, 0x72])
        }
    }

    @Test func droppedAndCancelledDocumentsAreAccountedFor() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed("a.txt", .quarantined(Failure(.workerCrashed, "m")))
            let jobs = try fixture.enqueue([Fixture.file("b.txt")]).jobs
            #expect(try fixture.store.cancel(jobs.map(\.id), reason: "the queue is full") == 1)
            #expect(try fixture.store.counts(run: "run-1").cancelled == 1)
            #expect(try fixture.store.drop(Selection(states: [.quarantined])) == 1)
            #expect(try fixture.documents().map(\.state) == [.cancelled])
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func aRunIsResumableUntilNothingIsLeft() throws {
        try Fixture.with { fixture in
            let job = try fixture.claimed()
            try fixture.store.markScanned("run-1")
            _ = try fixture.store.settle([Settlement(of: job, epoch: fixture.epoch, outcome: .interrupted)])
            _ = try fixture.store.finishRun("run-1", exitCode: 130, reason: "interrupted")
            let run = try #require(try fixture.store.latestResumableRun())
            #expect(run.id == "run-1")
            #expect(run.isScanned)
            #expect(run.configuration == .init())
            #expect(run.counts?.pending == 1)
            try fixture.store.resumeRun("run-1")
            let again = try fixture.store.claim([job.id], epoch: fixture.epoch, worker: 0)
            let done = Outcome.completed(Fixture.result())
            _ = try fixture.store.settle(again.map { Settlement(of: $0, epoch: fixture.epoch, outcome: done) })
            _ = try fixture.store.finishRun("run-1", exitCode: 0, reason: "completed")
            #expect(try fixture.store.latestResumableRun() == nil)
            #expect(try fixture.store.counts(run: "run-1").pages(.text) == 1)
            #expect(try fixture.store.statistics(run: "run-1").fields == ["verified": 1, "missing": 1])
        }
    }
}
