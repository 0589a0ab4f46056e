import FoundationEssentials
import Glibc
import OrchestrateTestSupport

/// Cuts the power of the disk that holds a state folder, and sees that all that was reported as finished is still there.
///
/// The disk is an ext4 image on a loop device. EXT4_IOC_SHUTDOWN drops, without writing it, whatever was not synced.
struct PowerTrial {
    private static let shutdown: UInt = 0x8004_587D
    private static let withoutFlushingTheLog: UInt32 = 2
    private static let megabytes = 192

    let laboratory: Laboratory
    var random: SeededGenerator
    private(set) var cuts = 0
    private(set) var acknowledged = 0
    private(set) var finishedRuns = 0
    private(set) var violations: [String] = []

    private var image: String { laboratory.folder + "/disk" }
    private var disk: String { laboratory.folder + "/mounted" }
    private var events: String { laboratory.folder + "/events" }

    init(_ laboratory: Laboratory, seed: UInt64) {
        self.laboratory = laboratory
        random = SeededGenerator(seed: seed)
    }

    /// Why the power cannot be cut here; nil where it can.
    func obstacle() -> String? {
        do {
            try make()
            defer { unmount() }
            return cut() ? nil : "the file system does not take EXT4_IOC_SHUTDOWN (\(String(cString: strerror(errno))))"
        } catch {
            return "no ext4 image can be mounted (\(error))"
        }
    }

    mutating func run(cuts wanted: Int, until deadline: Double) throws {
        while cuts < wanted, Clock.now < deadline {
            try make()
            laboratory.state = disk + "/state"
            try laboratory.resetState()
            defer { unmount() }
            try finishOneRun(cuts: wanted, until: deadline)
            finishedRuns += 1
            if let problem = try laboratory.inspect() { violations.append("run \(finishedRuns): \(problem)") }
            say("run \(finishedRuns): \(cuts) power cuts, \(violations.count) violations")
        }
    }

    private mutating func finishOneRun(cuts wanted: Int, until deadline: Double) throws {
        for _ in 0..<1000 {
            try? FileManager.default.removeItem(atPath: events)
            let words = laboratory.run(resumes: laboratory.hasDatabase && Bool.random(using: &random))
            let child = try Program(words + ["--progress", "json"], output: events)
            let mayCut = cuts < wanted && Clock.now < deadline
            let pause = Double.random(in: 0.05..<max(0.4, laboratory.undisturbedSeconds), using: &random)
            if let end = child.wait(seconds: mayCut ? pause : 300) {
                guard [.exited(0), .exited(1), .exited(4)].contains(end) else {
                    return violations.append("run \(finishedRuns + 1) ended \(end)")
                }
                if try laboratory.isFinished() { return }
            } else {
                try cutDuring(child)
            }
        }
        violations.append("run \(finishedRuns + 1) does not come to its end in 1000 starts")
    }

    private mutating func cutDuring(_ child: Program) throws {
        guard cut() else { throw ChaosError("the power cannot be cut any more") }
        cuts += 1
        // Workers end with their parent; the image cannot be unmounted before.
        let workers = child.children
        child.stop()
        for worker in workers { while ProcessProbe.isAlive(worker) { usleep(2000) } }
        let finished = finishedDocuments()
        unmount()
        try mount()
        laboratory.forget()
        guard laboratory.hasDatabase else {
            if !finished.isEmpty { violations.append("cut \(cuts): \(finished.count) finished documents, no ledger") }
            return
        }
        if let problem = try laboratory.verify() { violations.append("cut \(cuts): \(problem)") }
        let lost = try finished.subtracting(laboratory.settledDocuments())
        acknowledged += finished.count
        if !lost.isEmpty { violations.append("cut \(cuts): \(lost.sorted()) were reported as finished and are lost") }
    }

    /// The names of the documents whose end was reported.
    private func finishedDocuments() -> Set<String> {
        let text = (try? Data(contentsOf: URL(filePath: events))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = text.split(separator: "\n").filter { $0.contains("\"event\":\"document_finished\"") }
        return Set(lines.compactMap(Laboratory.name(in:)))
    }

    private func cut() -> Bool {
        let descriptor = open(disk, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var flags = Self.withoutFlushingTheLog
        return ioctl(descriptor, Self.shutdown, &flags) == 0
    }

    private func make() throws {
        try? FileManager.default.removeItem(atPath: image)
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try laboratory.finish(["/usr/bin/truncate", "-s", "\(Self.megabytes)M", image])
        try laboratory.finish(["/sbin/mkfs.ext4", "-q", "-F", image])
        try mount()
    }

    private func mount() throws { try laboratory.finish(["/bin/mount", "-o", "loop", image, disk]) }

    private func unmount() { _ = try? laboratory.finish(["/bin/umount", disk]) }
}
