import OrchestrateModel
import Persistence

// What becomes of a document whose attempt has ended.
extension EnhancedOrchestrator {
    /// A worker's own word on a document or on some of its pages.
    func conclude(_ report: OutcomeReport, of job: Job) async {
        switch report.ending {
        case .settled(let state, let reason):
            if report.members > 0 { await takeMembers(of: job) }
            finish(job, in: state, reason: reason, report: report)
        case .stale, .pagesRecognized: break
        case .needsPages(let pages): await shareOut(pages, of: job)
        case .failed(let failure): await fail(job, failure, blame: .nobody, report: report)
        case .interrupted: await interruptUnasked(job, Self.strayStop(of: job))
        }
    }

    /// The documents that a dead worker left, as far as it had not settled them after all: the database knows.
    func mourn(_ loss: LostTask, over jobs: [Job]) async {
        for job in jobs {
            do throws(Failure) {
                if let (state, _) = try store.currentState(of: job.id), state.isFinal {
                    await takeMembers(of: job)
                    finish(job, in: state, reason: nil, report: nil)
                } else if loss.blamed == job.id {
                    try await blame(job, for: loss)
                } else if loss.death.isInterruption {
                    let failure = loss.death.failure(for: job.path, limits: plan.configuration.workers)
                    await interruptUnasked(job, failure)
                } else {
                    await interrupt([job], blame: .nobody)
                }
            } catch {
                stop(for: error)
            }
        }
    }

    /// Gives the attempt back, but not for ever: an interruption that the run did not ask for is counted.
    private func interruptUnasked(_ job: Job, _ failure: Failure) async {
        guard cancellation.isRunning else { return await interrupt([job], blame: .nobody) }
        if job.interruptions < plan.configuration.workers.maxInterruptions {
            await interrupt([job], blame: .circumstances)
        } else {
            await fail(job, failure, blame: .circumstances, report: nil)
        }
    }

    private static func strayStop(of job: Job) -> Failure {
        let remedy = "find out what stops orchestrate's workers, then `orchestrate retry`"
        return Failure(.workerKilled, "\(job.path.display): its worker was stopped from outside; \(remedy)")
    }

    /// Gives attempts back; the documents wait again, for this run unless it is being stopped.
    func interrupt(_ jobs: [Job], blame: Blame) async {
        for job in jobs {
            var settlement = Settlement(of: job, epoch: session.epoch, outcome: .interrupted)
            settlement.blame = blame
            guard settle(settlement) != nil, cancellation.isRunning else { continue }
            var again = job
            again.attempt -= 1
            again.isFannedOut = false
            again.interruptions += blame == .circumstances ? 1 : 0
            await queue.enqueue([again])
        }
    }

    func fail(_ job: Job, _ failure: Failure, blame: Blame, report: OutcomeReport?) async {
        var job = job
        job.isFannedOut = false
        if blame == .document { job.strikes += 1 }
        let decision = retries.decide(failure, job: job, now: clock.timeOfDay, random: .random(in: 0..<1))
        var outcome = Outcome.failed(failure)
        switch decision {
        case .stopRun:
            await interrupt([job], blame: .nobody)
            return stop(for: failure)
        case .retry(let time, let slowLane):
            outcome = .retry(at: time, failure)
            job.notBefore = time
            job.isSlow = job.isSlow || slowLane
        case .quarantine: outcome = .quarantined(failure)
        case .fail: break
        }
        var settlement = Settlement(of: job, epoch: session.epoch, outcome: outcome)
        settlement.blame = blame
        settlement.isSlow = job.isSlow
        settlement.phaseSeconds = report?.phaseSeconds ?? [:]
        guard let state = settle(settlement) else { return }
        if case .retry(let time, _) = outcome {
            feed.send(.retryScheduled(job, failure, at: time))
            await queue.enqueue([job])
        } else {
            finish(job, in: state, reason: failure.message, report: report)
        }
    }

    /// Sends a document again at once, as its next attempt.
    func tryAgain(_ job: Job, after failure: Failure) async {
        var again = job
        again.isFannedOut = false
        let time = clock.timeOfDay
        guard settle(Settlement(of: job, epoch: session.epoch, outcome: .retry(at: time, failure))) != nil else {
            return
        }
        feed.send(.retryScheduled(again, failure, at: time))
        await queue.enqueue([again])
    }

    /// Shares pages out among the workers; the document follows when all portions are back.
    private func shareOut(_ pages: [Int], of job: Job) async {
        var shared = job
        shared.isFannedOut = true
        let size = max(1, min(8, pages.count / (plan.workers * 3)))
        let shares = stride(from: 0, to: pages.count, by: size).map { Array(pages[$0..<min($0 + size, pages.count)]) }
        held[job.id] = shared
        portions[job.id] = shares.count
        await queue.enqueue(pages: shares, of: shared)
    }

    /// Notes that a portion of pages came back, read or not, and sends the document after the last one.
    func portionReturned(of job: Job) async {
        guard let left = portions[job.id] else { return }
        portions[job.id] = left > 1 ? left - 1 : nil
        if left == 1, cancellation.isRunning, let whole = held[job.id] { await queue.enqueue([whole]) }
    }

    /// Notes a document's final state.
    private func finish(_ job: Job, in state: JobState, reason: String?, report: OutcomeReport?) {
        finished += 1
        if state == .failed || state == .quarantined { failed += 1 }
        feed.send(.documentFinished(job, state, reason: reason, report: report))
        guard let limit = plan.maxFailures, cancellation.isRunning else { return }
        if limit.isExceeded(failed: failed, finished: finished) { requestStop(.failureLimit) }
    }

    /// The state that a settlement led to; nil where it came too late or the store failed, which ends the run.
    private func settle(_ settlement: Settlement) -> JobState? {
        do throws(Failure) {
            switch try store.settle([settlement]).first {
            case .settled(let state): return state
            case .refused(let failure): stop(for: failure)
            case .stale, nil: break
            }
        } catch {
            stop(for: error)
        }
        return nil
    }
}
