import FoundationEssentials
import OrchestrateModel
import Testing

@testable import Persistence

@Suite struct VerificationTests {
    /// A statement that breaks an invariant in a folder with a done document, a running one, and a finished run.
    private static let faults: [(Invariant, String)] = [
        (.referencesHold, "DELETE FROM roots"),
        (.countsAddUp, "UPDATE runs SET counts = json_set(counts, '$.done', 99)"),
        (
            .oneResultPerVersion,
            "INSERT INTO events SELECT NULL, at, run, job, version, 'running', 'done', attempt, epoch, code "
                + "FROM events WHERE to_state = 'done'"
        ),
        (.stateMatchesResult, "UPDATE results SET version = 7"),
        (.stateMatchesResult, "UPDATE jobs SET state = 'failed' WHERE state = 'done'"),
        (.resultsAreComplete, "DELETE FROM fields"),
        (.resultsAreComplete, "DELETE FROM table_rows"),
        (.pagesAreAccountedFor, "UPDATE pages SET number = number + 1 WHERE number = 2"),
        (.changesAreLegal, "UPDATE jobs SET state = 'pending' WHERE state = 'done'"),
        (.changesAreLegal, "DELETE FROM events WHERE to_state = 'running'"),
        (.changesAreLegal, "DELETE FROM events"),
        (.attemptsWithinLimit, "UPDATE jobs SET attempt = 4"),
        (.attemptsWithinLimit, "DELETE FROM attempts WHERE ending = 'done'"),
        (.runningIsOwned, "INSERT INTO sessions VALUES (9, 0, 1)"),
        (.runningIsOwned, "UPDATE attempts SET ended_at = 1 WHERE ended_at IS NULL"),
        (.runningIsOwned, "UPDATE attempts SET ended_at = NULL WHERE ending = 'done'"),
        (.oneOwner, "UPDATE attempts SET epoch = 5 WHERE ending = 'done'"),
        (.stateMatchesResult, "UPDATE pages SET state = 'timed_out'"),
        (.countsAddUp, "UPDATE jobs SET is_unchanged = 1 WHERE state = 'running'"),
        (.countsAddUp, "UPDATE jobs SET settled_run = NULL"),
        (.attemptsMatchStates, "UPDATE attempts SET ending = 'retry' WHERE ending = 'done'"),
        (.attemptsMatchStates, "UPDATE jobs SET state = 'pending' WHERE state = 'done'"),
        (.completedRunsAreComplete, "UPDATE runs SET counts = json_set(counts, '$.pending', 1, '$.done', 0)"),
    ]

    @Test(arguments: faults)
    private func everyInvariantIsSeenToBreak(_ invariant: Invariant, _ sql: String) throws {
        try Fixture.with { fixture in
            _ = try fixture.processed("a.txt")
            _ = try fixture.store.finishRun("run-1", exitCode: 0, reason: "completed")
            try fixture.store.beginRun(Fixture.record("run-2"))
            let jobs = try fixture.enqueue([Fixture.file("b.txt")], run: "run-2").jobs
            _ = try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0)
            #expect(try Verification.run(fixture.folder).isEmpty)
            try fixture.doctor(sql)
            let violations = try Verification.run(fixture.folder)
            #expect(violations.map(\.invariant).contains(invariant))
            #expect(violations.allSatisfy { !$0.rows.isEmpty })
        }
    }

    @Test func aStateFileThatKnowsMoreThanTheDatabaseIsSeen() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            let last = try fixture.store.lastEvent()
            let id = fixture.store.databaseID
            func write(_ id: String, _ event: Int) throws {
                let text = #"{"database_id": "\#(id)", "last_event": \#(event)}"#
                try Data(text.utf8).write(to: URL(filePath: fixture.folder.stateFile))
            }
            try write(id, last)
            #expect(try Verification.run(fixture.folder).isEmpty)
            try write(id, last + 1)
            #expect(try Verification.run(fixture.folder).map(\.invariant) == [.acknowledgedIsDurable])
            try write("other", last)
            #expect(try Verification.run(fixture.folder).map(\.invariant) == [.acknowledgedIsDurable])
        }
    }

    @Test(arguments: [(100.0, 1, false), (100.0, 0, true), (99.5, 1, true), (104.0, 0, false)])
    func aStateFileThatSaysAllIsDoneBeforeItIsIsSeen(percent: Double, pending: Int, isHonest: Bool) throws {
        try Fixture.with { fixture in
            _ = try fixture.processed()
            let counts = #""completion_percentage": \#(percent), "counts": {"pending": \#(pending)}"#
            let text = #"{"database_id": "\#(fixture.store.databaseID)", "last_event": 1, \#(counts)}"#
            try Data(text.utf8).write(to: URL(filePath: fixture.folder.stateFile))
            #expect(try Verification.run(fixture.folder).map(\.invariant) == (isHonest ? [] : [.progressIsHonest]))
        }
    }

    @Test func aDatabaseWithDamagedPagesIsSeen() throws {
        try Fixture.with { fixture in
            for number in 0..<50 { _ = try fixture.processed("f\(number)") }
            try fixture.store.close()
            var bytes = try Data(contentsOf: URL(filePath: fixture.folder.database))
            for offset in stride(from: 4096 * 30, to: bytes.count - 100, by: 4096) {
                for index in offset..<(offset + 100) { bytes[index] = 0xA5 }
            }
            try bytes.write(to: URL(filePath: fixture.folder.database))
            #expect(try Verification.run(fixture.folder).map(\.invariant).contains(.databaseIsSound))
        }
    }
}
