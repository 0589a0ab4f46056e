import ArgumentParser
import OrchestrateModel
import Orchestration

/// `orchestrate templates`: the template library.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "The template library.",
        subcommands: [ListTemplates.self, CheckTemplates.self, ExplainTemplates.self, TestTemplates.self],
        defaultSubcommand: ListTemplates.self
    )

    struct ListTemplates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List templates in order.")

        @Argument(help: "Template files or folders besides the built-in ones.")
        var paths: [String] = []

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let settings = try Settings.load(global)
            let all = try TemplatePaths.resolve(own: paths + settings.configuration.extraction.templates)
            let report = try await TemplatesCommand.report(all, settings)
            guard !global.json else { return Console.data(TemplatesCommand.json(report).serialized()) }
            var table = TextTable(header: ["priority", "name", "keywords", "file"])
            for entry in report.templates {
                let keywords = entry.keywords.joined(separator: " & ")
                table.add([String(entry.priority), entry.name, String(keywords.prefix(50)), entry.file])
            }
            Console.data(bytes: Array(table.rendered().utf8))
        }
    }

    struct CheckTemplates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check template files; exit 2 where one has an error."
        )

        @Argument(help: "Template files or folders; otherwise the built-in library.")
        var paths: [String] = []

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let settings = try Settings.load(global)
            let own = try TemplatePaths.resolve(own: paths)
            let checked = paths.isEmpty ? TemplatePaths.builtIn : Array(own.prefix(paths.count))
            let report = try await TemplatesCommand.report(checked, settings)
            if global.json {
                Console.data(TemplatesCommand.json(report).serialized())
            } else {
                for problem in report.problems { Console.error(problem.description) }
                if !global.quiet { Console.error("\(report.templates.count.of("template")) checked, no error") }
            }
            guard !report.hasErrors else { throw ExitStatus(code: ExitStatus.usageCode) }
        }
    }

    static func report(_ paths: [String], _ settings: Settings) async throws -> TemplateReport {
        do {
            let client = EngineClient(executable: WorkerExecutable.locate(), configuration: settings.configuration)
            return try await client.checkTemplates(paths)
        } catch {
            throw ExitStatus(code: ExitStatus.engineCode, message: error.failure.message)
        }
    }

    private static func json(_ report: TemplateReport) -> JSONValue {
        let templates = report.templates.map { entry -> JSONValue in
            [
                "name": .string(entry.name), "file": .string(entry.file), "priority": .integer(entry.priority),
                "keywords": .array(entry.keywords.map { .string($0) }),
            ]
        }
        let problems = report.problems.map { problem -> JSONValue in
            [
                "severity": .string(problem.severity.rawValue), "file": .string(problem.file),
                "line": problem.line.map { .integer($0) } ?? .null, "key": .optional(problem.key),
                "message": .string(problem.message),
            ]
        }
        return ["schema": "orchestrate.templates/1", "templates": .array(templates), "problems": .array(problems)]
    }
}
