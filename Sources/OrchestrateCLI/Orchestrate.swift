import ArgumentParser
import Glibc
import OrchestrateModel

/// The root command; each subcommand has a file of its own under `Commands/`.
@main
struct Orchestrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orchestrate",
        abstract: "Reads a folder of PDFs, scans and text into checked fields with evidence.",
        discussion: """
            orchestrate run ./inbox                process what is new or changed
            orchestrate run --resume last          go on with an interrupted run
            orchestrate export --format csv        hand on what was read
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, ExportCommand.self, RunsCommand.self, StatusCommand.self, ListCommand.self,
            ShowCommand.self, RetryCommand.self, QuarantineCommand.self, TemplatesCommand.self, VerifyCommand.self,
            DoctorCommand.self, ConfigCommand.self, ScheduleCommand.self, GCCommand.self,
        ]
    )

    /// Like the library's own `main`, but with the exit codes of the contract.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let end as ExitStatus {
            end.report()
            Glibc.exit(end.code)
        } catch let failure as Failure {
            let end = ExitStatus(failure)
            end.report()
            Glibc.exit(end.code)
        } catch {
            let code = exitCode(for: error)
            guard code != .success else { exit(withError: error) }
            Console.error(fullMessage(for: error))
            Glibc.exit(code == .validationFailure ? ExitStatus.usageCode : ExitStatus.engineCode)
        }
    }
}

/// The version of this program.
enum Version {
    static let current = "0.1.0"
}
