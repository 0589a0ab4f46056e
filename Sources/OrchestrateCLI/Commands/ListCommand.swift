import ArgumentParser
import OrchestrateModel
import Persistence

/// `orchestrate list`: documents with state and reason.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List documents with state and reason."
    )

    @Option(name: .long, help: "Only documents in this state; may be repeated.")
    var only: [JobState] = []

    @Option(name: .customLong("run"), help: "Only documents whose state comes from this run.")
    var runID: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let store = try JobStore(try StateFolder.open(at: global.state), role: .reader)
        let states = only.isEmpty ? Set(JobState.allCases) : Set(only)
        let query = DocumentQuery(run: runID, states: states, detail: .result)
        var table = TextTable(
            header: ["state", "path", "class", "pages", "fields", "reason"],
            isColored: global.colorsOutput
        )
        var values: [JSONValue] = []
        try store.forEachDocument(query) { document in
            if global.json {
                values.append(Self.json(document))
            } else {
                table.add(Self.row(document))
            }
        }
        if global.json {
            Console.data(
                JSONValue.object([("schema", "orchestrate.list/1"), ("documents", .array(values))]).serialized()
            )
        } else {
            Console.data(bytes: Array(table.rendered().utf8))
        }
    }

    private static func row(_ document: StoredDocument) -> [String] {
        let fields = document.result?.fields ?? []
        let found = fields.isEmpty ? "-" : "\(fields.count { $0.value != nil })/\(fields.count)"
        let reason = document.duplicateOf.map { "duplicate of \($0.display)" } ?? document.reason ?? ""
        return [
            document.state.rawValue, document.exportPath.display, document.result?.documentClass ?? "-",
            document.result.map { String($0.pages.count) } ?? "-", found, reason,
        ]
    }

    private static func json(_ document: StoredDocument) -> JSONValue {
        [
            "path": .string(document.exportPath.display), "state": .string(document.state.rawValue),
            "code": .optional(document.reasonCode), "reason": .optional(document.reason),
            "class": .optional(document.result?.documentClass), "template": .optional(document.result?.template?.name),
            "pages": document.result.map { .integer($0.pages.count) } ?? .null,
            "duplicate_of": .optional(document.duplicateOf?.display),
        ]
    }
}

extension JobState: ExpressibleByArgument {}
