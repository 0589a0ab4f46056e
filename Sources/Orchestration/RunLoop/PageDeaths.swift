import OrchestrateModel
import Persistence

// What follows when a worker dies over a page: another try, then the document without that page.
extension EnhancedOrchestrator {
    /// Pages of one document that may be given up; beyond it the document as a whole is to blame.
    private static let mostGivenUp = 10

    /// Notes that a worker died over a page among others; nil where it was not over a page, or the document is to blame.
    func notePageDeath(_ loss: LostTask, of job: Job) throws(Failure) -> Job? {
        guard loss.blamed == job.id, let page = loss.blamedPage, let progress = loss.death.progress,
            [.ingestion, .recognition].contains(progress.phase), progress.pages > 1,
            !job.givesUp(page: page), job.givenUpPages.count < Self.mostGivenUp
        else { return nil }
        return try store.notePageDeath(page, code: loss.death.code, of: job, epoch: session.epoch)
    }

    /// A worker died over a document: the page is given up the second time; else, or without one, the document answers.
    func blame(_ job: Job, for loss: LostTask) async throws(Failure) {
        let failure = loss.death.failure(for: job.path, limits: plan.configuration.workers)
        let marked = try notePageDeath(loss, of: job)
        guard let marked, let page = loss.blamedPage, marked.givesUp(page: page),
            marked.attempt < plan.configuration.retry.maxAttempts
        else { return await fail(marked ?? job, failure, blame: .document, report: nil) }
        await tryAgain(marked, after: failure)
    }

    /// A worker died over a portion of a document's pages: the others go out again, and the page once more.
    ///
    /// Where it was not the page's fault the document, which comes after its portions, reads the pages itself.
    func mourn(_ loss: LostTask, over pages: [Int], of job: Job) async {
        guard cancellation.isRunning, let current = held[job.id] else { return }
        do throws(Failure) {
            guard let page = loss.blamedPage, let marked = try notePageDeath(loss, of: current) else { return }
            held[job.id] = marked
            let others = pages.filter { $0 != page }
            let again = [others, marked.givesUp(page: page) ? [] : [page]].filter { !$0.isEmpty }
            portions[job.id, default: 0] += again.count
            await queue.enqueue(pages: again, of: marked)
        } catch {
            stop(for: error)
        }
    }
}
