package import OrchestrateModel
package import Persistence

/// Ties scan, queue, workers, retries, progress and cancellation together for one run; the parts decide, this connects.
///
/// One for each run; the caller owns the state folder for the run's time.
package actor EnhancedOrchestrator {
    let plan: RunPlan
    let folder: StateFolder
    let store: JobStore
    let feed: EventFeed
    let queue: ProcessingQueue
    let retries: RetryManager
    let pool: WorkerPool
    let session: Session
    let pageCache: PageCache
    let clock: RunClock
    let cancellation: CancellationManager
    var background = BackgroundWatch()
    var monitor: ResourceMonitor
    /// Why documents go out one at a time; nil while they need not.
    var refusal: String?
    var measurements = RunMeasurements()
    var record: RunRecord
    /// Documents whose pages were shared out and that wait, under their attempt, for these to come back.
    var held: [Job.ID: Job] = [:]
    /// Portions of their pages that are still out.
    var portions: [Job.ID: Int] = [:]
    var atWork: [Job.ID: StateFile.InFlight] = [:]
    let postActions: PostActionRunner
    /// Input files that could not be moved, copied or deleted; the next run tries again.
    var postponedActions = 0
    var failed = 0
    var finished = 0
    /// True once the scan, or what an interrupted run left, was taken in whole.
    var isAdmitted = false
    let announce: @Sendable (String) -> Void

    /// Opens the ledger and begins a session in it; `feed` hears every event, `announce` shows a line to the user at once.
    package init(
        plan: RunPlan,
        ownership: Ownership,
        feed: EventFeed,
        announce: @escaping @Sendable (String) -> Void
    ) throws(Failure) {
        self.plan = plan
        self.feed = feed
        self.announce = announce
        folder = ownership.folder
        let clock = RunClock(startedAt: currentTime())
        self.clock = clock
        store = try JobStore(folder, role: .owner(ownership), storage: plan.configuration.storage)
        pageCache = try PageCache(owned: ownership, storage: plan.configuration.storage)
        postActions = PostActionRunner(store: store)
        let session = try store.beginSession()
        self.session = session
        record = try Self.record(for: plan, in: store)
        queue = ProcessingQueue(
            rules: QueueRules(plan.configuration, workers: plan.workers),
            room: BatchRoom(workers: plan.workers),
            now: { clock.timeOfDay }
        )
        retries = RetryManager(plan.configuration.retry)
        cancellation = CancellationManager(
            grace: plan.configuration.cancellation.graceSeconds,
            terminate: plan.configuration.workers.terminateSeconds,
            announce: announce
        )
        let stateFolder = folder.path
        monitor = ResourceMonitor(
            plan.configuration.resources,
            maxWorkers: plan.workers,
            reader: ResourceReader(folder: stateFolder)
        )
        pool = WorkerPool(
            executable: plan.workerExecutable,
            limits: plan.configuration.workers,
            setup: { index in
                WorkerSetup(
                    configuration: plan.configuration,
                    stateFolder: stateFolder,
                    epoch: session.epoch,
                    index: index,
                    passwords: plan.passwords,
                    templatePaths: plan.templatePaths
                )
            },
            observe: { feed.send(.pool($0)) }
        )
    }

    /// Processes all there is to process, or as much as can be until the run is stopped; then everything is in the store.
    ///
    /// Throws a `WorkerStartError` or a `Failure` only where the run could not begin.
    package func run() async throws -> RunSummary {
        feed.send(.runStarted(record))
        let fingerprint = try await pool.start(count: plan.workers)
        try open(fingerprint: fingerprint)
        let upkeep = Task { await keepUp() }
        await withTaskGroup { group in
            group.addTask { await self.admit() }
            group.addTask { await self.dispatch() }
        }
        upkeep.cancel()
        await upkeep.value
        await pool.stop(cancellation.isRunning ? .leave : .terminate)
        await interrupt(Array(held.values), blame: .nobody)
        try await carryOutActions()
        let summary = try await close()
        await cleanUp()
        feed.send(.runFinished(summary))
        return summary
    }

    /// Asks the run to stop; called again it stops harder.
    ///
    /// The user has the answer when this returns.
    package nonisolated func requestStop(_ reason: StopReason) {
        let actions = cancellation.request(reason, now: elapsed)
        // Awaited by the run itself, which ends when the queue and the pool have.
        Task { await carryOut(actions) }
    }

    /// Stops the workers where they stand, for SIGTSTP; no deadline runs meanwhile.
    package func suspend() async {
        clock.suspend()
        await pool.suspend()
    }

    /// Goes on after `suspend`.
    package func resume() async {
        clock.resume()
        await pool.resume()
    }

    /// Stops the run because the engine failed.
    func stop(for failure: Failure) {
        guard cancellation.isRunning else { return }
        requestStop(.engine(failure.message))
    }

    /// Seconds since the run began.
    nonisolated var elapsed: Double { clock.elapsed }
}
