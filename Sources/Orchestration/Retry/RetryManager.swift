package import OrchestrateModel

/// Decides what follows a failure: another attempt after a while, the slow lane, the end of the document, the end of the run.
package struct RetryManager: Sendable {
    package enum Decision: Sendable, Hashable {
        /// Again, not before a time in seconds since 1970; `slowLane` for the last try of a resource failure.
        case retry(at: Double, slowLane: Bool)
        case fail
        /// The document killed, hung or exhausted a worker twice.
        case quarantine
        /// The engine itself failed: the run stops, resumable; the attempt is given back.
        case stopRun
    }

    private let policy: Configuration.Retry

    package init(_ policy: Configuration.Retry) {
        self.policy = policy
    }

    /// What follows a failure of the attempt that `job` counts as its last.
    ///
    /// `job` has the strike for this failure already counted, where a worker died or hung over the document; `now` is in
    /// seconds since 1970; `random` is uniform in 0..<1, for the jitter.
    package func decide(_ failure: Failure, job: Job, now: Double, random: Double) -> Decision {
        if failure.failureClass == .critical { return .stopRun }
        if job.strikes >= 2 { return .quarantine }
        guard policy.enabled, isRetryable(failure.code), job.attempt < policy.maxAttempts else {
            return job.strikes > 0 ? .quarantine : .fail
        }
        switch failure.failureClass {
        case .resource where job.isSlow: return job.strikes > 0 ? .quarantine : .fail
        case .resource: return .retry(at: now, slowLane: true)
        default: return .retry(at: now + delay(afterAttempt: job.attempt, random: random), slowLane: false)
        }
    }

    /// Seconds to wait: exponential, capped, with full jitter so that failures at one time do not come back at one time.
    ///
    /// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    package func delay(afterAttempt attempt: Int, random: Double) -> Double {
        var delay = policy.baseDelaySeconds
        for _ in 1..<max(attempt, 1) where delay < policy.maxDelaySeconds { delay *= policy.backoffFactor }
        return min(delay, policy.maxDelaySeconds) * (policy.jitter ? random : 1)
    }

    private func isRetryable(_ code: FailureCode) -> Bool {
        if let codes = policy.retryableCodes { return codes.contains(code) }
        return code.failureClass == .temporary || code.failureClass == .resource
    }
}
