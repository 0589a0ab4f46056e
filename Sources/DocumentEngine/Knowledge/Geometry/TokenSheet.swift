import OrchestrateModel

/// The tokens of a document in rows: page by page, from top to bottom and from left to right.
struct TokenSheet {
    private(set) var tokens: [Token] = []
    private(set) var rows: [Row] = []
    /// For each token the index of its row.
    private(set) var rowOfToken: [Int] = []
    private(set) var pageSizes: [Int: (width: Double, height: Double)] = [:]
    /// Rows at the head or foot of several pages that say the same on each but for the page's number.
    private(set) var runningRows: Set<Int> = []
    let isFromOCR: Bool

    init(pages: [RecognizedPage]) {
        isFromOCR = pages.contains { $0.state == .ocr }
        for page in pages.prefix(Self.maxPages) {
            pageSizes[page.number] = (page.width, page.height)
            add(Self.rows(of: page), page: page.number)
        }
        if pages.count > 1 { runningRows = findRunningRows() }
    }

    /// Pages beyond these are annexes.
    private static let maxPages = 60

    func text(_ range: Range<Int>) -> String { tokens[range].map(\.text).joined(separator: " ") }

    func box(_ range: Range<Int>) -> Box {
        tokens[range].dropFirst().reduce(tokens[range.lowerBound].box) { $0.union($1.box) }
    }

    func size(ofPage page: Int) -> (width: Double, height: Double) { pageSizes[page] ?? (595, 842) }

    /// The cell of its row that a token stands in.
    func cell(of token: Int) -> Range<Int> {
        let row = rows[rowOfToken[token]]
        return row.cells.first { $0.contains(token) } ?? row.tokens
    }

    func evidence(_ range: Range<Int>, rule: String) -> Evidence {
        Evidence(
            page: tokens[range.lowerBound].page,
            box: box(range),
            source: tokens[range].contains { $0.source == .ocr } ? .ocr : .text,
            rule: rule
        )
    }

    /// The weakest word's confidence.
    func confidence(_ range: Range<Int>) -> Double { tokens[range].map(\.confidence).min() ?? 1 }
}

extension TokenSheet {
    /// Heights of a page, from the top, that running heads and feet stand beyond.
    private static let margins = (head: 0.15, foot: 0.82)

    private func findRunningRows() -> Set<Int> {
        var places: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            let share = row.box.midY / max(size(ofPage: row.page).height, 1)
            guard share < Self.margins.head || share > Self.margins.foot else { continue }
            let text = tokens[row.tokens].map { $0.hasDigit && $0.text.count <= 3 ? "#" : $0.compact }.joined(
                separator: " "
            )
            places["\(Int((row.box.y0 / 3).rounded())) \(text)", default: []].append(index)
        }
        return Set(places.values.filter { Set($0.map { rows[$0].page }).count > 1 }.joined())
    }

    private mutating func add(_ pageRows: [[Token]], page: Int) {
        for row in pageRows {
            let start = tokens.count
            tokens += row
            let range = start..<tokens.count
            var built = Row(page: page, tokens: range, box: box(range))
            built.cells = cells(of: range)
            rowOfToken += Array(repeating: rows.count, count: row.count)
            rows.append(built)
        }
    }

    private func cells(of range: Range<Int>) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.dropFirst() {
            let gap = tokens[index].box.x0 - tokens[index - 1].box.x1
            let share = tokens[index].source == .ocr ? 1.3 : 0.85
            if gap > share * min(tokens[index].size, tokens[index - 1].size) {
                cells.append(start..<index)
                start = index
            }
        }
        cells.append(start..<range.upperBound)
        return cells
    }

    /// The page's lines joined to rows: lines side by side whose nearest words stand at one height.
    private static func rows(of page: RecognizedPage) -> [[Token]] {
        let lines = page.blocks.flatMap(\.lines).compactMap { line -> [Token]? in
            let tokens = line.words.flatMap { Token.tokens(of: $0, page: page.number) }
                .filter { !$0.text.isEmpty }
            return tokens.isEmpty ? nil : tokens.sorted { $0.box.x0 < $1.box.x0 }
        }
        .sorted { ($0[0].box.midY, $0[0].box.x0) < ($1[0].box.midY, $1[0].box.x0) }
        var rows: [[Token]] = []
        for line in lines {
            let first = max(0, rows.count - 12)
            if let match = rows.indices[first...].last(where: { belongs(line, to: rows[$0]) }) {
                rows[match] = (rows[match] + line).sorted { $0.box.x0 < $1.box.x0 }
            } else {
                rows.append(line)
            }
        }
        return rows.sorted { middle($0) < middle($1) }
    }

    private static func middle(_ row: [Token]) -> Double {
        row.reduce(0) { $0 + $1.box.midY } / Double(max(1, row.count))
    }

    private static func belongs(_ line: [Token], to row: [Token]) -> Bool {
        guard let left = line.first?.box, let right = line.last?.box else { return false }
        var nearest: (distance: Double, box: Box, own: Box)?
        for token in row {
            let box = token.box
            // Lines in one another's way are different rows.
            if box.x0 < right.x1 - 1, left.x0 < box.x1 - 1, line.contains(where: { $0.box.overlaps(box) }) {
                return false
            }
            let (distance, own) = box.midX < left.midX ? (left.x0 - box.x1, left) : (box.x0 - right.x1, right)
            if nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, box, own) }
        }
        guard let nearest else { return false }
        let overlap = min(nearest.box.y1, nearest.own.y1) - max(nearest.box.y0, nearest.own.y0)
        return overlap >= 0.55 * min(nearest.box.height, nearest.own.height)
    }
}

extension Box {
    /// True if the two share more than a point in width.
    fileprivate func overlaps(_ other: Box) -> Bool { min(x1, other.x1) - max(x0, other.x0) > 1 }
}
