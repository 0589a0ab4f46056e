import OrchestrateModel
import Orchestration
import Persistence
import Synchronization

/// Shows a run on standard error: a live line on a terminal, a plain line now and then elsewhere, events with `json`.
final class RunDisplay: Sendable {
    private enum Style: Sendable {
        case live
        case plain
        case events
        case silent
    }

    private struct State {
        var discovered = 0
        var finished = 0
        var failed = 0
        var run = ""
        var sequence = 0
        var lastLine = 0.0
        var elapsed = 0.0
        var isLineOpen = false
        var workers: [WorkerSnapshot] = []
        var names: [Job.ID: String] = [:]
    }

    private let style: Style
    private let showsSummary: Bool
    private let state = Mutex(State())
    private static let plainInterval = 30.0
    private static let liveInterval = 0.5

    init(mode: ExecutionOptions.ProgressMode, global: GlobalOptions, workers: Int) {
        showsSummary = !global.quiet
        style =
            switch mode {
            case .json: .events
            case .never: .silent
            case .always: .live
            case .auto where global.quiet: .silent
            case .auto: Console.errorIsTerminal ? .live : .plain
            }
    }

    func observe(_ event: RunEvent) {
        state.withLock { state in
            update(&state, event)
            if style == .events { emit(event, &state) }
            guard case .tick(let elapsed, _, _) = event else { return }
            if style == .live, elapsed - state.lastLine >= Self.liveInterval { drawLive(&state) }
            if style == .plain, elapsed - state.lastLine >= Self.plainInterval { printLine(&state) }
        }
    }

    /// Shows a line at once, whatever the style but `events`.
    func announce(_ text: String) {
        guard style != .events else { return }
        state.withLock { clearLine(&$0) }
        Console.error(text)
    }

    /// The status line, on SIGUSR1.
    func printStatus() {
        state.withLock { printLine(&$0) }
    }

    func clear() {
        state.withLock { clearLine(&$0) }
    }

    func finish(_ summary: RunSummary) {
        guard style != .events else { return }
        clear()
        guard showsSummary || summary.exitCode != 0 else { return }
        for problem in summary.problems {
            Console.error("\(problem.state.rawValue): \(problem.path): \(problem.message)")
        }
        Console.error(summary.line)
        if [5, 129, 130, 143, 4].contains(summary.exitCode), summary.counts.pending > 0 {
            Console.error("go on with: orchestrate run --resume \(summary.stateFile)")
        }
    }

    private func update(_ state: inout State, _ event: RunEvent) {
        switch event {
        case .runStarted(let record): state.run = record.id
        case .discovered(let report):
            state.discovered += report.jobs.count + report.rejected.count
            state.finished += report.rejected.count
            state.failed += report.rejected.count { $0.state == .failed }
        case .taskStarted(let task, _):
            for job in task.jobs { state.names[job.id] = job.path.lastComponent.display }
        case .documentFinished(let job, let final, _, _):
            state.finished += 1
            state.names[job.id] = nil
            if final == .failed || final == .quarantined { state.failed += 1 }
        case .tick(let elapsed, let workers, _):
            state.elapsed = elapsed
            state.workers = workers
        default: break
        }
    }

    private func line(_ state: State) -> String {
        let rate = state.elapsed > 0 ? Int((Double(state.finished) / state.elapsed * 60).rounded()) : 0
        let failures = state.failed > 0 ? ", \(state.failed) failed" : ""
        let work = state.workers.compactMap { worker -> String? in
            guard let progress = worker.progress, let name = state.names[progress.job] else { return nil }
            let page = progress.pages > 1 ? " \(progress.page)/\(progress.pages)" : ""
            return "\(name) \(progress.phase.rawValue)\(page)"
        }
        let now = work.isEmpty ? "" : " | " + work.joined(separator: " | ")
        return "\(state.finished)/\(state.discovered) documents\(failures), \(rate)/min, \(Int(state.elapsed)) s\(now)"
    }

    private func drawLive(_ state: inout State) {
        state.lastLine = state.elapsed
        state.isLineOpen = true
        Console.error(raw: "\r\u{1B}[K" + String(line(state).prefix(max(20, Console.width - 1))))
    }

    private func printLine(_ state: inout State) {
        clearLine(&state)
        state.lastLine = state.elapsed
        Console.error(line(state))
    }

    private func clearLine(_ state: inout State) {
        guard state.isLineOpen else { return }
        state.isLineOpen = false
        Console.error(raw: "\r\u{1B}[K")
    }

    private func emit(_ event: RunEvent, _ state: inout State) {
        for (name, keys) in EventJSON.objects(for: event) {
            state.sequence += 1
            let head: [(key: String, value: JSONValue)] = [
                ("event", .string(name)), ("seq", .integer(state.sequence)), ("at", .string(EventJSON.now())),
                ("run", .string(state.run)),
            ]
            Console.error(JSONValue.object(head + keys).serialized())
        }
    }
}
