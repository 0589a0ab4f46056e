import Glibc

/// Turns moments into what the clock on the wall shows, and back.
package struct LocalTime: Sendable {
    /// What the calendar and the clock show.
    package struct Fields: Sendable, Hashable {
        package var year: Int
        /// 1 to 12.
        package var month: Int
        /// From 1; more than the month has means a day of the next.
        package var day: Int
        package var hour: Int
        package var minute: Int
        /// 0 for Sunday; of no meaning where a moment is looked for.
        package var weekday: Int

        package init(_ year: Int, _ month: Int, _ day: Int, hour: Int = 0, minute: Int = 0, weekday: Int = 0) {
            self.year = year
            self.month = month
            self.day = day
            self.hour = hour
            self.minute = minute
            self.weekday = weekday
        }
    }

    private let toFields: @Sendable (Int) -> Fields
    private let toTime: @Sendable (Fields) -> Int

    package init(
        toFields: @escaping @Sendable (Int) -> Fields,
        toTime: @escaping @Sendable (Fields) -> Int
    ) {
        self.toFields = toFields
        self.toTime = toTime
    }

    func fields(_ time: Double) -> Fields { toFields(Int(time.rounded(.down))) }

    /// Seconds since 1970; a time that the clock skips is as much later.
    func time(of fields: Fields) -> Double { Double(toTime(fields)) }

    /// The clock of this system, as TZ or /etc/localtime says.
    package static let system = LocalTime { time in
        var (time, parts) = (time_t(time), tm())
        localtime_r(&time, &parts)
        return Fields(parts)
    } toTime: { fields in
        var parts = fields.parts
        parts.tm_isdst = -1
        return Int(mktime(&parts))
    }

    /// Coordinated universal time.
    package static let universal = LocalTime { time in
        var (time, parts) = (time_t(time), tm())
        gmtime_r(&time, &parts)
        return Fields(parts)
    } toTime: { fields in
        var parts = fields.parts
        return Int(timegm(&parts))
    }
}

extension LocalTime.Fields {
    fileprivate init(_ parts: tm) {
        self.init(
            Int(parts.tm_year) + 1900,
            Int(parts.tm_mon) + 1,
            Int(parts.tm_mday),
            hour: Int(parts.tm_hour),
            minute: Int(parts.tm_min),
            weekday: Int(parts.tm_wday)
        )
    }

    fileprivate var parts: tm {
        var parts = tm()
        parts.tm_year = Int32(year - 1900)
        parts.tm_mon = Int32(month - 1)
        parts.tm_mday = Int32(day)
        parts.tm_hour = Int32(hour)
        parts.tm_min = Int32(minute)
        return parts
    }
}
