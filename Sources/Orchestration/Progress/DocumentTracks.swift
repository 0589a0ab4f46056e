import OrchestrateModel

/// The documents in work: where each stands and how much it counts for.
struct DocumentTracks: Sendable {
    struct Track: Sendable {
        let job: Job
        /// In the order in which documents were begun, from 1.
        let index: Int
        let began: Double
        /// Expected seconds, as first assumed; what the document counts for in the batch.
        let assumed: Double
        var last: TaskProgress?
        var usesRecognition = false
        /// 0 to 1, never going back.
        var progress = 0.0
        var isWarned = false
        /// True once its pages were shared out among the workers, which report them in any order.
        var isShared = false
        var seenPages: Set<Int> = []
    }

    private(set) var tracks: [Job.ID: Track] = [:]
    private var begun = 0

    subscript(id: Job.ID) -> Track? { tracks[id] }

    /// Notes that a worker took a document; one that comes back goes on where it was.
    mutating func begin(_ job: Job, assumed: Double, now: Double) {
        guard tracks[job.id] == nil else {
            if job.isFannedOut { tracks[job.id]?.isShared = true }
            return
        }
        begun += 1
        tracks[job.id] = Track(job: job, index: begun, began: now, assumed: assumed, isShared: job.isFannedOut)
    }

    /// Notes progress and tells whether the phase has changed.
    mutating func advance(_ progress: TaskProgress, weights: PhaseWeights) -> Bool {
        guard var track = tracks[progress.job] else { return false }
        let isNewPhase = track.last?.phase != progress.phase
        track.usesRecognition = track.usesRecognition || progress.phase == .recognition
        var counted = progress
        if track.isShared, progress.phase == .recognition {
            track.seenPages.insert(progress.page)
            counted.page = track.seenPages.count
        }
        track.progress = max(track.progress, weights.progress(counted, usesRecognition: track.usesRecognition))
        track.last = progress
        tracks[progress.job] = track
        return isNewPhase
    }

    mutating func end(_ id: Job.ID) -> Track? { tracks.removeValue(forKey: id) }

    /// Documents that have used up a share of their time, each told once.
    mutating func overdue(at now: Double, limit: Double) -> [Track] {
        let late = tracks.values.filter { !$0.isWarned && now - $0.began >= limit && !$0.isShared }
        for track in late { tracks[track.job.id]?.isWarned = true }
        return late.sorted { $0.index < $1.index }
    }
}
