package import OrchestrateModel

extension WorkerPool {
    /// Has a worker do the task, waiting for an idle one, and returns how it ended.
    ///
    /// `onEvent` is called in order, and each call is awaited. Where the calling task is cancelled the worker is stopped, as
    /// by `StopMode.terminate`, and the ending is an interruption.
    package nonisolated func run(
        _ task: WorkerTask,
        onEvent: (WorkerEvent) async -> Void = { _ in }
    ) async -> TaskEnding {
        while true {
            let process: WorkerProcess
            switch await lease() {
            case .worker(let leased): process = leased
            case .unavailable(let failure): return .unavailable(failure)
            case .stopped: return .stopped
            }
            let mailbox = Mailbox<TaskSignal>()
            process.send(.task(task, mailbox))
            let ending = await withTaskCancellationHandler {
                await Self.ending(of: mailbox, onEvent: onEvent)
            } onCancel: {
                process.send(.terminate(.stopped))
            }
            if let ending { return ending }
        }
    }

    /// Nil where the worker ended before it took the task.
    private static nonisolated func ending(
        of mailbox: Mailbox<TaskSignal>,
        onEvent: (WorkerEvent) async -> Void
    ) async -> TaskEnding? {
        while true {
            switch await mailbox.next() {
            case .event(let event): await onEvent(event)
            case .ended(let ending): return ending
            case .refused, .answered: return nil
            }
        }
    }

    /// Asks a worker; `nil` where it ended over the question.
    package nonisolated func ask(_ request: ControlRequest) async throws(Failure) -> WorkerMessage? {
        switch await lease() {
        case .unavailable(let failure): throw failure
        case .stopped: return nil
        case .worker(let process):
            let mailbox = Mailbox<TaskSignal>()
            process.send(.control(request, mailbox))
            while true {
                switch await mailbox.next() {
                case .answered(let message): return message
                case .refused, .ended: return nil
                case .event: continue
                }
            }
        }
    }

    /// The state of every worker, by place.
    package var snapshots: [WorkerSnapshot] {
        slots.sorted { $0.key < $1.key }.map { index, slot in
            slot.process?.snapshot ?? WorkerSnapshot(worker: index, activity: .down)
        }
    }

    /// Stops the busy worker that holds the most memory, because the machine runs short of it; its document ends with
    /// `out_of_memory`.
    ///
    /// - Returns: The worker as it was; nil where none is at work.
    package func stopLargest() -> WorkerSnapshot? {
        let busy = slots.values.compactMap(\.process).filter { $0.snapshot.activity == .working }
        guard let largest = busy.max(by: { $0.snapshot.residentBytes < $1.snapshot.residentBytes }) else { return nil }
        let snapshot = largest.snapshot
        largest.send(.kill(.stoppedForMemory))
        return snapshot
    }

    /// Stops every worker where it stands, for SIGTSTP; no deadline runs meanwhile.
    package func suspend() {
        for slot in slots.values { slot.process?.send(.suspend) }
    }

    /// Lets the workers go on, for SIGCONT.
    package func resume() {
        for slot in slots.values { slot.process?.send(.resume) }
    }
}
