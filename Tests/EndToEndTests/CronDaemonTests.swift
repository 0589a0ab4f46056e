import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

/// A real cron that runs a batch while nobody looks, in a mount namespace where its tables are in memory.
@Suite(.timeLimit(.minutes(4)))
struct CronDaemonTests {
    private static let programs = ["/usr/sbin/cron", "/usr/bin/crontab", "/usr/bin/unshare"]
    private static let isPossible = getuid() == 0 && programs.allSatisfy { access($0, X_OK) == 0 }

    @Test(.enabled(if: isPossible, "needs root, cron and unshare"))
    func aBatchIsRunByTheDaemon() async throws {
        let place = try await Workplace("--count", "2", "--kinds", "text")
        let program = BuiltProducts.path("orchestrate")
        let script = """
            set -e
            mount -t tmpfs tmpfs /var/spool/cron/crontabs
            mount -t tmpfs tmpfs /run
            chmod 1730 /var/spool/cron/crontabs
            cd \(place.folder.path)
            \(program) schedule add minutely --cron '* * * * *' --with cron -- \(place.inbox) --state \(place.state)
            \(program) schedule list
            exec /usr/sbin/cron -f
            """
        let output = place.folder.path + "/output"
        let words = ["/usr/bin/unshare", "-m", "--propagation", "private", "sh", "-c", script]
        let daemon = try Program(words, output: output)
        defer { daemon.signal(SIGTERM) }
        let deadline = ContinuousClock.now.advanced(by: .seconds(150))
        let memory = place.state + "/schedule-minutely.json"
        while !FileManager.default.fileExists(atPath: memory), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
        }
        let said = FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(FileManager.default.fileExists(atPath: memory), "\(said)")
        let listed = try await run("orchestrate", ["export", "--state", place.state, "--format", "ndjson"])
        #expect(listed.output.split(separator: "\n").count == 2, "\(listed.errors)\(said)")
    }
}
