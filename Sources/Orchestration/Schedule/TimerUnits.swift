import OrchestrateModel

/// A schedule as a service and a timer of systemd.
package struct TimerUnits: Sendable, Hashable {
    package let service: String
    package let timer: String

    package static func unit(_ name: String) -> String { "orchestrate-\(name)" }

    package init(_ schedule: Schedule) {
        // The whole of the schedule in one comment, from which it is read back.
        let record = ShellWords.quoted([schedule.folder] + schedule.command(.time))
        let command = schedule.command(.time).map(Self.quoted).joined(separator: " ")
        service = """
            \(Self.mark)\(record)
            [Unit]
            Description=orchestrate schedule \(schedule.name)

            [Service]
            Type=oneshot
            WorkingDirectory=\(schedule.folder.doubled("%"))
            ExecStart=\(command)

            """
        let times = schedule.expression.calendarTimes.map { "OnCalendar=\($0)" }.joined(separator: "\n")
        timer = """
            [Unit]
            Description=orchestrate schedule \(schedule.name)

            [Timer]
            \(times)
            AccuracySec=1s
            Persistent=\(schedule.catchUp != .none)

            [Install]
            WantedBy=timers.target

            """
    }

    private static let mark = "# orchestrate schedule: "

    /// The schedule that a service's text was made of; nil for a service of others.
    package static func schedule(inService text: String) -> Schedule? {
        guard let first = text.split(separator: "\n").first, first.hasPrefix(mark),
            let words = ShellWords.split(first.dropFirst(mark.count)), words.count > 1
        else { return nil }
        return Schedule.parse(command: Array(words[1...]), folder: words[0])?.schedule
    }

    /// A word as systemd reads it in `ExecStart`.
    private static func quoted(_ word: String) -> String {
        "\"" + word.doubled("\\").escaped("\"").doubled("%").doubled("$") + "\""
    }
}

extension CronExpression {
    /// The expression as calendar times of systemd: one, or two where either field for days will do.
    package var calendarTimes: [String] {
        let time = "\(Self.list(hour, 0...23)):\(Self.list(minute, 0...59)):00"
        let months = Self.list(month, 1...12)
        let days = "*-\(months)-\(Self.list(dayOfMonth, 1...31))"
        let everyDay = "*-\(months)-*"
        let week = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let weekdays = dayOfWeek.values.sorted().map { week[$0] }.joined(separator: ",")
        if dayOfWeek.values.count == 7 { return ["\(days) \(time)"] }
        if dayOfMonth.isStar || dayOfWeek.isStar { return ["\(weekdays) \(days) \(time)"] }
        return ["\(days) \(time)", "\(weekdays) \(everyDay) \(time)"]
    }

    private static func list(_ field: CronField, _ range: ClosedRange<Int>) -> String {
        guard !range.allSatisfy(field.contains) else { return "*" }
        return field.values.sorted().map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ",")
    }
}

extension String {
    fileprivate func doubled(_ character: Character) -> String { escaped(character, with: character) }

    fileprivate func escaped(_ character: Character, with mark: Character = "\\") -> String {
        reduce(into: "") { result, next in
            if next == character { result.append(mark) }
            result.append(next)
        }
    }
}
