import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Subprocess
import SystemPackage
import Testing

/// A place where `crontab` and `systemctl` are scripts that keep to a folder.
private struct Keepers {
    let folder: TemporaryFolder

    /// Beside this file: a script that was just written may be busy where others start programs.
    private let scripts = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Scripts"

    init() throws {
        folder = try TemporaryFolder()
    }

    var table: String? {
        FileManager.default.contents(atPath: folder.path + "/table").map { String(decoding: $0, as: UTF8.self) }
    }

    func schedule(_ words: String...) async throws -> Finished { try await schedule(words) }

    func schedule(_ words: [String]) async throws -> Finished {
        let path = String(cString: getenv("PATH"))
        let result = try await Subprocess.run(
            .path(.init(BuiltProducts.path("orchestrate"))),
            arguments: Arguments(["schedule"] + words),
            environment: .inherit.updating([
                "PATH": "\(scripts):\(path)", "XDG_CONFIG_HOME": folder.path + "/config", "TZ": "UTC",
                "ORCHESTRATE_TEST_FOLDER": folder.path,
            ]),
            workingDirectory: FilePath(folder.path),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return Finished(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }
}

@Suite(.timeLimit(.minutes(2)))
struct ScheduleCommandTests {
    @Test func aScheduleIsAddedListedAndRemoved() async throws {
        let keepers = try Keepers()
        for name in ["in box/a.txt", "x/a.txt"] { try keepers.folder.write("text", to: name) }
        let added = try await keepers.schedule("add", "nightly", "--cron", "0 2 * * *", "--", "in box", "--lang", "deu")
        #expect(added.code == 0, "\(added.errors)")
        #expect(keepers.table?.contains("0 2 * * * cd \(keepers.folder.path) && ") == true)
        let listed = try await keepers.schedule("list")
        #expect(listed.output.contains("nightly"), "\(listed.output)")
        #expect(listed.output.contains("'in box' --lang deu"), "\(listed.output)")
        let next = try await keepers.schedule("next", "nightly", "-n", "2")
        #expect(next.output.split(separator: "\n").count == 2)
        #expect(next.output.contains("02:00 UTC"), "\(next.output)")
        let twice = try await keepers.schedule("add", "nightly", "--cron", "0 3 * * *", "--", "x")
        #expect(twice.code == 2)
        let replaced = try await keepers.schedule("add", "nightly", "--cron", "0 3 * * *", "--replace", "--", "x")
        #expect(replaced.code == 0)
        #expect(try await keepers.schedule("list", "--json").output.contains(#""cron":"0 3 * * *""#))
        #expect(try await keepers.schedule("remove", "nightly").code == 0)
        #expect(keepers.table == nil, "an empty crontab is none")
        #expect(try await keepers.schedule("remove", "nightly").code == 2)
    }

    @Test func aTimerIsAddedListedAndRemoved() async throws {
        let keepers = try Keepers()
        try keepers.folder.write("text", to: "in/a.txt")
        let how = ["--cron", "@weekly", "--with", "systemd", "--catch-up", "latest"]
        let added = try await keepers.schedule(["add", "weekly"] + how + ["--", "in"])
        #expect(added.code == 0, "\(added.errors)")
        let listed = try await keepers.schedule("list", "--with", "systemd")
        #expect(listed.output.contains("weekly"), "\(listed.output)")
        let timer = keepers.folder.path + "/config/systemd/user/orchestrate-weekly.timer"
        #expect(FileManager.default.fileExists(atPath: timer))
        #expect(try await keepers.schedule("remove", "weekly").code == 0)
        #expect(!FileManager.default.fileExists(atPath: timer))
        let calls = FileManager.default.contents(atPath: keepers.folder.path + "/calls") ?? Data()
        #expect(String(decoding: calls, as: UTF8.self).contains("--user enable --now orchestrate-weekly.timer"))
    }

    /// Where systemd's own checker is.
    private static let analyze: String? = {
        let places: [String] = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"]
        return places.first { access($0, X_OK) == 0 }
    }()

    @Test(
        .enabled(if: analyze != nil, "systemd-analyze is not installed"),
        arguments: ["30 2 * * mon-fri", "*/15 8-18 1,15 * *", "0 0 13 * fri", "@monthly"]
    )
    func systemdFindsNothingWrongWithTheUnits(_ cron: String) async throws {
        let analyze = try #require(Self.analyze)
        let keepers = try Keepers()
        // What systemd would expand, split or take for a quotation.
        let odd = #"in 100% of $HOME "x" \n é"#
        try keepers.folder.write("text", to: odd + "/a.txt")
        let added = try await keepers.schedule("add", "odd", "--cron", cron, "--with", "systemd", "--", odd)
        #expect(added.code == 0, "\(added.errors)")
        let unit = keepers.folder.path + "/config/systemd/user/orchestrate-odd"
        let checked = try await Subprocess.run(
            .path(.init(analyze)),
            arguments: ["verify", "--man=no", "--user", unit + ".service", unit + ".timer"],
            environment: .inherit.updating(["XDG_RUNTIME_DIR": keepers.folder.path]),
            output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16)
        )
        let about = checked.standardError.split(separator: "\n").filter { $0.contains("orchestrate-odd") }
        #expect(about.isEmpty, "\(about)")
        let isGood = if case .exited(0) = checked.terminationStatus { true } else { false }
        #expect(isGood, "\(checked.standardError)")
    }

    @Test func aPathThatIsMissingIsRefusedAsRunDoes() async throws {
        let keepers = try Keepers()
        let result = try await keepers.schedule("add", "x", "--cron", "@daily", "--", "nowhere")
        #expect(result.code == 3)
        #expect(result.errors.contains("nowhere"), "\(result.errors)")
        #expect(keepers.table == nil)
    }

    @Test(arguments: [
        (["add", "x", "--cron", "0 25 * * *", "--", "in"], "hour field \"25\""),
        (["add", "x y", "--cron", "@daily", "--", "in"], "no name for a schedule"),
        (["add", "x", "--cron", "@daily"], "say after --"),
        (["add", "x", "--cron", "@daily", "--", "in", "--langg", "deu"], "would refuse"),
        (["next", "* * * 13 *"], "month field \"13\""), (["next", "none"], "no schedule none"),
    ])
    func whatCannotBeScheduledIsExit2WithTheReason(_ words: [String], _ reason: String) async throws {
        let keepers = try Keepers()
        let result = try await keepers.schedule(words)
        #expect(result.code == 2)
        #expect(result.errors.contains(reason), "\(result.errors)")
        #expect(keepers.table == nil)
    }

    @Test func aScheduledRunIsQuietWhenAllIsWellAndOneLineOtherwise() async throws {
        let place = try await Workplace("--count", "2", "--kinds", "text")
        let words = ["schedule", "fire", "s", "--cron", "* * * * *", "--overlap", "skip", "--catch-up", "none", "--"]
        let batch = [place.inbox, "--state", place.state]
        let quiet = try await run("orchestrate", words + batch)
        #expect(quiet.code == 0)
        #expect(quiet.output.isEmpty && quiet.errors.isEmpty, "\(quiet.output)\(quiet.errors)")
        try place.folder.write("not a PDF, though it says so", to: "inbox/broken.png")
        try Data([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31]).write(to: URL(filePath: place.inbox + "/broken.pdf"))
        let told = try await run("orchestrate", words + batch)
        #expect(told.code == 1)
        #expect(told.output.isEmpty)
        #expect(told.errors.split(separator: "\n").count == 1, "\(told.errors)")
        #expect(told.errors.contains("1 failed"), "\(told.errors)")
        #expect(FileManager.default.fileExists(atPath: place.state + "/schedule-s.json"))
    }
}
