import OrchestrateModel
import OrchestrateTestSupport
import Persistence
import Testing

@testable import Orchestration

@Suite struct ScheduleTests {
    private static func schedule(
        _ name: String = "nightly",
        cron: String = "0 2 * * *",
        catchUp: Schedule.CatchUp = .none,
        arguments: [String] = ["/in box", "--state", "/st'ate", "--include", "100%*.pdf", "a\"b$c\\d"]
    ) throws -> Schedule {
        try Schedule(
            name: name,
            expression: CronExpression(cron),
            overlap: .wait,
            catchUp: catchUp,
            folder: "/work ing",
            executable: "/opt/it's/orchestrate",
            arguments: arguments
        )
    }

    @Test(arguments: Schedule.CatchUp.allCases, ["0 2 * * *", "@daily", "*/5 1-3 * jan mon"])
    func aCrontabGivesBackWhatWasAdded(_ catchUp: Schedule.CatchUp, _ cron: String) throws {
        let schedule = try Self.schedule(cron: cron, catchUp: catchUp)
        var table = CronTable("MAILTO=me\n# mine\n5 5 * * * cd /x && other schedule fire\n")
        table.add(schedule)
        #expect(CronTable(table.text).schedules == [schedule])
        #expect(table.text.hasPrefix("MAILTO=me\n# mine\n5 5 * * * cd /x && other schedule fire\n"))
        #expect(table.text.contains("@reboot") == (catchUp != .none))
    }

    @Test func replacingAndRemovingLeavesTheRestAlone() throws {
        let original = "# mine\n\n1 1 * * * /bin/true\n"
        var table = CronTable(original)
        table.add(try Self.schedule())
        table.add(try Self.schedule("other", catchUp: .all))
        table.add(try Self.schedule(cron: "@hourly"))
        #expect(table.schedules.map(\.name) == ["nightly", "other"])
        #expect(table.schedules.first?.expression.text == "@hourly")
        let removed = ["nightly", "other", "nightly"].map { table.remove($0) }
        #expect(removed == [true, true, false])
        #expect(table.text == original)
    }

    @Test func aServiceGivesBackWhatItWasMadeOf() throws {
        let schedule = try Self.schedule(catchUp: .latest)
        let units = TimerUnits(schedule)
        #expect(TimerUnits.schedule(inService: units.service) == schedule)
        #expect(units.service.contains(#""100%%*.pdf" "a\"b$$c\\d""#))
        #expect(units.timer.contains("OnCalendar=*-*-* 02:00:00\n"))
        #expect(units.timer.contains("Persistent=true\n"))
        #expect(TimerUnits.schedule(inService: "[Unit]\nDescription=other\n") == nil)
    }

    @Test(arguments: ["", "a b", "-x", "ä", String(repeating: "x", count: 65)])
    func aNameThatFilesAndTablesCannotHoldIsRefused(_ name: String) {
        #expect(throws: Failure.self) { try Self.schedule(name) }
    }

    @Test func aLineBreakIsRefused() {
        #expect(throws: Failure.self) { try Self.schedule(arguments: ["a\nb"]) }
    }

    /// Last served on the 10th; now it is the 13th, 8 o'clock: the 11th, 12th and 13th were missed.
    @Test(arguments: [
        (Schedule.CatchUp.none, Schedule.Trigger.time, 1), (.none, .start, 0), (.latest, .time, 1),
        (.latest, .start, 1), (.all, .time, 3), (.all, .start, 3),
    ])
    func missedTimesAreMadeUpForAsAsked(_ catchUp: Schedule.CatchUp, _ trigger: Schedule.Trigger, _ count: Int) throws {
        let schedule = try Self.schedule(catchUp: catchUp)
        let zone = LocalTime.universal
        let last = zone.time(of: .init(2026, 1, 10, hour: 2))
        let now = zone.time(of: .init(2026, 1, 13, hour: 8))
        #expect(schedule.dueTimes(trigger, last: last, now: now, in: zone).count == count)
        // Before the first run nothing was missed.
        #expect(schedule.dueTimes(trigger, last: nil, now: now, in: zone).count == (trigger == .time ? 1 : 0))
        #expect(schedule.dueTimes(.start, last: now, now: now + 60, in: zone).isEmpty)
    }

    @Test func theNewestServedTimeIsRemembered() throws {
        let folder = try TemporaryFolder()
        let memory = ScheduleMemory(name: "nightly", stateFolder: folder.path)
        #expect(memory.last == nil)
        try memory.note(1_768_000_020)
        #expect(ScheduleMemory(name: "nightly", stateFolder: folder.path).last == 1_768_000_020)
        let nowhere = ScheduleMemory(name: "nightly", stateFolder: folder.path + "/none")
        try nowhere.note(5)
        #expect(nowhere.last == nil)
    }

    @Test(arguments: [["a"], ["a b", "", "c'd", "e\\f", "\"g\"", "ü$%*"]])
    func quotedWordsComeBack(_ words: [String]) {
        #expect(ShellWords.split(ShellWords.quoted(words)) == words)
    }
}
