import OrchestrateModel
import Persistence

// What becomes of the input files of documents that have ended.
extension EnhancedOrchestrator {
    private var movesInputs: Bool {
        plan.configuration.inputs.onDone != .keep || plan.configuration.inputs.onFail != .keep
    }

    /// Finishes what earlier runs left, and then follows this one.
    func followInputs() async throws {
        repeat {
            try await carryOutActions()
            try await Task.sleep(for: .seconds(1))
        } while movesInputs
        // Nothing to do any more, but the end would be taken for a death.
        try await Task.sleep(for: .seconds(1_000_000_000))
    }

    /// Carries out what the ledger plans for input files by now, beside the threads that run tasks.
    func carryOutActions() async throws(Failure) {
        let (runner, cancellation) = (postActions, cancellation)
        let result: Result<[PostActionRunner.Problem], Failure> = await withCheckedContinuation { continuation in
            let work: @Sendable () -> Void = {
                do throws(Failure) {
                    continuation.resume(returning: .success(try runner.carryOut { cancellation.isRunning }))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !BlockingThread.start(work) { work() }
        }
        for problem in try result.get() {
            if problem.isPostponed { postponedActions += 1 }
            announce("warning: \(problem.message)")
            feed.send(.inputKept(problem.path, problem.message))
        }
    }
}
