import OrchestrateModel
import WorkerRuntime

/// Passes progress on to the parent: each page of OCR, and the rest as often as it is of use.
final class ProgressReporter {
    /// Between frames about the same page, which only prove that the work goes on.
    private static let samePage = Duration.milliseconds(500)
    /// Between frames about pages that take a few milliseconds each.
    private static let quickPages = Duration.milliseconds(20)

    private let sender: MessageSender
    private let clock = ContinuousClock()
    private var last: TaskProgress?
    private var sentAt: ContinuousClock.Instant?

    init(_ sender: MessageSender) {
        self.sender = sender
    }

    /// Tells that a document is begun; whatever kills the worker from here on is its doing.
    func begin(_ job: Job) {
        send(TaskProgress(job: job.id, phase: .ingestion, page: 0, pages: 0))
    }

    func note(_ progress: TaskProgress) {
        guard let last, let sentAt else { return send(progress) }
        let isNewPhase = last.phase != progress.phase
        let isNewPage = last.page != progress.page
        if isNewPhase || isNewPage && progress.phase == .recognition { return send(progress) }
        guard clock.now - sentAt >= (isNewPage ? Self.quickPages : Self.samePage) else {
            return isNewPage ? sender.withhold(progress) : ()
        }
        send(progress)
    }

    private func send(_ progress: TaskProgress) {
        last = progress
        sentAt = clock.now
        sender.send(.progress(progress))
    }
}
