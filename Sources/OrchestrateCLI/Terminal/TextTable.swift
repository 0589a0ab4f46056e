/// Rows of text in aligned columns, for people.
struct TextTable {
    private var rows: [[String]]
    private let isColored: Bool

    /// A table that shows states and verdicts in colour where `isColored` says so.
    init(header: [String], isColored: Bool = false) {
        rows = [header]
        self.isColored = isColored
    }

    mutating func add(_ row: [String]) {
        rows.append(row.map { $0.printable() })
    }

    /// The table, its lines ended by newlines; the last column is not padded.
    func rendered() -> String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                let padding = index == columns - 1 ? "" : String(repeating: " ", count: widths[index] - cell.count)
                return painted(cell) + padding
            }
            .joined(separator: "  ")
        }
        .joined(separator: "\n") + "\n"
    }

    /// The colours of the words that say how something went, as in ANSI X3.64.
    private static let colors = [
        "done": 32, "verified": 32, "ok": 32, "holds": 32, "review": 33, "warning": 33, "failed": 31, "quarantined": 31,
        "missing": 31, "error": 31, "broken": 31, "skipped": 90, "cancelled": 90,
    ]

    private func painted(_ cell: String) -> String {
        guard isColored, let color = Self.colors[cell] else { return cell }
        return "\u{1B}[\(color)m\(cell)\u{1B}[0m"
    }
}
