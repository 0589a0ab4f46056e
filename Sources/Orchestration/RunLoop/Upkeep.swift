import Crypto
import FoundationEssentials
import OrchestrateModel
import Persistence

// What goes on beside the work: deadlines of the stop, autosave, checkpoints, limits, progress.
extension EnhancedOrchestrator {
    /// Runs until it is cancelled, looking at the clock ten times a second.
    func keepUp() async {
        var nextSave = plan.configuration.cancellation.autosaveSeconds
        var nextCheckpoint = Self.checkpointInterval
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(100))
            let now = elapsed
            carryOut(cancellation.tick(now: now))
            if let limit = plan.maxDuration, now >= limit, cancellation.isRunning { requestStop(.durationLimit) }
            if now >= nextSave {
                nextSave = now + plan.configuration.cancellation.autosaveSeconds
                saveState("autosave")
            }
            if now >= nextCheckpoint {
                nextCheckpoint = now + Self.checkpointInterval
                checkpoint()
            }
            let workers = await pool.snapshots
            let queued = await queue.statistics
            await watchMachine(workers: workers, queue: queued)
            feed.send(.tick(elapsed: now, workers: workers, queue: queued))
        }
    }

    private static let checkpointInterval = 5.0

    private func checkpoint() {
        do throws(Failure) {
            try store.checkpoint()
        } catch {
            if error.failureClass == .critical { stop(for: error) }
        }
    }

    /// Carries out what the stop's state machine decided.
    func carryOut(_ actions: [CancellationState.Action]) {
        for action in actions {
            switch action {
            case .announce(let text): announce(text)
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
            let counts = try store.counts(run: record.id)
            let open = counts.pending
            let share = counts.discovered == 0 ? 1 : Double(counts.discovered - open) / Double(counts.discovered)
            let state = StateFile(
                run: record.id,
                database: "orchestrate.sqlite",
                databaseID: store.databaseID,
                configHash: SHA256.hexDigest(of: Array(record.fingerprint.utf8)),
                manifestHash: SHA256.hexDigest(of: Array(record.roots.map(\.bytes).joined(separator: [0]))),
                sessionID: String(session.epoch),
                savedAt: Date().formatted(.iso8601),
                reason: reason,
                completionPercentage: share * 100,
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
