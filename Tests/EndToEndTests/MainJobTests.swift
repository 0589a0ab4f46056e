import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MainJobTests {
    @Test
    func everyValueOfAnInboxOfTextIsRight() async throws {
        let place = try await Workplace("--count", "24", "--kinds", "text,long,letter")
        let finished = try await place.run()
        #expect(finished.code == 0, "\(finished.errors)")
        let summary = try finished.summary()
        #expect(summary.schema == "orchestrate.summary/1")
        #expect(summary.addsUp)
        #expect(summary.discovered == 24)
        #expect(summary.done == 16)
        #expect(summary.review == 8)
        let check = try await place.check()
        #expect(check.code == 0, "\(check.output)\(check.errors)")
    }

    @Test
    func everyValueOfTheStandardInboxIsRightAndHazardsHaveTheirReason() async throws {
        let place = try await Workplace()
        let added = try await run("example-generator", ["add-hazards", place.folder.path])
        #expect(added.code == 0, "\(added.errors)")
        let finished = try await place.run("--lang", "deu+eng+fra")
        #expect(finished.code == 1, "\(finished.errors)")
        let summary = try finished.summary()
        #expect(summary.addsUp)
        #expect(summary.exitCode == 1)
        #expect(summary.pending == 0)
        for problem in summary.problems { #expect(!problem.message.isEmpty, "\(problem.path)") }
        let check = try await place.check()
        #expect(check.code == 0, "\(check.output)\(check.errors)")
    }

    @Test
    func theSecondRunPassesOverWhatIsUnchanged() async throws {
        let place = try await Workplace("--count", "6", "--kinds", "text,letter")
        #expect(try await place.run().code == 0)
        let before = try await run("orchestrate", ["export", "--state", place.state, "--format", "json"])
        let again = try await place.run()
        #expect(again.code == 0, "\(again.errors)")
        let summary = try again.summary()
        #expect(summary.unchanged == 6)
        #expect(summary.addsUp)
        let after = try await run("orchestrate", ["export", "--state", place.state, "--format", "json"])
        #expect(before.output == after.output)
        #expect(!after.output.isEmpty)
    }

    @Test
    func exportsAgreeInEveryFormat() async throws {
        let place = try await Workplace("--count", "3", "--kinds", "text")
        #expect(try await place.run().code == 0)
        func export(_ options: String...) async throws -> [Substring] {
            let finished = try await run("orchestrate", ["export", "--state", place.state] + options)
            #expect(finished.code == 0, "\(finished.errors)")
            return finished.output.split(whereSeparator: \.isNewline)
        }
        #expect(try await export("--format", "ndjson").count == 3)
        let table = try await export("--format", "csv")
        #expect(table.count == 4)
        #expect(table.first?.hasPrefix("path,sha256,state,class,template,") == true)
        #expect(try await export("--format", "csv", "--table", "lines").count > 3)
    }
}
