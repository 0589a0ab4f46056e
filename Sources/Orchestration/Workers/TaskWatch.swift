import OrchestrateModel

/// What is known of the task that a worker is at, and the budgets it runs against.
struct TaskWatch: Sendable {
    let task: WorkerTask
    /// Documents without an outcome, in the order of the task.
    private(set) var unfinished: [Job.ID]
    private(set) var progress: TaskProgress?
    /// CPU time since the page began, as far as it was sampled.
    private(set) var pageCPUSeconds = 0.0

    private var pageCPUBase: Double?
    private var lastProgress: Double
    private var documentSince: Double

    init(_ task: WorkerTask, at now: Double) {
        self.task = task
        unfinished = task.jobs.map(\.id)
        lastProgress = now
        documentSince = now
    }

    /// False where the document is not one that the task still waits for.
    mutating func note(_ next: TaskProgress, at now: Double) -> Bool {
        guard unfinished.contains(next.job) else { return false }
        if beginsDocument(next) { documentSince = now }
        if next.job != progress?.job || next.page != progress?.page || next.phase != progress?.phase {
            pageCPUBase = nil
            pageCPUSeconds = 0
        }
        progress = next
        lastProgress = now
        return true
    }

    /// False where the document is not one that the task still waits for.
    mutating func note(_ report: OutcomeReport, at now: Double) -> Bool {
        guard let index = unfinished.firstIndex(of: report.job) else { return false }
        unfinished.remove(at: index)
        lastProgress = now
        return true
    }

    /// A page of a range counts as a document of its own.
    private func beginsDocument(_ next: TaskProgress) -> Bool {
        switch task {
        case .documents: next.job != progress?.job
        case .pages: next.page != progress?.page
        }
    }

    mutating func measure(cpuSeconds: Double) {
        if let pageCPUBase {
            pageCPUSeconds = cpuSeconds - pageCPUBase
        } else {
            pageCPUBase = cpuSeconds
        }
    }

    func overrun(at now: Double, limits: Configuration.Workers) -> Death.Budget? {
        if now - lastProgress >= limits.noProgressSeconds { return .noProgress }
        if now - documentSince >= limits.documentSeconds { return .document }
        return nil
    }

    mutating func shift(by gap: Double) {
        lastProgress += gap
        documentSince += gap
    }

    /// The task as a death leaves it.
    ///
    /// A progress frame goes out before each document, so the document of the last one is to blame; a worker that dies
    /// without one had not begun, and the circuit breaker counts its death instead.
    func lost(to death: Death) -> LostTask {
        guard !death.isInterruption, let progress, unfinished.contains(progress.job) else {
            return LostTask(death: death, blamed: nil, blamedPage: nil, unfinished: unfinished)
        }
        return LostTask(
            death: death,
            blamed: progress.job,
            blamedPage: progress.page == 0 ? nil : progress.page,
            unfinished: unfinished
        )
    }
}
