package import OrchestrateModel

/// Writes documents in a text format, one at a time, in bounded memory.
///
/// The caller hands the documents over sorted by exported path. CSV needs to know all columns before its first line, so
/// it looks at the documents twice: `prepare` each, then `begin`, `append` each, `end`; the other formats pass `prepare`.
package struct DocumentExporter {
    private let options: ExportOptions
    private let write: (String) throws -> Void
    private var columns = ExportColumns()
    private var header: [String] = []
    private var count = 0

    package init(options: ExportOptions, write: @escaping (String) throws -> Void) {
        self.options = options
        self.write = write
    }

    /// True where all documents must be shown to `prepare` before the first is appended.
    package var needsPreparation: Bool { options.format == .csv }

    package mutating func prepare(_ document: StoredDocument) {
        columns.note(document.result)
    }

    /// The tables of the documents that were prepared, sorted.
    package var tableNames: [String] { columns.tableNames }

    package mutating func begin() throws {
        switch options.format {
        case .json: try write("[")
        case .ndjson: break
        case .csv:
            header = options.table.map { columns.tables[$0] ?? [] } ?? columns.fields
            try write(csv.line((options.table == nil ? Self.documentColumns : Self.rowColumns) + header))
        }
    }

    package mutating func append(_ document: StoredDocument) throws {
        defer { count += 1 }
        switch options.format {
        case .json:
            let text = DocumentJSON.value(of: document, options: options).serialized(indent: 2)
            // Strings hold no raw line break, so that every line break is one between keys.
            let indented = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
            try write((count == 0 ? "\n  " : ",\n  ") + indented)
        case .ndjson:
            try write(DocumentJSON.value(of: document, options: options).serialized() + "\n")
        case .csv:
            try options.table == nil ? appendDocument(document) : appendRows(document)
        }
    }

    package mutating func end() throws {
        guard options.format == .json else { return }
        try write(count == 0 ? "]\n" : "\n]\n")
    }

    private static let documentColumns = ["path", "sha256", "state", "class", "template"]
    private static let rowColumns = ["path", "sha256", "row"]

    private var csv: CSV { CSV(isSafe: options.isCSVSafe) }

    private func appendDocument(_ document: StoredDocument) throws {
        let result = document.result
        let fixed = [
            document.exportPath.display, document.identity?.sha256 ?? "", document.state.rawValue,
            result?.documentClass ?? "", result?.template?.name ?? "",
        ]
        let values = Dictionary((result?.fields ?? []).map { ($0.name, $0.value?.text ?? "") }) { first, _ in first }
        try write(csv.line(fixed + header.map { values[$0] ?? "" }))
    }

    private func appendRows(_ document: StoredDocument) throws {
        for table in document.result?.tables ?? [] where table.name == options.table {
            for (number, row) in table.rows.enumerated() {
                let fixed = [document.exportPath.display, document.identity?.sha256 ?? "", String(number + 1)]
                let values = Dictionary(row.map { ($0.column, $0.value.text) }) { first, _ in first }
                try write(csv.line(fixed + header.map { values[$0] ?? "" }))
            }
        }
    }
}
