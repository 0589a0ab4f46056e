import Glibc
package import OrchestrateModel

/// All that a run is asked to do, as the command line and the configuration have it.
package struct RunPlan: Sendable {
    /// How many failed documents end the run.
    package enum FailureLimit: Sendable, Hashable {
        case count(Int)
        /// Percent of the documents finished, looked at from the tenth on.
        case percent(Double)

        /// True once the limit is exceeded.
        package func isExceeded(failed: Int, finished: Int) -> Bool {
            switch self {
            case .count(let limit): failed > limit
            case .percent(let share): finished >= 10 && Double(failed) * 100 > share * Double(finished)
            }
        }
    }

    package enum Source: Sendable {
        /// What the scan yields below these absolute paths.
        case scan(Inbox, roots: [DocumentPath])
        /// Go on with this run; with a scan where its own was cut short.
        case resume(run: String, Inbox?)
    }

    package var source: Source
    /// The command's words, without passwords, as the ledger keeps them.
    package var arguments: [String]
    package var configuration: Configuration
    /// Absolute, in order of precedence.
    package var templatePaths: [String]
    package var passwords: [String]
    package var force = false
    /// States of documents whose files stay where they are after all, where an earlier run could not hand them on.
    package var keptAfterAll: Set<JobState> = []
    package var strict = false
    /// Seconds; nil for no limit.
    package var maxDuration: Double?
    package var maxFailures: FailureLimit?
    /// Path of `orchestrate-worker`.
    package var workerExecutable: String

    package init(
        source: Source,
        arguments: [String],
        configuration: Configuration,
        templatePaths: [String],
        passwords: [String],
        workerExecutable: String
    ) {
        self.source = source
        self.arguments = arguments
        self.configuration = configuration
        self.templatePaths = templatePaths
        self.passwords = passwords
        self.workerExecutable = workerExecutable
    }

    /// Worker processes: as configured, else one a core, 2 to 8.
    package var workers: Int {
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return configuration.workers.count > 0 ? configuration.workers.count : min(8, max(2, cores))
    }
}
