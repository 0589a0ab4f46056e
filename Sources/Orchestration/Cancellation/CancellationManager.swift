import Synchronization

/// The stop of a run as everybody sees it at once: asked for from any thread, answered to the user before it is begun.
package final class CancellationManager: Sendable {
    private let state: Mutex<CancellationState>
    private let announce: @Sendable (String) -> Void

    /// Takes note of the limits, in seconds; `announce` shows a line to the user at once and is called from any thread.
    package init(
        grace: Double,
        terminate: Double,
        announce: @escaping @Sendable (String) -> Void
    ) {
        state = Mutex(CancellationState(grace: grace, terminate: terminate))
        self.announce = announce
    }

    package var isRunning: Bool { state.withLock { $0.isRunning } }

    package var reason: StopReason? { state.withLock { $0.reason } }

    package var phase: CancellationState.Phase { state.withLock { $0.phase } }

    /// Asks for the stop, tells the user, and returns what is left to do.
    package func request(_ reason: StopReason, now: Double) -> [CancellationState.Action] {
        told(state.withLock { $0.request(reason, now: now) })
    }

    /// Moves on where a deadline has passed, tells the user, and returns what is left to do.
    package func tick(now: Double) -> [CancellationState.Action] {
        told(state.withLock { $0.tick(now: now) })
    }

    private func told(_ actions: [CancellationState.Action]) -> [CancellationState.Action] {
        actions.filter { action in
            guard case .announce(let text) = action else { return true }
            announce(text)
            return false
        }
    }
}

/// The time of a run, which stands still while the run is suspended; in seconds since its start.
///
/// It counts on when somebody sets the system's clock.
final class RunClock: Sendable {
    private struct Pause {
        var total = 0.0
        var since: Double?
    }

    private let began = ContinuousClock.now
    private let startedAt: Double
    private let pause = Mutex(Pause())

    /// Takes the time of day, in seconds since 1970, once.
    init(startedAt: Double) {
        self.startedAt = startedAt
    }

    /// Seconds since 1970, as the system's clock would have it had nobody set it since the start.
    var timeOfDay: Double { startedAt + elapsed }

    var elapsed: Double {
        let now = (ContinuousClock.now - began).seconds
        return pause.withLock { ($0.since ?? now) - $0.total }
    }

    func suspend() {
        let now = (ContinuousClock.now - began).seconds
        pause.withLock { $0.since = $0.since ?? now }
    }

    func resume() {
        let now = (ContinuousClock.now - began).seconds
        pause.withLock { pause in
            guard let since = pause.since else { return }
            pause.total += now - since
            pause.since = nil
        }
    }
}
