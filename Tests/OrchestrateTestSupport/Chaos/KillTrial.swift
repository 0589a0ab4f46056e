import Glibc
import OrchestrateTestSupport

/// Kills parent, worker or both at random moments, lets the run be taken up again until it is finished, and inspects it.
struct KillTrial {
    enum Target: String, CaseIterable {
        case parent
        case worker
        case both
    }

    let laboratory: Laboratory
    var random: SeededGenerator
    private(set) var kills: [Target: Int] = [:]
    private(set) var finishedRuns = 0
    private(set) var violations: [String] = []
    /// Grows with the kills of a run, so that it comes to its end on a machine that has become slow.
    private var patience = 1.0

    var total: Int { kills.values.reduce(0, +) }

    init(_ laboratory: Laboratory, seed: UInt64) {
        self.laboratory = laboratory
        random = SeededGenerator(seed: seed)
    }

    /// Goes on until so many processes were killed and the last run is finished.
    mutating func run(kills wanted: Int, until deadline: Double) throws {
        while total < wanted, Clock.now < deadline {
            try laboratory.resetState()
            try finishOneRun(kills: wanted, until: deadline)
            finishedRuns += 1
            if let problem = try laboratory.inspect() { violations.append("run \(finishedRuns): \(problem)") }
            say("run \(finishedRuns): \(total) kills, \(violations.count) violations")
        }
    }

    private mutating func finishOneRun(kills wanted: Int, until deadline: Double) throws {
        var isBegun = false
        var resumes = 0
        while resumes < 1000 {
            let child = try laboratory.start(laboratory.run(resumes: isBegun && Bool.random(using: &random)))
            patience = 1 + Double(resumes) / 100
            let mayKill = total < wanted && Clock.now < deadline
            guard let end = mayKill ? try harass(child) : child.wait(seconds: 300) else {
                child.stop()
                return violations.append("run \(finishedRuns + 1) does not end")
            }
            switch end {
            // A resume has nothing to do where the run was killed before it had begun; the next one may scan.
            case .exited(0), .exited(1):
                if try laboratory.isFinished() { return }
            case .signalled(SIGKILL), .exited(4): break
            default: violations.append("run \(finishedRuns + 1) ended \(end)")
            }
            isBegun = laboratory.hasDatabase
            if isBegun, let problem = try laboratory.verify() { violations.append("after \(end): \(problem)") }
            resumes += 1
        }
        violations.append("run \(finishedRuns + 1) does not come to its end in 1000 resumes")
    }

    /// Kills until the parent has ended, by a kill or by itself.
    private mutating func harass(_ child: Program) throws -> Program.End? {
        while true {
            if let end = child.wait(seconds: pause()) { return end }
            let workers = child.children
            guard let target = Target.allCases.randomElement(using: &random) else { return nil }
            let victim = workers.randomElement(using: &random)
            if target != .parent, let victim {
                kill(victim, SIGKILL)
                kills[target, default: 0] += 1
            }
            guard target != .worker else { continue }
            if target == .parent || victim == nil { kills[.parent, default: 0] += 1 }
            child.stop()
            try expectGone(workers)
            return child.poll()
        }
    }

    /// Mostly while documents are at work, sometimes while everything starts.
    private mutating func pause() -> Double {
        let isEarly = Int.random(in: 0..<4, using: &random) == 0
        let range = isEarly ? 0..<0.3 : 0.1..<min(1.2, max(0.4, laboratory.undisturbedSeconds * 0.35))
        return Double.random(in: range, using: &random) * patience
    }

    private mutating func expectGone(_ workers: [Int32]) throws {
        let deadline = Clock.now + 2
        var left = workers
        while !left.isEmpty, Clock.now < deadline {
            left = left.filter { ProcessProbe.isAlive($0) }
            usleep(5000)
        }
        if !left.isEmpty { violations.append("workers \(left) outlive their parent by 2 s") }
    }
}
