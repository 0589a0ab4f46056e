import ArgumentParser
import FoundationEssentials
import Glibc
import OrchestrateModel
import Orchestration
import Persistence

/// What cron and systemd start: the runs of a schedule that are due, quiet unless something is to be told.
struct FireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fire",
        abstract: "Run what is due; cron and systemd start this.",
        shouldDisplay: false
    )

    @OptionGroup var options: ScheduleOptions
    @Flag(name: .long) var atStart = false
    @Argument(parsing: .postTerminator) var batch: [String] = []

    func run() async throws {
        let command = try parsed()
        let (name, schedule) = (options.name, try options.schedule(of: batch))
        let memory = ScheduleMemory(name: name, stateFolder: command.global.state)
        let trigger: Schedule.Trigger = atStart ? .start : .time
        for time in schedule.dueTimes(trigger, last: memory.last, now: currentTime()) {
            let end = try await serve(command)
            // What was cut off is due again when the machine starts; a limit of the run's own is none.
            if [0, 1, 5, ExitStatus.ownedCode].contains(end.code) { try memory.note(time) }
            if end.code == ExitStatus.ownedCode, options.overlap == .skip { continue }
            guard end.code == 0 else { throw ExitStatus(code: end.code, message: end.message.map { "\(name): \($0)" }) }
        }
    }

    private func parsed() throws -> RunCommand {
        var words = batch + ["--quiet", "--progress", "never", "--no-input"]
        if options.overlap == .wait { words.append("--wait") }
        do {
            return try RunCommand.parse(words)
        } catch {
            throw ExitStatus.usage("schedule \(options.name): \(RunCommand.message(for: error))")
        }
    }

    private func serve(_ command: RunCommand) async throws -> ExitStatus {
        do {
            try await command.run()
        } catch let end as ExitStatus {
            return end
        } catch let failure as Failure {
            return ExitStatus(failure)
        }
        return ExitStatus(code: 0)
    }
}

/// Where this program lies.
enum ProgramPath {
    /// Absolute, links resolved.
    static let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "orchestrate"
}

/// Schedules for people and programs.
enum ScheduleText {
    static func time(_ seconds: Double) -> String {
        var (time, parts) = (time_t(seconds), tm())
        localtime_r(&time, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%a %Y-%m-%d %H:%M %Z", &parts)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The next times of an expression.
    static func times(_ expression: CronExpression, count: Int) -> [Double] {
        var times: [Double] = []
        while times.count < count, let next = expression.next(after: times.last ?? currentTime()) { times.append(next) }
        return times
    }

    static func table(_ schedules: [(Schedule, String)]) -> String {
        guard !schedules.isEmpty else { return "no schedules; see `orchestrate schedule add --help`\n" }
        var table = TextTable(header: ["name", "by", "when", "overlap", "catch-up", "next", "run"])
        for (schedule, store) in schedules {
            table.add([
                schedule.name, store, schedule.expression.text, schedule.overlap.rawValue, schedule.catchUp.rawValue,
                times(schedule.expression, count: 1).first.map(time) ?? "never",
                ShellWords.quoted(schedule.arguments),
            ])
        }
        return table.rendered()
    }

    static func json(_ schedules: [(Schedule, String)]) -> JSONValue {
        let values = schedules.map { schedule, store -> JSONValue in
            [
                "name": .string(schedule.name), "by": .string(store), "cron": .string(schedule.expression.text),
                "overlap": .string(schedule.overlap.rawValue), "catch_up": .string(schedule.catchUp.rawValue),
                "next": .optional(times(schedule.expression, count: 1).first.map(RunsCommand.time)),
                "folder": .string(schedule.folder), "arguments": .array(schedule.arguments.map { .string($0) }),
            ]
        }
        return ["schema": "orchestrate.schedules/1", "schedules": .array(values)]
    }

    static func json(next rows: [(name: String, times: [Double])]) -> JSONValue {
        let values = rows.map { row -> JSONValue in
            ["name": .string(row.name), "next": .array(row.times.map { .string(RunsCommand.time($0)) })]
        }
        return ["schema": "orchestrate.schedule_times/1", "schedules": .array(values)]
    }
}
