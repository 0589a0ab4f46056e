import OrchestrateModel
import Testing

@testable import Orchestration

@Suite struct CronExpressionTests {
    /// 2026-01-15 is a Thursday.
    private static let start = Self.time(2026, 1, 15, 10, 30)

    private static func time(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Double {
        LocalTime.universal.time(of: .init(year, month, day, hour: hour, minute: minute))
    }

    @Test(arguments: [
        ("* * * * *", time(2026, 1, 15, 10, 31)),
        ("*/15 * * * *", time(2026, 1, 15, 10, 45)),
        ("30 10 * * *", time(2026, 1, 16, 10, 30)),
        ("0 2 * * *", time(2026, 1, 16, 2, 0)),
        ("0 2 * * mon-fri", time(2026, 1, 16, 2, 0)),
        ("0 2 * * sat,sun", time(2026, 1, 17, 2, 0)),
        ("0 2 * * 7", time(2026, 1, 18, 2, 0)),
        ("0 0 1 * *", time(2026, 2, 1)),
        ("0 0 31 * *", time(2026, 1, 31)),
        ("0 0 29 2 *", time(2028, 2, 29)),
        ("5/20 9-17/4 * * *", time(2026, 1, 15, 13, 5)),
        // Where both are restricted, either day will do.
        ("0 0 20 * fri", time(2026, 1, 16)),
        ("0 0 */2 * fri", time(2026, 1, 23)),
        ("@hourly", time(2026, 1, 15, 11)),
        ("@Weekly", time(2026, 1, 18)),
        ("@monthly", time(2026, 2, 1)),
        ("@yearly", time(2027, 1, 1)),
        ("0 12 * JAN Mon", time(2026, 1, 19, 12)),
    ])
    func theNextTimeIsTheFirstThatFits(_ text: String, _ expected: Double) throws {
        #expect(try CronExpression(text).next(after: Self.start, in: .universal) == expected)
    }

    @Test(arguments: [
        ("61 * * * *", "the minute field \"61\" cannot be understood: 61 is not from 0 to 59"),
        ("* 24 * * *", "the hour field \"24\" cannot be understood: 24 is not from 0 to 23"),
        ("* * 0 * *", "the day of month field \"0\" cannot be understood: 0 is not from 1 to 31"),
        ("* * * 13 *", "the month field \"13\" cannot be understood: 13 is not from 1 to 12"),
        ("* * * * 8", "the day of week field \"8\" cannot be understood: 8 is not from 0 to 7"),
        ("5-1 * * * *", "the range 5-1 ends before it begins"),
        ("*/0 * * * *", "the step \"0\" is not a number above 0"),
        ("1,,2 * * * *", "a value is missing between the commas"),
        ("* * L * *", "cron has no L, W, # and ?"),
        ("* * * * fry", "\"fry\" is not a number or a name such as sun"),
        ("-1 * * * *", "\"\" is not a number"),
        ("* * * *", "has 4 fields"),
        ("* * * * * *", "has 6 fields"),
        ("", "has 0 fields"),
        ("@reboot", "is not known; there are @annually"),
        ("0 0 31 2,4 *", "names a day that no month of \"2,4\" has"),
    ])
    func whatCannotBeReadIsToldWithItsField(_ text: String, _ reason: String) {
        let failure = #expect(throws: Failure.self) { try CronExpression(text) }
        #expect(failure?.code == .invalidConfiguration)
        #expect(failure?.message.contains(reason) == true, "\(failure?.message ?? "")")
    }

    /// A clock that skips from 2:00 to 3:00 and shows 1:00 to 2:00 twice is as good as any.
    @Test func aSkippedHourIsMadeUpForOnce() throws {
        let change = Self.time(2026, 3, 29, 1)
        let zone = LocalTime { time in
            LocalTime.universal.fields(Double(Double(time) < change ? time + 3600 : time + 7200))
        } toTime: { fields in
            let plain = LocalTime.universal.time(of: fields)
            return Int(plain - 3600 < change ? plain - 3600 : plain - 7200)
        }
        let nightly = try CronExpression("30 2 * * *")
        let times = nightly.times(after: Self.time(2026, 3, 27), through: Self.time(2026, 3, 31), limit: 9, in: zone)
        #expect(times.count == 4)
        #expect(times == times.sorted() && Set(times).count == 4)
    }

    @Test func aCalendarTimeOfSystemdSaysTheSame() throws {
        #expect(try CronExpression("30 2 * * *").calendarTimes == ["*-*-* 02:30:00"])
        #expect(try CronExpression("*/20 * 1 jan,jul *").calendarTimes == ["*-01,07-01 *:00,20,40:00"])
        #expect(try CronExpression("0 0 * * mon-wed").calendarTimes == ["Mon,Tue,Wed *-*-* 00:00:00"])
        #expect(try CronExpression("0 0 20 * 5").calendarTimes == ["*-*-20 00:00:00", "Fri *-*-* 00:00:00"])
    }
}
