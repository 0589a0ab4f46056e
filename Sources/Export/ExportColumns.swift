import OrchestrateModel

/// The columns that a set of documents needs: the union of their fields, and of each table's cells.
struct ExportColumns {
    private var fieldNames: Set<String> = []
    /// By table, in the order in which they were first met.
    private(set) var tables: [String: [String]] = [:]

    /// The names of all fields, sorted.
    var fields: [String] { Self.sorted(fieldNames) }

    var tableNames: [String] { Self.sorted(tables.keys) }

    mutating func note(_ result: DocumentResult?) {
        fieldNames.formUnion((result?.fields ?? []).map(\.name))
        for table in result?.tables ?? [] {
            for cell in table.rows.joined() where tables[table.name]?.contains(cell.column) != true {
                tables[table.name, default: []].append(cell.column)
            }
        }
    }

    private static func sorted(_ names: some Sequence<String>) -> [String] {
        names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
