import GRDB
import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct SettleTests {
    @Test func aSettledResultComesBackAsItWas() throws {
        try Fixture.with { fixture in
            let result = Fixture.result(review: "look")
            _ = try fixture.processed("a.txt", .completed(result))
            let document = try fixture.document()
            #expect(document.state == .review)
            #expect(document.reason == "look")
            #expect(document.result == result)
            #expect(document.identity == result.identity)
            #expect(document.attempts.map(\.ending) == ["review"])
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func aStaleAttemptLeavesNoTrace() throws {
        try Fixture.with { fixture in
            let first = try fixture.claimed()
            let failure = Failure(.ioError, "again")
            _ = try fixture.store.settle([Settlement(of: first, epoch: fixture.epoch, outcome: .retry(at: 5, failure))])
            let second = try #require(try fixture.store.claim([first.id], epoch: fixture.epoch, worker: 1).first)
            #expect(second.attempt == 2)
            let late = Settlement(of: first, epoch: fixture.epoch, outcome: .completed(Fixture.result()))
            #expect(try fixture.store.settle([late]) == [.stale])
            #expect(try fixture.document().result == nil)
            #expect(try fixture.store.currentState(of: first.id)?.state == .running)
        }
    }

    @Test func aResultOfAnInterruptedClaimIsStaleThoughItsAttemptNumberIsUsedAgain() throws {
        try Fixture.with { fixture in
            let first = try fixture.claimed()
            _ = try fixture.store.settle([Settlement(of: first, epoch: fixture.epoch, outcome: .interrupted)])
            let second = try #require(try fixture.store.claim([first.id], epoch: fixture.epoch, worker: 1).first)
            #expect(second.attempt == first.attempt)
            let late = Settlement(of: first, epoch: fixture.epoch, outcome: .completed(Fixture.result()))
            #expect(try fixture.store.settle([late]) == [.stale])
            let timely = Settlement(of: second, epoch: fixture.epoch, outcome: .completed(Fixture.result()))
            #expect(try fixture.store.settle([timely]) == [.settled(.done)])
        }
    }

    @Test func aLaterSessionFencesEarlierOnesOff() throws {
        try Fixture.with { fixture in
            let job = try fixture.claimed()
            let session = try fixture.store.beginSession()
            #expect(session.released == [job.id])
            let late = Settlement(of: job, epoch: fixture.epoch, outcome: .completed(Fixture.result()))
            #expect(try fixture.store.settle([late]) == [.stale])
            #expect(throws: Failure.self) { try fixture.store.claim([job.id], epoch: fixture.epoch, worker: 0) }
            let again = try #require(try fixture.store.claim([job.id], epoch: session.epoch, worker: 0).first)
            #expect(again.attempt == 1)
            #expect(try fixture.store.settle([late]) == [.stale])
            #expect(try fixture.document().attempts.map(\.ending) == ["interrupted", nil])
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func aJobThatDoesNotRunCannotBeSettled() throws {
        try Fixture.with { fixture in
            let job = try fixture.processed()
            let again = Settlement(of: job, epoch: fixture.epoch, outcome: .failed(Failure(.corrupt, "no")))
            #expect(try fixture.store.settle([again]) == [.stale])
            #expect(try fixture.document().state == .done)
        }
    }

    @Test func oneRefusedResultSparesTheRestOfItsBatch() throws {
        try Fixture.with { fixture in
            let jobs = try fixture.enqueue(["a", "b", "c"].map { Fixture.file($0) }).jobs
            let claimed = try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0)
            var broken = Fixture.result()
            broken.pages[1].number = 1
            let settlements = zip(claimed, [Fixture.result(), broken, Fixture.result()]).map {
                Settlement(of: $0, epoch: fixture.epoch, outcome: .completed($1))
            }
            let verdicts = try fixture.store.settle(settlements)
            #expect(verdicts[0] == .settled(.done))
            #expect(verdicts[2] == .settled(.done))
            guard case .refused = verdicts[1] else {
                Issue.record("the broken result got \(verdicts[1])")
                return
            }
            #expect(try fixture.store.currentState(of: claimed[1].id)?.state == .running)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test(
        arguments: [
            (Outcome.failed(Failure(.encrypted, "m")), JobState.failed, "encrypted", 1),
            (.quarantined(Failure(.workerCrashed, "m")), .quarantined, "worker_crashed", 1),
            (.skipped(SkipReason(code: "unsupported_type", message: "m")), .skipped, "unsupported_type", 1),
            (.retry(at: 9, Failure(.ioError, "m")), .pending, "io_error", 1),
            (.interrupted, .pending, nil, 0),
            (.needsPages([1]), .running, nil, 1),
        ] as [(Outcome, JobState, String?, Int)]
    )
    func everyOutcomeLeadsToItsState(_ outcome: Outcome, _ state: JobState, _ code: String?, _ attempt: Int) throws {
        try Fixture.with { fixture in
            let job = try fixture.claimed()
            let settlement = Settlement(of: job, epoch: fixture.epoch, outcome: outcome)
            #expect(try fixture.store.settle([settlement]) == [.settled(state)])
            let document = try fixture.document()
            #expect(document.state == state)
            #expect(document.reasonCode == code)
            #expect(try fixture.store.currentState(of: job.id)?.attempt == attempt)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }

    @Test func strikesInterruptionsAndTheSlowLaneAreRemembered() throws {
        try Fixture.with { fixture in
            let first = try fixture.claimed()
            var crash = Settlement(
                of: first,
                epoch: fixture.epoch,
                outcome: .retry(at: 7, Failure(.workerCrashed, "m"))
            )
            crash.blame = .document
            crash.isSlow = true
            _ = try fixture.store.settle([crash])
            let waiting = try #require(try fixture.store.pendingJobs(run: "run-1").first)
            #expect(waiting.notBefore == 7)
            let second = try #require(try fixture.store.claim([first.id], epoch: fixture.epoch, worker: 0).first)
            var killed = Settlement(of: second, epoch: fixture.epoch, outcome: .interrupted)
            killed.blame = .circumstances
            _ = try fixture.store.settle([killed])
            let job = try #require(try fixture.store.pendingJobs(run: "run-1").first)
            #expect(job.strikes == 1)
            #expect(job.interruptions == 1)
            #expect(job.isSlow)
            #expect(job.attempt == 1)
        }
    }

    @Test func aResultIsReusedForEqualBytesUnlessForced() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed("b.txt")
            let job = try fixture.claimed("a.txt")
            let reused = try fixture.store.reusableResult(for: job.id, sha256: "aa", fingerprint: Fixture.fingerprint)
            let result = try #require(reused)
            #expect(result == Fixture.result())
            #expect(try fixture.store.reusableResult(for: job.id, sha256: "aa", fingerprint: "f2") == nil)
            _ = try fixture.store.settle([Settlement(of: job, epoch: fixture.epoch, outcome: .completed(result))])
            // The first by path is the original, whichever was processed first.
            #expect(try fixture.document("a.txt").duplicateOf == nil)
            #expect(try fixture.document("b.txt").duplicateOf?.display == "a.txt")
            let forced = try fixture.store.requeue(Selection(states: [.done]))
            #expect(forced.count == 2)
            let id = forced[0].id
            #expect(try fixture.store.reusableResult(for: id, sha256: "aa", fingerprint: Fixture.fingerprint) == nil)
        }
    }

    @Test func aResultWithATimedOutPageIsNotReused() throws {
        try Fixture.with { fixture in
            var result = Fixture.result(review: "a page timed out")
            result.pages[1].state = .timedOut
            _ = try fixture.processed("b.txt", .completed(result))
            let job = try fixture.claimed("a.txt")
            let reused = try fixture.store.reusableResult(for: job.id, sha256: "aa", fingerprint: Fixture.fingerprint)
            #expect(reused == nil)
        }
    }

    @Test func illegalChangesCannotBeWritten() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            #expect(throws: Failure.self) {
                try fixture.store.connection.write { db in
                    try db.execute(sql: "UPDATE jobs SET state = 'running'")
                }
            }
        }
    }
}
