import DocumentEngine
import OrchestrateModel
import Persistence
import WorkerRuntime

/// Collects what was finished, and records it in one transaction as soon as it is much or old enough.
///
/// A report goes to the parent only when the document's settlement is durable.
final class SettlementBatch {
    private let store: JobStore
    private let storage: Configuration.Storage
    private let epoch: Int64
    private let sender: MessageSender
    private let clock = ContinuousClock()
    private var waiting: [(settlement: Settlement, report: OutcomeReport)] = []
    private var oldest: ContinuousClock.Instant?

    init(store: JobStore, storage: Configuration.Storage, epoch: Int64, sender: MessageSender) {
        self.store = store
        self.storage = storage
        self.epoch = epoch
        self.sender = sender
    }

    /// Takes the end of a document: results and skips are settled here, the rest is for the parent to settle.
    func add(_ run: PipelineRun, of job: Job) {
        var report = OutcomeReport(job: job.id, ending: .interrupted, phaseSeconds: run.phaseSeconds)
        switch run.outcome {
        case .completed(let result):
            report.describe(result)
            report.members = run.members.count
            var settlement = Settlement(of: job, epoch: epoch, outcome: run.outcome, phaseSeconds: run.phaseSeconds)
            settlement.members = run.members
            wait(settlement, report)
        case .skipped(let reason):
            report.ending = .settled(.skipped, reason: reason.message)
            wait(Settlement(of: job, epoch: epoch, outcome: run.outcome, phaseSeconds: run.phaseSeconds), report)
        case .needsPages(let pages):
            report.ending = .needsPages(pages)
            self.report(report)
        case .failed(let failure), .retry(_, let failure), .quarantined(let failure):
            report.ending = .failed(failure)
            self.report(report)
        case .interrupted:
            self.report(report)
        }
        if isDue { settle() }
    }

    func report(_ report: OutcomeReport) {
        sender.send(.outcome(report))
    }

    private func wait(_ settlement: Settlement, _ report: OutcomeReport) {
        oldest = oldest ?? clock.now
        waiting.append((settlement, report))
    }

    private var isDue: Bool {
        guard let oldest else { return false }
        return waiting.count >= storage.batchDocuments || clock.now - oldest >= .seconds(storage.batchSeconds)
    }

    /// Records everything that waits.
    func settle() {
        guard !waiting.isEmpty else { return }
        let batch = waiting
        waiting = []
        oldest = nil
        do throws(Failure) {
            let verdicts = try store.settle(batch.map(\.settlement))
            for (entry, verdict) in zip(batch, verdicts) { report(entry.report.judged(verdict)) }
        } catch {
            for entry in batch { report(entry.report.ended(.failed(error))) }
        }
    }
}

extension OutcomeReport {
    /// Takes over what the parent shows of a result.
    fileprivate mutating func describe(_ result: DocumentResult) {
        ending = .settled(result.state, reason: result.reviewReason)
        pages = result.pages.reduce(into: [:]) { counts, page in counts[page.state, default: 0] += 1 }
        documentClass = result.documentClass
        template = result.template?.name
        let found = result.fields.filter { $0.value != nil }
        fields = found.count
        confidence = found.isEmpty ? nil : found.map(\.confidence).reduce(0, +) / Double(found.count)
    }

    fileprivate func judged(_ verdict: Verdict) -> OutcomeReport {
        switch verdict {
        case .settled: self
        case .stale: ended(.stale)
        case .refused(let failure): ended(.failed(failure))
        }
    }

    fileprivate func ended(_ ending: Ending) -> OutcomeReport {
        var report = self
        report.ending = ending
        return report
    }
}
