import DocumentEngine
import OrchestrateModel
import Persistence
import WorkerRuntime

/// Why a worker cannot begin.
struct WorkerSetupError: Error {
    let failure: Failure
    var problems: [TemplateProblem] = []
}

/// Does tasks: reads documents, records what it finished, and reports the rest to the parent.
final class TaskRunner {
    private let pipeline: DocumentPipeline
    private let sender: MessageSender
    private let stop: StopFlag
    private let limits: Configuration.Workers
    private let store: JobStore
    private let batch: SettlementBatch

    var fingerprint: String { pipeline.fingerprint }

    init(
        _ setup: WorkerSetup,
        stateFolder path: String,
        sender: MessageSender,
        stop: StopFlag
    ) throws(WorkerSetupError) {
        let configuration = setup.configuration
        let (library, problems) = TemplateLibrary.load(paths: setup.templatePaths)
        if let first = problems.first(where: { $0.severity == .error }) {
            throw WorkerSetupError(failure: Failure(.invalidConfiguration, first.description), problems: problems)
        }
        do throws(Failure) {
            let folder = try StateFolder.open(at: path)
            store = try JobStore(folder, role: .worker, storage: configuration.storage)
            pipeline = try DocumentPipeline(
                configuration: configuration,
                passwords: setup.passwords,
                library: library,
                cache: try PageCache(folder, storage: configuration.storage),
                stop: stop
            )
            batch = SettlementBatch(store: store, storage: configuration.storage, epoch: setup.epoch, sender: sender)
        } catch {
            throw WorkerSetupError(failure: error)
        }
        limits = configuration.workers
        self.sender = sender
        self.stop = stop
    }

    /// Does the task and reports one outcome for each of its documents.
    func run(_ task: WorkerTask) {
        ResourceLimits.allowCPU(seconds: limits.documentSeconds * Double(task.jobs.count) * 2)
        switch task {
        case .documents(let jobs): process(jobs)
        case .pages(let job, let pages): recognize(pages, of: job)
        }
    }

    private func process(_ jobs: [Job]) {
        for job in jobs {
            guard !stop.isRaised else {
                batch.report(OutcomeReport(job: job.id, ending: .interrupted))
                continue
            }
            let progress = ProgressReporter(sender)
            progress.begin(job)
            // Without an answer from the store the document is read once more, which is as good.
            let run = pipeline.run(job) { sha256 in
                try? store.reusableResult(for: job.id, sha256: sha256, fingerprint: fingerprint)
            } membersAround: { limit in
                (try? store.membersAround(job.id, limit: limit)) ?? 0
            } progress: {
                progress.note($0)
            }
            batch.add(run, of: job)
        }
        batch.settle()
    }

    private func recognize(_ pages: [Int], of job: Job) {
        let progress = ProgressReporter(sender)
        progress.begin(job)
        do throws(Failure) {
            let states = try pipeline.recognize(pages: pages, of: job) { progress.note($0) }
            batch.report(OutcomeReport(job: job.id, ending: .pagesRecognized(states), pages: Self.counts(states)))
        } catch {
            batch.report(OutcomeReport(job: job.id, ending: .failed(error)))
        }
    }

    private static func counts(_ states: [Int: PageState]) -> [PageState: Int] {
        states.values.reduce(into: [:]) { counts, state in counts[state, default: 0] += 1 }
    }
}
