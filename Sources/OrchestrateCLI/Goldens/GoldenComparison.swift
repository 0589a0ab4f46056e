import OrchestrateModel

/// One thing that a document yields otherwise than it should.
struct GoldenDifference {
    /// A field, `table[row].column`, or `template`, `class`, `state`.
    var name: String
    var expected: String
    var read: String
}

/// Compares what was read with what was expected; what the expected values do not name may be anything.
struct GoldenComparison {
    let golden: Golden
    let result: DocumentResult

    func differences() -> [GoldenDifference] {
        var found: [GoldenDifference] = []
        func check(_ name: String, _ expected: String?, _ read: String?) {
            guard let expected, expected != read else { return }
            found.append(GoldenDifference(name: name, expected: expected, read: read ?? "nothing"))
        }
        check("template", golden.template, result.template?.name)
        check("class", golden.documentClass, result.documentClass)
        check("state", golden.state, result.state.rawValue)
        for (name, expected) in golden.fields.sorted(by: { $0.key < $1.key }) {
            let field = result.fields.first { $0.name == name }
            let read = GoldenValue(field?.value)
            if read != expected {
                found.append(GoldenDifference(name: name, expected: expected.text, read: describe(read, field)))
            }
        }
        for (name, expected) in golden.status.sorted(by: { $0.key < $1.key }) {
            check("\(name).status", expected, result.fields.first { $0.name == name }?.status.rawValue ?? "missing")
        }
        for (name, rows) in golden.tables.sorted(by: { $0.key < $1.key }) { found += differences(rows, of: name) }
        return found
    }

    private func describe(_ read: GoldenValue, _ field: Field?) -> String {
        guard let field else { return "nothing" }
        let evidence = field.evidence.first.map { " by \($0.rule)" + ($0.page.map { " on page \($0)" } ?? "") } ?? ""
        let raw = field.value == nil ? field.raw.map { " from “\($0)”" } ?? "" : ""
        return "\(read.text)\(raw) (\(field.status.rawValue)\(evidence))"
    }

    private func differences(_ rows: [GoldenValue], of table: String) -> [GoldenDifference] {
        let read = result.tables.first { $0.name == table }?.rows ?? []
        var found: [GoldenDifference] = []
        if read.count != rows.count {
            found.append(GoldenDifference(name: table, expected: "\(rows.count) rows", read: "\(read.count) rows"))
        }
        for (index, (expected, cells)) in zip(rows, read).enumerated() {
            for (column, value) in (expected.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                let cell = GoldenValue(cells.first { $0.column == column }?.value)
                guard cell != value else { continue }
                let name = "\(table)[\(index + 1)].\(column)"
                found.append(GoldenDifference(name: name, expected: value.text, read: cell.text))
            }
        }
        return found
    }
}

/// What was read, as an expected-values file.
enum GoldenFile {
    static func text(of result: DocumentResult) -> String {
        let fields = result.fields.filter { $0.value != nil || $0.status == .review }.sorted { $0.name < $1.name }
        let tables = result.tables.map { table -> (key: String, value: JSONValue) in
            let rows = table.rows.map { row in
                JSONValue.object(row.map { (key: $0.column, value: JSONValue($0.value)) })
            }
            return (table.name, .array(rows))
        }
        var pairs: [(key: String, value: JSONValue)] = []
        if let template = result.template { pairs.append(("template", .string(template.name))) }
        if let documentClass = result.documentClass { pairs.append(("class", .string(documentClass))) }
        pairs.append(("fields", .object(fields.map { (key: $0.name, value: $0.value.map { JSONValue($0) } ?? .null) })))
        pairs.append(("status", .object(fields.map { (key: $0.name, value: .string($0.status.rawValue)) })))
        if !tables.isEmpty { pairs.append(("tables", .object(tables))) }
        return JSONValue.object(pairs).serialized(indent: 2) + "\n"
    }
}
