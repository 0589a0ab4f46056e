package import OrchestrateModel

/// The configuration as text and as JSON, for `config show`, `config init` and the reference.
package enum ConfigurationText {
    package static let schema = "orchestrate.configuration/1"

    /// A file with every key at the given values, with comments; what `config init` writes.
    package static func file(_ configuration: Configuration = Configuration()) -> String {
        var text = "# Configuration of orchestrate. Every key is optional; these are the defaults.\n"
        for section in ConfigurationTable.sections {
            text += "\n# \(section.help).\n\(section.name):\n"
            for key in ConfigurationTable.keys where key.section == section.name {
                text += "  # \(key.help): \(key.expectation).\n"
                text += "  \(key.name.dropFirst(section.name.count + 1)): \(key.show(configuration).serialized())\n"
            }
        }
        return text
    }

    /// Every value with its origin, for people; what `config show` prints.
    package static func table(_ loaded: LoadedConfiguration) -> String {
        let rows = loaded.entries.map { ($0.key.name, $0.value.serialized(), $0.origin.description) }
        let name = rows.map(\.0.count).max() ?? 0
        let value = min(rows.map(\.1.count).max() ?? 0, 32)
        return rows.map { row in
            "\(padded(row.0, to: name))  \(padded(row.1, to: value))  \(row.2)\n"
        }.joined()
    }

    package static func json(_ loaded: LoadedConfiguration) -> JSONValue {
        let settings = loaded.entries.map { entry in
            (
                key: entry.key.name,
                value: ["value": entry.value, "origin": .string(entry.origin.description)] as JSONValue
            )
        }
        return [
            "schema": .string(schema), "files": .array(loaded.files.map { .string($0) }), "settings": .object(settings),
        ]
    }

    /// Problems for `config check --json`.
    package static func json(_ errors: ConfigurationErrors) -> JSONValue {
        let problems = errors.problems.map { problem -> JSONValue in
            [
                "origin": .string(problem.origin.description), "key": .string(problem.key),
                "message": .string(problem.message),
            ]
        }
        return ["schema": "orchestrate.configuration_problems/1", "problems": .array(problems)]
    }

    /// The table of keys for `docs/configuration.md`.
    package static var reference: String {
        let defaults = Configuration()
        var text = ""
        for section in ConfigurationTable.sections {
            text +=
                "## \(section.name)\n\(section.help).\n\n| key | default | takes | does |\n| --- | --- | --- | --- |\n"
            for key in ConfigurationTable.keys where key.section == section.name {
                let cells = ["`\(key.name)`", "`\(key.show(defaults).serialized())`", key.expectation, key.help]
                text +=
                    "| \(cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ")) |\n"
            }
            text += "\n"
        }
        return text
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
