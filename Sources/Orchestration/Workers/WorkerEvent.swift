package import OrchestrateModel

/// What a task tells while it runs.
package enum WorkerEvent: Sendable, Hashable {
    /// A worker took the task.
    case started(worker: Int, pid: Int32)
    case progress(TaskProgress)
    /// One for each document of the task, in the order of their settlement.
    case outcome(OutcomeReport)
}

/// How a task came to its end.
package enum TaskEnding: Sendable, Hashable {
    /// Every document of the task was reported.
    case finished
    /// The worker died; what it had not reported is in `LostTask`.
    case died(LostTask)
    /// No worker took the task: none can be started (class critical).
    case unavailable(Failure)
    /// No worker took the task: the pool is being stopped, or the caller was cancelled.
    case stopped
}

/// What a worker's death left undone.
package struct LostTask: Sendable, Hashable {
    package var death: Death
    /// The document that the worker was at; nil where the death is an interruption or no document was begun.
    package var blamed: Job.ID?
    /// The page that the worker was at, from 1, where it was at one; of a document or of a range of pages.
    package var blamedPage: Int?
    /// The documents without an outcome, the blamed one included, in the order of the task.
    ///
    /// One of them may have been settled all the same: the database knows.
    package var unfinished: [Job.ID]

    package init(death: Death, blamed: Job.ID?, blamedPage: Int?, unfinished: [Job.ID]) {
        self.death = death
        self.blamed = blamed
        self.blamedPage = blamedPage
        self.unfinished = unfinished
    }
}

/// The state of one worker, for display and for the resource monitor.
package struct WorkerSnapshot: Sendable, Hashable {
    package enum Activity: String, Sendable, Hashable {
        case starting
        case idle
        case working
        /// Told to leave, or being killed.
        case leaving
        /// Waits to be started again.
        case down
    }

    package var worker: Int
    package var pid: Int32
    package var activity: Activity
    package var residentBytes: Int64
    /// Since its start.
    package var cpuSeconds: Double
    /// Documents since its start.
    package var documents: Int
    package var progress: TaskProgress?

    package init(
        worker: Int,
        pid: Int32 = 0,
        activity: Activity,
        residentBytes: Int64 = 0,
        cpuSeconds: Double = 0,
        documents: Int = 0,
        progress: TaskProgress? = nil
    ) {
        self.worker = worker
        self.pid = pid
        self.activity = activity
        self.residentBytes = residentBytes
        self.cpuSeconds = cpuSeconds
        self.documents = documents
        self.progress = progress
    }
}

/// What happens to the workers as such, for the log and the live feed.
package enum PoolEvent: Sendable, Hashable {
    case started(worker: Int, pid: Int32)
    case ready(worker: Int, pid: Int32)
    /// Ended without having been told to.
    case lost(Death)
    /// Ended as it was told to.
    case left(worker: Int, pid: Int32)
    /// Will be started again in so many seconds.
    case respawning(worker: Int, afterSeconds: Double)
    case scaled(from: Int, to: Int)
    /// Too many workers died before a first task; no more are started.
    case broken(Failure)
    /// A line that a worker, or a library in it, wrote to its standard error.
    case standardError(worker: Int, pid: Int32, line: String)
}

/// Why no worker became ready.
package struct WorkerStartError: Error, Sendable, Hashable {
    package var failure: Failure
    /// What is wrong with the templates, where that is the reason.
    package var problems: [TemplateProblem]

    package init(_ failure: Failure, problems: [TemplateProblem] = []) {
        self.failure = failure
        self.problems = problems
    }
}
