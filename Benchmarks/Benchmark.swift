import FoundationEssentials
import Glibc
import OrchestrateModel

/// One thing that is measured.
protocol Benchmark {
    /// For the command line.
    static var name: String { get }
    /// For the table: what is measured, over what.
    static var subject: String { get }
    static var target: String { get }
    init()
    func measure(in laboratory: Laboratory) throws -> Measurement
}

/// What came of it.
struct Measurement {
    var text: String
    /// Nil where it could not be measured here; the text says why.
    var isMet: Bool?
}

/// A folder for inputs and states, the programs under test, and the number of rounds.
final class Laboratory {
    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    let rounds: Int
    let folder: String
    private let programs: String
    private var states = 0

    init(rounds: Int) throws {
        self.rounds = rounds
        var template = Array("/tmp/orchestrate-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Trouble(description: "no folder in /tmp: \(errno)") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        programs = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func program(_ name: String) -> String { "\(programs)/\(name)" }

    /// A folder with so many generated documents; the same for the same arguments.
    func inbox(count: Int, kinds: String) throws -> String {
        let place = "\(folder)/\(kinds)-\(count)"
        if !FileManager.default.fileExists(atPath: place) {
            let words = ["generate", place, "--count", String(count), "--kinds", kinds]
            let end = try Child(program("example-generator"), words).finish()
            guard end.code == 0 else { throw Trouble(description: "example-generator ended with \(end.code)") }
        }
        return place + "/inbox"
    }

    /// A state folder that was not used before.
    func state() -> String {
        states += 1
        return "\(folder)/state-\(states)"
    }

    /// Runs a batch with a fresh state folder, which is removed, and hands over what it used.
    func batch(_ inbox: String, _ options: [String] = [], environment: [String: String] = [:]) throws -> Child.End {
        let state = state()
        defer { try? FileManager.default.removeItem(atPath: state) }
        let words = ["run", inbox, "--state", state, "--quiet"] + options
        let end = try Child(program("orchestrate"), words, environment: environment).finish()
        guard end.code == 0 else { throw Trouble(description: "orchestrate \(words) ended with \(end.code)") }
        return end
    }

    /// The median ratio of processor time, first to second, in alternating rounds after one to warm up.
    func ratio(_ first: () throws -> Child.End, _ second: () throws -> Child.End) throws -> Double {
        _ = try (first(), second())
        var ratios: [Double] = []
        for round in 0..<rounds {
            // Whatever drifts during the rounds meets both alike.
            let (one, other) = round % 2 == 0 ? try (first(), second()) : try swapped(second(), first())
            ratios.append(one.cpuSeconds / other.cpuSeconds)
        }
        return ratios.median
    }

    private func swapped(_ one: Child.End, _ other: Child.End) -> (Child.End, Child.End) { (other, one) }
}

extension [Double] {
    var median: Double { quantile(0.5) }

    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        return isEmpty ? .nan : sorted[Int(share * Double(count - 1))]
    }
}

/// Seconds of a clock that only goes forward.
func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Numbers for the table.
enum Show {
    static func number(_ value: Double, _ places: Int = 1) -> String {
        JSONValue.fixed(value, places: places).serialized()
    }

    /// The share above or below one, as in `+3.1 %`.
    static func change(_ ratio: Double) -> String {
        (ratio >= 1 ? "+" : "") + number((ratio - 1) * 100) + " %"
    }
}

/// What goes on, for who waits.
enum Progress {
    static func say(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
