import OrchestrateModel

/// Finds the table of line items by its headings and reads its rows, over pages, until the sums begin.
struct LineItemReader {
    let document: KnowledgeDocument

    private var sheet: TokenSheet { document.sheet }

    func read() -> LineItems? {
        let headings = sheet.rows.indices.compactMap { TableHeading.heading(at: $0, in: sheet) }
        guard let best = headings.max(by: { ($0.score, $1.rows.lowerBound) < ($1.score, $0.rows.lowerBound) }),
            best.score >= Self.least
        else { return nil }
        var rows: [ItemRow] = []
        var adjustment = DecimalNumber(coefficient: 0, scale: 0)
        var taken: Set<Int> = []
        // A table that goes on repeats its headings on the next page.
        for heading in headings where heading.score >= best.score - 0.6 && heading.page >= best.page {
            guard !taken.contains(heading.rows.lowerBound) else { continue }
            let body = body(of: heading)
            let found = ItemRows(document: document, heading: heading, rows: body).read()
            if found.rows.isEmpty, !rows.isEmpty { continue }
            rows += found.rows
            adjustment = adjustment + found.adjustment
            taken.formUnion(heading.rows)
            taken.formUnion(body)
        }
        guard !rows.isEmpty else { return nil }
        return LineItems(
            table: ExtractedTable(name: "lines", rows: rows.map(\.cells)),
            rows: taken,
            sum: sum(of: rows).map { $0 + adjustment },
            adjustment: adjustment
        )
    }

    /// Points of a heading from which it is one of line items.
    private static let least = 4.0

    private func sum(of rows: [ItemRow]) -> DecimalNumber? {
        let totals = rows.compactMap(\.total)
        guard totals.count == rows.count else { return nil }
        return totals.reduce(DecimalNumber(coefficient: 0, scale: 0), +)
    }

    /// The rows under a heading up to the first that sums up, heads another table, or stands on a page without the heading.
    private func body(of heading: TableHeading) -> Range<Int> {
        var end = heading.rows.upperBound + 1
        while end < sheet.rows.count, continues(end, heading) { end += 1 }
        return heading.rows.upperBound + 1..<end
    }

    private func continues(_ index: Int, _ heading: TableHeading) -> Bool {
        let row = sheet.rows[index]
        if sheet.runningRows.contains(index) { return true }
        if row.page != heading.page { return row.page == heading.page + 1 && continuesOnNextPage(index, heading) }
        if endsTable(index, heading) { return false }
        return TableHeading.heading(at: index, in: sheet) == nil
    }

    /// True on a following page that has no headings of its own, while its rows fill the columns.
    private func continuesOnNextPage(_ index: Int, _ heading: TableHeading) -> Bool {
        guard !endsTable(index, heading), TableHeading.heading(at: index, in: sheet) == nil,
            let total = heading.column(.lineTotal)
        else { return false }
        let page = sheet.rows[index].page
        let rest = sheet.rows[index...].prefix { $0.page == page }
        for (offset, _) in rest.enumerated() where !sheet.runningRows.contains(index + offset) {
            if endsTable(index + offset, heading) || TableHeading.heading(at: index + offset, in: sheet) != nil {
                return false
            }
            if document.amounts.ofRow(index + offset).contains(where: {
                Relations.sharesColumn($0.box, total.box) && $0.scale == 2
            }) {
                return true
            }
        }
        return false
    }

    /// True for a line of its own in larger print: the next part of the document.
    private func isTitle(_ index: Int, _ heading: TableHeading) -> Bool {
        let row = sheet.rows[index]
        let size = sheet.tokens[sheet.rows[heading.rows.lowerBound].tokens.lowerBound].size
        return row.cells.count == 1 && row.tokens.count <= 6
            && sheet.tokens[row.tokens].allSatisfy { $0.size > 1.2 * size }
    }

    /// True for the headings of a table of taxes or sums: several amounts announced, none there.
    private func headsSums(_ index: Int) -> Bool {
        guard document.amounts.ofRow(index).isEmpty else { return false }
        let kinds = document.labels.filter {
            $0.row == index && ($0.kind == .tax || $0.kind == .net || $0.kind == .total)
        }
        return kinds.count >= 2 && kinds.contains { $0.kind == .tax }
    }

    /// True for a row that a label of a sum leads and an amount ends.
    private func endsTable(_ index: Int, _ heading: TableHeading) -> Bool {
        let amounts = document.amounts.ofRow(index)
        let row = sheet.rows[index]
        let sums = document.labels.contains { label in
            guard label.row == index, label.kind.isAmount, label.kind != .tender, label.leads, label.isSet else {
                return false
            }
            // A discount between the items is one of them, shipping may be.
            if label.kind == .adjustment || label.kind == .prepaid || label.kind == .rounding { return false }
            let behind = amounts.contains { $0.tokens.lowerBound >= label.tokens.upperBound }
            return behind && row.cells.count <= 4
        }
        if sums || isTitle(index, heading) || headsSums(index) { return true }
        let leading = document.labels.first {
            $0.row == index && $0.leads && $0.tokens.lowerBound == row.tokens.lowerBound
        }
        guard let leading else { return false }
        switch leading.kind {
        case .tax, .net, .total, .due, .lineSum: return leading.isSet && (amounts.isEmpty || row.cells.count <= 3)
        case .iban, .bank, .dueDate: return leading.isSet
        default: return false
        }
    }
}
