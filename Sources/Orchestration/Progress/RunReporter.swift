import FoundationEssentials
package import OrchestrateModel
import Persistence
import Synchronization

/// Shows a run while it goes on: a picture on a terminal, a line now and then elsewhere, or one event object a line.
package final class RunReporter: Sendable {
    package enum Mode: Sendable, Hashable {
        case picture(ProgressPicture.Style)
        case plain
        case events
        case silent
    }

    private struct State {
        var translator: EventTranslator
        var screen = ProgressScreen()
        var sequence = 0
        var run = ""
        var lastShown: Double?
    }

    private let mode: Mode
    private let picture: ProgressPicture
    private let intervals: Configuration.Progress
    private let output: OutputThread
    private let columns: @Sendable () -> Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - mode: What is written.
    ///   - configuration: Intervals, weights and limits.
    ///   - output: Where it is written.
    ///   - columns: Width of the terminal at the moment of the call.
    package init(
        mode: Mode,
        configuration: Configuration,
        output: OutputThread,
        columns: @escaping @Sendable () -> Int
    ) {
        self.mode = mode
        self.output = output
        self.columns = columns
        intervals = configuration.progress
        if case .picture(let style) = mode {
            picture = ProgressPicture(style: style)
        } else {
            picture = ProgressPicture(style: .init(isUnicode: false, isColored: false))
        }
        state = Mutex(State(translator: EventTranslator(configuration)))
    }

    /// Takes an event of the run; never blocks.
    package func observe(_ event: RunEvent) {
        let now = Monotonic.now
        state.withLock { state in
            if case .runStarted(let record) = event { state.run = record.id }
            let events = state.translator.translate(event, now: now)
            guard mode != .events else {
                for event in events { emit(event, &state) }
                if case .tick = event, isDue(&state, now, every: intervals.intervalSeconds) {
                    emit(state.translator.snapshot(now: now).event, &state)
                }
                return
            }
            guard case .tick = event, intervals.enabled else { return }
            switch mode {
            case .picture: draw(&state, now: now)
            case .plain where isDue(&state, now, every: intervals.plainIntervalSeconds):
                output.write(ProgressText.line(state.translator.snapshot(now: now)) + "\n")
            default: break
            }
        }
    }

    /// The run as it stands.
    package var snapshot: ProgressSnapshot {
        state.withLock { $0.translator.snapshot(now: Monotonic.now) }
    }

    /// Shows a line above the picture at once; nothing in the mode `events`, where every line is an event.
    package func announce(_ text: String) {
        guard mode != .events else { return }
        state.withLock { state in output.write(state.screen.erase(columns: columns()) + text + "\n") }
    }

    /// Shows the status line at once, for SIGUSR1.
    package func announceStatus() {
        announce(ProgressText.line(snapshot))
    }

    /// Takes the picture away and waits until all is written.
    package func finish() {
        state.withLock { state in output.write(state.screen.erase(columns: columns())) }
        output.flush()
    }

    private func draw(_ state: inout State, now: Double) {
        guard output.isIdle, isDue(&state, now, every: intervals.intervalSeconds) else { return }
        let width = columns()
        output.write(
            state.screen.show(picture.lines(state.translator.snapshot(now: now), columns: width), columns: width)
        )
    }

    private func isDue(_ state: inout State, _ now: Double, every interval: Double) -> Bool {
        // The first picture comes at once; the first plain line after its interval.
        let last = state.lastShown ?? (mode == .plain ? now : -.infinity)
        if state.lastShown == nil { state.lastShown = last }
        guard now - last >= interval else { return false }
        state.lastShown = now
        return true
    }

    private func emit(_ event: OrchestrationEvent, _ state: inout State) {
        state.sequence += 1
        output.write(event.json(sequence: state.sequence, at: TimeStamp.now, run: state.run).serialized() + "\n")
    }
}

/// Moments for logs and events: ISO 8601 in UTC with milliseconds.
enum TimeStamp {
    static var now: String {
        Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
