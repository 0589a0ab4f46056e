import FoundationEssentials
import Glibc
import OrchestrateModel
import Orchestration
import Persistence

/// Shows a run on standard error and sums it up at its end.
final class RunDisplay: Sendable {
    private let reporter: RunReporter
    private let isJSON: Bool
    private let showsSummary: Bool

    init(mode: ExecutionOptions.ProgressMode, global: GlobalOptions, configuration: Configuration) {
        showsSummary = !global.quiet
        isJSON = mode == .json
        let style = ProgressPicture.Style(isUnicode: Self.isUnicode, isColored: global.colorsErrors)
        let shown: RunReporter.Mode =
            switch mode {
            case .json: .events
            case .never: .silent
            case .always: .picture(style)
            case .auto where global.quiet: .silent
            case .auto: Console.errorIsTerminal ? .picture(style) : .plain
            }
        reporter = RunReporter(
            mode: shown,
            configuration: configuration,
            output: OutputThread(descriptor: STDERR_FILENO),
            columns: { Console.width }
        )
    }

    func observe(_ event: RunEvent) { reporter.observe(event) }

    /// Shows a line at once, whatever the style but `json`; with `--quiet` only to somebody at a terminal.
    func announce(_ text: String) {
        if showsSummary || Console.errorIsTerminal { reporter.announce(text) }
    }

    /// The status line, on SIGUSR1.
    func printStatus() { reporter.announceStatus() }

    /// Takes the picture away.
    func clear() { reporter.finish() }

    func finish(_ summary: RunSummary) {
        clear()
        if !isJSON {
            for drift in summary.drift { Console.error("warning: \(drift.message)") }
        }
        guard !isJSON, showsSummary || summary.exitCode != 0 else { return }
        let isResumable = [5, 129, 130, 143, 4].contains(summary.exitCode) && summary.counts.pending > 0
        let resumption = "go on with: orchestrate run --resume \(summary.stateFile)"
        guard showsSummary else {
            // One line, as cron mails it.
            let folder = summary.stateFile.lastIndex(of: "/").map { String(summary.stateFile[..<$0]) } ?? "."
            let details = "details: orchestrate list --only failed --only quarantined --state \(folder)"
            return Console.error("\(summary.line); \(isResumable ? resumption : details)")
        }
        for problem in summary.problems {
            Console.error("\(problem.state.rawValue): \(problem.path): \(problem.message)")
        }
        Console.error(summary.line)
        if summary.failedBefore > 0 {
            Console.error("what failed before is tried again by: orchestrate retry && orchestrate run --resume last")
        }
        if summary.postponed > 0 {
            let remedy = "tried again by the next run, or left where they are by --on-done keep --on-fail keep"
            Console.error("input files not handed on yet are \(remedy)")
        }
        if isResumable { Console.error(resumption) }
    }

    /// True where the locale says UTF-8.
    private static var isUnicode: Bool {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().contains("utf-8") || locale.lowercased().contains("utf8")
    }
}
