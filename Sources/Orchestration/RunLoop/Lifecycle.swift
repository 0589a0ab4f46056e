import FoundationEssentials
import Glibc
import OrchestrateModel
import Persistence

// How a run begins, takes in documents, and ends.
extension EnhancedOrchestrator {
    /// The record of the run to resume, or a new one that is not in the store yet.
    static func record(for plan: RunPlan, in store: JobStore) throws(Failure) -> RunRecord {
        switch plan.source {
        case .resume(let id, _):
            guard let record = try store.run(id) else {
                throw Failure(.notFound, "there is no run \(id) in this state folder; `orchestrate runs` lists them")
            }
            return record
        case .scan(_, let roots):
            return RunRecord(
                id: RunIdentifier.make(),
                startedAt: currentTime(),
                arguments: plan.arguments,
                configuration: plan.configuration,
                templatePaths: plan.templatePaths,
                fingerprint: "",
                roots: roots
            )
        }
    }

    /// Enters the run into the store; a resumed one must have the settings and versions that it began with.
    func open(fingerprint: String) throws(Failure) {
        if case .resume = plan.source {
            guard record.fingerprint == fingerprint else {
                throw Failure(
                    .invalidConfiguration,
                    "run \(record.id) cannot be resumed: templates, libraries or settings that shape results have changed; "
                        + "start a new `orchestrate run` over the same paths, which takes up what was left"
                )
            }
            try store.resumeRun(record.id)
        } else {
            record.fingerprint = fingerprint
            try store.beginRun(record)
            let kept = try store.keepInputs(ofDocumentsIn: plan.keptAfterAll)
            if kept > 0 { announce("\(kept.of("input file")) that could not be handed on stay where they are") }
        }
        StateFile.removeLeftovers(beside: folder.stateFile)
        saveState("running")
    }

    /// Takes in all documents of the run, then closes the queue to newcomers.
    func admit() async {
        do throws(Failure) {
            switch plan.source {
            case .scan(let inbox, _), .resume(_, .some(let inbox)): try await scan(inbox)
            case .resume(_, nil): try await takeUp()
            }
            isAdmitted = cancellation.isRunning
        } catch {
            stop(for: error)
        }
        feed.send(.scanned)
        await queue.finishEnqueueing()
    }

    /// Takes in what an interrupted run left, in portions, so that the work begins at once.
    private func takeUp() async throws(Failure) {
        var last: Job.ID = 0
        while cancellation.isRunning {
            var report = EnqueueReport()
            report.jobs = try store.pendingJobs(run: record.id, after: last, limit: Self.takeUpPortion).map(onTime)
            guard let newest = report.jobs.last else { return }
            last = newest.id
            report.takenUp = report.jobs.count
            feed.send(.discovered(report))
            await take(report.jobs)
        }
    }

    private static let takeUpPortion = 1000

    /// A document whose retry is not put off for longer than the rules allow, though the clock was set back since.
    private func onTime(_ job: Job) -> Job {
        var job = job
        let latest = clock.timeOfDay + plan.configuration.retry.maxDelaySeconds
        job.notBefore = job.notBefore.map { min($0, latest) }
        return job
    }

    private func scan(_ inbox: Inbox) async throws(Failure) {
        var inbox = inbox
        if case .resume = plan.source { try await takeUp() }
        let mode: EnqueueMode = plan.force ? .everything : plan.passwords.isEmpty ? .changed : .locked
        while cancellation.isRunning {
            let files = inbox.next()
            guard !files.isEmpty else {
                try forgetReadableFolders()
                return try store.markScanned(record.id)
            }
            let report = try store.enqueue(files, run: record.id, fingerprint: record.fingerprint, mode: mode)
            feed.send(.discovered(report))
            failed += report.rejected.count { $0.state == .failed }
            await take(report.jobs.map(onTime))
        }
    }

    /// Folders that an earlier run could not open and this one could are no documents any more.
    private func forgetReadableFolders() throws(Failure) {
        let places = try store.unreadablePlaces(notMetBy: record.id)
        let readable = places.filter { place in
            record.roots.contains { place.path == $0 || place.path.relative(to: $0) != nil }
                && (try? FileStatus.follow(place.path).get().kind) == S_IFDIR
                && place.path.withCString { access($0, R_OK | X_OK) } == 0
        }
        guard !readable.isEmpty else { return }
        try store.drop(Selection(states: [.failed], jobs: Set(readable.map(\.id))))
    }

    private func take(_ jobs: [Job]) async {
        drop(await queue.enqueue(jobs))
    }

    /// Takes in what a document that was settled carries; the ledger has it since.
    func takeMembers(of job: Job) async {
        do throws(Failure) {
            var report = EnqueueReport()
            report.jobs = try store.pendingMembers(of: job.id)
            guard !report.jobs.isEmpty else { return }
            report.new = report.jobs.count
            feed.send(.discovered(report))
            drop(await queue.enqueue(members: report.jobs))
        } catch {
            stop(for: error)
        }
    }

    private func drop(_ dropped: [Job]) {
        guard !dropped.isEmpty else { return }
        do throws(Failure) {
            try store.cancel(dropped.map(\.id), reason: "the queue was full; run again when there is room")
            feed.send(.dropped(dropped))
        } catch {
            stop(for: error)
        }
    }

    /// Closes the run in the store and sums it up.
    func close() async throws(Failure) -> RunSummary {
        let standing = try store.documentCounts(run: record.id)
        let reason = reasonThatCounts(standing)
        var code = reason?.exitCode ?? RunSummary.exitCode(of: standing, strict: plan.strict)
        let failedBefore = try store.failedBefore(run: record.id)
        if code == 0, postponedActions + failedBefore > 0 { code = 1 }
        let counts = try store.finishRun(
            record.id,
            exitCode: code,
            reason: reason?.name ?? "completed",
            measurements: await measured()
        )
        saveState(reason?.name ?? "completed")
        var summary = RunSummary(
            run: record.id,
            exitCode: code,
            counts: counts,
            seconds: elapsed,
            stateFile: folder.stateFile,
            problems: try problems()
        )
        summary.actions = try store.actionCounts(run: record.id)
        summary.postponed = postponedActions
        summary.failedBefore = failedBefore
        summary.drift = try store.drift(run: record.id)
        return summary
    }
}

extension EnhancedOrchestrator {
    /// Why the run ended before its work did; a disk that was nearly full hindered no run that is through all the same.
    private func reasonThatCounts(_ counts: LedgerCounts) -> StopReason? {
        guard case .diskFull = cancellation.reason, isAdmitted, counts.pending == 0 else { return cancellation.reason }
        return nil
    }

    private func problems() throws(Failure) -> [RunSummary.Problem] {
        var problems: [RunSummary.Problem] = []
        var query = DocumentQuery(states: [.failed, .quarantined], detail: .ledger)
        query.metBy = record.id
        try store.forEachDocument(query) { document in
            problems.append(
                RunSummary.Problem(
                    path: document.exportPath.display,
                    state: document.state,
                    code: document.reasonCode ?? FailureCode.unknown.rawValue,
                    message: document.reason ?? ""
                )
            )
        }
        return problems
    }
}

/// Names of runs: the time they began, in UTC, and a few random letters.
enum RunIdentifier {
    static func make() -> String {
        let letters = "abcdefghjkmnpqrstuvwxyz23456789"
        let suffix = String((0..<4).compactMap { _ in letters.randomElement() })
        let time = Date().formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        return "\(time.filter { $0 != "Z" })-\(suffix)"
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
