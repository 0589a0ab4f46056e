import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct BadInputTests {
    @Test
    func aMissingPathIsExit3() async throws {
        let folder = try TemporaryFolder()
        let finished = try await run(
            "orchestrate",
            ["run", folder.path + "/nowhere", "--state", folder.path + "/state"]
        )
        #expect(finished.code == 3)
        #expect(finished.errors.contains("nowhere"))
    }

    @Test
    func aBrokenTemplateStopsTheRunBeforeAnyDocument() async throws {
        let place = try await Workplace("--count", "1")
        let template = place.folder.path + "/broken.yaml"
        let text = """
            schema: orchestrate.template/1
            keywords: [Anything]
            fields:
              invoice_number:
                regx: 'No\\. (\\d+)'
            """
        try Data(text.utf8).write(to: URL(filePath: template))
        let finished = try await place.run("--template", template)
        #expect(finished.code == 2)
        #expect(finished.errors.contains("broken.yaml:5"), "\(finished.errors)")
        #expect(finished.errors.contains("regx"))
        let listed = try await run("orchestrate", ["export", "--state", place.state, "--format", "ndjson"])
        #expect(listed.output.isEmpty)
    }

    @Test
    func everyUnreadableFileIsARowWithItsReason() async throws {
        let place = try await Workplace("--count", "4", "--kinds", "encrypted,truncated,empty,unsupported")
        #expect(try await run("example-generator", ["add-hazards", place.folder.path]).code == 0)
        let finished = try await place.run()
        #expect(finished.code == 1, "\(finished.errors)")
        let summary = try finished.summary()
        #expect(summary.addsUp)
        #expect(summary.done + summary.review == 0)
        let check = try await place.check()
        #expect(check.code == 0, "\(check.output)\(check.errors)")
    }

    @Test
    func thePasswordOpensAnEncryptedDocument() async throws {
        let place = try await Workplace("--count", "1", "--kinds", "encrypted")
        let finished = try await place.run("--password", "wrenhaven")
        #expect(finished.code == 0, "\(finished.errors)")
        #expect(try finished.summary().done == 1)
    }

    @Test
    func wrongPasswordsAreTriedBeforeTheRightOne() async throws {
        let place = try await Workplace("--count", "1", "--kinds", "encrypted")
        let refused = try await place.run("--password", "wrong")
        #expect(refused.code == 1, "\(refused.errors)")
        #expect(try refused.summary().problems.map(\.code) == ["encrypted"])
        let finished = try await place.run("--password", "wrong", "--password", "wrenhaven")
        #expect(finished.code == 0, "\(finished.errors)")
        #expect(try finished.summary().done == 1)
    }

    @Test
    func aCorruptStateFolderIsRefused() async throws {
        let place = try await Workplace("--count", "1")
        #expect(try await place.run().code == 0)
        let database = place.state + "/orchestrate.sqlite"
        try Data(repeating: 0x2A, count: 8192).write(to: URL(filePath: database))
        for suffix in ["-wal", "-shm"] { unlink(database + suffix) }
        let finished = try await place.run()
        #expect(finished.code == 4)
        #expect(finished.errors.contains("orchestrate.sqlite"), "\(finished.errors)")
    }

    @Test
    func namesCannotSteerTheTerminal() async throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "\u{1B}[31mred\n.txt")
        let state = folder.path + "/state"
        #expect(try await run("orchestrate", ["run", folder.path, "--state", state]).code == 0)
        let listed = try await run("orchestrate", ["list", "--state", state])
        #expect(listed.output.contains("\\x1b[31mred\\x0a.txt"))
        #expect(!listed.output.contains("\u{1B}"))
    }

    @Test
    func doctorSeesADamagedDatabaseAndAnUnreadableConfiguration() async throws {
        let folder = try TemporaryFolder()
        try folder.write("no database", to: "orchestrate.sqlite")
        let damaged = try await run("orchestrate", ["doctor", "--state", folder.path])
        #expect(damaged.code == 4)
        #expect(damaged.output.contains("orchestrate.sqlite"))
        let unreadable = try await run("orchestrate", ["doctor", "--config", folder.path])
        #expect(unreadable.code == 2)
        #expect(unreadable.errors.hasPrefix("error: \(folder.path): cannot read the configuration"))
    }
}
