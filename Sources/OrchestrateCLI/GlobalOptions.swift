import ArgumentParser
import FoundationEssentials

/// Options that every command has.
struct GlobalOptions: ParsableArguments {
    enum ColorMode: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    static let defaultState = "./.orchestrate"

    @Option(name: .long, help: "State folder.")
    var state = GlobalOptions.defaultState

    @Option(name: .long, help: "Configuration file; otherwise orchestrate.yaml in the working folder.")
    var config: String?

    @Flag(name: .shortAndLong, help: "Say more; repeat for details.")
    var verbose: Int

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: .long, help: "Print one JSON object with a schema key instead of text.")
    var json = false

    @Option(name: .long, help: "Colours: auto, always or never; NO_COLOR is honoured.")
    var color = ColorMode.auto

    @Flag(name: .long, help: "Never ask anything.")
    var noInput = false

    /// True where text for people on standard output is to be coloured.
    var colorsOutput: Bool { color.isOn(isTerminal: Console.outputIsTerminal) }

    /// The same of standard error.
    var colorsErrors: Bool { color.isOn(isTerminal: Console.errorIsTerminal) }
}

extension GlobalOptions.ColorMode {
    fileprivate func isOn(isTerminal: Bool) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
                && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        }
    }
}
