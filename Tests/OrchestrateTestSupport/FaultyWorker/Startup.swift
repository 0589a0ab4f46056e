import Glibc
import OrchestrateModel
import Synchronization
import WorkerRuntime

enum Startup {
    static func answer(_ setup: WorkerSetup, fault: StartFault?, sender: MessageSender, ledger: Ledger) {
        switch fault {
        case .noReady: while true { pause() }
        case .setupFailed:
            sender.send(.setupFailed(Failure(.missingLanguage, "no tlh; install tesseract-ocr-tlh"), []))
            exit(ExitCode.setupFailed)
        case .templateProblem:
            let problem = TemplateProblem(severity: .error, file: "a.yml", line: 3, key: "fields", message: "no fields")
            sender.send(.setupFailed(Failure(.invalidConfiguration, problem.description), [problem]))
            exit(ExitCode.setupFailed)
        case .changedFingerprint: sender.send(.ready(fingerprint: "\(getpid())"))
        case .readyAndDie:
            sender.send(.ready(fingerprint: "faulty"))
            exit(9)
        case .deaf:
            sender.send(.ready(fingerprint: "faulty"))
            while true { pause() }
        default:
            ledger.open(setup)
            sender.send(.ready(fingerprint: "faulty"))
        }
    }
}

/// Whether a TERM came.
final class Termination: Sendable {
    private let came = Atomic<Bool>(false)
    private let channel: TaskChannel

    init(_ channel: TaskChannel) {
        self.channel = channel
    }

    var isNoted: Bool { came.load(ordering: .relaxed) }

    func note() {
        came.store(true, ordering: .relaxed)
        channel.wake()
    }
}

enum RawOutput {
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
