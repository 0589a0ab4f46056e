package import OrchestrateModel

extension Death {
    /// The failure of the document that the worker was at, with budgets from `limits` in the message.
    package func failure(for path: DocumentPath, limits: Configuration.Workers) -> Failure {
        Failure(code, "\(path.display): \(description(limits: limits))\(place); \(remedy)", context: context)
    }

    /// The failure of the run because no worker can be started.
    package func startFailure(limits: Configuration.Workers) -> Failure {
        let said = lastLines.last.map { ": \($0)" } ?? ""
        return Failure(
            .workerStart,
            "no worker lives long enough for a task: \(startDescription(limits: limits))\(said); "
                + "run `orchestrate doctor` and look into system.log",
            context: context
        )
    }

    private func startDescription(limits: Configuration.Workers) -> String {
        guard case .exited(let code) = cause else { return description(limits: limits) }
        return "the worker exited with code \(code)"
    }

    /// What happened, such as `the worker crashed with SIGSEGV`.
    package func description(limits: Configuration.Workers) -> String {
        switch cause {
        case .exited(let code): "the worker exited with code \(code) in the middle of its work"
        case .signalled(let signal): "the worker crashed with \(SignalName.of(signal))"
        case .overran(let budget): Self.description(of: budget, limits: limits)
        case .killedForMemory: "the kernel ran out of memory and killed the worker"
        case .stoppedForMemory: "memory ran short and the largest worker was stopped"
        case .killedFromOutside(let signal): "the worker was killed from outside with \(SignalName.of(signal))"
        case .brokenProtocol(let violation): "the worker broke the protocol: \(violation)"
        case .stopped: "the worker was stopped"
        case .left: "the worker left"
        case .notStarted(let reason): "the worker could not be started: \(reason)"
        }
    }

    private static func description(of budget: Budget, limits: Configuration.Workers) -> String {
        switch budget {
        case .pageCPU: "a page took more than \(seconds(limits.pageCPUSeconds)) of CPU time"
        case .noProgress: "no progress for \(seconds(limits.noProgressSeconds))"
        case .heartbeat: "no heartbeat for \(seconds(WorkerSupervision.heartbeatSeconds))"
        case .document: "not finished after \(seconds(limits.documentSeconds))"
        case .memory: "the worker took more than \(limits.memoryLimitMB) MB of memory"
        case .hello: "the worker was not ready after \(seconds(limits.helloSeconds))"
        case .frame: "the worker did not finish a frame within \(seconds(limits.frameSeconds))"
        case .write: "the worker took no input for \(seconds(limits.writeSeconds))"
        case .control: "the worker gave no answer within \(seconds(limits.controlSeconds))"
        }
    }

    private static func seconds(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value)) s" : "\(value) s"
    }

    private var place: String {
        guard let progress else { return "" }
        return progress.page > 0
            ? " at page \(progress.page) (\(progress.phase.rawValue))" : " (\(progress.phase.rawValue))"
    }

    private var remedy: String {
        switch code {
        case .outOfMemory: "raise workers.memory_limit_mb or lower recognition.max_pixels, then `orchestrate retry`"
        case .pageTimeout: "raise workers.page_cpu_seconds or lower recognition.resolution, then `orchestrate retry`"
        case .documentTimeout: "raise workers.document_seconds or split the file, then `orchestrate retry`"
        case .noProgress: "the file may make a parser loop; repair it, or raise workers.no_progress_seconds"
        case .workerKilled: "it is taken up again"
        case .workerStart: "run `orchestrate doctor`"
        default: "the file may be damaged in a way that breaks a parser; repair it, then `orchestrate retry`"
        }
    }

    private var context: [String: String] {
        var context = ["worker": "\(worker)", "pid": "\(pid)"]
        switch cause {
        case .exited(let code): context["exit"] = "\(code)"
        case .signalled(let signal), .killedFromOutside(let signal): context["signal"] = SignalName.of(signal)
        case .overran(let budget): context["budget"] = budget.rawValue
        default: break
        }
        if let progress {
            context["phase"] = progress.phase.rawValue
            context["page"] = "\(progress.page)"
        }
        if residentBytes > 0 { context["resident_mb"] = "\(residentBytes >> 20)" }
        if !lastLines.isEmpty { context["stderr"] = lastLines.joined(separator: "\n") }
        return context
    }
}

/// Names of signals as people know them.
enum SignalName {
    static func of(_ number: Int32) -> String {
        names[number] ?? "signal \(number)"
    }

    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
        9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM", 24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
    ]
}
