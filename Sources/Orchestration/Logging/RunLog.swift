package import OrchestrateModel
import Persistence
import Synchronization

/// Writes what a run does to `analysis.log` (documents, phases, times) and `system.log` (workers, machine, input and output).
///
/// Entries name documents and give codes, counts and times; never text or values of a document.
package final class RunLog: Sendable {
    private enum Stream {
        case analysis
        case system
    }

    private struct State {
        var translator: EventTranslator
        var run = ""
    }

    private let analysis: LogFile
    private let system: LogFile
    private let level: Configuration.Logging.Level
    private let state: Mutex<State>

    /// - Parameters:
    ///   - folder: The state folder's `logs`, which must exist.
    ///   - configuration: Level, sizes, and the settings that events depend on.
    package init(folder: String, configuration: Configuration) {
        analysis = LogFile(path: "\(folder)/analysis.log", limits: configuration.logging)
        system = LogFile(path: "\(folder)/system.log", limits: configuration.logging)
        level = configuration.logging.level
        state = Mutex(State(translator: EventTranslator(configuration)))
    }

    /// Takes an event of the run.
    package func observe(_ event: RunEvent) {
        state.withLock { state in
            if case .runStarted(let record) = event { state.run = record.id }
            for event in state.translator.translate(event, now: Monotonic.now) { write(event, run: state.run) }
            if case .documentFinished(let job, _, _, let report?) = event, level == .debug {
                write("phases", Self.phases(job, report), .debug, .analysis, run: state.run)
            }
            if case .pool(let pool) = event { write(pool, run: state.run) }
            if case .resource(.scale(let count, let reason)) = event {
                let keys: [OrchestrationEvent.Key] = [("workers", .integer(count)), ("message", .string(reason))]
                write("scaling", keys, .info, .system, run: state.run)
            }
        }
    }

    /// Writes one entry of the system log.
    package func note(
        _ event: String,
        _ level: Configuration.Logging.Level = .info,
        _ keys: [(key: String, value: JSONValue)] = []
    ) {
        write(event, keys, level, .system, run: state.withLock { $0.run })
    }

    private func write(_ event: OrchestrationEvent, run: String) {
        let (stream, level) = Self.place(of: event)
        let keys = event.keys.filter { key, _ in
            switch event.name {
            // The problems are in the ledger.
            case .runFinished: false
            // Why a person should look may quote the values that do not fit.
            case .documentFinished: key != "reason" || event["state"] != "review"
            default: true
            }
        }
        write(event.name.rawValue, keys, level, stream, run: run)
    }

    /// What the pool tells beyond the events of the contract.
    private func write(_ event: PoolEvent, run: String) {
        switch event {
        case .respawning(let worker, let seconds):
            let keys: [OrchestrationEvent.Key] = [
                ("worker", .integer(worker)), ("after_seconds", .fixed(seconds, places: 1)),
            ]
            write("worker_respawning", keys, .info, .system, run: run)
        case .broken(let failure):
            let keys: [OrchestrationEvent.Key] = [
                ("code", .string(failure.code.rawValue)), ("message", .string(failure.message)),
            ]
            write("workers_broken", keys, .error, .system, run: run)
        case .left(let worker, let pid):
            write("worker_left", [("worker", .integer(worker)), ("pid", .integer(pid))], .debug, .system, run: run)
        // Libraries may print what they read.
        case .standardError, .started, .ready, .lost, .scaled: break
        }
    }

    private func write(
        _ event: String,
        _ keys: [OrchestrationEvent.Key],
        _ level: Configuration.Logging.Level,
        _ stream: Stream,
        run: String
    ) {
        guard level.severity >= self.level.severity else { return }
        let head: [OrchestrationEvent.Key] = [
            ("at", .string(TimeStamp.now)), ("level", .string(level.rawValue)), ("event", .string(event)),
            ("run", .string(run)),
        ]
        (stream == .analysis ? analysis : system).write(.object(head + keys))
    }

    private static func phases(_ job: Job, _ report: OutcomeReport) -> [OrchestrationEvent.Key] {
        let seconds = Phase.allCases.compactMap { phase in
            report.phaseSeconds[phase].map { (key: phase.rawValue, value: JSONValue.fixed($0, places: 4)) }
        }
        return [("path", .string(job.path.display)), ("attempt", .integer(job.attempt)), ("seconds", .object(seconds))]
    }

    private static func place(of event: OrchestrationEvent) -> (Stream, Configuration.Logging.Level) {
        switch event.name {
        case .documentDiscovered, .documentLoaded, .classified, .fieldsExtracted, .scored, .phaseChanged:
            (.analysis, .debug)
        case .documentFinished:
            (.analysis, ["failed", "quarantined"].contains { event["state"] == .string($0) } ? .warning : .info)
        case .milestoneReached: (.analysis, .info)
        case .performanceAlert, .timeoutWarning, .retryScheduled, .retryExhausted: (.analysis, .warning)
        case .ioError, .workerLost, .resourceWarning: (.system, .warning)
        case .resourceCritical: (.system, .error)
        case .progress, .stateSaved: (.system, .debug)
        case .runStarted, .workerStarted, .resourceRecovered, .scalingChanged, .cancellationRequested,
            .cancellationConfirmed, .cleanupCompleted, .runFinished:
            (.system, .info)
        }
    }
}

extension Configuration.Logging.Level {
    /// Higher is worse.
    var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
