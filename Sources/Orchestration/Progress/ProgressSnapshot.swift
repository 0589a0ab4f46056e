package import OrchestrateModel

/// What one worker is at.
package struct WorkerProgress: Sendable, Hashable, Codable {
    package var worker: Int
    /// Nil while it has nothing to do.
    package var path: String?
    /// Place of the document in the order in which documents were begun, from 1.
    package var index: Int?
    package var phase: Phase?
    /// From 1; 0 before the first page.
    package var page = 0
    /// 0 until known.
    package var pages = 0
    /// 0 to 1.
    package var documentProgress: Double?
    package var etaSeconds: Double?
    package var residentBytes: Int64 = 0
    /// Why it is idle, such as `starting`.
    package var activity: String

    package init(worker: Int, activity: String) {
        self.worker = worker
        self.activity = activity
    }
}

/// A run at one moment, for displays and events.
package struct ProgressSnapshot: Sendable, Hashable, Codable {
    /// Share of the work that is done, 0 to 1; never goes back, and is 1 only after the end.
    package var batch = 0.0
    package var documentsDone = 0
    package var documentsTotal = 0
    /// True while the total may still grow.
    package var isScanning = true
    /// Documents that ended, by state; those left as they were are `unchanged`.
    package var states: [String: Int] = [:]
    package var retries = 0
    package var elapsedSeconds = 0.0
    package var perMinute = 0.0
    package var fieldsPerSecond = 0.0
    /// Nil while nothing is known.
    package var etaSeconds: Double?
    /// Share of the ended documents that are done or for review.
    package var successRate: Double?
    package var averageConfidence: Double?
    /// Seconds of a worker's time per document.
    package var averageSeconds: Double?
    package var memoryMB: Int?
    package var cpuPercent: Double?
    package var diskFreeMB: Int?
    package var threads: Int?
    package var workers: [WorkerProgress] = []

    package init() {}

    package func count(_ states: JobState...) -> Int {
        states.reduce(0) { $0 + (self.states[$1.rawValue] ?? 0) }
    }
}
