import FoundationEssentials
import OrchestrateModel
import Orchestration
import Persistence

/// Events as `--progress json` writes them: the contract's names, each with its own keys.
enum EventJSON {
    typealias Keys = [(key: String, value: JSONValue)]

    static func now() -> String {
        Date().formatted(.iso8601.dateTimeSeparator(.standard).time(includingFractionalSeconds: true))
    }

    static func objects(for event: RunEvent) -> [(name: String, keys: Keys)] {
        switch event {
        case .runStarted: [("run_started", [])]
        case .discovered(let report):
            report.jobs.map { ("document_discovered", [("path", .string($0.path.display))]) }
                + report.rejected.map { rejection in
                    ("document_finished", finished(rejection.path, rejection.state, rejection.message))
                }
        case .dropped(let jobs): jobs.map { ("document_finished", finished($0.path, .cancelled, "queue_full")) }
        case .taskStarted(let task, let worker):
            task.jobs.map { ("document_loaded", [("path", .string($0.path.display)), ("worker", .integer(worker))]) }
        case .progress(let progress):
            [
                (
                    "phase_changed",
                    [
                        ("job", .integer(progress.job)), ("phase", .string(progress.phase.rawValue)),
                        ("page", .integer(progress.page)), ("pages", .integer(progress.pages)),
                    ]
                )
            ]
        case .documentFinished(let job, let state, let reason, _):
            [("document_finished", finished(job.path, state, reason))]
        case .retryScheduled(let job, let failure, let time):
            [
                (
                    "retry_scheduled",
                    [
                        ("path", .string(job.path.display)), ("attempt", .integer(job.attempt)),
                        ("code", .string(failure.code.rawValue)), ("retry_at", .fixed(time, places: 3)),
                    ]
                )
            ]
        case .pool(let event): pool(event)
        case .stateSaved(let reason): [("state_saved", [("reason", .string(reason))])]
        case .cancellation(let reason, let phase):
            [
                (
                    phase == .killed ? "cancellation_confirmed" : "cancellation_requested",
                    [("reason", .string(reason.name))]
                )
            ]
        case .tick: []
        case .runFinished(let summary): [("run_finished", [("summary", summary.json)])]
        }
    }

    private static func pool(_ event: PoolEvent) -> [(name: String, keys: Keys)] {
        switch event {
        case .started(let worker, let pid):
            [("worker_started", [("worker", .integer(worker)), ("pid", .integer(pid))])]
        case .lost(let death):
            [
                (
                    "worker_lost",
                    [
                        ("worker", .integer(death.worker)), ("pid", .integer(death.pid)),
                        ("code", .string(death.code.rawValue)),
                    ]
                )
            ]
        case .scaled(let from, let to):
            [("scaling_changed", [("from", .integer(from)), ("to", .integer(to))])]
        case .ready, .left, .respawning, .broken, .standardError: []
        }
    }

    private static func finished(_ path: DocumentPath, _ state: JobState, _ reason: String?) -> Keys {
        [("path", .string(path.display)), ("state", .string(state.rawValue)), ("reason", .optional(reason))]
    }
}
