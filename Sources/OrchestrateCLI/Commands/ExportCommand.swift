import ArgumentParser
import Export
import Glibc
import OrchestrateModel
import Persistence

/// `orchestrate export`: stored results as JSON, NDJSON, CSV or XLSX.
struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json
        case ndjson
        case csv
        case xlsx
    }

    enum Addition: String, ExpressibleByArgument, CaseIterable {
        case text
        case history
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Hand on stored results as JSON, NDJSON, CSV or XLSX."
    )

    @Option(name: .long, help: "json, ndjson, csv or xlsx.")
    var format = Format.json

    @Option(name: .shortAndLong, help: "File to write, replaced whole; otherwise standard output.")
    var output: String?

    @Option(name: .customLong("run"), help: "Only documents whose state comes from this run.")
    var runID: String?

    @Option(name: .long, help: "Add the pages' text, or the attempts: text or history; may be repeated.")
    var with: [Addition] = []

    @Option(name: .long, help: "CSV with one row a line item of this table, such as lines.")
    var table: String?

    @Flag(name: .long, help: "Keep spreadsheets from taking text for a formula.")
    var csvSafe = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard table == nil || format == .csv else { throw ExitStatus.usage("--table goes with --format csv") }
        guard with.isEmpty || format != .xlsx else {
            throw ExitStatus.usage("--with goes with --format json or ndjson")
        }
        guard format != .xlsx || output != nil || !Console.outputIsTerminal else {
            throw ExitStatus.usage("a workbook is no text for a terminal; pass --output FILE")
        }
        let store = try JobStore(try StateFolder.open(at: global.state), role: .reader)
        guard let output else {
            _ = try export(store) { Console.data(bytes: $0) }
            return
        }
        let file = try AtomicFile.Writer(path: output)
        let count = try export(store) { try file.append($0) }
        try file.commit()
        if global.json {
            let object: JSONValue = [
                "schema": "orchestrate.export/1", "format": .string(format.rawValue), "file": .string(output),
                "documents": .integer(count),
            ]
            Console.data(object.serialized())
        } else if !global.quiet {
            Console.error("wrote \(output): \(count.of("document"))")
        }
    }

    /// Hands the bytes of the export to `sink` and tells the number of documents.
    private func export(_ store: JobStore, _ sink: @escaping ([UInt8]) throws -> Void) throws -> Int {
        let query = DocumentQuery(run: runID, detail: with.contains(.history) ? .history : .result)
        guard let textFormat = ExportOptions.Format(rawValue: format.rawValue) else {
            return try exportWorkbook(store, query, sink)
        }
        var options = ExportOptions(format: textFormat)
        options.withText = with.contains(.text)
        options.withHistory = with.contains(.history)
        options.table = table
        options.isCSVSafe = csvSafe
        var buffer: [UInt8] = []
        var exporter = DocumentExporter(options: options) { text in
            buffer += text.utf8
            guard buffer.count >= 1 << 16 else { return }
            try sink(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        if exporter.needsPreparation { try store.forEachDocument(query) { exporter.prepare($0) } }
        try checkTable(exporter.tableNames)
        try exporter.begin()
        var count = 0
        try store.forEachDocument(query) { document in
            try exporter.append(document)
            count += 1
        }
        try exporter.end()
        try sink(buffer)
        return count
    }

    /// Refuses a table that no document has; line items may be lacking in any batch.
    private func checkTable(_ names: [String]) throws(ExitStatus) {
        guard let table, table != "lines", !names.contains(table) else { return }
        let known = names.isEmpty ? "none has a table" : "there are: \(names.joined(separator: ", "))"
        throw .usage("--table \(table): no document has such a table; \(known)")
    }

    private func exportWorkbook(
        _ store: JobStore,
        _ query: DocumentQuery,
        _ sink: ([UInt8]) throws -> Void
    ) throws -> Int {
        var exporter = try WorkbookExporter()
        try store.forEachDocument(query) { exporter.prepare($0) }
        var count = 0
        try store.forEachDocument(query) { document in
            try exporter.append(document)
            count += 1
        }
        try exporter.finish(sink)
        return count
    }
}
