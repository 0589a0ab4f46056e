package import OrchestrateModel

/// A cron expression: five fields, or a name such as `@daily`.
package struct CronExpression: Sendable, Hashable {
    package let text: String
    package let minute: CronField
    package let hour: CronField
    package let dayOfMonth: CronField
    package let month: CronField
    package let dayOfWeek: CronField

    private static let names = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]

    /// Reads an expression.
    ///
    /// - Throws: `invalidConfiguration` with the field and the reason.
    package init(_ text: String) throws(Failure) {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        self.text = words.joined(separator: " ")
        var fields = words
        if let name = words.first, name.hasPrefix("@") {
            guard words.count == 1, let meaning = Self.names[name.lowercased()] else {
                let known = Self.names.keys.sorted().joined(separator: ", ")
                throw Failure(.invalidConfiguration, "\"\(text)\" is not known; there are \(known), or five fields")
            }
            fields = meaning.split(separator: " ").map(String.init)
        }
        guard fields.count == 5 else {
            let kinds = CronField.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            let advice = "a cron expression has five fields: \(kinds); quote it, as in '0 2 * * *'"
            throw Failure(.invalidConfiguration, "\"\(text)\" has \(fields.count) fields; \(advice)")
        }
        minute = try CronField(fields[0], .minute)
        hour = try CronField(fields[1], .hour)
        dayOfMonth = try CronField(fields[2], .dayOfMonth)
        month = try CronField(fields[3], .month)
        dayOfWeek = try CronField(fields[4], .dayOfWeek)
        let longest = month.values.map { [2: 29, 4: 30, 6: 30, 9: 30, 11: 30][$0] ?? 31 }.max() ?? 31
        if dayOfWeek.isStar, dayOfMonth.values.allSatisfy({ $0 > longest }) {
            throw Failure(
                .invalidConfiguration,
                "the day of month field \"\(fields[2])\" names a day that no month of \"\(fields[3])\" has"
            )
        }
    }

    /// Whether something is due on a day: where both fields for days are restricted, either will do.
    func includes(day: Int, weekday: Int) -> Bool {
        let (byMonth, byWeek) = (dayOfMonth.contains(day), dayOfWeek.contains(weekday))
        return dayOfMonth.isStar || dayOfWeek.isStar ? byMonth && byWeek : byMonth || byWeek
    }

    /// The first time after another, in seconds since 1970; nil if there is none within 8 years and a day, the longest
    /// time from one 29 February to the next.
    package func next(after time: Double, in zone: LocalTime = .system) -> Double? {
        var day = zone.fields(time)
        for _ in 0..<(8 * 366 + 1) {
            if month.contains(day.month), includes(day: day.day, weekday: day.weekday),
                let next = firstTime(on: day, after: time, in: zone)
            {
                return next
            }
            // Noon, since a day may lack its midnight.
            day = zone.fields(zone.time(of: LocalTime.Fields(day.year, day.month, day.day + 1, hour: 12)))
        }
        return nil
    }

    private func firstTime(on day: LocalTime.Fields, after time: Double, in zone: LocalTime) -> Double? {
        for hour in hour.values.sorted() {
            // A whole hour that is over need not be looked at minute by minute.
            let end = zone.time(of: LocalTime.Fields(day.year, day.month, day.day, hour: hour, minute: 59))
            if end <= time { continue }
            for minute in minute.values.sorted() {
                let fields = LocalTime.Fields(day.year, day.month, day.day, hour: hour, minute: minute)
                let candidate = zone.time(of: fields)
                if candidate > time { return candidate }
            }
        }
        return nil
    }

    /// The times after one up to and including another, at most `limit` of them, the newest ones.
    package func times(after start: Double, through end: Double, limit: Int, in zone: LocalTime = .system) -> [Double] {
        var times: [Double] = []
        var time = start
        while let next = next(after: time, in: zone), next <= end {
            times.append(next)
            if times.count > limit { times.removeFirst() }
            time = next
        }
        return times
    }
}
