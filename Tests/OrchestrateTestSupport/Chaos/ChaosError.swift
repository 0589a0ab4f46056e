import ArgumentParser
import Glibc

/// What cannot go on, in words.
struct ChaosError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Seconds of a clock that does not go back.
enum Clock {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Prints a line at once, also where the output is no terminal.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// Prints the violations, and ends with 1 where there are any.
func report(_ violations: [String]) throws {
    for violation in violations { print("violation: \(violation)") }
    if !violations.isEmpty { throw ExitCode(1) }
}
