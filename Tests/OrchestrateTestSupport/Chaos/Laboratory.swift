import FoundationEssentials
import Glibc
import OrchestrateTestSupport

/// An inbox, its undisturbed export, and a state folder at a time to be mistreated.
final class Laboratory {
    let folder: String
    let binaries: String
    /// Seconds that the undisturbed run took.
    private(set) var undisturbedSeconds = 0.0
    private var expected = Data()
    private let keepsFolder: Bool
    /// True once the ledger was seen to have tables; it never loses them again.
    private var isFounded = false

    var state: String
    var inbox: String { folder + "/batch/inbox" }
    var log: String { folder + "/log" }

    /// Draws the inbox and runs it once undisturbed.
    init(binaries: String, folder: String?, documents: Int, kinds: String, seed: UInt64) throws {
        self.binaries = binaries
        self.folder = folder ?? FileManager.default.temporaryDirectory.path + "/orchestrate-chaos-\(getpid())"
        state = self.folder + "/state"
        keepsFolder = folder != nil
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        let settings =
            "workers:\n  max_interruptions: 100\n  breaker_deaths: 100\ncancellation:\n  autosave_seconds: 1\n"
            + "resources:\n  disk_mb: 0\n"
        try Data(settings.utf8).write(to: URL(filePath: self.folder + "/orchestrate.yaml"))
        try finish([
            binaries + "/example-generator", "generate", self.folder + "/batch", "--count", String(documents),
            "--kinds", kinds, "--seed", String(seed),
        ])
        let began = Clock.now
        try resetState()
        try finish(run(resumes: false), allowing: [0, 1])
        undisturbedSeconds = Clock.now - began
        expected = try export()
    }

    deinit {
        if !keepsFolder { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// The command that works on the inbox: anew, over the same paths, or by `--resume last`.
    func run(resumes: Bool) -> [String] {
        let source = resumes ? ["--resume", "last"] : [inbox]
        return [binaries + "/orchestrate", "run"] + source + options
    }

    private var options: [String] { ["--state", state, "--config", folder + "/orchestrate.yaml"] }

    func resetState() throws {
        isFounded = false
        if FileManager.default.fileExists(atPath: state) { try FileManager.default.removeItem(atPath: state) }
    }

    /// Looks again whether there is a ledger, which a power cut may have taken.
    func forget() { isFounded = false }

    func start(_ arguments: [String]) throws -> Program {
        try Program(arguments, output: log)
    }

    /// Runs a command to its end.
    @discardableResult
    func finish(_ arguments: [String], allowing codes: Set<Int32> = [0]) throws -> Int32 {
        let child = try start(arguments)
        switch child.wait(seconds: 300) {
        case .exited(let code) where codes.contains(code): return code
        case .none:
            child.stop()
            throw ChaosError("does not end: \(arguments.joined(separator: " "))")
        case .some(let end): throw ChaosError("\(end): \(arguments.joined(separator: " ")); see \(log)")
        }
    }

    /// What is wrong with the state folder by `orchestrate verify`; nil where all invariants hold.
    func verify() throws -> String? {
        let child = try start([binaries + "/orchestrate", "verify"] + options)
        let end = child.wait(seconds: 60)
        return end == .exited(0) ? nil : "verify ended \(end.map { "\($0)" } ?? "never"); see \(log)"
    }

    /// What is wrong with a state folder that is finished: its invariants, its export, what a second resume does.
    func inspect() throws -> String? {
        if let problem = try verify() { return problem }
        guard try export() == expected else { return "the export differs from that of the undisturbed run" }
        try finish(run(resumes: true))
        guard try export() == expected else { return "a second resume changed the export" }
        return nil
    }

    private func export() throws -> Data {
        let path = folder + "/export.json"
        try finish([binaries + "/orchestrate", "export", "--output", path] + options)
        return try Data(contentsOf: URL(filePath: path))
    }
}

extension Laboratory {
    /// True once there is a ledger with tables in it.
    var hasDatabase: Bool {
        if isFounded { return true }
        guard FileManager.default.fileExists(atPath: state + "/orchestrate.sqlite") else { return false }
        isFounded = (try? finish([binaries + "/orchestrate", "runs", "--state", state])) != nil
        return isFounded
    }

    /// True where every document of the inbox has come to its end.
    func isFinished() throws -> Bool {
        guard hasDatabase else { return false }
        let text = try list()
        return text.contains("\"path\"") && !text.contains("\"pending\"") && !text.contains("\"running\"")
    }

    /// The names of the documents that have come to their end.
    func settledDocuments() throws -> Set<String> {
        let documents = try list().split(separator: "{").filter {
            !$0.contains("\"state\":\"pending\"") && !$0.contains("\"state\":\"running\"")
        }
        return Set(documents.compactMap(Self.name(in:)))
    }

    /// The last component of the path that a piece of JSON names.
    static func name(in json: Substring) -> String? {
        guard let key = json.firstRange(of: "\"path\":\"") else { return nil }
        let path = json[key.upperBound...].prefix { $0 != "\"" }
        return path.split(separator: "/").last.map(String.init)
    }

    /// What `orchestrate list --json` says; nothing where it fails.
    private func list() throws -> String {
        let path = folder + "/status"
        try? FileManager.default.removeItem(atPath: path)
        let child = try Program([binaries + "/orchestrate", "list", "--state", state, "--json"], output: path)
        guard child.wait(seconds: 60) == .exited(0) else { return "" }
        return try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
