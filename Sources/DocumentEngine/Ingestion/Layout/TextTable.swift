/// A table of text set out with its columns apart.
struct TextTable {
    /// A cell's lines, and the columns that it spans.
    struct Cell {
        var lines: [String]
        var span = 1
    }

    private(set) var rows: [[Cell]] = []

    /// Columns further right than this are left where they fall; wider cells push the rest of their row aside.
    private static let maxWidth = 100
    private static let maxColumns = 2000
    private static let gap = 3
    /// Spaces in one table; beyond, columns come closer, so that a table of mostly empty cells stays bounded.
    private static let maxSpaces = 32 << 20

    mutating func append(_ row: [Cell]) {
        rows.append(row)
    }

    /// The table's lines: what stands side by side in a row stays side by side.
    func lines() -> [String] {
        let starts = columnStarts()
        var lines: [String] = []
        var room = Self.maxSpaces
        for row in rows {
            let height = row.map(\.lines.count).max() ?? 0
            for index in 0..<height { lines.append(Self.line(index, of: row, starts: starts, room: &room)) }
        }
        return lines
    }

    private static func line(_ index: Int, of row: [Cell], starts: [Int], room: inout Int) -> String {
        var line = ""
        var length = 0
        var column = 0
        for cell in row {
            let start = starts[min(column, starts.count - 1)]
            if index < cell.lines.count, !cell.lines[index].isEmpty {
                let wanted = max(start - length, length == 0 ? 0 : gap)
                let padding = wanted <= room ? wanted : min(wanted, gap)
                room -= padding
                line += String(repeating: " ", count: padding) + cell.lines[index]
                length += padding + cell.lines[index].unicodeScalars.count
            }
            column += cell.span
        }
        return line
    }

    /// Where each column begins, and where the last one ends; columns without text take no room.
    private func columnStarts() -> [Int] {
        columnWidths().reduce(into: [0]) { starts, width in
            starts.append(starts[starts.count - 1] + (width > 0 ? width + Self.gap : 0))
        }
    }

    /// The widest cell of each column, as far as it spans no other.
    private func columnWidths() -> [Int] {
        var widths: [Int] = []
        for row in rows {
            var column = 0
            for cell in row {
                let next = min(column + max(cell.span, 1), Self.maxColumns)
                while widths.count < next { widths.append(0) }
                if next - column == 1 {
                    let width = cell.lines.lazy.map(\.unicodeScalars.count).max() ?? 0
                    widths[column] = max(widths[column], min(width, Self.maxWidth))
                }
                column = next
            }
        }
        return widths
    }
}
