import FoundationEssentials
import OrchestrateTestSupport
import Testing

/// What a state file or a database that is not as it should be gets: a clear word, and nothing is touched.
@Suite(.timeLimit(.minutes(3)))
struct BadStateTests {
    enum Damage: CaseIterable {
        case truncated
        case altered
        case newer
        case foreign
        case withoutDatabase
    }

    @Test(arguments: Damage.allCases)
    func badStateFileIsRefusedAndNothingIsTouched(damage: Damage) async throws {
        let workshop = try await Workshop(documents: 2, kinds: "text")
        #expect(try await workshop.run("run", workshop.inbox) == 0 || workshop.written.contains("review"))
        let pointer = workshop.state() + "/state.json"
        let text = try #require(ProcessProbe.read(pointer))
        var path = pointer
        switch damage {
        case .truncated: try write(String(text.dropLast(40)), to: pointer)
        case .altered:
            try write(text.replacing("\"reason\": \"completed\"", with: "\"reason\": \"interrupt\""), to: pointer)
        case .newer: try write(text.replacing("orchestrate.state/1", with: "orchestrate.state/9"), to: pointer)
        case .foreign:
            _ = try await workshop.run("run", workshop.inbox, state: "other")
            path = workshop.state("other") + "/state.json"
            try write(text, to: path)
        case .withoutDatabase:
            try FileManager.default.createDirectory(atPath: workshop.state("other"), withIntermediateDirectories: true)
            path = workshop.state("other") + "/state.json"
            try write(text, to: path)
        }
        let lock = ProcessProbe.read(workshop.state() + "/lock")
        let code = try await workshop.run("run", "--resume", path)
        #expect(code == 2 || damage == .withoutDatabase && code == 4, "\(damage): \(workshop.written)")
        #expect(ProcessProbe.read(workshop.state() + "/lock") == lock)
    }

    @Test func corruptDatabaseEndsWithFourAndIsLeftAsItIs() async throws {
        let workshop = try await Workshop(documents: 1, kinds: "text")
        try FileManager.default.createDirectory(atPath: workshop.state(), withIntermediateDirectories: true)
        let database = workshop.state() + "/orchestrate.sqlite"
        let rubbish = String(repeating: "this is no database ", count: 1000)
        try write(rubbish, to: database)
        #expect(try await workshop.run("run", workshop.inbox) == 4)
        #expect(workshop.written.contains("restore it from a backup"))
        #expect(ProcessProbe.read(database) == rubbish)
    }

    @Test func nothingToResumeIsNoFailure() async throws {
        let workshop = try await Workshop(documents: 2, kinds: "text")
        _ = try await workshop.run("run", workshop.inbox)
        #expect(try await workshop.run("run", "--resume", "last") == 0)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
