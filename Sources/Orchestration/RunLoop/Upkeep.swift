import Crypto
import FoundationEssentials
import OrchestrateModel
import Persistence

// What goes on beside the work: deadlines of the stop, autosave, checkpoints, limits, progress.
extension EnhancedOrchestrator {
    /// Runs the background tasks until it is cancelled; one that ends is started again, or the run is stopped.
    func keepUp() async {
        await withTaskGroup { group in
            group.addTask { await self.supervise("deadlines") { await self.watchDeadlines() } }
            group.addTask { await self.supervise("machine") { await self.keepWatch() } }
            group.addTask { await self.supervise("housekeeping") { try await self.keepHouse() } }
            group.addTask { await self.supervise("inputs") { try await self.followInputs() } }
        }
    }

    private func supervise(_ name: String, _ body: @Sendable () async throws -> Void) async {
        while !Task.isCancelled {
            var cause = "it came to its end"
            do {
                try await body()
            } catch let failure as Failure {
                cause = failure.message
                if failure.failureClass == .critical, !Task.isCancelled { return stop(for: failure) }
            } catch {
                cause = "\(error)"
            }
            guard !Task.isCancelled else { return }
            announce("warning: the background task \(name) died: \(cause)")
            switch background.ended(name, at: elapsed) {
            case .restart(let pause): try? await Task.sleep(for: .seconds(pause))
            case .stopRun: return requestStop(.engine("the background task \(name) dies again and again: \(cause)"))
            }
        }
    }

    /// Looks at the clock ten times a second.
    private func watchDeadlines() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(100))
            let now = elapsed
            noteLife(of: "deadlines")
            carryOut(cancellation.tick(now: now))
            if let limit = plan.maxDuration, now >= limit, cancellation.isRunning { requestStop(.durationLimit) }
            feed.send(.tick(elapsed: now, workers: await pool.snapshots, queue: await queue.statistics))
        }
    }

    /// Looks after the machine, at the intervals that the monitor knows.
    private func keepWatch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
            noteLife(of: "machine")
            await watchMachine(workers: await pool.snapshots, queue: await queue.statistics)
        }
    }

    /// Saves the state and moves the databases' logs, now and then.
    private func keepHouse() async throws(Failure) {
        var nextSave = elapsed + plan.configuration.cancellation.autosaveSeconds
        while !Task.isCancelled {
            let pause = min(Self.checkpointInterval, plan.configuration.cancellation.autosaveSeconds)
            try? await Task.sleep(for: .seconds(max(0.1, pause)))
            guard !Task.isCancelled else { return }
            noteLife(of: "housekeeping")
            try checkpoint()
            guard elapsed >= nextSave else { continue }
            nextSave = elapsed + plan.configuration.cancellation.autosaveSeconds
            saveState("autosave")
        }
    }

    private static let checkpointInterval = 5.0

    private func noteLife(of name: String) {
        for silent in background.beat(name, at: elapsed) {
            let seconds = Int(BackgroundWatch.silence)
            announce("warning: the background task \(silent) gave no sign of life for \(seconds) s")
        }
    }

    /// Moves the databases' logs; where another process is at its writing it is left for the next time.
    private func checkpoint() throws(Failure) {
        do throws(Failure) {
            try store.checkpoint()
            try pageCache.checkpoint()
        } catch {
            if error.failureClass == .critical { throw error }
        }
    }

    /// What is done after the last document, each piece within its own time.
    func cleanUp() async {
        let (store, pageCache) = (store, pageCache)
        var handlers = CleanupHandlers()
        handlers.add("the checkpoint of the ledger", priority: 2, limit: .seconds(1)) { _ = try? store.checkpoint() }
        handlers.add("the checkpoint of the page cache", priority: 1, limit: .milliseconds(500)) {
            _ = try? pageCache.checkpoint()
        }
        for name in await handlers.run() { announce("warning: \(name) takes long and is left to the next run") }
    }

    /// Carries out what the stop's state machine decided.
    func carryOut(_ actions: [CancellationState.Action]) {
        for action in actions {
            switch action {
            case .announce: break
            case .saveState: saveState(cancellation.reason?.name ?? "stopping")
            // Each of these is awaited by the run itself: the queue's end and the pool's stop end the dispatch.
            case .stopAdmission: Task { await queue.close() }
            case .terminateWorkers: Task { await pool.stop(.terminate) }
            case .killWorkers: Task { await pool.stop(.kill) }
            }
        }
        guard let reason = cancellation.reason, !actions.isEmpty else { return }
        feed.send(.cancellation(reason, cancellation.phase))
    }

    /// Writes state.json; a failure is told and not fatal, since the database is the truth.
    func saveState(_ reason: String) {
        guard plan.configuration.cancellation.saveState else { return }
        do throws(Failure) {
            let counts = try store.documentCounts(run: record.id)
            let state = StateFile(
                run: record.id,
                database: "orchestrate.sqlite",
                databaseID: store.databaseID,
                configHash: SHA256.hexDigest(of: Array(record.fingerprint.utf8)),
                manifestHash: SHA256.hexDigest(of: Array(record.roots.map(\.bytes).joined(separator: [0]))),
                sessionID: String(session.epoch),
                savedAt: Date().formatted(.iso8601),
                reason: reason,
                completionPercentage: StateFile.completion(of: counts, isComplete: isAdmitted),
                counts: Self.byName(counts),
                inFlight: atWork.values.sorted { $0.path < $1.path },
                lastEvent: try store.lastEvent()
            )
            try state.write(to: folder.stateFile)
            feed.send(.stateSaved(reason))
        } catch {
            announce("warning: \(error.message)")
        }
    }

    private static func byName(_ counts: LedgerCounts) -> [String: Int] {
        [
            "discovered": counts.discovered, "done": counts.done, "review": counts.review, "failed": counts.failed,
            "quarantined": counts.quarantined, "skipped": counts.skipped, "unchanged": counts.unchanged,
            "cancelled": counts.cancelled, "pending": counts.pending,
        ]
    }
}
