import OrchestrateModel

extension ItemRows {
    static let numeric: Set<ColumnKind> = [.quantity, .unitPrice, .lineTotal]

    /// The numbers of a row by the column they stand in.
    func numbers(of row: Int) -> [ColumnKind: Spot] {
        var best: [ColumnKind: (spot: Spot, distance: Double)] = [:]
        for spot in document.amounts.ofRow(row) {
            guard let (kind, distance) = column(of: spot.box), Self.numeric.contains(kind), !spot.isPercent else {
                continue
            }
            if best[kind].map({ distance < $0.distance }) ?? true { best[kind] = (spot, distance) }
        }
        return best.mapValues(\.spot)
    }

    /// The column that a box stands in: one whose heading it lies under, else the nearest by either edge or the middle.
    func column(of box: Box) -> (kind: ColumnKind, distance: Double)? {
        var best: (kind: ColumnKind, distance: Double)?
        for column in heading.columns {
            let overlap = min(column.box.x1, box.x1) - max(column.box.x0, box.x0)
            let edges = min(abs(column.box.x1 - box.x1), abs(column.box.x0 - box.x0), abs(column.box.midX - box.midX))
            let distance = overlap > 0 ? 0.2 * edges : edges
            if best.map({ distance < $0.distance }) ?? true { best = (column.kind, distance) }
        }
        guard let best, best.distance < 45 else { return nil }
        return best
    }

    /// The cell of a row that begins in the description's column.
    func descriptionCell(of row: Int, numbers: [ColumnKind: Spot]) -> Range<Int>? {
        guard let index = heading.columns.firstIndex(where: { $0.kind == .description }) else { return nil }
        let own = heading.columns[index].box
        let left = index > 0 ? (heading.columns[index - 1].box.x1 + own.x0) / 2 : -1
        let right = index + 1 < heading.columns.count ? heading.columns[index + 1].box.x0 : 10_000
        let taken = Set(numbers.values.flatMap(\.tokens))
        let tokens = sheet.rows[row].tokens.filter { token in
            let box = sheet.tokens[token].box
            return box.x0 >= min(left, own.x0 - 2) && box.x0 < max(right - 2, own.x1) && !taken.contains(token)
        }
        guard let first = tokens.first else { return nil }
        // The run from the first token on, up to a gap that parts columns.
        var end = first + 1
        while end < sheet.rows[row].tokens.upperBound, !taken.contains(end) {
            let gap = sheet.tokens[end].box.x0 - sheet.tokens[end - 1].box.x1
            // Words as close as in a sentence go on beneath the next heading.
            guard gap < (tokens.contains(end) ? 2 : 0.7) * sheet.tokens[end].size else { break }
            end += 1
        }
        let range = first..<end
        // Digits alone are text only where a description may have been wrapped before them.
        let isWrapped = numbers.isEmpty && abs(sheet.tokens[first].box.x0 - own.x0) < 3
        guard isWrapped || sheet.tokens[range].contains(where: { $0.text.contains(where: \.isLetter) }) else {
            return nil
        }
        return range
    }

    /// True for a line as close below another as lines of one text are.
    func isTight(_ upper: Range<Int>, _ lower: Range<Int>) -> Bool {
        let (above, below) = (sheet.tokens[upper.lowerBound], sheet.tokens[lower.lowerBound])
        return above.page == below.page && sheet.box(lower).y0 - sheet.box(upper).y1 < 0.45 * above.size
    }

    /// Points from a line of text down to the row of numbers below it or, where the text runs down to that line by line, down
    /// to its own next line.
    func distanceBelow(_ text: Range<Int>, row: Int) -> Double? {
        var (last, first): (Range<Int>, Double?) = (text, nil)
        for next in row + 1..<max(row + 1, min(row + 6, rows.upperBound)) {
            guard sheet.rows[next].page == sheet.rows[row].page else { return nil }
            let numbers = self.numbers(of: next)
            let more = descriptionCell(of: next, numbers: numbers)
            let gap = more.map { sheet.box($0).y0 - sheet.box(last).y1 } ?? sheet.rows[next].box.y0 - sheet.box(last).y1
            first = first ?? gap
            if !numbers.isEmpty { return next == row + 1 || more.map { isTight(last, $0) } ?? false ? first : nil }
            guard let more, isTight(last, more) else { return nil }
            last = more
        }
        return nil
    }

    /// True for a line that stands on several pages alike and yet is more of an item: tightly below it, where it begins.
    func continues(_ text: Range<Int>?, row: Int) -> Bool {
        guard let text, let more = descriptionCell(of: row, numbers: [:]) else { return false }
        return isTight(text, more) && abs(sheet.box(text).x0 - sheet.box(more).x0) < 1
    }
}
