import FoundationEssentials
import GRDB
import Glibc
import OrchestrateTestSupport
import Testing

/// What is interrupted is finished by the next run, with the same export, whatever interrupted it.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct ResumeTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func signalStopsTheRunAndResumeFinishesIt(signal: Int32) async throws {
        let workshop = try await Workshop()
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 1)
        let undisturbed = try await workshop.export("undisturbed")

        let run = try workshop.start("run", workshop.inbox, "--grace", "0s")
        try await workshop.waitUntilAtWork(run)
        run.signal(signal)
        #expect(await run.exitCode() == 128 + signal)
        let pointer = workshop.state() + "/state.json"
        #expect(try await workshop.run("run", "--resume", pointer) == 1, "\(workshop.written)")
        try await workshop.expectSame(as: undisturbed)

        #expect(try await workshop.run("run", "--resume", pointer) == 0, "a second resume has nothing to do")
        #expect(try await workshop.run("run", "--resume", "last") == 0)
        try await workshop.expectSame(as: undisturbed)
    }

    @Test func killedParentLeavesNoWorkerAndTheSamePathsFinishTheWork() async throws {
        let workshop = try await Workshop()
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 1)
        let run = try workshop.start("run", workshop.inbox)
        try await workshop.waitUntilAtWork(run)
        let workers = run.children
        run.signal(SIGKILL)
        #expect(await run.exitCode() == 128 + SIGKILL)
        for worker in workers { #expect(await ProcessProbe.waitUntilGone(worker, seconds: 2)) }
        #expect(try await workshop.run("verify") == 0)
        #expect(try await workshop.run("run", workshop.inbox) == 1)
        try await workshop.expectSame(as: workshop.export("undisturbed"))
    }

    @Test func killedWorkerCostsNoDocument() async throws {
        let workshop = try await Workshop()
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 1)
        let run = try workshop.start("run", workshop.inbox)
        try await workshop.waitUntilAtWork(run)
        for worker in run.children { kill(worker, SIGKILL) }
        #expect(await run.exitCode() == 1, "\(workshop.written)")
        try await workshop.expectSame(as: workshop.export("undisturbed"))
    }

    @Test func clockThatWasSetBackPutsNoRetryOff() async throws {
        let workshop = try await Workshop(documents: 2, kinds: "text")
        try workshop.folder.write("retry:\n  base_delay_seconds: 0.1\n  max_delay_seconds: 0.5\n", to: "hasty.yaml")
        #expect(try await workshop.run("run", workshop.inbox, "--config", workshop.folder.path + "/hasty.yaml") == 0)
        // A document that waits for its retry, under a clock that was centuries ahead.
        let waiting = "state = 'pending', version = version + 1, attempt = 0, claim = 0, epoch = 0, not_before = 9e9"
        try await DatabaseQueue(path: workshop.state() + "/orchestrate.sqlite").write { db in
            try db.execute(sql: "UPDATE jobs SET \(waiting) WHERE id = 1")
        }
        #expect(try await workshop.run("run", "--resume", "last") == 0, "\(workshop.written)")
        #expect(workshop.written.contains("2 done"))
        #expect(try await workshop.run("verify") == 0)
    }

    @Test func secondRunOfAStateFolderIsRefused() async throws {
        let workshop = try await Workshop()
        let run = try workshop.start("run", workshop.inbox)
        try await workshop.waitUntilAtWork(run)
        #expect(try await workshop.run("run", workshop.inbox) == 75)
        #expect(try await workshop.run("run", "--resume", "last") == 75)
        #expect(await run.exitCode() == 1)
    }

    @Test func secondInterruptStopsAtOnce() async throws {
        let workshop = try await Workshop(documents: 24, kinds: "receipt")
        let run = try workshop.start("run", workshop.inbox, "--grace", "60s")
        try await workshop.waitUntilAtWork(run)
        run.signal(SIGINT)
        let answered = ContinuousClock.now
        try await workshop.waitUntilWritten("press Ctrl-C again")
        #expect(ContinuousClock.now - answered < .seconds(1))
        run.signal(SIGINT)
        let began = ContinuousClock.now
        #expect(await run.exitCode() == 130)
        #expect(ContinuousClock.now - began < .seconds(7))
        #expect(workshop.written.contains("stopping now"))
        #expect(try await workshop.run("verify") == 0)
    }

    @Test func timeLimitIsResumable() async throws {
        let workshop = try await Workshop()
        #expect(try await workshop.run("run", workshop.inbox, "--max-duration", "0.1s", "--grace", "0s") == 5)
        #expect(try await workshop.run("run", "--resume", "last") == 1)
        #expect(try await workshop.run("verify") == 0)
    }

    @Test func tooManyFailuresStopTheRunResumably() async throws {
        let workshop = try await Workshop(documents: 20, kinds: "truncated,text")
        #expect(try await workshop.run("run", workshop.inbox, "--max-failures", "1") == 5)
        #expect(try await workshop.run("run", "--resume", "last") == 1)
        #expect(try await workshop.run("verify") == 0)
    }
}
