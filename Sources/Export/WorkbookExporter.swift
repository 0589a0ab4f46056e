package import OrchestrateModel

/// Writes documents as an XLSX workbook: a sheet of documents, one of each table, one of the evidence, one of findings.
///
/// Numbers, dates and amounts are cells of their type; text never becomes a formula; values for review are shaded. As
/// with CSV, all documents are shown twice: `prepare` each, then `append` each, then `finish`.
package struct WorkbookExporter {
    private static let fixedColumns = ["path", "sha256", "state", "class", "template", "reason"]
    private static let evidenceColumns = [
        "path", "field", "value", "raw", "status", "confidence", "page", "x0", "y0", "x1", "y1", "source", "rule",
    ]

    private struct Sheets {
        var documents: Workbook.Sheet
        var tables: [String: Workbook.Sheet]
        var evidence: Workbook.Sheet
        var findings: Workbook.Sheet
    }

    private let workbook: Workbook
    private var columns = ExportColumns()
    private var sheets: Sheets?

    package init() throws(Failure) {
        workbook = try Workbook()
    }

    package mutating func prepare(_ document: StoredDocument) {
        columns.note(document.result)
    }

    package mutating func append(_ document: StoredDocument) throws(Failure) {
        let sheets = try opened()
        let path = Workbook.Cell.text(document.exportPath.display)
        try appendFields(document, path, to: sheets.documents)
        for table in document.result?.tables ?? [] {
            guard let sheet = sheets.tables[table.name] else { continue }
            try appendRows(of: table, path, to: sheet)
        }
        for field in document.result?.fields ?? [] { try appendEvidence(of: field, path, to: sheets.evidence) }
        for finding in document.result?.findings ?? [] {
            try sheets.findings.append([
                path, .text(finding.severity.rawValue), .text(finding.code), .text(finding.message),
                .text(finding.fields.joined(separator: ", ")),
            ])
        }
    }

    /// Finishes the workbook and hands out its bytes in portions.
    package mutating func finish(_ sink: ([UInt8]) throws -> Void) throws {
        _ = try opened()
        try workbook.finish(sink)
    }

    private mutating func opened() throws(Failure) -> Sheets {
        if let sheets { return sheets }
        let documents = try workbook.addSheet("documents", headings: Self.fixedColumns + columns.fields)
        var names: Set<String> = ["documents", "evidence", "findings"]
        var tables: [String: Workbook.Sheet] = [:]
        for name in columns.tableNames {
            let title = Self.sheetName(for: name, taken: &names)
            tables[name] = try workbook.addSheet(title, headings: ["path", "row"] + (columns.tables[name] ?? []))
        }
        let opened = Sheets(
            documents: documents,
            tables: tables,
            evidence: try workbook.addSheet("evidence", headings: Self.evidenceColumns),
            findings: try workbook.addSheet("findings", headings: ["path", "severity", "code", "message", "fields"])
        )
        sheets = opened
        return opened
    }

    private func appendFields(
        _ document: StoredDocument,
        _ path: Workbook.Cell,
        to sheet: Workbook.Sheet
    ) throws(Failure) {
        let result = document.result
        let fields = Dictionary((result?.fields ?? []).map { ($0.name, $0) }) { first, _ in first }
        let fixed: [Workbook.Cell] = [
            path, .optional(document.identity?.sha256), .text(document.state.rawValue),
            .optional(result?.documentClass), .optional(result?.template?.name),
            .optional(DocumentJSON.reason(of: document)),
        ]
        let names = columns.fields
        try sheet.append(fixed + names.map { fields[$0]?.value.map(Workbook.Cell.init) ?? .empty }) { column in
            let index = column - fixed.count
            return index >= 0 && fields[names[index]]?.status == .review ? .review : .none
        }
    }

    private func appendRows(
        of table: ExtractedTable,
        _ path: Workbook.Cell,
        to sheet: Workbook.Sheet
    ) throws(Failure) {
        for (number, row) in table.rows.enumerated() {
            let values = Dictionary(row.map { ($0.column, $0.value) }) { first, _ in first }
            let cells = (columns.tables[table.name] ?? []).map { values[$0].map(Workbook.Cell.init) ?? .empty }
            try sheet.append([path, .number(Double(number + 1), places: 0)] + cells)
        }
    }

    private func appendEvidence(of field: Field, _ path: Workbook.Cell, to sheet: Workbook.Sheet) throws(Failure) {
        let start: [Workbook.Cell] = [
            path, .text(field.name), field.value.map(Workbook.Cell.init) ?? .empty, .optional(field.raw),
            .text(field.status.rawValue), .number(field.confidence, places: 4),
        ]
        let places: [Evidence?] = field.evidence.isEmpty ? [nil] : field.evidence.map { $0 }
        for place in places {
            let box = place?.box.map { [$0.x0, $0.y0, $0.x1, $0.y1] }
            let corners =
                box?.map { Workbook.Cell.number(($0 * 10).rounded() / 10, places: 1) }
                ?? Array(repeating: .empty, count: 4)
            let page = place?.page.map { Workbook.Cell.number(Double($0), places: 0) } ?? .empty
            try sheet.append(
                start + [page] + corners + [.optional(place?.source.rawValue), .optional(place?.rule)]
            ) { $0 == 2 && field.status == .review ? .review : .none }
        }
    }

    /// The table's name as a sheet may bear it: at most 31 characters, none of `[]:*?/\`, unlike any other.
    private static func sheetName(for table: String, taken: inout Set<String>) -> String {
        let plain = String(table.map { "[]:*?/\\'".contains($0) ? "_" : $0 }.prefix(28))
        var name = plain.isEmpty ? "table" : plain
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(plain) \(number)"
            number += 1
        }
        return name
    }
}

extension Workbook.Cell {
    /// A double holds 15 decimal digits; a number with more stays text, exact.
    private static let exactNumbers: ClosedRange<Int64> = -999_999_999_999_999...999_999_999_999_999

    init(_ value: FieldValue) {
        switch value {
        case .integer(let number) where Self.exactNumbers.contains(number): self = .number(Double(number), places: 0)
        case .number(let number) where Self.exactNumbers.contains(number.coefficient):
            self = .number(number.doubleValue, places: number.scale)
        case .amount(let number) where Self.exactNumbers.contains(number.coefficient):
            self = .number(number.doubleValue, places: number.scale)
        case .date(let text): self = .date(text)
        case .boolean(let value): self = .boolean(value)
        default: self = .text(value.text)
        }
    }

    static func optional(_ text: String?) -> Workbook.Cell { text.map { .text($0) } ?? .empty }
}
