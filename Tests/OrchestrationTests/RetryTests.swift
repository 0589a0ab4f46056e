import Glibc
import OrchestrateModel
import Orchestration
import Testing

@Suite struct RetryManagerTests {
    private func job(attempt: Int = 1, strikes: Int = 0, isSlow: Bool = false) -> Job {
        Job(id: 1, path: DocumentPath("/a"), size: 1, attempt: attempt, strikes: strikes, isSlow: isSlow)
    }

    private func decide(
        _ code: FailureCode,
        _ job: Job,
        random: Double = 0.5,
        _ change: (inout Configuration.Retry) -> Void = { _ in }
    ) -> RetryManager.Decision {
        var policy = Configuration.Retry()
        change(&policy)
        return RetryManager(policy).decide(Failure(code, ""), job: job, now: 100, random: random)
    }

    @Test(arguments: FailureCode.allCases.filter { $0.failureClass == .permanent })
    func permanentFailureIsNeverRetried(code: FailureCode) {
        #expect(decide(code, job()) == .fail)
    }

    @Test(arguments: FailureCode.allCases.filter { $0.failureClass == .critical })
    func criticalFailureStopsTheRun(code: FailureCode) {
        #expect(decide(code, job()) == .stopRun)
        #expect(decide(code, job(attempt: 3, strikes: 2)) == .stopRun)
    }

    @Test(arguments: FailureCode.allCases.filter { $0.failureClass == .temporary })
    func temporaryFailureBacksOffUntilAttemptsAreUsedUp(code: FailureCode) {
        #expect(decide(code, job(attempt: 1)) == .retry(at: 100.5, slowLane: false))
        #expect(decide(code, job(attempt: 2)) == .retry(at: 101, slowLane: false))
        #expect(decide(code, job(attempt: 3)) == .fail)
    }

    @Test(arguments: FailureCode.allCases.filter { $0.failureClass == .resource })
    func resourceFailureIsRetriedOnceInTheSlowLane(code: FailureCode) {
        #expect(decide(code, job(strikes: 1)) == .retry(at: 100, slowLane: true))
        #expect(decide(code, job(attempt: 2, strikes: 2, isSlow: true)) == .quarantine)
        #expect(decide(code, job(attempt: 2, isSlow: true)) == .fail)
    }

    @Test func secondStrikeQuarantinesWhateverTheCode() {
        #expect(decide(.workerProtocol, job(attempt: 2, strikes: 2)) == .quarantine)
        #expect(decide(.workerCrashed, job(attempt: 9, strikes: 2)) == .quarantine)
    }

    @Test func delaysGrowAndAreCappedAndDrawn() {
        let manager = RetryManager(Configuration.Retry())
        #expect([1, 2, 3, 4, 20].map { manager.delay(afterAttempt: $0, random: 1) } == [1, 2, 4, 8, 60])
        #expect(manager.delay(afterAttempt: 5, random: 0) == 0)
        #expect(manager.delay(afterAttempt: 5, random: 0.25) == 4)
        var policy = Configuration.Retry()
        policy.jitter = false
        #expect(RetryManager(policy).delay(afterAttempt: 3, random: 0) == 4)
    }

    @Test func listOfCodesReplacesTheClasses() {
        #expect(decide(.unknown, job()) { $0.retryableCodes = [.ioError] } == .fail)
        #expect(decide(.ioError, job()) { $0.retryableCodes = [.ioError] } == .retry(at: 100.5, slowLane: false))
    }

    @Test func switchedOffNothingIsRetried() {
        #expect(decide(.ioError, job()) { $0.enabled = false } == .fail)
        #expect(decide(.workerCrashed, job(strikes: 1)) { $0.enabled = false } == .quarantine)
    }
}

@Suite struct ErrorClassifierTests {
    @Test(arguments: [
        (ENOENT, FailureCode.notFound), (ESTALE, .notFound), (EACCES, .permissionDenied), (EPERM, .permissionDenied),
        (EIO, .ioError), (EAGAIN, .ioError), (EMFILE, .ioError), (ETIMEDOUT, .ioError), (ENOMEM, .outOfMemory),
        (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EFBIG, .tooLarge), (ENAMETOOLONG, .tooLarge),
        (EISDIR, .unsupported), (12345, .unknown),
    ])
    func errorNumberHasItsCode(number: Int32, code: FailureCode) {
        #expect(ErrorClassifier.code(errorNumber: number) == code)
    }

    @Test func messageSaysWhatWhichFileAndWhatToDo() {
        let failure = ErrorClassifier.failure(errorNumber: EACCES, doing: "read", path: DocumentPath("/in/a.pdf"))
        #expect(failure.message == "cannot read /in/a.pdf: Permission denied; grant read permission to this user")
        #expect(failure.context["errno"] == String(EACCES))
    }
}
