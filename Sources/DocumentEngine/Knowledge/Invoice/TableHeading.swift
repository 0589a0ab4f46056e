import OrchestrateModel

/// The headings of a table of line items, with what each column holds.
struct TableHeading {
    struct Column {
        var kind: ColumnKind
        var box: Box
        /// The words of the heading's first line.
        let tokens: Range<Int>
    }

    let columns: [Column]
    /// Rows that the headings stand in.
    let rows: ClosedRange<Int>
    let page: Int
    /// Kinds that only a table of line items has together, see `score`.
    let score: Double

    func column(_ kind: ColumnKind) -> Column? { columns.first { $0.kind == kind } }

    /// The headings of a row, and of those close above and below it that share its band; nil for too few to be a table's.
    static func heading(at row: Int, in sheet: TokenSheet) -> TableHeading? {
        let own = columns(of: row, in: sheet)
        guard Set(own.map(\.kind)).count >= 2, !holdsNumbers(row, headings: own.count, in: sheet) else { return nil }
        var columns = own
        var last = row
        // Headings of two lines: what stands close below in a column that has none yet.
        let next = row + 1
        if next < sheet.rows.count, sheet.rows[next].page == sheet.rows[row].page,
            sheet.rows[next].box.y0 - sheet.rows[row].box.y1 < 0.6 * sheet.rows[row].height
        {
            let more = Self.columns(of: next, in: sheet)
            let cells = sheet.rows[next].cells.count
            if more.count * 2 >= cells,
                !sheet.tokens[sheet.rows[next].tokens].contains(where: {
                    $0.hasDigit && $0.compact.allSatisfy(\.isNumber)
                })
            {
                let fresh = more.filter { new in !columns.contains { $0.box.x0 < new.box.x1 && new.box.x0 < $0.box.x1 }
                }
                columns = columns.map { joined($0, with: next, in: sheet) } + fresh
                last = next
            }
        }
        return TableHeading(columns: resolved(columns), rows: row...last, page: sheet.rows[row].page)
    }

    /// A heading with what stands below it on the next row, where both together are one of the lexicon: `Net` over `price`.
    private static func joined(_ column: Column, with row: Int, in sheet: TokenSheet) -> Column {
        let below = sheet.rows[row].cells.first { cell in
            let box = sheet.box(cell)
            return min(box.x1, column.box.x1) - max(box.x0, column.box.x0) > 0
        }
        guard let below, below.count <= 3 else { return column }
        let compact = (Array(column.tokens) + Array(below)).map { sheet.tokens[$0].compact }.joined()
        guard let entry = ColumnLexicon.headings.entry(compact, isFromOCR: false) else { return column }
        return Column(kind: entry.kind, box: column.box.union(sheet.box(below)), tokens: column.tokens)
    }

    /// True for a row of values, in which words of an item happen to be headings elsewhere.
    private static func holdsNumbers(_ row: Int, headings: Int, in sheet: TokenSheet) -> Bool {
        sheet.tokens[sheet.rows[row].tokens].count { $0.hasDigit } > headings
    }

    private init?(columns: [Column], rows: ClosedRange<Int>, page: Int) {
        let kinds = Set(columns.map(\.kind))
        let hasNumbers = kinds.contains(.lineTotal) || kinds.contains(.unitPrice)
        guard hasNumbers, kinds.contains(.description) || kinds.contains(.quantity) else { return nil }
        self.columns = columns.sorted { $0.box.x0 < $1.box.x0 }
        self.rows = rows
        self.page = page
        let weights: [ColumnKind: Double] = [
            .description: 2, .quantity: 2, .unitPrice: 2, .lineTotal: 2, .position: 0.5, .article: 0.5, .unit: 0.5,
            .taxRate: 0.3, .discount: 0.5,
        ]
        score = kinds.reduce(0) { $0 + (weights[$1] ?? 0) }
    }

    /// The phrases of a row that are headings, the longest at each place.
    private static func columns(of row: Int, in sheet: TokenSheet) -> [Column] {
        var found: [Column] = []
        for cell in sheet.rows[row].cells {
            var position = cell.lowerBound
            while position < cell.upperBound {
                guard let (kind, end) = heading(at: position, in: cell, sheet) else {
                    position += 1
                    continue
                }
                found.append(Column(kind: kind, box: sheet.box(position..<end), tokens: position..<end))
                position = end
            }
        }
        return found
    }

    private static func heading(at start: Int, in cell: Range<Int>, _ sheet: TokenSheet) -> (ColumnKind, Int)? {
        let lexicon = ColumnLexicon.headings
        var compact = ""
        var best: (ColumnKind, Int)?
        for index in start..<min(cell.upperBound, start + 5) {
            compact += sheet.tokens[index].compact
            guard compact.utf8.count <= lexicon.longest + 1 else { break }
            if sheet.tokens[index].compact.isEmpty, index == start {
                if sheet.tokens[index].text == "%" { continue }
                return nil
            }
            if let entry = lexicon.entry(compact, isFromOCR: sheet.tokens[index].source == .ocr) {
                best = (entry.kind, index + 1)
            }
        }
        return best
    }

    /// Settles what stands twice: of two totals the right one is the line's, the left one a price; a unit without price is one.
    private static func resolved(_ columns: [Column]) -> [Column] {
        var columns = columns.sorted { $0.box.x0 < $1.box.x0 }
        // An amount left of the description counts pieces.
        if let first = columns.first, first.kind == .lineTotal, columns.filter({ $0.kind == .lineTotal }).count >= 2,
            !columns.contains(where: { $0.kind == .quantity }), columns.contains(where: { $0.kind == .description })
        {
            columns[0].kind = .quantity
        }
        let totals = columns.indices.filter { columns[$0].kind == .lineTotal }
        if totals.count >= 2, !columns.contains(where: { $0.kind == .unitPrice }) {
            columns[totals[0]].kind = .unitPrice
        }
        if totals.isEmpty, let last = columns.lastIndex(where: { $0.kind == .unitPrice }),
            columns.filter({ $0.kind == .unitPrice }).count >= 2
        {
            columns[last].kind = .lineTotal
        }
        // Article and description can be one word; where nothing describes, the article does.
        if !columns.contains(where: { $0.kind == .description }),
            let index = columns.firstIndex(where: { $0.kind == .article })
        {
            columns[index].kind = .description
        }
        // Of two descriptions the left one numbers the articles.
        let descriptions = columns.indices.filter { columns[$0].kind == .description }
        if descriptions.count >= 2, !columns.contains(where: { $0.kind == .article }) {
            columns[descriptions[0]].kind = .article
        }
        var seen: Set<ColumnKind> = []
        let repeatable: Set<ColumnKind> = [.lineTotal]
        var kept: [Column] = []
        for column in columns.reversed() where repeatable.contains(column.kind) || seen.insert(column.kind).inserted {
            // The rightmost total is the line's; what stands left of it under another total is something else.
            if column.kind == .lineTotal, kept.contains(where: { $0.kind == .lineTotal }) { continue }
            kept.append(column)
        }
        return kept.reversed()
    }
}
