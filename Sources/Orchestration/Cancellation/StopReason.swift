/// Why a run ends before its work does.
package enum StopReason: Sendable, Hashable, Codable {
    case hangup
    case interrupt
    case terminate
    /// `--max-duration` was reached.
    case durationLimit
    /// `--max-failures` was reached.
    case failureLimit
    /// The disk is nearly full; the message says how full and what to do.
    case diskFull(String)
    /// The engine failed; the message says how and what to do.
    case engine(String)

    /// The process's exit code after a stop for this reason.
    package var exitCode: Int32 {
        switch self {
        case .hangup: 129
        case .interrupt: 130
        case .terminate: 143
        case .durationLimit, .failureLimit: 5
        case .diskFull, .engine: 4
        }
    }

    /// What happened and what to do, where the name does not say it.
    package var message: String? {
        switch self {
        case .diskFull(let message), .engine(let message): message
        default: nil
        }
    }

    /// The reason as state.json and the events name it.
    package var name: String {
        switch self {
        case .hangup: "hangup"
        case .interrupt: "interrupt"
        case .terminate: "terminate"
        case .durationLimit: "max_duration"
        case .failureLimit: "max_failures"
        case .diskFull: "disk_full"
        case .engine: "engine_failure"
        }
    }
}
