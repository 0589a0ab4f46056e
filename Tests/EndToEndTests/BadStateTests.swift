import FoundationEssentials
import GRDB
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
        #expect(code == (damage == .withoutDatabase ? 3 : 2), "\(damage): \(workshop.written)")
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

    @Test func commandsThatReadSayThatThereIsNoStateFolder() async throws {
        let workshop = try await Workshop(documents: 1, kinds: "text")
        let commands = [
            ["export"], ["list"], ["show", "a"], ["status"], ["runs"], ["verify"], ["run", "--resume", "last"],
        ]
        for words in commands {
            let end = try await run("orchestrate", words + ["--state", workshop.state()])
            #expect(end.code == 3, "\(words): \(end.errors)")
            #expect(end.output.isEmpty)
            #expect(end.errors.contains("there is no state folder"))
        }
        try FileManager.default.createDirectory(atPath: workshop.state(), withIntermediateDirectories: true)
        for words in commands {
            let end = try await run("orchestrate", words + ["--state", workshop.state()])
            #expect(end.code == 3, "\(words): \(end.errors)")
            #expect(end.errors.contains("holds no database"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: workshop.state()).isEmpty)
    }

    @Test func lockedDatabaseEndsWithFourAndCanBeRead() async throws {
        let workshop = try await Workshop(documents: 2, kinds: "text")
        #expect(try await workshop.run("run", workshop.inbox) == 0, "\(workshop.written)")
        try workshop.folder.write("storage:\n  busy_seconds: 0.2\n", to: "hasty.yaml")
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: workshop.state() + "/orchestrate.sqlite", configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let hasty = workshop.folder.path + "/hasty.yaml"
        #expect(try await workshop.run("run", workshop.inbox, "--force", "--config", hasty) == 4)
        #expect(workshop.written.contains("another program keeps it locked"), "\(workshop.written)")
        #expect(try await workshop.run("verify") == 0)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await workshop.run("run", workshop.inbox, "--force", "--config", hasty) == 0)
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
