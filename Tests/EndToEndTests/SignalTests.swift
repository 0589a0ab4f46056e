import Glibc
import OrchestrateTestSupport
import Testing

/// What a run makes of signals, however many there are and in whatever order.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct SignalTests {
    @Test func stormOfSignalsLosesNothing() async throws {
        let workshop = try await Workshop(documents: 12)
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 1)
        let run = try workshop.start("run", workshop.inbox, "--grace", "0s")
        try await workshop.waitUntilAtWork(run)
        for _ in 0..<500 {
            run.signal(SIGUSR1)
            run.signal(SIGTSTP)
            run.signal(SIGCONT)
        }
        for signal in [SIGHUP, SIGTERM, SIGINT, SIGUSR1] { for _ in 0..<50 { run.signal(signal) } }
        // A stop that was begun before the last SIGCONT may stand still after it.
        var code: Int32?
        while code == nil {
            run.signal(SIGCONT)
            code = await run.exitCode(within: 0.05)
        }
        #expect([129, 130, 143].contains(code), "\(workshop.written)")
        #expect(try await workshop.run("verify") == 0)
        #expect(try await workshop.run("run", "--resume", "last") == 1, "\(workshop.written)")
        try await workshop.expectSame(as: workshop.export("undisturbed"))
    }

    @Test func statusLineComesWhenItIsAskedFor() async throws {
        let workshop = try await Workshop(documents: 6, kinds: "receipt")
        let run = try workshop.start("run", workshop.inbox, "--progress", "never")
        try await workshop.waitUntilAtWork(run)
        #expect(!workshop.written.contains(" documents, "))
        run.signal(SIGUSR1)
        try await workshop.waitUntilWritten(" documents, ")
        #expect(workshop.written.contains(" documents, "), "\(workshop.written)")
        #expect(await run.exitCode() == 0, "\(workshop.written)")
    }

    @Test func suspendedRunStandsStillWithItsWorkersAndOverrunsNoBudget() async throws {
        let workshop = try await Workshop(documents: 6, kinds: "receipt")
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 0)
        try workshop.folder.write("workers:\n  no_progress_seconds: 2\n", to: "orchestrate.yaml")
        let settings = workshop.folder.path + "/orchestrate.yaml"
        let run = try workshop.start("run", workshop.inbox, "--config", settings)
        try await workshop.waitUntilAtWork(run)
        let workers = run.children
        run.signal(SIGTSTP)
        for pid in [run.pid] + workers { #expect(await ProcessProbe.waitUntilStopped(pid, seconds: 10)) }
        // Longer than a worker may be without progress; nothing happens that could be awaited.
        try await Task.sleep(for: .seconds(3))
        for pid in [run.pid] + workers { #expect(ProcessProbe.isStopped(pid)) }
        run.signal(SIGCONT)
        #expect(await run.exitCode() == 0, "\(workshop.written)")
        #expect(!workshop.written.contains("no progress"))
        try await workshop.expectSame(as: workshop.export("undisturbed"))
    }

    @Test func suspendedWorkersEndWithTheirKilledParent() async throws {
        let workshop = try await Workshop(documents: 6, kinds: "receipt")
        let run = try workshop.start("run", workshop.inbox)
        try await workshop.waitUntilAtWork(run)
        let workers = run.children
        run.signal(SIGTSTP)
        for worker in workers { #expect(await ProcessProbe.waitUntilStopped(worker, seconds: 10)) }
        run.signal(SIGKILL)
        #expect(await run.exitCode() == 128 + SIGKILL)
        for worker in workers { #expect(await ProcessProbe.waitUntilGone(worker, seconds: 2)) }
        #expect(try await workshop.run("verify") == 0)
    }
}
