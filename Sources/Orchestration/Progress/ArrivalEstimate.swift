import OrchestrateModel

/// What is left of a run and when it will be done, learnt from what documents and pages took so far.
///
/// All times are seconds of one worker's work but for the arrival itself. How many workers share what is left, and how much
/// of their time goes into documents, is taken from what they did lately.
struct ArrivalEstimate: Sendable {
    private var complexity = ComplexityModel()
    private var costs = PageCosts()
    /// What was not finished yet, documents in work included.
    private(set) var unfinished = ComplexityTotals()
    private var assumedTotal = 0.0
    private var assumedDone = 0.0
    /// Documents that told how long they took, and their time.
    private(set) var measured = 0
    private(set) var seconds = 0.0
    /// Workers busy at once, over the last seconds.
    private var parallel = Trend(memory: 30)
    private var busySeconds = 0.0
    private var lastTick: Double?

    // MARK: Learning

    mutating func admit(_ job: Job) {
        let hint = ComplexityModel.Hint(job)
        unfinished.add(hint)
        assumedTotal += ComplexityModel.assumed(hint)
    }

    /// Takes a document's end in; `track` is what was seen of it.
    mutating func finish(_ job: Job, track: DocumentTracks.Track?, report: OutcomeReport?) {
        let hint = ComplexityModel.Hint(job)
        unfinished.remove(hint)
        assumedDone += ComplexityModel.assumed(hint)
        guard let report else { return }
        // Pages that others recognised are not in the report.
        let taken = report.phaseSeconds.values.reduce(0, +) + (track?.sharedSeconds ?? 0)
        measured += 1
        seconds += taken
        costs.observe(report)
        complexity.observe(hint, seconds: taken)
    }

    /// Looks at the workers, some ten times a second.
    mutating func tick(_ workers: [WorkerSnapshot], tracks: inout DocumentTracks, now: Double) {
        let busy = workers.filter { $0.activity == .working }
        let passed = lastTick.map { min(max(now - $0, 0), 10) } ?? 0
        lastTick = now
        busySeconds += passed * Double(busy.count)
        for worker in busy { worker.progress.map { tracks.share($0.job, took: passed) } }
        if unfinished.count > 0 { parallel.add(Double(max(busy.count, 1))) }
    }

    // MARK: Telling

    /// Time that a document in work still takes: by its pages where it has several, else by the time it has had.
    func remaining(_ track: DocumentTracks.Track, now: Double) -> Double {
        let whole = complexity.seconds(track.job)
        guard let last = track.last else { return whole }
        guard last.pages > 1 else {
            // Never nothing, as a document that takes longer than expected is not done either.
            return max(whole - (now - track.began), whole * 0.25)
        }
        let pages = Double(last.pages)
        // The page in work is half done, on average.
        let done = min(Double(track.pagesDone) + (track.hasPages ? 0.5 : 0), pages)
        let spent = track.isShared ? track.sharedSeconds : now - track.phaseBegan
        let usual = costs.seconds(in: last.phase) ?? whole / pages
        let pace = (spent + usual) / (done + 1)
        let later = Phase.allCases.drop { $0 != last.phase }.dropFirst()
        let rest = later.reduce(0) { $0 + (costs.seconds(in: $1) ?? 0) * pages }
        return pace * (pages - done) + rest
    }

    /// Time that everything unfinished takes.
    func left(_ tracks: DocumentTracks, now: Double) -> Double {
        let waiting = unfinished.seconds(complexity)
        return max(tracks.begun.reduce(waiting) { $0 + remaining($1, now: now) - complexity.seconds($1.job) }, 0)
    }

    /// The share of the work that is done, 0 to 1: as assumed at first, and ever more as measured.
    func share(_ tracks: DocumentTracks, now: Double) -> Double {
        let inWork = tracks.begun.reduce(0) { $0 + $1.assumed * $1.progress }
        let assumed = assumedTotal > 0 ? (assumedDone + inWork) / assumedTotal : 0
        guard measured > 0 else { return assumed }
        let done = seconds + spent(tracks, now: now)
        let learnt = done / max(done + left(tracks, now: now), 1e-9)
        let trust = Double(measured) / Double(measured + 2)
        return assumed * (1 - trust) + learnt * trust
    }

    /// Seconds until all is done; nil while nothing is known.
    func arrival(_ tracks: DocumentTracks, now: Double) -> Double? {
        guard measured > 0, let workers = parallel.value else { return nil }
        let alone = tracks.begun.filter { !$0.isShared }
        // One document keeps one worker busy, unless its pages are shared out.
        let usable = alone.count < tracks.begun.count ? workers : min(workers, Double(max(unfinished.count, 1)))
        let longest = alone.map { remaining($0, now: now) }.max() ?? 0
        return max(left(tracks, now: now) / max(usable, 1), longest) / diligence(tracks, now: now)
    }

    /// The part of the workers' time that goes into documents; the rest is for taking tasks and for settling results.
    private func diligence(_ tracks: DocumentTracks, now: Double) -> Double {
        guard busySeconds > 1 else { return 1 }
        return min(max((seconds + spent(tracks, now: now)) / busySeconds, 0.2), 1.2)
    }

    private func spent(_ tracks: DocumentTracks, now: Double) -> Double {
        tracks.begun.reduce(0) { $0 + ($1.isShared ? $1.sharedSeconds : max(now - $1.began, 0)) }
    }
}
