package import OrchestrateModel
package import Persistence

/// The end of a run in figures: the summary object of the contract.
package struct RunSummary: Sendable {
    package struct Problem: Sendable, Hashable {
        package var path: String
        package var state: JobState
        package var code: String
        package var message: String

        package init(path: String, state: JobState, code: String, message: String) {
            self.path = path
            self.state = state
            self.code = code
            self.message = message
        }
    }

    package static let schema = "orchestrate.summary/1"

    package var run: String
    package var exitCode: Int32
    package var counts: LedgerCounts
    package var seconds: Double
    package var stateFile: String
    package var problems: [Problem]
    /// What was planned for input files: `done`, `kept`, and `planned` for what is left to the next run.
    package var actions: [String: Int] = [:]
    /// Input files that could not be handed on, those of earlier runs included; the next run tries again.
    package var postponed = 0
    /// Unchanged documents that failed in an earlier run.
    package var failedBefore = 0
    /// Templates whose required fields begin to fail.
    package var drift: [TemplateDrift] = []

    package init(
        run: String,
        exitCode: Int32,
        counts: LedgerCounts,
        seconds: Double,
        stateFile: String,
        problems: [Problem]
    ) {
        self.run = run
        self.exitCode = exitCode
        self.counts = counts
        self.seconds = seconds
        self.stateFile = stateFile
        self.problems = problems
    }

    /// The exit code of a run that came to its end by itself.
    package static func exitCode(of counts: LedgerCounts, strict: Bool) -> Int32 {
        guard counts.isBalanced, counts.pending == 0 else { return 4 }
        let needsAttention = counts.failed + counts.quarantined + (strict ? counts.review : 0)
        return needsAttention > 0 ? 1 : 0
    }

    package var json: JSONValue {
        let pages = PageState.allCases.map { (key: $0.rawValue, value: JSONValue.integer(counts.pages($0))) }
        let problems = problems.map { problem -> JSONValue in
            [
                "path": .string(problem.path), "state": .string(problem.state.rawValue),
                "code": .string(problem.code), "message": .string(problem.message),
            ]
        }
        return [
            "schema": .string(Self.schema), "run": .string(run), "exit_code": .integer(exitCode),
            "discovered": .integer(counts.discovered), "done": .integer(counts.done),
            "review": .integer(counts.review), "failed": .integer(counts.failed),
            "quarantined": .integer(counts.quarantined), "skipped": .integer(counts.skipped),
            "unchanged": .integer(counts.unchanged), "cancelled": .integer(counts.cancelled),
            "pending": .integer(counts.pending), "pages": .object(pages), "retries": .integer(counts.retries),
            "seconds": .fixed(seconds, places: 3), "actions": .object(actionCounts), "postponed": .integer(postponed),
            "failed_before": .integer(failedBefore), "state_file": .string(stateFile),
            "problems": .array(problems),
            "drift": .array(drift.map(Self.json)),
        ]
    }

    private static func json(_ drift: TemplateDrift) -> JSONValue {
        func share(_ share: TemplateDrift.Share) -> JSONValue {
            ["documents": .integer(share.documents), "failing": .integer(share.failing)]
        }
        return [
            "template": .string(drift.template), "now": share(drift.now), "before": share(drift.before),
            "fields": .array(drift.fields.map { .string($0) }), "message": .string(drift.message),
        ]
    }

    private var actionCounts: [(key: String, value: JSONValue)] {
        ["done", "kept", "planned"].map { (key: $0, value: .integer(actions[$0] ?? 0)) }
    }

    /// One line for people.
    package var line: String {
        let states = [
            (counts.done, "done"), (counts.review, "for review"), (counts.failed, "failed"),
            (counts.quarantined, "quarantined"), (counts.skipped, "skipped"), (counts.unchanged, "unchanged"),
            (counts.cancelled, "cancelled"), (counts.pending, "pending"),
        ]
        var parts = states.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if failedBefore > 0 { parts.append("\(failedBefore) of them failed before") }
        let left = max(actions["planned"] ?? 0, postponed)
        if left > 0 { parts.append("\(left.of("input file")) not handed on yet") }
        let time = JSONValue.fixed(seconds, places: 1).serialized()
        let shown = parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
        return "\(counts.discovered.of("document")): \(shown) in \(time) s"
    }
}
