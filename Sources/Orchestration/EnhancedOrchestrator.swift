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
    let began = ContinuousClock.now
    var cancellation: CancellationState
    var monitor: ResourceMonitor
    /// Why documents go out one at a time; nil while they need not.
    var refusal: String?
    var record: RunRecord
    /// Documents whose pages were shared out and that wait, under their attempt, for these to come back.
    var held: [Job.ID: Job] = [:]
    /// Portions of their pages that are still out.
    var portions: [Job.ID: Int] = [:]
    var atWork: [Job.ID: StateFile.InFlight] = [:]
    var failed = 0
    var finished = 0
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
        store = try JobStore(folder, role: .owner(ownership), storage: plan.configuration.storage)
        let session = try store.beginSession()
        self.session = session
        record = try Self.record(for: plan, in: store)
        queue = ProcessingQueue(
            rules: QueueRules(plan.configuration, workers: plan.workers),
            room: BatchRoom(workers: plan.workers)
        )
        retries = RetryManager(plan.configuration.retry)
        cancellation = CancellationState(
            grace: plan.configuration.cancellation.graceSeconds,
            terminate: plan.configuration.workers.terminateSeconds
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
        return try close()
    }

    /// Asks the run to stop; called again it stops harder.
    package func requestStop(_ reason: StopReason) {
        carryOut(cancellation.request(reason, now: elapsed))
    }

    /// Stops the run because the engine failed.
    func stop(for failure: Failure) {
        guard cancellation.isRunning else { return }
        requestStop(.engine(failure.message))
    }

    /// Seconds since the run began.
    var elapsed: Double { (ContinuousClock.now - began).seconds }
}
