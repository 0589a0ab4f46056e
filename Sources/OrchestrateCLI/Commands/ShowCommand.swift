import ArgumentParser
import Export
import OrchestrateModel
import Persistence

/// `orchestrate show DOC`: one document with its evidence.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one document: its state, values, evidence, findings, pages and attempts."
    )

    @Argument(help: "The document's path as `list` shows it, its absolute path, or the end of it.")
    var document: String

    @Option(name: .long, help: "Draw the pages with a frame around each value, as PNG files in this folder.")
    var pictures: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Passwords to try where an encrypted document is drawn.")
    var password: [String] = []

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let (first, action) = try found()
        let drawn = try await pictures(of: first)
        if global.json {
            var options = ExportOptions(format: .json)
            options.withHistory = true
            let document = DocumentJSON.value(of: first, options: options)
            Console.data(document.adding("input_action", action?.json ?? .null).serialized())
        } else if pictures == nil {
            let view = DocumentView(document: first, action: action, isColored: global.colorsOutput)
            Console.data(bytes: Array(view.text.utf8))
        } else {
            for path in drawn { Console.data(path) }
        }
    }

    private func pictures(of document: StoredDocument) async throws -> [String] {
        guard let folder = pictures else { return [] }
        var settings = try Settings.load(global)
        settings.passwords = password
        return try await EvidencePictures(document: document, folder: folder).write { inspections in
            InspectionSession(inspections: inspections, settings: settings)
        }
    }

    private func found() throws -> (StoredDocument, InputAction?) {
        let store = try JobStore(try StateFolder.open(at: global.state), role: .reader)
        let found = try store.documents(named: document)
        guard let first = found.first else {
            throw ExitStatus.usage("no document \(document) in \(global.state); `orchestrate list` shows them")
        }
        guard found.count == 1 else {
            let names = found.prefix(10).map(\.exportPath.display).joined(separator: ", ")
            throw ExitStatus.usage("\(document) may be \(names); give more of the path")
        }
        return (first, try store.inputAction(of: first.id))
    }
}

extension InputAction {
    /// What became of the file, and what can be done about it.
    fileprivate var words: String {
        switch (state, message) {
        case ("done", _): target.map { "\(action): it is \($0.display)" } ?? "\(action): done"
        case ("kept", let reason): "\(action): left where it is: \(reason ?? "unknown reason")"
        case (_, let reason?):
            "\(action) failed: \(reason); the next run tries again, `run --on-done keep --on-fail keep` leaves it"
        default: "\(action): not done yet; the next run does it"
        }
    }

    fileprivate var json: JSONValue {
        [
            "action": .string(action), "state": .string(state), "target": .optional(target?.display),
            "message": .optional(message),
        ]
    }
}

/// One document for people.
struct DocumentView {
    let document: StoredDocument
    let action: InputAction?
    let isColored: Bool

    var text: String {
        var text = head
        guard let result = document.result else { return text + attempts }
        if !result.fields.isEmpty { text += "\n" + fields(result.fields) }
        for table in result.tables where !table.rows.isEmpty { text += "\n" + rows(of: table) }
        for finding in result.findings {
            text += "\n\(finding.severity.rawValue): \(finding.message) [\(finding.code)]"
        }
        if !result.findings.isEmpty { text += "\n" }
        text += "\n" + pages(result.pages)
        return text + attempts
    }

    private var head: String {
        var table = TextTable(header: ["document", document.exportPath.display], isColored: isColored)
        table.add(["state", document.state.rawValue])
        if let reason = document.reason { table.add(["reason", reason]) }
        if let identity = document.identity {
            table.add(["type", identity.mediaType + (identity.encoding.map { ", \($0)" } ?? "")])
            table.add(["bytes", String(identity.bytes)])
            table.add(["sha256", identity.sha256])
        }
        if let action { table.add(["input file", action.words]) }
        if let copy = document.duplicateOf { table.add(["duplicate of", copy.display]) }
        if let name = document.result?.documentClass { table.add(["class", name]) }
        if let template = document.result?.template { table.add(["template", template.name]) }
        return table.rendered()
    }

    private func fields(_ fields: [Field]) -> String {
        var table = TextTable(header: ["field", "value", "status", "confidence", "where", "raw"], isColored: isColored)
        for field in fields.sorted(by: { $0.name < $1.name }) {
            let value = (field.value?.text ?? "-") + (field.currency.map { " \($0)" } ?? "")
            let confidence = JSONValue.fixed(field.confidence, places: 2).serialized()
            table.add([
                field.name, Self.oneLine(value), field.status.rawValue, confidence, place(field.evidence),
                Self.oneLine(field.raw ?? ""),
            ])
            for other in field.alternatives {
                table.add(["", "or " + Self.oneLine(other.value.text), "", "", "", Self.oneLine(other.raw)])
            }
        }
        return table.rendered()
    }

    private func place(_ evidence: [Evidence]) -> String {
        evidence.prefix(2).map { evidence in
            let box = evidence.box.map { box in
                " [" + [box.x0, box.y0, box.x1, box.y1].map { String(Int($0.rounded())) }.joined(separator: ",") + "]"
            }
            let page = evidence.page.map { "p.\($0)" } ?? "-"
            return "\(page)\(box ?? "") \(evidence.source.rawValue) \(evidence.rule)"
        }
        .joined(separator: "; ")
    }

    private func rows(of table: ExtractedTable) -> String {
        let columns = table.rows.flatMap { $0.map(\.column) }.reduce(into: [String]()) { columns, name in
            if !columns.contains(name) { columns.append(name) }
        }
        var text = TextTable(header: columns)
        for row in table.rows {
            let cells = Dictionary(row.map { ($0.column, $0.value.text) }) { first, _ in first }
            text.add(columns.map { Self.oneLine(cells[$0] ?? "") })
        }
        return "table \(table.name)\n" + text.rendered()
    }

    private func pages(_ pages: [PageRecord]) -> String {
        var table = TextTable(header: ["page", "state", "size", "rotation", "confidence"])
        for page in pages {
            let size = "\(Int(page.width.rounded()))x\(Int(page.height.rounded()))"
            let confidence = JSONValue.fixed(page.confidence, places: 2).serialized()
            table.add([String(page.number), page.state.rawValue, size, String(page.rotation), confidence])
        }
        return table.rendered()
    }

    private var attempts: String {
        guard !document.attempts.isEmpty else { return "" }
        var table = TextTable(header: ["attempt", "run", "ending", "seconds", "message"])
        for attempt in document.attempts {
            let seconds = attempt.endedAt.map { JSONValue.fixed($0 - attempt.startedAt, places: 2).serialized() } ?? "-"
            let message = Self.oneLine(attempt.message ?? "", columns: 200)
            table.add([String(attempt.number), attempt.run, attempt.ending ?? "running", seconds, message])
        }
        return "\n" + table.rendered()
    }

    private static func oneLine(_ text: String, columns: Int = 60) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count > columns ? line.prefix(columns - 1) + "…" : line
    }
}
