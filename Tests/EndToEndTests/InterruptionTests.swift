import Glibc
import OrchestrateTestSupport
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(5)))
struct InterruptionTests {
    /// Starts a run that reads scans, waits for its first finished document, and hands over its process id.
    ///
    /// - Returns: The run's exit code.
    private func whileRunning(_ place: Workplace, _ body: (Int32) async throws -> Void) async throws -> Int32? {
        let arguments = ["run", place.inbox, "--state", place.state, "--progress", "json", "--grace", "1s", "-j", "1"]
        let result = try await Subprocess.run(
            .path(.init(BuiltProducts.path("orchestrate"))),
            arguments: Arguments(arguments),
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            var acted = false
            for try await line in execution.standardError.strings() {
                guard !acted, line.contains(#""document_finished""#) else { continue }
                acted = true
                try await body(execution.processIdentifier.value)
            }
        }
        guard case .exited(let code) = result.terminationStatus else { return nil }
        return code
    }

    @Test
    func anInterruptedRunIsFinishedByTheNext() async throws {
        let place = try await Workplace("--count", "10", "--kinds", "text,scan")
        let code = try await whileRunning(place) { _ = kill($0, SIGINT) }
        #expect(code == 130)
        let finished = try await place.run()
        #expect(finished.code == 0, "\(finished.errors)")
        let summary = try finished.summary()
        #expect(summary.addsUp)
        #expect(summary.unchanged > 0, "what was finished is not repeated")
        let listed = try await run("orchestrate", ["export", "--state", place.state, "--format", "ndjson"])
        #expect(listed.output.split(separator: "\n").count == 10)
    }

    @Test
    func aSecondRunOfTheSameStateFolderIsExit75() async throws {
        let place = try await Workplace("--count", "40", "--kinds", "text,scan")
        let code = try await whileRunning(place) { process in
            let second = try await place.run()
            #expect(second.code == 75, "\(second.errors)")
            #expect(second.errors.contains("state"))
            _ = kill(process, SIGINT)
        }
        #expect(code == 130)
    }
}
