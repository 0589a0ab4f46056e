/// The three-phase stop of a run as a pure state machine: drain for the grace period, terminate the workers, kill them.
///
/// Times are seconds on any clock that does not go back.
package struct CancellationState: Sendable, Equatable {
    package enum Phase: Sendable, Hashable {
        case running
        /// No new document is begun; those at work may finish until the deadline.
        case draining(until: Double)
        /// Workers were told to leave; they are killed at the deadline.
        case terminating(until: Double)
        /// Workers were killed.
        case killed
    }

    package enum Action: Sendable, Hashable {
        case stopAdmission
        case terminateWorkers
        case killWorkers
        case saveState
        /// Shown to the user at once.
        case announce(String)
    }

    package private(set) var phase = Phase.running
    package private(set) var reason: StopReason?
    private let grace: Double
    private let terminate: Double

    /// - Parameters:
    ///   - grace: Seconds that documents at work may take to finish.
    ///   - terminate: Seconds between TERM and KILL.
    package init(grace: Double, terminate: Double) {
        self.grace = grace
        self.terminate = terminate
    }

    package var isRunning: Bool { phase == .running }

    /// The time at which `tick` has something to do next; nil if never.
    package var deadline: Double? {
        switch phase {
        case .running, .killed: nil
        case .draining(let time), .terminating(let time): time
        }
    }

    /// Asks for the stop; a second request while draining stops the workers at once, a third kills them.
    package mutating func request(_ reason: StopReason, now: Double) -> [Action] {
        if self.reason == nil { self.reason = reason }
        switch phase {
        case .running:
            if case .engine(let message) = reason {
                return beginTermination(now: now, announcement: message)
            }
            guard grace > 0 else { return beginTermination(now: now, announcement: "stopping now; state is saved") }
            phase = .draining(until: now + grace)
            return [.announce(Self.announcement(reason, grace: grace)), .stopAdmission, .saveState]
        case .draining:
            return beginTermination(now: now, announcement: "stopping now; state is saved")
        case .terminating:
            phase = .killed
            return [.announce("killing the workers; state is saved"), .killWorkers, .saveState]
        case .killed:
            return []
        }
    }

    /// Moves on where a deadline has passed.
    package mutating func tick(now: Double) -> [Action] {
        guard let deadline, now >= deadline else { return [] }
        switch phase {
        case .draining:
            return beginTermination(now: now, announcement: "the grace period is over; stopping the workers")
        case .terminating:
            phase = .killed
            return [.killWorkers, .saveState]
        case .running, .killed:
            return []
        }
    }

    private mutating func beginTermination(now: Double, announcement: String) -> [Action] {
        phase = .terminating(until: now + terminate)
        return [.announce(announcement), .stopAdmission, .terminateWorkers, .saveState]
    }

    private static func announcement(_ reason: StopReason, grace: Double) -> String {
        let seconds = grace.rounded() == grace ? String(Int(grace)) : String(grace)
        let cause =
            switch reason {
            case .durationLimit: "the time limit was reached"
            case .failureLimit: "too many documents failed"
            case .diskFull(let message): message
            default: "stopping"
            }
        return
            "\(cause): documents at work have \(seconds) s to finish; press Ctrl-C again to stop now (nothing is lost)"
    }
}
