import ArgumentParser
import Glibc
import OrchestrateModel
import Orchestration

/// `orchestrate config`: the settings in force, a check of a file, the defaults.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the effective configuration, check a file, or write the defaults.",
        subcommands: [Show.self, Check.self, Initialize.self],
        defaultSubcommand: Show.self
    )

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show every setting with its value and where it comes from."
        )

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let loaded = try Settings.loaded(global)
            let text =
                global.json ? ConfigurationText.json(loaded).serialized() + "\n" : ConfigurationText.table(loaded)
            Console.data(bytes: Array(text.utf8))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check a configuration file; exit 2 with every error in it."
        )

        @Argument(help: "The file; otherwise all that would be read.")
        var file: String?

        @OptionGroup var global: GlobalOptions

        func run() throws {
            var sources = ConfigurationSources(files: file.map { [.init(path: $0, isRequired: true)] } ?? [])
            if file == nil {
                sources = ConfigurationSources.standard(configFile: global.config, environment: Settings.environment)
            }
            do {
                let loaded = try ConfigurationLoader.load(sources)
                if global.json { return Console.data(ConfigurationText.json(loaded).serialized()) }
                let files = loaded.files.isEmpty ? "no file" : loaded.files.joined(separator: ", ")
                if !global.quiet { Console.error("configuration is good (\(files))") }
            } catch {
                if global.json { Console.data(ConfigurationText.json(error).serialized()) }
                throw ExitStatus.usage(error.problems.map(\.description).joined(separator: "\nerror: "))
            }
        }
    }

    struct Initialize: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Write the defaults, with comments, to a file that does not exist yet."
        )

        @Argument(help: "The file; - for standard output.")
        var file = "orchestrate.yaml"

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let text = ConfigurationText.file()
            guard file != "-" else { return Console.data(bytes: Array(text.utf8)) }
            guard access(file, F_OK) != 0 else {
                throw ExitStatus.usage("\(file) exists; remove it first or give another name")
            }
            try AtomicFile.write(Array(text.utf8), to: file)
            if global.json {
                let object: JSONValue = ["schema": "orchestrate.configuration_file/1", "file": .string(file)]
                Console.data(object.serialized())
            } else if !global.quiet {
                Console.error("wrote \(file)")
            }
        }
    }
}
