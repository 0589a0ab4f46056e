import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Persistence

/// A whole run in virtual time: the real queue and the real tracker, with workers that take made-up times.
struct VirtualRun {
    struct Document {
        var job: Job
        /// Seconds for each page.
        var pageSeconds: [Double]
        var isRecognised: Bool

        var isSharedOut: Bool { isRecognised && pageSeconds.count > 8 }
    }

    /// The estimate at one moment, and how far the run was.
    struct Sample {
        var now: Double
        var batch: Double
        var eta: Double
    }

    /// What a worker is at: the steps left of its task, each with its time.
    private struct Work {
        var task: WorkerTask
        var steps: [(progress: TaskProgress, seconds: Double, ends: Document?)]
        var until: Double
    }

    private let documents: [Job.ID: Document]
    private var queue: QueueState
    private var translator = EventTranslator(Configuration())
    private var workers: [Work?]
    private var portions: [Job.ID: Int] = [:]
    private var now = 0.0
    private var left: Int
    private(set) var samples: [Sample] = []

    init(_ documents: [Document], workers: Int) {
        self.documents = Dictionary(uniqueKeysWithValues: documents.map { ($0.job.id, $0) })
        queue = QueueState(rules: QueueRules(Configuration(), workers: workers))
        self.workers = Array(repeating: nil, count: workers)
        left = documents.count
    }

    /// Runs to the end; returns when that was.
    mutating func run() -> Double {
        let jobs = documents.values.map(\.job).sorted { $0.id < $1.id }
        var report = EnqueueReport()
        report.jobs = jobs
        send(.discovered(report))
        send(.scanned)
        _ = queue.enqueue(jobs, now: 0)
        queue.complete()
        var nextTick = 0.25
        while left > 0 {
            for index in workers.indices where workers[index] == nil { begin(index) }
            let next = workers.compactMap { $0?.until }.min() ?? nextTick
            now = min(next, nextTick)
            for index in workers.indices where (workers[index]?.until ?? .infinity) <= now { step(index) }
            guard now >= nextTick else { continue }
            nextTick += 0.25
            tick()
        }
        return now
    }

    private mutating func send(_ event: RunEvent) { _ = translator.translate(event, now: now) }

    private mutating func begin(_ index: Int) {
        let room = BatchRoom(workers: workers.count)
        guard case .task(let task) = queue.next(now: now, room: room) else { return }
        send(.taskStarted(task, worker: index))
        var work = Work(task: task, steps: [], until: now)
        switch task {
        case .pages(let job, let pages): work.steps = recognition(job.id, pages: pages)
        case .documents(let jobs):
            for job in jobs {
                guard let document = documents[job.id] else { continue }
                let opening = TaskProgress(job: job.id, phase: .ingestion, page: 0, pages: 0)
                let isAsking = document.isSharedOut && !job.isFannedOut
                let isReading = !document.isSharedOut
                work.steps.append((opening, 0.005, nil))
                if isReading { work.steps += recognition(job.id, pages: Array(1...document.pageSeconds.count)) }
                if !isAsking { work.steps[work.steps.count - 1].ends = document }
            }
        }
        workers[index] = work
        announce(index)
    }

    private func recognition(_ id: Job.ID, pages: [Int]) -> [(TaskProgress, Double, Document?)] {
        guard let document = documents[id] else { return [] }
        let phase = document.isRecognised ? Phase.recognition : .extraction
        return pages.map { page in
            let progress = TaskProgress(job: id, phase: phase, page: page, pages: document.pageSeconds.count)
            return (progress, document.pageSeconds[page - 1], nil)
        }
    }

    /// Tells what a worker begins, and until when it takes.
    private mutating func announce(_ index: Int) {
        guard let first = workers[index]?.steps.first else { return finish(index) }
        workers[index]?.until = now + first.seconds
        send(.progress(first.progress))
    }

    private mutating func step(_ index: Int) {
        if let document = workers[index]?.steps.removeFirst().ends { settle(document) }
        announce(index)
    }

    private mutating func settle(_ document: Document) {
        left -= 1
        var job = document.job
        job.isFannedOut = document.isSharedOut
        let pages = document.pageSeconds.count
        let seconds = document.isSharedOut ? 0.01 : document.pageSeconds.reduce(0, +)
        let phase = document.isRecognised && !document.isSharedOut ? Phase.recognition : .extraction
        let report = OutcomeReport(
            job: job.id,
            ending: .settled(.done, reason: nil),
            pages: [document.isRecognised ? .ocr : .text: pages],
            fields: 4,
            confidence: 0.9,
            phaseSeconds: [.ingestion: 0.005, phase: seconds]
        )
        send(.documentFinished(job, .done, reason: nil, report: report))
    }

    private mutating func finish(_ index: Int) {
        guard let task = workers[index]?.task else { return }
        workers[index] = nil
        switch task {
        case .documents(let jobs):
            for job in jobs where !job.isFannedOut {
                guard let document = documents[job.id], document.isSharedOut else { continue }
                shareOut(document)
            }
        case .pages(let job, _):
            portions[job.id, default: 0] -= 1
            if portions[job.id] == 0 { _ = queue.enqueue([job], now: now) }
        }
        queue.finish(task)
    }

    private mutating func shareOut(_ document: Document) {
        var shared = document.job
        shared.isFannedOut = true
        shared.attempt = 1
        let count = document.pageSeconds.count
        let size = max(1, min(8, count / (workers.count * 3)))
        let shares = stride(from: 1, through: count, by: size).map { Array($0..<min($0 + size, count + 1)) }
        portions[shared.id] = shares.count
        queue.enqueue(pages: shares, of: shared, now: now)
    }

    private mutating func tick() {
        let snapshots = workers.enumerated().map { index, work in
            WorkerSnapshot(
                worker: index,
                pid: 1,
                activity: work == nil ? .idle : .working,
                progress: work?.steps.first?.progress
            )
        }
        send(.tick(elapsed: now, workers: snapshots, queue: queue.statistics))
        let snapshot = translator.snapshot(now: now)
        if let eta = snapshot.etaSeconds { samples.append(Sample(now: now, batch: snapshot.batch, eta: eta)) }
    }
}

/// Batches of different kinds; the same for the same seed.
struct VirtualInbox {
    private var random: SeededGenerator
    private var documents: [VirtualRun.Document] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The documents in a random order.
    mutating func shuffled() -> [VirtualRun.Document] {
        var result = documents.shuffled(using: &random)
        for index in result.indices {
            let old = result[index].job
            let id = Int64(index + 1)
            result[index].job = Job(id: id, path: old.path, size: old.size, attempt: 1, sequence: id)
        }
        return result
    }

    /// Pictures whose time grows with their size, with much scatter.
    mutating func addReceipts(_ count: Int, seconds: Double = 1) {
        for _ in 0..<count {
            let size = 400_000 * exp(0.6 * normal())
            let time = seconds * pow(size / 400_000, 0.6) * exp(0.5 * normal())
            add("receipt.jpg", size: size, pages: [time], isRecognised: true)
        }
    }

    mutating func addTexts(_ count: Int) {
        for _ in 0..<count {
            let pages = Int.random(in: 1...6, using: &random)
            let times = (0..<pages).map { _ in 0.004 * exp(0.3 * normal()) }
            add("text.pdf", size: 15_000 + 12_000 * Double(pages), pages: times, isRecognised: false)
        }
    }

    /// Scanned PDFs of some pages each.
    mutating func addScans(_ count: Int, pages range: ClosedRange<Int>, seconds: Double = 1.2) {
        for _ in 0..<count {
            let pages = Int.random(in: range, using: &random)
            let times = (0..<pages).map { _ in seconds * exp(0.3 * normal()) }
            add("scan.pdf", size: Double(pages) * 150_000 * exp(0.4 * normal()), pages: times, isRecognised: true)
        }
    }

    private mutating func add(_ name: String, size: Double, pages: [Double], isRecognised: Bool) {
        let job = Job(id: 0, path: DocumentPath("/in/\(documents.count)-\(name)"), size: Int64(size))
        documents.append(.init(job: job, pageSeconds: pages, isRecognised: isRecognised))
    }

    /// Box and Muller's draw from the normal distribution.
    private mutating func normal() -> Double {
        let (u, v) = (Double.random(in: 1e-12..<1, using: &random), Double.random(in: 0..<1, using: &random))
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
}
