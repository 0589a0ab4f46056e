package import OrchestrateModel

/// A batch that is run at set times by cron or systemd.
package struct Schedule: Sendable, Hashable {
    /// What happens while another run owns the state folder.
    package enum Overlap: String, Sendable, Hashable, CaseIterable {
        /// The run is left out, without a word.
        case skip
        /// It waits for the other one.
        case wait
        /// It ends with exit code 75 and says so.
        case fail
    }

    /// What happens to times at which the machine was off.
    package enum CatchUp: String, Sendable, Hashable, CaseIterable {
        case none
        /// One run for all of them.
        case latest
        /// One run for each of them.
        case all
    }

    /// Why it is started.
    package enum Trigger: Sendable, Hashable {
        case time
        /// The machine was started: only for what was missed.
        case start
    }

    /// The most missed times that are caught up with.
    package static let mostMissed = 100

    package let name: String
    package let expression: CronExpression
    package var overlap: Overlap
    package var catchUp: CatchUp
    /// Absolute: where relative paths of the run count from.
    package var folder: String
    /// Absolute path of `orchestrate`.
    package var executable: String
    /// The words after `orchestrate run`.
    package var arguments: [String]

    /// Checks the name and what a crontab cannot hold.
    package init(
        name: String,
        expression: CronExpression,
        overlap: Overlap = .skip,
        catchUp: CatchUp = .none,
        folder: String,
        executable: String,
        arguments: [String]
    ) throws(Failure) {
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        guard isPlain, !name.isEmpty, name.count <= 64, !name.hasPrefix("-") else {
            let rule = "a name has up to 64 letters, digits, - and _"
            throw Failure(.invalidConfiguration, "\"\(name)\" is no name for a schedule: \(rule)")
        }
        for word in [folder, executable] + arguments where word.contains(where: \.isNewline) {
            throw Failure(.invalidConfiguration, "\"\(word)\" has a line break, which no crontab can hold; rename it")
        }
        self.name = name
        self.expression = expression
        self.overlap = overlap
        self.catchUp = catchUp
        self.folder = folder
        self.executable = executable
        self.arguments = arguments
    }

    /// The command that cron or systemd starts.
    package func command(_ trigger: Trigger) -> [String] {
        [executable, "schedule", "fire", name, "--cron", expression.text]
            + ["--overlap", overlap.rawValue, "--catch-up", catchUp.rawValue]
            + (trigger == .start ? ["--at-start"] : []) + ["--"] + arguments
    }

    /// The schedule that `command` was made of, and its trigger; nil for anything else.
    package static func parse(command words: [String], folder: String) -> (schedule: Schedule, trigger: Trigger)? {
        guard words.count > 9, words[1] == "schedule", words[2] == "fire", words[4] == "--cron",
            words[6] == "--overlap", words[8] == "--catch-up", let separator = words.firstIndex(of: "--"),
            let overlap = Overlap(rawValue: words[7]), let catchUp = CatchUp(rawValue: words[9]),
            let expression = try? CronExpression(words[5])
        else { return nil }
        let schedule = try? Schedule(
            name: words[3],
            expression: expression,
            overlap: overlap,
            catchUp: catchUp,
            folder: folder,
            executable: words[0],
            arguments: Array(words[(separator + 1)...])
        )
        return schedule.map { ($0, words[10..<separator].contains("--at-start") ? .start : .time) }
    }

    /// The times that a start now is to make up for or to serve, the oldest first; one run for each.
    ///
    /// `last` is the newest time that was served; nil before the first.
    package func dueTimes(_ trigger: Trigger, last: Double?, now: Double, in zone: LocalTime = .system) -> [Double] {
        let missed = last.map { expression.times(after: $0, through: now, limit: Self.mostMissed, in: zone) } ?? []
        switch (trigger, catchUp) {
        case (.start, .none): return []
        case (.start, .latest): return Array(missed.suffix(1))
        case (.start, .all): return missed
        case (.time, .all) where !missed.isEmpty: return missed
        case (.time, _): return [now]
        }
    }
}
