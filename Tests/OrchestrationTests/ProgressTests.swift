import OrchestrateModel
import Orchestration
import Persistence
import Testing

/// Feeds a tracker with a made-up run.
private struct Simulation {
    var translator: EventTranslator
    var now = 0.0
    var events: [OrchestrationEvent] = []
    var batches: [Double] = []

    init(_ change: (inout Configuration) -> Void = { _ in }) {
        var configuration = Configuration()
        change(&configuration)
        translator = EventTranslator(configuration)
    }

    var snapshot: ProgressSnapshot { translator.snapshot(now: now) }

    mutating func send(_ event: RunEvent) { events += translator.translate(event, now: now) }

    mutating func discover(_ jobs: [Job]) {
        var report = EnqueueReport()
        report.jobs = jobs
        send(.discovered(report))
    }

    mutating func tick(_ workers: [WorkerSnapshot] = []) {
        send(.tick(elapsed: now, workers: workers, queue: QueueStatistics()))
        batches.append(snapshot.batch)
    }

    /// One worker does the job in so many seconds, reporting each page.
    mutating func process(
        _ job: Job,
        seconds: Double,
        pages: Int = 1,
        state: JobState = .done,
        recognised: Bool = true
    ) {
        send(.taskStarted(.documents([job]), worker: 0))
        var progress = TaskProgress(job: job.id, phase: .ingestion, page: 0, pages: 0)
        send(.progress(progress))
        for page in 1...pages {
            progress = TaskProgress(
                job: job.id,
                phase: recognised ? .recognition : .extraction,
                page: page,
                pages: pages
            )
            send(.progress(progress))
            now += seconds / Double(pages)
            tick([WorkerSnapshot(worker: 0, pid: 1, activity: .working, progress: progress)])
        }
        let report = OutcomeReport(
            job: job.id,
            ending: .settled(state, reason: nil),
            pages: [recognised ? .ocr : .text: pages],
            fields: 4,
            confidence: 0.5,
            phaseSeconds: [recognised ? .recognition : .extraction: seconds]
        )
        send(.documentFinished(job, state, reason: nil, report: report))
        tick([WorkerSnapshot(worker: 0, pid: 1, activity: .idle)])
    }
}

private func job(_ id: Int64, name: String = "a.png", attempt: Int = 1) -> Job {
    Job(id: id, path: DocumentPath("/in/\(id)-\(name)"), size: 1_000_000, attempt: attempt)
}

@Suite struct ProgressTrackerTests {
    @Test func weightsAreRenormalisedWithoutRecognition() {
        let weights = PhaseWeights(Configuration().progress)
        #expect(weights.weight(of: .recognition, usesRecognition: true) == 0.3)
        #expect(weights.weight(of: .recognition, usesRecognition: false) == 0)
        let sum = Phase.allCases.reduce(0) { $0 + weights.weight(of: $1, usesRecognition: false) }
        #expect(abs(sum - 1) < 1e-9)
        let half = TaskProgress(job: 1, phase: .recognition, page: 6, pages: 10)
        #expect(abs(weights.progress(half, usesRecognition: true) - 0.35) < 1e-9)
    }

    @Test func progressNeverGoesBackAndIsWholeOnlyAtTheEnd() {
        var run = Simulation()
        run.discover((1...3).map { job($0) })
        run.process(job(1), seconds: 5)
        run.discover((4...20).map { job($0) })
        run.send(.scanned)
        for id in 2...20 { run.process(job(Int64(id)), seconds: 2, pages: 3) }
        run.tick()
        #expect(zip(run.batches, run.batches.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(run.snapshot.batch < 1)
        run.send(.runFinished(summary(discovered: 20)))
        #expect(run.snapshot.batch == 1)
    }

    @Test func shareIsHeldBackWhileTheTotalIsUnknown() {
        var run = Simulation()
        run.discover([job(1), job(2)])
        run.process(job(1), seconds: 1)
        #expect(run.snapshot.batch <= 0.01)
        run.send(.scanned)
        run.tick()
        #expect(run.snapshot.batch >= 0.5)
    }

    @Test func arrivalIsKnownWithin15PercentFromAFifthOfTheBatchOn() {
        var run = Simulation()
        run.discover((1...100).map { job($0) })
        run.send(.scanned)
        var worst = 0.0
        for id in 1...100 {
            // Three times what was assumed, with some scatter.
            run.process(job(Int64(id)), seconds: 4 + Double(id % 5) * 0.25)
            guard id >= 20, id < 95 else { continue }
            let left = Double(100 - id) * 4.5
            worst = max(worst, abs((run.snapshot.etaSeconds ?? 0) - left) / left)
        }
        #expect(worst < 0.15, "off by \(worst)")
    }

    @Test func milestonesAreEventsOnceEach() {
        var run = Simulation()
        run.discover((1...100).map { job($0) })
        run.send(.scanned)
        for id in 1...100 { run.process(job(Int64(id)), seconds: 1) }
        let reached = run.events.filter { $0.name == .milestoneReached }.compactMap { $0["percent"]?.serialized() }
        #expect(reached == ["25", "50", "75", "90"])
    }

    @Test func slumpIsAnnouncedOnceAndAgainAfterRecovery() {
        var watch = ThroughputWatch(alertSeconds: 60)
        var work = 0.0
        var alerts: [Int] = []
        for second in 0..<700 {
            let isSlow = (100..<250).contains(second) || (500..<600).contains(second)
            work += isSlow ? 0.2 : 1
            if watch.add(work: work, now: Double(second)) != nil { alerts.append(second) }
        }
        #expect(alerts.count == 2)
        #expect((160...175).contains(alerts[0]) && (560...575).contains(alerts[1]))
    }

    @Test func statisticsCoverStatesConfidenceAndTimes() {
        var run = Simulation()
        run.discover((1...4).map { job($0) })
        run.send(.scanned)
        run.process(job(1), seconds: 2)
        run.process(job(2), seconds: 4, state: .review)
        run.process(job(3), seconds: 3, state: .done)
        run.send(.documentFinished(job(4), .failed, reason: "corrupt", report: nil))
        let snapshot = run.snapshot
        #expect(snapshot.successRate == 0.75)
        #expect(snapshot.averageConfidence == 0.5)
        #expect(snapshot.averageSeconds == 3)
        #expect(snapshot.documentsDone == 4 && snapshot.documentsTotal == 4)
        #expect(abs(snapshot.perMinute - 4 / 9.0 * 60) < 0.1)
    }

    @Test func workerLineTellsDocumentPhasePageAndTimeLeft() {
        var run = Simulation()
        run.discover((1...5).map { job($0) })
        run.process(job(1), seconds: 10, pages: 10)
        run.send(.taskStarted(.documents([job(2)]), worker: 1))
        let progress = TaskProgress(job: 2, phase: .recognition, page: 5, pages: 10)
        run.send(.progress(progress))
        run.tick([WorkerSnapshot(worker: 1, pid: 2, activity: .working, progress: progress)])
        let worker = run.snapshot.workers.first
        #expect(
            worker?.path == "/in/2-a.png" && worker?.index == 2 && worker?.page == 5 && worker?.phase == .recognition
        )
        #expect(abs((worker?.documentProgress ?? 0) - 0.32) < 1e-9)
    }

    @Test func sharedPagesCountInWhateverOrderTheyCome() {
        var run = Simulation()
        var shared = job(1)
        run.discover([shared])
        run.send(.taskStarted(.documents([shared]), worker: 0))
        shared.isFannedOut = true
        for (worker, page) in [(0, 90), (1, 5), (0, 91)] {
            run.send(.taskStarted(.pages(shared, [page]), worker: worker))
            let progress = TaskProgress(job: 1, phase: .recognition, page: page, pages: 100)
            run.send(.progress(progress))
            run.tick([WorkerSnapshot(worker: worker, pid: 1, activity: .working, progress: progress)])
        }
        #expect(abs((run.snapshot.workers.first?.documentProgress ?? 0) - 0.206) < 1e-9)
    }

    @Test func documentThatUsesUpItsTimeIsWarnedAboutOnce() {
        var run = Simulation { $0.workers.documentSeconds = 10 }
        run.discover([job(1)])
        run.send(.taskStarted(.documents([job(1)]), worker: 0))
        for _ in 0..<20 {
            run.now += 1
            run.tick()
        }
        let warnings = run.events.filter { $0.name == .timeoutWarning }
        #expect(warnings.count == 1)
        #expect(warnings.first?["seconds"] == 8)
    }
}

private func summary(discovered: Int, pending: Int = 0) -> RunSummary {
    var counts = LedgerCounts()
    counts.discovered = discovered
    counts.done = discovered - pending
    counts.pending = pending
    return RunSummary(run: "r", exitCode: 0, counts: counts, seconds: 1, stateFile: "s", problems: [])
}

@Suite struct EventTranslatorTests {
    private func names(_ run: Simulation) -> [String] { run.events.map(\.name.rawValue) }

    @Test func documentPassesThroughItsEventsInOrder() {
        var run = Simulation()
        run.discover([job(1)])
        run.send(.scanned)
        run.process(job(1), seconds: 1)
        #expect(
            names(run).filter { $0 != "milestone_reached" } == [
                "document_discovered", "phase_changed", "document_loaded", "phase_changed", "classified",
                "fields_extracted", "scored", "document_finished",
            ]
        )
    }

    @Test func everyEventBeginsWithItsEnvelope() {
        let event = OrchestrationEvent(.stateSaved, [("reason", "autosave")])
        let text = event.json(sequence: 7, at: "2026-01-01T00:00:00.000Z", run: "r1").serialized()
        #expect(
            text == #"{"event":"state_saved","seq":7,"at":"2026-01-01T00:00:00.000Z","run":"r1","reason":"autosave"}"#
        )
    }

    @Test func progressEventHasTheKeysOfTheContract() {
        let keys = ProgressSnapshot().event.keys.map(\.key)
        #expect(
            keys == [
                "batch", "documents_done", "documents_total", "per_minute", "fields_per_second", "eta_seconds",
                "success_rate", "average_confidence", "memory_mb", "cpu_percent", "average_seconds", "disk_free_mb",
                "threads", "workers",
            ]
        )
    }

    @Test func failureOfInputIsAnEventOfItsOwnBesideTheRetry() {
        var run = Simulation()
        run.send(.retryScheduled(job(1), Failure(.ioError, "disk"), at: 5))
        run.send(.retryScheduled(job(1), Failure(.unknown, "?"), at: 5))
        #expect(names(run) == ["io_error", "retry_scheduled", "retry_scheduled"])
    }

    @Test func usedUpAttemptsAreAnEvent() {
        var run = Simulation()
        run.send(.documentFinished(job(1, attempt: 3), .failed, reason: "x", report: nil))
        run.send(.documentFinished(job(2, attempt: 1), .failed, reason: "x", report: nil))
        #expect(names(run) == ["retry_exhausted", "document_finished", "document_finished"])
    }

    @Test func stoppedRunIsConfirmedBeforeItsEnd() {
        var run = Simulation()
        run.send(.cancellation(.interrupt, .draining(until: 5)))
        run.send(.cancellation(.interrupt, .killed))
        run.send(.runFinished(summary(discovered: 2, pending: 1)))
        #expect(
            names(run) == [
                "cancellation_requested", "cancellation_confirmed", "cleanup_completed", "progress", "run_finished",
            ]
        )
    }

    @Test func machineAndWorkersHaveTheirEvents() {
        var run = Simulation()
        let notice = ResourceNotice(resource: .memory, value: 80, threshold: 75, message: "m")
        run.send(.resource(.warn(notice)))
        run.send(.resource(.alarm(notice)))
        run.send(.resource(.recover(notice)))
        run.send(.resource(.stopLargestWorker(reason: "m")))
        run.send(.resource(.drain(Failure(.diskFull, "m"))))
        run.send(.pool(.started(worker: 0, pid: 1)))
        run.send(.pool(.scaled(from: 2, to: 1)))
        run.send(.pool(.lost(Death(cause: .signalled(11), pid: 1, worker: 0))))
        run.send(.stateSaved("autosave"))
        #expect(
            names(run) == [
                "resource_warning", "resource_critical", "resource_recovered", "resource_critical",
                "resource_critical", "worker_started", "scaling_changed", "worker_lost", "state_saved",
            ]
        )
    }
}
