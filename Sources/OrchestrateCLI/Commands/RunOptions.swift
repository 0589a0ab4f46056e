import ArgumentParser

/// The options of `run` that shape what is read and how.
struct InputOptions: ParsableArguments {
    @Option(name: .long, parsing: .upToNextOption, help: "Template files or folders, tried before the built-in ones.")
    var template: [String] = []

    @Option(name: .long, help: "OCR languages in any order, such as eng+deu, or auto.")
    var lang: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Priority by glob: GLOB=normal|high|urgent or 1|2|3.")
    var priority: [String] = []

    @Option(name: .long, parsing: .upToNextOption, help: "Passwords to try on encrypted documents.")
    var password: [String] = []

    @Option(name: .long, help: "File with one password a line.")
    var passwordFile: String?

    @Option(name: .long, help: "Take the paths from this file, a path a line; - for standard input.")
    var filesFrom: String?

    @Flag(name: .customShort("0"), help: "Paths of --files-from end with a NUL byte instead of a newline.")
    var null = false

    @Option(name: .long, help: "Only files whose path matches; may be repeated.")
    var include: [String] = []

    @Option(name: .long, help: "Leave out files and folders whose path matches; may be repeated.")
    var exclude: [String] = []

    @Flag(name: .long, help: "Process unchanged documents again.")
    var force = false
}

/// The options of `run` that shape how it proceeds, not what it yields.
struct ExecutionOptions: ParsableArguments {
    enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
        case json
    }

    @Option(name: .shortAndLong, help: "Worker processes; 0, or without this option: one a core, 2 to 8.")
    var jobs: Int?

    @Option(name: .long, help: "Time for one document, such as 10m.")
    var timeout: DurationArgument?

    @Option(name: .long, help: "Time that documents at work may take to finish after Ctrl-C.")
    var grace: DurationArgument?

    @Option(name: .long, help: "Stop, resumable, after this time.")
    var maxDuration: DurationArgument?

    @Option(name: .long, help: "Stop, resumable, when this many documents failed: N or N%.")
    var maxFailures: FailureLimit?

    @Option(name: .long, help: "What becomes of files of documents that are done: keep, move=DIR, copy=DIR or delete.")
    var onDone: String?

    @Option(name: .long, help: "The same for files of documents that failed or were quarantined.")
    var onFail: String?

    @Flag(name: .long, help: "Exit 1 also when documents need review.")
    var strict = false

    @Flag(name: [.customShort("n"), .long], help: "Show what would be done and do nothing.")
    var dryRun = false

    @Option(name: .long, help: "Live progress: auto, always, never, or json (events on standard error).")
    var progress = ProgressMode.auto

    @Flag(name: .long, help: "Wait while another run owns the state folder.")
    var wait = false
}

/// `--max-failures`: a number of documents or a share of those finished.
enum FailureLimit: ExpressibleByArgument, Sendable, Hashable {
    case count(Int)
    case percent(Double)

    init?(argument: String) {
        if argument.hasSuffix("%"), let share = Double(argument.dropLast()), (0...100).contains(share) {
            self = .percent(share)
        } else if let count = Int(argument), count >= 0 {
            self = .count(count)
        } else {
            return nil
        }
    }
}
