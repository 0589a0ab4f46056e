package import OrchestrateModel
import Persistence

/// Turns what happens inside a run into the events of the contract, together with what follows from it.
package struct EventTranslator: Sendable {
    private let maxAttempts: Int
    private var tracker: ProgressTracker
    private var requested: StopReason?

    package init(_ configuration: Configuration) {
        maxAttempts = configuration.retry.maxAttempts
        tracker = ProgressTracker(configuration)
    }

    package func snapshot(now: Double) -> ProgressSnapshot { tracker.snapshot(now: now) }

    /// The events that something gives rise to, in order.
    package mutating func translate(_ event: RunEvent, now: Double) -> [OrchestrationEvent] {
        // What was known before the event decides whether it is news.
        let before = newsBefore(event)
        let consequences = tracker.note(event, now: now)
        return before + events(of: event, now: now) + consequences
    }

    private func newsBefore(_ event: RunEvent) -> [OrchestrationEvent] {
        guard case .progress(let progress) = event, let path = tracker.path(of: progress.job),
            tracker.isNewPhase(progress)
        else { return [] }
        let phase = OrchestrationEvent(
            .phaseChanged,
            [
                ("path", .string(path.display)), ("phase", .string(progress.phase.rawValue)),
                ("pages", .integer(progress.pages)),
            ]
        )
        // The first phase after opening means that the document was opened.
        guard progress.phase != .ingestion, progress.pages > 0 else { return [phase] }
        let loaded = OrchestrationEvent(
            .documentLoaded,
            [("path", .string(path.display)), ("pages", .integer(progress.pages))]
        )
        return progress.phase == .recognition || !tracker.wasRecognised(progress.job) ? [loaded, phase] : [phase]
    }

    private mutating func events(of event: RunEvent, now: Double) -> [OrchestrationEvent] {
        switch event {
        case .runStarted(let record):
            return [OrchestrationEvent(.runStarted, [("roots", .array(record.roots.map { .string($0.display) }))])]
        case .discovered(let report): return Self.discovered(report)
        case .dropped(let jobs): return jobs.map { Self.finished($0.path, .cancelled, reason: "the queue was full") }
        case .documentFinished(let job, let state, let reason, let report):
            return finished(job, state, reason: reason, report: report)
        case .retryScheduled(let job, let failure, let time): return Self.retry(job, failure, at: time)
        case .pool(let event): return Self.pool(event)
        case .resource(let action): return Self.resource(action)
        case .stateSaved(let reason): return [OrchestrationEvent(.stateSaved, [("reason", .string(reason))])]
        case .cancellation(let reason, _):
            guard requested == nil else { return [] }
            requested = reason
            let cause = reason.message.map { [(key: "message", value: JSONValue.string($0))] } ?? []
            return [OrchestrationEvent(.cancellationRequested, [("reason", .string(reason.name))] + cause)]
        case .inputKept(let path, let message):
            let keys: [OrchestrationEvent.Key] = [("path", .string(path.display)), ("message", .string(message))]
            return [OrchestrationEvent(.ioError, keys)]
        case .runFinished(let summary): return ended(summary, now: now)
        case .scanned, .taskStarted, .progress, .measured, .tick: return []
        }
    }

    private func ended(_ summary: RunSummary, now: Double) -> [OrchestrationEvent] {
        let end = OrchestrationEvent(.runFinished, [("summary", summary.json)])
        let last = tracker.snapshot(now: now).event
        guard let requested else { return [last, end] }
        return [
            OrchestrationEvent(
                .cancellationConfirmed,
                [("reason", .string(requested.name)), ("pending", .integer(summary.counts.pending))]
            ),
            OrchestrationEvent(.cleanupCompleted), last, end,
        ]
    }

    private static func discovered(_ report: EnqueueReport) -> [OrchestrationEvent] {
        report.jobs.map { job in
            OrchestrationEvent(
                .documentDiscovered,
                [
                    ("path", .string(job.path.display)), ("bytes", .integer(job.size)),
                    ("priority", .string(job.priority.name)),
                ]
            )
        }
            + report.rejected.flatMap { rejection -> [OrchestrationEvent] in
                let end = finished(rejection.path, rejection.state, reason: rejection.message)
                guard rejection.code == FailureCode.ioError.rawValue else { return [end] }
                return [ioError(rejection.path, rejection.message), end]
            }
    }

    private func finished(
        _ job: Job,
        _ state: JobState,
        reason: String?,
        report: OutcomeReport?
    ) -> [OrchestrationEvent] {
        let path = job.path.display
        var events: [OrchestrationEvent] = []
        if let report, state == .done || state == .review {
            events.append(
                OrchestrationEvent(
                    .classified,
                    [
                        ("path", .string(path)), ("class", .optional(report.documentClass)),
                        ("template", .optional(report.template)),
                    ]
                )
            )
            events.append(
                OrchestrationEvent(.fieldsExtracted, [("path", .string(path)), ("fields", .integer(report.fields))])
            )
            let confidence = report.confidence.map { JSONValue.fixed($0, places: 4) } ?? .null
            events.append(OrchestrationEvent(.scored, [("path", .string(path)), ("confidence", confidence)]))
        }
        if state == .failed, job.attempt > 1, job.attempt >= maxAttempts {
            events.append(
                OrchestrationEvent(.retryExhausted, [("path", .string(path)), ("attempts", .integer(job.attempt))])
            )
        }
        return events + [Self.finished(job.path, state, reason: reason, report: report)]
    }

    private static func finished(
        _ path: DocumentPath,
        _ state: JobState,
        reason: String?,
        report: OutcomeReport? = nil
    ) -> OrchestrationEvent {
        let seconds = report.map { $0.phaseSeconds.values.reduce(0, +) }
        let pages = PageState.allCases.compactMap { state in
            report?.pages[state].map { (key: state.rawValue, value: JSONValue.integer($0)) }
        }
        return OrchestrationEvent(
            .documentFinished,
            [
                ("path", .string(path.display)), ("state", .string(state.rawValue)), ("reason", .optional(reason)),
                ("pages", .object(pages)), ("seconds", seconds.map { .fixed($0, places: 3) } ?? .null),
            ]
        )
    }

    private static func ioError(_ path: DocumentPath, _ message: String) -> OrchestrationEvent {
        OrchestrationEvent(.ioError, [("path", .string(path.display)), ("message", .string(message))])
    }

    private static func retry(_ job: Job, _ failure: Failure, at time: Double) -> [OrchestrationEvent] {
        let retry = OrchestrationEvent(
            .retryScheduled,
            [
                ("path", .string(job.path.display)), ("attempt", .integer(job.attempt)),
                ("class", .string(failure.failureClass.rawValue)), ("code", .string(failure.code.rawValue)),
                ("message", .string(failure.message)), ("retry_at", .fixed(time, places: 3)),
                ("slow_lane", .bool(job.isSlow)),
            ]
        )
        return failure.code == .ioError ? [ioError(job.path, failure.message), retry] : [retry]
    }
}
