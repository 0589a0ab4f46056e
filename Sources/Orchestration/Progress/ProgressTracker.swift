package import OrchestrateModel
import Persistence

/// Follows a run through its events: how far it is, how fast, and when it will be done.
///
/// A document counts by the seconds that it is expected to take, so the share is one of time and not of files. Until the scan
/// is over the share stays at a hundredth, since nobody knows of what it is one. Times are seconds on one clock.
package struct ProgressTracker: Sendable {
    private static let milestones = [25, 50, 75, 90]
    /// Share of a document's time after which a warning is given.
    private static let warningShare = 0.8

    private let weights: PhaseWeights
    private let documentSeconds: Double
    private var arrival = ArrivalEstimate()
    private var watch: ThroughputWatch
    private var tracks = DocumentTracks()
    private var workDone = 0.0
    private var batch = 0.0
    private var reached = 0
    private var finishTimes: [Double] = []
    private var fields = 0
    private var confidenceSum = 0.0
    private var began: Double?
    private var state = ProgressSnapshot()

    package init(_ configuration: Configuration) {
        weights = PhaseWeights(configuration.progress)
        watch = ThroughputWatch(alertSeconds: configuration.progress.alertSeconds)
        documentSeconds = configuration.workers.documentSeconds
    }

    // MARK: Events

    /// Takes an event in and tells what follows from it: milestones, alerts, time warnings.
    package mutating func note(_ event: RunEvent, now: Double) -> [OrchestrationEvent] {
        if began == nil { began = now }
        state.elapsedSeconds = now - (began ?? now)
        switch event {
        case .discovered(let report):
            for job in report.jobs { arrival.admit(job) }
            for rejection in report.rejected { count(rejection.state, now: now) }
            state.documentsTotal += report.jobs.count + report.rejected.count + report.unchangedTotal
            state.documentsDone += report.unchangedTotal
            state.states["unchanged", default: 0] += report.unchangedTotal
        case .scanned: state.isScanning = false
        case .dropped(let jobs):
            for job in jobs { finish(job, .cancelled, nil, now: now) }
        case .taskStarted(let task, _):
            for job in task.jobs { tracks.begin(job, assumed: ComplexityModel.assumed(.init(job)), now: now) }
        case .progress(let progress): tracks.advance(progress, weights: weights, now: now)
        case .documentFinished(let job, let final, _, let report): finish(job, final, report, now: now)
        case .retryScheduled(let job, _, _):
            state.retries += 1
            _ = tracks.end(job.id)
        case .measured(let sample): take(sample)
        case .tick(_, let workers, _): return tick(workers, now: now)
        case .runFinished(let summary): end(summary)
        case .runStarted, .pool, .stateSaved, .cancellation, .resource, .inputKept: break
        }
        return []
    }

    private mutating func count(_ final: JobState, now: Double) {
        state.documentsDone += 1
        state.states[final.rawValue, default: 0] += 1
        finishTimes.append(now)
        if finishTimes.count > 5000 { finishTimes.removeFirst(2500) }
    }

    private mutating func finish(_ job: Job, _ final: JobState, _ report: OutcomeReport?, now: Double) {
        workDone += ComplexityModel.assumed(ComplexityModel.Hint(job))
        arrival.finish(job, track: tracks.end(job.id), report: report)
        count(final, now: now)
        guard let report else { return }
        fields += report.fields
        confidenceSum += (report.confidence ?? 0) * Double(report.fields)
    }

    private mutating func take(_ sample: ResourceSample) {
        state.memoryMB = sample.memoryUsedMB
        state.cpuPercent = sample.cpuPercent
        state.diskFreeMB = sample.diskFreeMB
        state.threads = sample.threads
    }

    private mutating func tick(_ workers: [WorkerSnapshot], now: Double) -> [OrchestrationEvent] {
        arrival.tick(workers, tracks: &tracks, now: now)
        state.workers = workers.map { describe($0, now: now) }
        let inWork = tracks.begun.reduce(0) { $0 + $1.assumed * $1.progress }
        batch = max(batch, min(arrival.share(tracks, now: now), state.isScanning ? 0.01 : 0.999))
        var events: [OrchestrationEvent] = []
        while reached < Self.milestones.count, !state.isScanning, batch * 100 >= Double(Self.milestones[reached]) {
            events.append(milestone(Self.milestones[reached], now: now))
            reached += 1
        }
        if let alert = watch.add(work: workDone + inWork, now: now), arrival.unfinished.count > 0 {
            events.append(
                OrchestrationEvent(
                    .performanceAlert,
                    [
                        ("share_of_median", .fixed(alert.share, places: 2)),
                        ("seconds", .fixed(alert.seconds, places: 0)),
                    ]
                )
            )
        }
        for track in tracks.overdue(at: now, limit: documentSeconds * Self.warningShare) {
            events.append(
                OrchestrationEvent(
                    .timeoutWarning,
                    [
                        ("path", .string(track.job.path.display)), ("seconds", .fixed(now - track.began, places: 0)),
                        ("limit_seconds", .fixed(documentSeconds, places: 0)),
                    ]
                )
            )
        }
        return events
    }

    private func milestone(_ percent: Int, now: Double) -> OrchestrationEvent {
        let current = snapshot(now: now)
        return OrchestrationEvent(
            .milestoneReached,
            [
                ("percent", .integer(percent)), ("documents_done", .integer(current.documentsDone)),
                ("documents_total", .integer(current.documentsTotal)),
                ("eta_seconds", current.etaSeconds.map { .fixed($0, places: 0) } ?? .null),
            ]
        )
    }

    /// The run's own counts are the last word.
    private mutating func end(_ summary: RunSummary) {
        state.isScanning = false
        state.documentsTotal = summary.counts.discovered
        state.documentsDone = summary.counts.discovered - summary.counts.pending
        if summary.counts.pending == 0 { batch = 1 }
        state.workers = []
    }

    // MARK: Pictures

    /// Whether a document's phase has changed by this progress, which was not noted yet.
    package func isNewPhase(_ progress: TaskProgress) -> Bool {
        tracks[progress.job]?.last?.phase != progress.phase
    }

    /// Whether pages of a document in work were recognised by OCR.
    package func wasRecognised(_ job: Job.ID) -> Bool { tracks[job]?.usesRecognition ?? false }

    /// The document of a job in work.
    package func path(of job: Job.ID) -> DocumentPath? { tracks[job]?.job.path }

    private func describe(_ worker: WorkerSnapshot, now: Double) -> WorkerProgress {
        var result = WorkerProgress(worker: worker.worker, activity: worker.activity.rawValue)
        result.residentBytes = worker.residentBytes
        guard worker.activity == .working, let progress = worker.progress, let track = tracks[progress.job] else {
            return result
        }
        result.path = track.job.path.display
        result.index = track.index
        result.phase = progress.phase
        result.page = progress.page
        result.pages = progress.pages
        result.documentProgress = track.progress
        result.etaSeconds = arrival.remaining(track, now: now)
        return result
    }

    /// The run as it stands.
    package func snapshot(now: Double) -> ProgressSnapshot {
        var result = state
        result.batch = batch
        let elapsed = max(state.elapsedSeconds, 0.001)
        result.perMinute = recentPerMinute(now: now)
        result.fieldsPerSecond = Double(fields) / elapsed
        result.etaSeconds = state.isScanning ? nil : arrival.arrival(tracks, now: now)
        let good = state.count(.done, .review)
        let ended = good + state.count(.failed, .quarantined)
        result.successRate = ended > 0 ? Double(good) / Double(ended) : nil
        result.averageConfidence = fields > 0 ? confidenceSum / Double(fields) : nil
        result.averageSeconds = arrival.measured > 0 ? arrival.seconds / Double(arrival.measured) : nil
        return result
    }

    /// Documents in the last minute, or since the start.
    private func recentPerMinute(now: Double) -> Double {
        let window = min(max(state.elapsedSeconds, 1), 60)
        let recent = finishTimes.reversed().prefix { now - $0 <= window }.count
        // A full list covers less than a minute.
        guard recent == finishTimes.count, recent >= 2500, let first = finishTimes.first, now > first else {
            return Double(recent) / window * 60
        }
        return Double(recent) / (now - first) * 60
    }
}
