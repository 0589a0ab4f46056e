import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

/// The worker as it is shipped.
@Suite(.timeLimit(.minutes(2)))
struct RealWorkerTests {
    private static let executable = BuiltProducts.path("orchestrate-worker")

    @Test func engineTellsItsLibrariesAndLanguages() async throws {
        let client = EngineClient(executable: Self.executable, configuration: Configuration())
        let report = try await client.engineReport()
        #expect(report.libraries.contains { $0.name.lowercased().contains("tesseract") })
        #expect(report.languages.contains("eng"))
    }

    @Test func brokenTemplateIsToldWithItsFile() async throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/broken.yml"
        try folder.write("issuer: [unclosed\n", to: "broken.yml")
        let client = EngineClient(executable: Self.executable, configuration: Configuration())
        let report = try await client.checkTemplates([file])
        #expect(report.hasErrors)
        #expect(report.problems.first?.file == file)
    }

    @Test func missingStateFolderIsToldBeforeAnyTask() async throws {
        let folder = try TemporaryFolder()
        let pool = Self.pool(stateFolder: folder.path + "/nowhere")
        let error = await #expect(throws: WorkerStartError.self) { try await pool.start(count: 1) }
        #expect(error?.failure.message.contains("nowhere") == true)
    }

    @Test func workerGivesUpRightsBeforeItsFirstTask() async throws {
        let pool = Self.pool(stateFolder: nil)
        _ = try await pool.start(count: 1)
        let pid = try #require(await pool.snapshots.first?.pid)
        let limits = try #require(ProcessProbe.read("/proc/\(pid)/limits"))
        #expect(Self.soft("Max core file size", in: limits) == "0")
        #expect(Self.soft("Max address space", in: limits) == "\(4096 << 20)")
        #expect(Self.soft("Max open files", in: limits) == "256")
        let status = try #require(ProcessProbe.read("/proc/\(pid)/status"))
        #expect(status.contains("NoNewPrivs:\t1"))
        #expect(ProcessProbe.read("/proc/\(pid)/oom_score_adj") == "500\n")
        let stat = try #require(ProcessProbe.read("/proc/\(pid)/stat")?.split(separator: ")").last)
        #expect(stat.split(separator: " ")[2] == "\(pid)", "the worker leads a process group of its own")
        await pool.stop(.leave)
    }

    @Test func terminatedWhileIdleItLeaves() async throws {
        let pool = Self.pool(stateFolder: nil)
        _ = try await pool.start(count: 1)
        let pid = try #require(await pool.snapshots.first?.pid)
        await pool.stop(.terminate)
        #expect(!ProcessProbe.isAlive(pid))
    }

    private static func pool(stateFolder: String?) -> WorkerPool {
        WorkerPool(
            executable: executable,
            limits: Configuration.Workers(),
            setup: { WorkerSetup(configuration: Configuration(), stateFolder: stateFolder, epoch: 1, index: $0) }
        )
    }

    private static func soft(_ name: String, in limits: String) -> String? {
        let line = limits.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.dropFirst(26).split(separator: " ").first.map(String.init)
    }
}
