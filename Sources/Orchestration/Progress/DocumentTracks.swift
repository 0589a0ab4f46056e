import OrchestrateModel

/// The documents in work: where each stands and how much it counts for.
struct DocumentTracks: Sendable {
    struct Track: Sendable {
        let job: Job
        /// In the order in which documents were begun, from 1.
        let index: Int
        /// When its worker took it up.
        var began: Double
        /// When its phase began.
        var phaseBegan: Double
        /// Expected seconds, as first assumed; what the document counts for in the batch at first.
        let assumed: Double
        var last: TaskProgress?
        var usesRecognition = false
        /// 0 to 1, never going back.
        var progress = 0.0
        var isWarned = false
        /// True once its pages were shared out among the workers, which report them in any order.
        var isShared = false
        var seenPages: Set<Int> = []
        /// Time that workers spent on its shared pages.
        var sharedSeconds = 0.0

        /// True once the first page of the phase was begun.
        var hasPages: Bool { isShared ? !seenPages.isEmpty : (last?.page ?? 0) > 0 }

        /// Pages of the phase before the one in work.
        var pagesDone: Int { max((isShared ? seenPages.count : last?.page ?? 0) - 1, 0) }
    }

    private(set) var tracks: [Job.ID: Track] = [:]
    private var count = 0

    subscript(id: Job.ID) -> Track? { tracks[id] }

    /// Those that a worker is at, or was; the others of a task wait for their turn.
    var begun: some Collection<Track> { tracks.values.lazy.filter { $0.last != nil } }

    /// Notes that a worker took a document; one that comes back goes on where it was.
    mutating func begin(_ job: Job, assumed: Double, now: Double) {
        guard tracks[job.id] == nil else {
            if job.isFannedOut { tracks[job.id]?.isShared = true }
            return
        }
        count += 1
        var track = Track(job: job, index: count, began: now, phaseBegan: now, assumed: assumed)
        track.isShared = job.isFannedOut
        tracks[job.id] = track
    }

    /// Notes progress.
    mutating func advance(_ progress: TaskProgress, weights: PhaseWeights, now: Double) {
        guard var track = tracks[progress.job] else { return }
        if track.last == nil { track.began = now }
        if track.last?.phase != progress.phase { track.phaseBegan = now }
        track.usesRecognition = track.usesRecognition || progress.phase == .recognition
        var counted = progress
        if track.isShared, progress.phase == .recognition {
            track.seenPages.insert(progress.page)
            counted.page = track.seenPages.count
        }
        track.progress = max(track.progress, weights.progress(counted, usesRecognition: track.usesRecognition))
        track.last = progress
        tracks[progress.job] = track
    }

    /// Notes that a worker was at a document for some seconds, where it counts: at pages that were shared out.
    mutating func share(_ id: Job.ID, took seconds: Double) {
        guard tracks[id]?.isShared == true else { return }
        tracks[id]?.sharedSeconds += seconds
    }

    mutating func end(_ id: Job.ID) -> Track? { tracks.removeValue(forKey: id) }

    /// Documents that have used up a share of their time, each told once.
    mutating func overdue(at now: Double, limit: Double) -> [Track] {
        let late = tracks.values.filter { !$0.isWarned && now - $0.began >= limit && !$0.isShared }
        for track in late { tracks[track.job.id]?.isWarned = true }
        return late.sorted { $0.index < $1.index }
    }
}
