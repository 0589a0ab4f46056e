package import OrchestrateModel

/// How and why a worker process came to its end.
package struct Death: Sendable, Hashable {
    /// A limit that the pool holds its workers to.
    package enum Budget: String, Sendable, Hashable {
        /// CPU time for one page.
        case pageCPU = "page_cpu"
        /// Time without a sign of progress.
        case noProgress = "no_progress"
        /// Time without a heartbeat.
        case heartbeat
        /// Time for a whole document.
        case document
        /// Resident memory.
        case memory
        /// Time from the start to the first frame, and from the setup to its answer.
        case hello
        /// Time for the rest of a frame that has begun.
        case frame
        /// Time for a write into the worker's pipe to be taken.
        case write
        /// Time for the answer to a control request.
        case control
    }

    package enum Cause: Sendable, Hashable {
        /// By itself, with this code.
        case exited(Int32)
        /// By a signal of its own making, such as SIGSEGV or SIGABRT.
        case signalled(Int32)
        /// Killed by the pool because it overran a budget.
        case overran(Budget)
        /// Killed by the kernel because memory ran out.
        case killedForMemory
        /// Killed by the pool because the machine ran short of memory.
        case stoppedForMemory
        /// Killed by somebody else.
        case killedFromOutside(Int32)
        /// Killed by the pool because it did not keep to the protocol.
        case brokenProtocol(String)
        /// Stopped by the pool on request: cancellation, end of the run, fewer workers.
        case stopped
        /// Left as it was told to, after its last task.
        case left
        /// Never started.
        case notStarted(String)
    }

    package var cause: Cause
    /// Process id; 0 where the process never started.
    package var pid: Int32
    /// Place among the workers.
    package var worker: Int
    /// Where the task stood, as last reported.
    package var progress: TaskProgress?
    /// Resident memory in bytes, as last seen.
    package var residentBytes: Int64
    /// Address space in bytes, as last seen, over its limit; nil without a limit.
    package var addressShare: Double?
    /// What the worker last wrote to its standard error.
    package var lastLines: [String]

    package init(
        cause: Cause,
        pid: Int32,
        worker: Int,
        progress: TaskProgress? = nil,
        residentBytes: Int64 = 0,
        addressShare: Double? = nil,
        lastLines: [String] = []
    ) {
        self.cause = cause
        self.pid = pid
        self.worker = worker
        self.progress = progress
        self.residentBytes = residentBytes
        self.addressShare = addressShare
        self.lastLines = lastLines
    }

    /// True where the document is not to blame and gets its attempt back.
    package var isInterruption: Bool {
        switch cause {
        case .killedFromOutside, .stopped, .left, .notStarted: true
        case .exited, .signalled, .overran, .killedForMemory, .stoppedForMemory, .brokenProtocol: false
        }
    }

    /// The stable name of what happened to the worker's document.
    package var code: FailureCode {
        switch cause {
        case .exited: .workerCrashed
        case .signalled: (addressShare ?? 0) >= 0.85 ? .outOfMemory : .workerCrashed
        case .overran(.pageCPU): .pageTimeout
        case .overran(.document): .documentTimeout
        case .overran(.noProgress), .overran(.heartbeat): .noProgress
        case .overran(.memory), .killedForMemory, .stoppedForMemory: .outOfMemory
        case .overran(.hello), .overran(.control), .notStarted: .workerStart
        case .overran(.frame), .overran(.write), .brokenProtocol: .workerProtocol
        case .killedFromOutside, .stopped, .left: .workerKilled
        }
    }
}
