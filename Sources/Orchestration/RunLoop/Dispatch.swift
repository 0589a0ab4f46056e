import OrchestrateModel
import Persistence

// The dispatch: work from the queue to the workers, and what comes of it to the store.
extension EnhancedOrchestrator {
    /// Runs until the queue is drained or closed, with as many tasks at once as there can be workers.
    func dispatch() async {
        await withTaskGroup { group in
            for _ in 0..<plan.workers {
                group.addTask {
                    while let task = await self.queue.next() {
                        await self.carryOut(task)
                        await self.queue.finish(task)
                    }
                }
            }
        }
    }

    private func carryOut(_ task: WorkerTask) async {
        switch task {
        case .documents(let waiting):
            do throws(Failure) {
                // A document whose pages were shared out is still at the attempt that asked for them.
                let held = waiting.filter(\.isFannedOut)
                let ids = waiting.filter { !$0.isFannedOut }.map(\.id)
                let claimed = ids.isEmpty ? [] : try store.claim(ids, epoch: session.epoch, worker: 0)
                for job in held { self.held[job.id] = nil }
                if !(held + claimed).isEmpty { await work(.documents(held + claimed)) }
            } catch {
                stop(for: error)
            }
        case .pages(let job, _):
            await work(task)
            await portionReturned(of: job)
        }
    }

    private func work(_ task: WorkerTask) async {
        var open = Dictionary(uniqueKeysWithValues: task.jobs.map { ($0.id, $0) })
        let ending = await pool.run(task) { event in
            switch event {
            case .started(let worker, _): self.feed.send(.taskStarted(task, worker: worker))
            case .progress(let progress): self.advanced(progress, path: open[progress.job]?.path)
            case .outcome(let report):
                if let job = open.removeValue(forKey: report.job) { await self.conclude(report, of: job) }
            }
        }
        for job in task.jobs { atWork[job.id] = nil }
        let left = task.jobs.compactMap { open[$0.id] }
        switch (task, ending) {
        case (_, .unavailable(let failure)):
            stop(for: failure)
            fallthrough
        case (.documents, .stopped), (.documents, .finished):
            if case .documents = task { await interrupt(left, blame: .nobody) }
        case (.documents, .died(let loss)): await mourn(loss, over: left)
        case (.pages(let job, let pages), .died(let loss)): await mourn(loss, over: pages, of: job)
        case (.pages, _): break
        }
    }

    private func advanced(_ progress: TaskProgress, path: DocumentPath?) {
        guard let path else { return }
        atWork[progress.job] = StateFile.InFlight(
            path: path.display,
            phase: progress.phase,
            pagesDone: max(0, progress.page - 1)
        )
        feed.send(.progress(progress))
    }
}
