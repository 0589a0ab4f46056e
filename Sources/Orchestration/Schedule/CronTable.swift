import OrchestrateModel

/// The text of a crontab, in which the schedules of `orchestrate` stand among other lines.
///
/// Each schedule is a comment and one line, or two where missed times are caught up with when the machine starts. All
/// that is known of a schedule stands in its lines; lines of others are kept as they are.
package struct CronTable: Sendable, Hashable {
    private var lines: [String]

    package init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
    }

    package var text: String { lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n" }

    /// The schedules in it, in order of their names.
    package var schedules: [Schedule] {
        let all = lines.compactMap(Self.parse).filter { $0.trigger == .time }.map(\.schedule)
        return all.sorted { $0.name < $1.name }
    }

    /// Adds a schedule at the end; one of the same name is replaced.
    package mutating func add(_ schedule: Schedule) {
        remove(schedule.name)
        lines.append(Self.comment(schedule.name))
        lines.append("\(schedule.expression.text) \(Self.command(schedule, .time))")
        if schedule.catchUp != .none { lines.append("@reboot \(Self.command(schedule, .start))") }
    }

    /// Takes a schedule out; false where there is none of this name.
    @discardableResult
    package mutating func remove(_ name: String) -> Bool {
        let before = lines.count
        lines.removeAll { $0 == Self.comment(name) || Self.parse($0)?.schedule.name == name }
        return lines.count != before
    }

    private static func comment(_ name: String) -> String {
        "# orchestrate schedule \(name): change it with `orchestrate schedule`"
    }

    private static func command(_ schedule: Schedule, _ trigger: Schedule.Trigger) -> String {
        let command = ShellWords.quoted(schedule.command(trigger))
        // To cron a bare % is the end of the command.
        return "cd \(ShellWords.quoted(schedule.folder)) && \(command)".split(
            separator: "%",
            omittingEmptySubsequences: false
        )
        .joined(separator: "\\%")
    }

    private static func parse(_ line: String) -> (schedule: Schedule, trigger: Schedule.Trigger)? {
        guard let start = line.range(of: "cd "), line.contains(" schedule fire ") else { return nil }
        var command = ""
        for character in line[start] {
            if character == "%", command.last == "\\" { command.removeLast() }
            command.append(character)
        }
        guard let words = ShellWords.split(command), words.count > 3, words[0] == "cd", words[2] == "&&" else {
            return nil
        }
        return Schedule.parse(command: Array(words[3...]), folder: words[1])
    }
}

extension String {
    /// From the first occurrence of a text to the end; nil where it does not occur.
    fileprivate func range(of text: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(text) }.map { $0..<endIndex }
    }
}
