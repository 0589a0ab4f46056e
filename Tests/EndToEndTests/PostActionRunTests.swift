import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PostActionRunTests {
    /// Paths of files below a folder, hidden ones too.
    private func names(_ folder: String) -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return all.filter { FileManager.default.contents(atPath: "\(folder)/\($0)") != nil }.sorted()
    }

    @Test func filesGoWhereTheirStateSendsThem() async throws {
        let place = try await Workplace("--count", "6", "--kinds", "text,truncated,unsupported")
        let folder = place.folder.path
        // Two files with the same bytes: one is processed, both are moved.
        let all = names(place.inbox)
        let text = try #require(all.first { $0.hasPrefix("text") })
        try FileManager.default.copyItem(atPath: "\(place.inbox)/\(text)", toPath: "\(place.inbox)/twin.pdf")
        let ran = try await place.run("--on-done", "move=\(folder)/inbox/done", "--on-fail", "copy=\(folder)/bad")
        #expect(ran.code == 1, "\(ran.errors)")
        let summary = try ran.summary()
        let moved = names("\(place.inbox)/done")
        #expect(moved.count == summary.done)
        #expect(moved.contains("twin.pdf"))
        #expect(names("\(folder)/bad").count == summary.failed + summary.quarantined)
        let left = names(place.inbox).filter { !$0.hasPrefix("done/") }
        #expect(left.count == summary.discovered - summary.done)
        // What was moved below the inbox does not come in again.
        let again = try await place.run("--on-done", "move=\(folder)/inbox/done")
        #expect(try again.summary().discovered == summary.discovered - summary.done)
        #expect(try await run("orchestrate", ["verify", "--state", place.state]).code == 0)
    }

    @Test func aRunThatIsKilledLeavesItsActionsToTheNext() async throws {
        let place = try await Workplace("--count", "40", "--kinds", "text")
        let originals = names(place.inbox)
        let target = place.folder.path + "/done"
        for delay in [400, 700, 1000] {
            let words = ["run", place.inbox, "--state", place.state, "--on-done", "move=\(target)", "-q"]
            let program = try Program(
                [BuiltProducts.path("orchestrate")] + words,
                output: place.folder.path + "/output"
            )
            // The moment is arbitrary; whatever it is, nothing may be lost.
            try await Task.sleep(for: .milliseconds(delay))
            program.signal(SIGKILL)
            _ = await program.exitCode()
        }
        let last = try await place.run("--on-done", "move=\(target)", "--wait")
        #expect(last.code == 0, "\(last.errors)")
        let reviewed = names(place.inbox)
        #expect((reviewed + names(target)).sorted() == originals)
        #expect(try await run("orchestrate", ["verify", "--state", place.state]).code == 0)
    }

    @Test func aFolderThatCannotBeMadeIsToldAndTriedAgain() async throws {
        let place = try await Workplace("--count", "1", "--kinds", "text")
        try place.folder.write("in the way", to: "done")
        let target = place.folder.path + "/done"
        let failed = try await place.run("--on-done", "move=\(target)")
        #expect(failed.code == 1)
        #expect(failed.errors.contains("the next run tries again"), "\(failed.errors)")
        try FileManager.default.removeItem(atPath: target)
        let finished = try await place.run()
        #expect(finished.code == 0, "\(finished.errors)")
        #expect(names(target).count == 1)
    }

    @Test(arguments: ["mov=x", "move=", "copy", "delete=x"])
    func anActionThatIsNoneIsAUsageError(_ action: String) async throws {
        let place = try await Workplace("--count", "1", "--kinds", "text")
        let refused = try await place.run("--on-done", action)
        #expect(refused.code == 2)
        #expect(refused.errors.contains("--on-done"), "\(refused.errors)")
    }
}
