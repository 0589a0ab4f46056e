package import OrchestrateModel

/// Decides when a worker that died is started again, and when the run has to stop instead.
///
/// Only deaths before a first task count: a worker that dies over a document costs that document, which ends in quarantine,
/// and that is progress.
package struct RespawnPolicy: Sendable {
    package enum Decision: Sendable, Hashable {
        case respawn(afterSeconds: Double)
        /// More than `breakerDeaths` deaths within `breakerSeconds`.
        case giveUp
    }

    /// First delay after a death before a first task; doubled with each further one.
    static let baseSeconds = 0.1
    static let longestSeconds = 5.0

    private let limits: Configuration.Workers
    private var deaths: [Double] = []

    package init(limits: Configuration.Workers) {
        self.limits = limits
    }

    /// A worker died at `now`, in seconds of a monotonic clock.
    package mutating func died(hadTask: Bool, at now: Double) -> Decision {
        guard !hadTask else { return .respawn(afterSeconds: 0) }
        deaths.removeAll { now - $0 > limits.breakerSeconds }
        deaths.append(now)
        guard deaths.count <= limits.breakerDeaths else { return .giveUp }
        let doublings = deaths.count - 1
        let delay = doublings < 16 ? Self.baseSeconds * Double(1 << doublings) : Self.longestSeconds
        return .respawn(afterSeconds: min(delay, Self.longestSeconds))
    }
}
