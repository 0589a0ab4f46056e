import ArgumentParser
import FoundationEssentials
import Glibc

/// Breaks runs in all ways it can and sees that nothing is lost and nothing is done twice; the same seed, the same plan.
@main
struct Chaos: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos",
        abstract: "Kills runs at random moments or system calls, resumes them and compares with an undisturbed run.",
        subcommands: [Kills.self, Calls.self, Power.self]
    )
}

struct LaboratoryOptions: ParsableArguments {
    @Option(help: "The folder of orchestrate, orchestrate-worker and example-generator; this program's own by default.")
    var binaries: String?

    @Option(help: "Where to work; a temporary folder by default, which is removed.")
    var folder: String?

    @Option(help: "Where randomness starts.")
    var seed: UInt64 = 1

    @Option(help: "Stop, successfully, after so many minutes.")
    var minutes: Double = 1_000_000

    func laboratory(documents: Int, kinds: String) throws -> Laboratory {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
        return try Laboratory(
            binaries: binaries ?? beside,
            folder: folder,
            documents: documents,
            kinds: kinds,
            seed: seed
        )
    }

    var deadline: Double { Clock.now + minutes * 60 }
}

struct Kills: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Kills parent, worker or both at random moments, until the inbox is finished; again and again."
    )

    @Option(help: "Processes to kill.")
    var kills = 200

    @Option(help: "Documents of the inbox.")
    var documents = 60

    @OptionGroup var options: LaboratoryOptions

    func run() throws {
        let kinds = "text,text,text,letter,text,text,truncated,long,text,receipt,text,text,mixed,text,empty"
        let laboratory = try options.laboratory(documents: documents, kinds: kinds)
        var trial = KillTrial(laboratory, seed: options.seed)
        try trial.run(kills: kills, until: options.deadline)
        let counts = KillTrial.Target.allCases.map { "\($0.rawValue) \(trial.kills[$0] ?? 0)" }.joined(separator: ", ")
        say(
            "seed \(options.seed): \(trial.total) kills (\(counts)) in \(trial.finishedRuns) runs of \(documents) documents, "
                + "\(trial.violations.count) violations"
        )
        try report(trial.violations)
    }
}

struct Calls: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Kills or fails a run at its K-th system call of a kind, for every K, with strace."
    )

    @Option(help: "Only every N-th point.")
    var every = 1

    @Option(help: "Documents of the inbox.")
    var documents = 20

    @OptionGroup var options: LaboratoryOptions

    func run() throws {
        guard let strace = CallTrial.strace() else {
            say("skipped: strace is missing or may not trace here")
            return
        }
        let laboratory = try options.laboratory(documents: documents, kinds: "text,text,text,letter,text")
        var trial = CallTrial(laboratory, strace: strace)
        for fault in CallTrial.faults { try trial.enumerate(fault, every: every, until: options.deadline) }
        say("\(trial.points) points at \(documents) documents, \(trial.violations.count) violations")
        try report(trial.violations)
    }
}

struct Power: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cuts the power of the state folder's disk at random moments; needs root, a loop device and ext4."
    )

    @Option(help: "Power cuts.")
    var cuts = 20

    @Option(help: "Documents of the inbox.")
    var documents = 60

    @OptionGroup var options: LaboratoryOptions

    func run() throws {
        let laboratory = try options.laboratory(documents: documents, kinds: "text,text,text,letter,text,truncated")
        var trial = PowerTrial(laboratory, seed: options.seed)
        if let obstacle = trial.obstacle() { return say("skipped: \(obstacle)") }
        try trial.run(cuts: cuts, until: options.deadline)
        say(
            "seed \(options.seed): \(trial.cuts) power cuts in \(trial.finishedRuns) runs of \(documents) documents, "
                + "\(trial.acknowledged) reported ends looked for, \(trial.violations.count) violations"
        )
        try report(trial.violations)
    }
}
