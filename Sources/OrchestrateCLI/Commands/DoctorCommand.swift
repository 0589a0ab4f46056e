import ArgumentParser
import Glibc
import OrchestrateModel
import Orchestration
import Persistence

/// `orchestrate doctor`: whether everything is here that a run needs.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check libraries, OCR languages, state folder, disk, memory and limits."
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Try an OCR engine, a program with its arguments, against its protocol instead.")
    var engine: String?

    func run() async throws {
        let settings = try Settings.load(global)
        var checkup = Checkup()
        if let engine {
            await checkup.tryEngine(engine.split(separator: " ").map(String.init), settings.configuration)
        } else {
            await checkup.examineEngine(settings.configuration)
            checkup.examineState(folder: global.state)
            checkup.examineMachine(settings.configuration, stateFolder: global.state)
        }
        if global.json {
            Console.data(checkup.json.serialized())
        } else {
            Console.data(bytes: Array(checkup.text(isColored: global.colorsOutput).utf8))
        }
        guard checkup.isHealthy else { throw ExitStatus(code: ExitStatus.engineCode) }
    }
}

/// The findings of `doctor`, in the order of examination.
struct Checkup {
    enum Verdict: String {
        case good = "ok"
        case warning
        case bad = "error"
    }

    private struct Entry {
        let name: String
        let verdict: Verdict
        let detail: String
    }

    private var entries: [Entry] = []

    var isHealthy: Bool { !entries.contains { $0.verdict == .bad } }

    mutating func note(_ name: String, _ verdict: Verdict, _ detail: String) {
        entries.append(Entry(name: name, verdict: verdict, detail: detail))
    }

    func text(isColored: Bool) -> String {
        var table = TextTable(header: ["check", "verdict", "detail"], isColored: isColored)
        for entry in entries { table.add([entry.name, entry.verdict.rawValue, entry.detail]) }
        return table.rendered()
    }

    var json: JSONValue {
        let checks = entries.map { entry -> JSONValue in
            ["name": .string(entry.name), "verdict": .string(entry.verdict.rawValue), "detail": .string(entry.detail)]
        }
        return ["schema": "orchestrate.doctor/1", "healthy": .bool(isHealthy), "checks": .array(checks)]
    }

    /// Asks a worker for its libraries and languages.
    mutating func examineEngine(_ configuration: Configuration) async {
        let executable = WorkerExecutable.locate()
        do {
            let report = try await EngineClient(executable: executable, configuration: configuration).engineReport()
            note("worker", .good, executable)
            for library in report.libraries { note(library.name, .good, library.version) }
            examineLanguages(report)
            for engine in report.engines { note("OCR engine", .good, "\(engine.name) \(engine.version)") }
            if let problem = report.engineProblem { note("OCR engine", .bad, problem.message) }
        } catch {
            note("worker", .bad, error.failure.message)
        }
    }

    /// Lets a worker try an external OCR engine against its protocol.
    mutating func tryEngine(_ command: [String], _ configuration: Configuration) async {
        do {
            let client = EngineClient(executable: WorkerExecutable.locate(), configuration: configuration)
            let trial = try await client.tryEngine(command)
            note("engine", trial.conforms ? .good : .bad, "\(trial.name) \(trial.version ?? "")")
            for check in trial.checks { note(check.name, check.problem == nil ? .good : .bad, check.problem ?? "") }
        } catch {
            note("worker", .bad, error.failure.message)
        }
    }

    private mutating func examineLanguages(_ report: EngineReport) {
        let installed = "\(report.languages.joined(separator: " ")) in \(report.languageFolder)"
        note(
            "OCR languages",
            report.languageProblem == nil ? .good : .bad,
            report.languageProblem?.message ?? installed
        )
    }

    /// The state folder, its owner and its database.
    mutating func examineState(folder path: String) {
        let version = SQLiteLibrary.version
        let hasDefect = SQLiteLibrary.hasCheckpointDefect
        note("SQLite", .good, version + (hasDefect ? "; checkpoints run under the write lock (WAL-reset defect)" : ""))
        guard access(path, F_OK) == 0 else {
            let parent = Self.parent(of: path)
            let isRefused = access(parent, F_OK) == 0 && access(parent, W_OK | X_OK) != 0
            guard !isRefused, errno != EACCES else {
                return note(
                    "state folder",
                    .bad,
                    "\(path) cannot be made: \(parent) is not writable; pass another --state"
                )
            }
            return note("state folder", .good, "\(path) does not exist yet")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return note("state folder", .bad, "\(path) is not writable; change its permissions or pass another --state")
        }
        do throws(Failure) {
            let folder = try StateFolder.open(at: path)
            _ = try JobStore(folder, role: .reader)
            let owner = folder.currentOwner().map { "owned by \($0)" } ?? "free"
            note("state folder", .good, "\(folder.path), \(owner)")
        } catch {
            note("state folder", .bad, error.message)
        }
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Disk, memory, processors and limits of this process.
    mutating func examineMachine(_ configuration: Configuration, stateFolder: String) {
        var system = statvfs()
        var place = stateFolder
        while statvfs(place, &system) != 0, place != ".", place != "/" {
            place = Self.parent(of: place)
        }
        let free = Int((UInt64(system.f_bavail) * UInt64(system.f_frsize)) >> 20)
        let needed = configuration.resources.diskMB
        note("disk", free >= needed ? .good : .bad, "\(free) MB free where the state is kept, \(needed) MB needed")
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        let memory = (sysconf(Int32(_SC_AVPHYS_PAGES)) * pageSize) >> 20
        let memoryNeeded = configuration.resources.modelMemoryMB
        note(
            "memory",
            memory >= memoryNeeded ? .good : .warning,
            "\(memory) MB free, \(memoryNeeded) MB wanted a worker"
        )
        note("processors", .good, "\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))")
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(7), &limit)
        note("open files", limit.rlim_cur >= 256 ? .good : .warning, "\(limit.rlim_cur) allowed")
    }
}
