import Glibc
package import OrchestrateModel

/// Asks the engine, which only a worker links, without a state folder: for `doctor` and `templates check`.
package struct EngineClient: Sendable {
    private let executable: String
    private let configuration: Configuration

    package init(executable: String, configuration: Configuration) {
        self.executable = executable
        self.configuration = configuration
    }

    /// What the worker was built with and finds on this machine.
    package func engineReport() async throws(WorkerStartError) -> EngineReport {
        guard case .engineReport(let report) = try await ask(.engineReport) else { throw Self.wrongAnswer }
        return report
    }

    /// Loads the templates of these files and folders, given as absolute paths, and tells what is wrong with them.
    package func checkTemplates(_ paths: [String]) async throws(WorkerStartError) -> TemplateReport {
        guard case .templateReport(let report) = try await ask(.checkTemplates(paths)) else { throw Self.wrongAnswer }
        return report
    }

    /// Puts questions about documents to one worker, one after the other; answers come in their order.
    ///
    /// A question that kills the worker is answered by `failed`, and the next one goes to a fresh worker.
    package func inspect(
        _ inspections: [Inspection],
        passwords: [String] = [],
        answered: (Int, InspectionAnswer) async -> Void
    ) async throws(WorkerStartError) {
        let deaths = DeathLog()
        let pool = pool(passwords: passwords, deaths: deaths)
        _ = try await pool.start(count: 1)
        for (index, inspection) in inspections.enumerated() {
            let message: WorkerMessage?
            do {
                message = try await pool.ask(.inspect(inspection))
            } catch {
                throw WorkerStartError(error)
            }
            switch message {
            case .inspected(let answer): await answered(index, answer)
            case nil: await answered(index, .failed(lost(deaths, over: inspection.path)))
            default: throw Self.wrongAnswer
            }
        }
        await pool.stop(.leave)
    }

    private func lost(_ deaths: DeathLog, over path: DocumentPath) -> Failure {
        let reason = deaths.last?.startFailure(limits: configuration.workers).message ?? "the worker ended over it"
        return Failure(.workerCrashed, "\(path.display): \(reason)")
    }

    /// Tries an external OCR engine, a program and its arguments, against its protocol.
    package func tryEngine(_ command: [String]) async throws(WorkerStartError) -> EngineTrial {
        // A worker may start processes where its configuration names an engine.
        var configuration = configuration
        configuration.recognition.secondLook = command
        let client = EngineClient(executable: executable, configuration: configuration)
        guard case .engineTrial(let trial) = try await client.ask(.tryEngine(command)) else { throw Self.wrongAnswer }
        return trial
    }

    private func ask(_ request: ControlRequest) async throws(WorkerStartError) -> WorkerMessage {
        let deaths = DeathLog()
        let pool = pool(passwords: [], deaths: deaths)
        _ = try await pool.start(count: 1)
        let answer: WorkerMessage?
        do {
            answer = try await pool.ask(request)
        } catch {
            throw WorkerStartError(error)
        }
        await pool.stop(.leave)
        guard let answer else {
            throw WorkerStartError(deaths.last?.startFailure(limits: configuration.workers) ?? Self.wrongAnswer.failure)
        }
        return answer
    }

    private func pool(passwords: [String], deaths: DeathLog) -> WorkerPool {
        let configuration = configuration
        return WorkerPool(
            executable: executable,
            limits: configuration.workers,
            setup: {
                WorkerSetup(
                    configuration: configuration,
                    stateFolder: nil,
                    epoch: 0,
                    index: $0,
                    passwords: passwords
                )
            },
            observe: { event in
                if case .lost(let death) = event { deaths.note(death) }
            }
        )
    }

    private static let wrongAnswer = WorkerStartError(
        Failure(.workerStart, "the worker answered another question; install both programs from one release")
    )
}

/// Finds the worker's executable.
package enum WorkerExecutable {
    /// The variable that overrides the search.
    package static let variable = "ORCHESTRATE_WORKER"

    /// The variable's value, else `orchestrate-worker` beside the running program, else in `../libexec` from there.
    ///
    /// Where none exists the path beside the program is returned, for the message.
    package static func locate() -> String {
        if let value = getenv(variable) { return String(cString: value) }
        let folder = programFolder
        let beside = "\(folder)/orchestrate-worker"
        let inLibexec = "\(folder)/../libexec/orchestrate/orchestrate-worker"
        return access(beside, X_OK) != 0 && access(inLibexec, X_OK) == 0 ? inLibexec : beside
    }

    /// The folder of the running program, symbolic links resolved.
    private static var programFolder: String {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlink("/proc/self/exe", $0, characters.count) } ?? -1
            }
        }
        guard count > 0 else { return "." }
        let path = buffer[..<count]
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
        return String(decoding: path[..<slash], as: UTF8.self)
    }
}
