import FoundationEssentials
import Glibc
package import OrchestrateModel
import Subprocess

/// Where schedules are kept, and by which they are started.
package protocol ScheduleStore: Sendable {
    /// `cron` or `systemd`.
    var name: String { get }
    func schedules() async throws(Failure) -> [Schedule]
    /// Adds a schedule or replaces the one of its name, and reads it back.
    func add(_ schedule: Schedule) async throws(Failure)
    /// False where there is none of this name.
    func remove(_ name: String) async throws(Failure) -> Bool
}

/// The user's crontab, by way of the program `crontab`.
package struct UserCrontab: ScheduleStore {
    package init() {}

    package let name = "cron"

    package func schedules() async throws(Failure) -> [Schedule] { try await table().schedules }

    package func add(_ schedule: Schedule) async throws(Failure) {
        var table = try await table()
        table.add(schedule)
        try await write(table)
        guard try await self.table().schedules.contains(schedule) else {
            throw Failure(.ioError, "the crontab does not show \(schedule.name) after it was written; see `crontab -l`")
        }
    }

    package func remove(_ name: String) async throws(Failure) -> Bool {
        var table = try await table()
        guard table.remove(name) else { return false }
        try await write(table)
        return true
    }

    private func table() async throws(Failure) -> CronTable {
        let result = try await SystemCommand.run("crontab", ["-l"])
        // Without a crontab it says so and exits with 1.
        if result.code == 1, result.output.isEmpty, result.errors.hasPrefix("no crontab for") { return CronTable("") }
        try result.check()
        return CronTable(result.output)
    }

    private func write(_ table: CronTable) async throws(Failure) {
        guard !table.text.isEmpty else {
            return try await SystemCommand.run("crontab", ["-r"]).check()
        }
        try await SystemCommand.run("crontab", ["-"], input: table.text).check()
    }
}

/// Timers of the user's systemd.
package struct UserTimers: ScheduleStore {
    private let folder: String

    /// - Parameter environment: Says where the user's units are.
    package init(environment: [String: String]) {
        let home = environment["HOME"] ?? "/"
        folder = "\(environment["XDG_CONFIG_HOME"] ?? "\(home)/.config")/systemd/user"
    }

    package let name = "systemd"

    package func schedules() async throws(Failure) -> [Schedule] { stored() }

    private func stored() -> [Schedule] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let services = names.filter { $0.hasPrefix("orchestrate-") && $0.hasSuffix(".service") }
        return services.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap {
                TimerUnits.schedule(inService: String(decoding: $0, as: UTF8.self))
            }
        }
    }

    package func add(_ schedule: Schedule) async throws(Failure) {
        let units = TimerUnits(schedule)
        let path = "\(folder)/\(TimerUnits.unit(schedule.name))"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.ioError, "cannot create \(folder); check its permissions")
        }
        try AtomicFile.write(Array(units.service.utf8), to: "\(path).service")
        try AtomicFile.write(Array(units.timer.utf8), to: "\(path).timer")
        try await control("daemon-reload")
        try await control("enable", "--now", "\(TimerUnits.unit(schedule.name)).timer")
        guard stored().contains(schedule) else {
            throw Failure(.ioError, "\(path).service does not show the schedule after it was written; look at the file")
        }
    }

    package func remove(_ name: String) async throws(Failure) -> Bool {
        guard stored().contains(where: { $0.name == name }) else { return false }
        let unit = TimerUnits.unit(name)
        try await control("disable", "--now", "\(unit).timer")
        for suffix in ["timer", "service"] { unlink("\(folder)/\(unit).\(suffix)") }
        try await control("daemon-reload")
        return true
    }

    private func control(_ words: String...) async throws(Failure) {
        try await SystemCommand.run("systemctl", ["--user"] + words).check()
    }
}

/// A program of the system, run to its end.
struct SystemCommand: Sendable {
    let words: [String]
    let code: Int32
    let output: String
    let errors: String

    static func run(_ program: String, _ arguments: [String], input: String = "") async throws(Failure) -> SystemCommand
    {
        do {
            let result = try await Subprocess.run(
                .name(program),
                arguments: Arguments(arguments),
                environment: .inherit.updating(["LC_ALL": "C"]),
                input: .string(input),
                output: .string(limit: 1 << 24),
                error: .string(limit: 1 << 16)
            )
            let code: Int32 = if case .exited(let code) = result.terminationStatus { code } else { -1 }
            return SystemCommand(
                words: [program] + arguments,
                code: code,
                output: result.standardOutput,
                errors: result.standardError
            )
        } catch {
            let advice = program == "crontab" ? "install cron, or pass --with systemd" : "pass --with cron"
            throw Failure(.unsupported, "cannot run \(program), which keeps the schedules; \(advice)")
        }
    }

    func check() throws(Failure) {
        guard code != 0 else { return }
        let said = errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
        throw Failure(.ioError, "`\(words.joined(separator: " "))` ended with \(code)\(said)")
    }
}
