import FoundationEssentials
import Glibc
import OrchestrateTestSupport

/// Lets system calls of a run fail, or kill it, at every point there is, and sees that it can be resumed.
struct CallTrial {
    struct Fault {
        let call: String
        /// As strace takes it.
        let effect: String
        /// True where the fault stays once it has begun, as a full disk does.
        let lasts: Bool
    }

    static let faults = [
        Fault(call: "fdatasync", effect: "signal=KILL", lasts: false),
        Fault(call: "rename", effect: "signal=KILL", lasts: false),
        Fault(call: "pwrite64", effect: "signal=KILL", lasts: false),
        Fault(call: "fdatasync", effect: "error=EIO", lasts: false),
        Fault(call: "pwrite64", effect: "error=ENOSPC", lasts: true),
        Fault(call: "pwrite64", effect: "error=EIO", lasts: false),
        Fault(call: "pipe2", effect: "error=EMFILE", lasts: false),
    ]

    let laboratory: Laboratory
    let strace: String
    private(set) var points = 0
    private(set) var violations: [String] = []

    init(_ laboratory: Laboratory, strace: String) {
        self.laboratory = laboratory
        self.strace = strace
    }

    /// The path of strace where it is there and the system lets it trace.
    static func strace() -> String? {
        let folders = ["/usr/bin", "/usr/local/bin", "/bin"]
        guard let path = folders.map({ $0 + "/strace" }).first(where: { access($0, X_OK) == 0 }) else { return nil }
        let words = [path, "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync", "/bin/true"]
        let probe = try? Program(words, output: "/dev/null")
        return probe?.wait(seconds: 10) == .exited(0) ? path : nil
    }

    /// Strikes at the first call, then the next, until a run comes to its end without having been struck.
    ///
    /// strace counts the calls of each thread by itself, so a point may strike several threads.
    mutating func enumerate(_ fault: Fault, every step: Int, until deadline: Double) throws {
        var point = 1
        var struck = 0
        while Clock.now < deadline, try strike(fault, at: point) {
            struck += 1
            point += step
        }
        points += struck
        let ends = Clock.now < deadline ? "all" : "time is up"
        say("\(fault.call) \(fault.effect): \(struck) points (\(ends)), \(violations.count) violations")
    }

    /// False where the run ended before it came to this point.
    private mutating func strike(_ fault: Fault, at point: Int) throws -> Bool {
        try laboratory.resetState()
        let trace = laboratory.folder + "/trace"
        let when = fault.lasts ? "\(point)+" : "\(point)"
        // With its fast filter strace 6.1 loses the signals that it is to send.
        let filter = fault.effect.hasPrefix("signal") ? [] : ["--seccomp-bpf"]
        let child = try laboratory.start(
            [strace, "-f", "-q"] + filter + [
                "-o", trace, "-e", "trace=\(fault.call)", "-e",
                "inject=\(fault.call):\(fault.effect):when=\(when)",
            ] + laboratory.run(resumes: false)
        )
        let name = "\(fault.call) \(fault.effect) at \(point)"
        guard let end = child.wait(seconds: 120) else {
            child.stop()
            violations.append("\(name): the run does not end")
            return true
        }
        let calls = (try? Data(contentsOf: URL(filePath: trace))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard calls.contains("(INJECTED)") || end == .signalled(SIGKILL) || calls.contains("killed by SIGKILL") else {
            return false
        }
        guard [.exited(0), .exited(1), .exited(4), .signalled(SIGKILL)].contains(end) else {
            violations.append("\(name): the run ended \(end)")
            return true
        }
        if let problem = try recover() { violations.append("\(name): \(problem)") }
        return true
    }

    /// What is wrong after the run was taken up again; nil where nothing is.
    private func recover() throws -> String? {
        if laboratory.hasDatabase, let problem = try laboratory.verify() { return problem }
        for _ in 0..<3 {
            try laboratory.finish(laboratory.run(resumes: false), allowing: [0, 1])
            if try laboratory.isFinished() { return try laboratory.inspect() }
        }
        return "the run does not come to its end"
    }
}
