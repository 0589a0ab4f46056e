package import OrchestrateModel
package import Persistence
import Synchronization

/// What happens in a run, in the order in which it happens.
package enum RunEvent: Sendable {
    case runStarted(RunRecord)
    case discovered(EnqueueReport)
    /// Every root was scanned to its end: no more documents will be discovered.
    case scanned
    /// Dropped by the queue's policy.
    case dropped([Job])
    case taskStarted(WorkerTask, worker: Int)
    case progress(TaskProgress)
    /// After the settlement is durable.
    case documentFinished(Job, JobState, reason: String?, report: OutcomeReport?)
    case retryScheduled(Job, Failure, at: Double)
    case pool(PoolEvent)
    case stateSaved(String)
    /// The file of a document that ended could not be moved, copied or deleted as asked.
    case inputKept(DocumentPath, String)
    case cancellation(StopReason, CancellationState.Phase)
    /// Ten times a second, for displays.
    case tick(elapsed: Double, workers: [WorkerSnapshot], queue: QueueStatistics)
    case measured(ResourceSample)
    case resource(ResourceAction)
    case runFinished(RunSummary)
}

/// Hands every event of a run to all who asked for them: the display, the logs, the event stream.
package final class EventFeed: Sendable {
    package typealias Observer = @Sendable (RunEvent) -> Void

    private let observers = Mutex<[Observer]>([])

    package init() {}

    /// Adds an observer; it is called from any thread, one call at a time, and must not block.
    package func subscribe(_ observer: @escaping Observer) {
        observers.withLock { $0.append(observer) }
    }

    package func send(_ event: RunEvent) {
        observers.withLock { for observe in $0 { observe(event) } }
    }
}
