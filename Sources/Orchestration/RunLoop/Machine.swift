import OrchestrateModel
import Persistence

// What the state of the machine asks for is carried out here; the monitor decides.
extension EnhancedOrchestrator {
    /// Measures the machine where it is time to, and acts on it.
    func watchMachine(workers: [WorkerSnapshot], queue statistics: QueueStatistics) async {
        let target = await pool.target
        let waiting = statistics.waiting + statistics.pagePortions
        let checked = monitor.check(now: clock.timeOfDay, workers: workers, target: target, waiting: waiting)
        guard plan.configuration.resources.enabled, let (sample, actions) = checked else { return }
        feed.send(.measured(sample))
        measurements.note(sample, workers: workers.count { $0.pid > 0 })
        for action in actions {
            feed.send(.resource(action))
            await carryOut(action)
        }
        await queue.adapt(to: BatchRoom(workers: await pool.target, freeMemory: sample.memoryAvailable))
        switch monitor.admission(running: statistics.running) {
        case .admitted: await admit(reason: nil)
        case .refused(let reason): await admit(reason: reason)
        }
    }

    /// What the run needed so far, its parts before an interruption included.
    func measured() async -> RunMeasurements {
        let statistics = await queue.statistics
        measurements.seconds = elapsed
        measurements.queuePeak = statistics.peak
        measurements.dispatched = statistics.dispatched
        return record.measurements.map(measurements.merged) ?? measurements
    }

    private func carryOut(_ action: ResourceAction) async {
        let isRunning = cancellation.isRunning
        switch action {
        case .warn(let notice), .alarm(let notice): announce("warning: \(notice.message)")
        case .stopLargestWorker where isRunning: _ = await pool.stopLargest()
        case .scale(let count, _) where isRunning: await pool.scale(to: count)
        case .drain(let failure) where isRunning: requestStop(.diskFull(failure.message))
        case .recover, .stopLargestWorker, .scale, .drain: break
        }
    }

    /// Lets one task at a time go out while memory is short; says so when that begins.
    private func admit(reason: String?) async {
        guard (reason == nil) != (refusal == nil) else { return }
        refusal = reason
        if let reason { announce("one document at a time: \(reason)") }
        await queue.restrict(to: reason == nil ? nil : 1)
    }
}

extension RunMeasurements {
    fileprivate mutating func note(_ sample: ResourceSample, workers: Int) {
        self.workers = max(self.workers, workers)
        memoryPeakMB = max(memoryPeakMB, sample.memoryUsedMB)
        threadsPeak = max(threadsPeak, sample.threads)
        diskFreeMB = [diskFreeMB, sample.diskFreeMB].compactMap(\.self).min()
        guard let cpu = sample.cpuPercent else { return }
        cpuPercentSum += cpu
        cpuSamples += 1
    }
}
