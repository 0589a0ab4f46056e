import OrchestrateTestSupport
import Testing

/// A run that may open few files says so instead of failing in the midst of something.
@Suite(.timeLimit(.minutes(2)))
struct DescriptorTests {
    private func run(_ workshop: Workshop, limit: Int) async throws -> Int32? {
        let words = "'\(BuiltProducts.path("orchestrate"))' run '\(workshop.inbox)' -j 2 --state '\(workshop.state())'"
        let shell = ["/bin/sh", "-c", "ulimit -n \(limit); exec \(words)"]
        return try await Program(shell, output: workshop.log).exitCode()
    }

    @Test func tooFewDescriptorsEndWithFourAndEnoughDoNot() async throws {
        let workshop = try await Workshop(documents: 4, kinds: "text,receipt")
        for limit in [8, 12, 16, 24, 32, 40, 48] {
            #expect(try await run(workshop, limit: limit) == 4, "\(limit): \(workshop.written)")
        }
        #expect(workshop.written.contains("raise the limit (ulimit -n) or lower -j"))
        #expect(try await run(workshop, limit: 256) == 0, "\(workshop.written)")
        #expect(try await workshop.run("verify") == 0)
    }
}
