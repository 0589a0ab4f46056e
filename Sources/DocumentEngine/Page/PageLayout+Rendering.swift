import OrchestrateModel

extension PageLayout {
    /// Renders a page's words so that columns stay apart, as `pdftotext -layout` does.
    ///
    /// The method is that of xpdf's physical layout mode: every character takes one column; a line starts right of what
    /// stands to its left, where its own place falls among the characters above it; lines with nearly the same baseline
    /// share a row; wide vertical gaps become up to four blank lines.
    package init(page: RecognizedPage) {
        let turn = PageTurn(page: page)
        var renderer = LayoutRenderer(page: turn.applied(to: page))
        renderer.render()
        var words = renderer.words
        if turn.quarters != 0 {
            for index in words.indices { words[index].box = turn.undone(on: words[index].box) }
        }
        self.init(number: page.number, utf8: renderer.bytes, wordIndices: renderer.indices, words: words)
    }
}

/// A line of words with the column and the edges of each of its characters.
private struct PlacedLine {
    let words: Range<Int>
    /// The left edge of each character and the right edge of the last.
    let edges: [Double]
    let top: Double
    let base: Double
    let fontSize: Double
    var column = 0

    var left: Double { edges[0] }
    var right: Double { edges[edges.count - 1] }
    /// Characters, spaces between words included.
    var length: Int { edges.count - 1 }
    var end: Int { column + length }
}

private struct LayoutRenderer {
    private(set) var words: [Word] = []
    private(set) var bytes: [UInt8] = []
    private(set) var indices: [Int32] = []
    private var blocks: [[PlacedLine]] = []

    init(page: RecognizedPage) {
        for block in page.blocks {
            var lines: [PlacedLine] = []
            for line in block.lines where !line.words.isEmpty {
                for (place, segment) in Self.segments(of: line).enumerated() {
                    let start = words.count
                    words.append(contentsOf: segment.words)
                    let placed = Self.placed(segment, of: line, words: start..<words.count)
                    // What follows a wide gap is a column of its own.
                    if place == 0 { lines.append(placed) } else { blocks.append([placed]) }
                }
            }
            if !lines.isEmpty { blocks.append(lines) }
        }
    }

    mutating func render() {
        for index in blocks.indices { Self.placeLines(of: &blocks[index]) }
        placeBlocks()
        write(Self.inRows(blocks.flatMap { $0 }))
    }

    /// Gaps wider than this share of the font size part a line in columns; xpdf has the same.
    private static let columnGap = 1.5

    /// The parts of a line between wide gaps.
    private static func segments(of line: Line) -> [Line] {
        var segments: [Line] = []
        var start = 0
        let size = line.words.reduce(1) { max($0, $1.fontSize) }
        let gap = { (index: Int) in line.words[index].box.x0 - line.words[index - 1].box.x1 }
        for index in line.words.indices.dropFirst() where gap(index) > columnGap * size {
            segments.append(Line(words: Array(line.words[start..<index])))
            start = index
        }
        return segments + [Line(words: Array(line.words[start...]))]
    }

    /// Height and baseline are the whole line's, so that the parts of a crooked line stay in one row.
    private static func placed(_ line: Line, of whole: Line, words: Range<Int>) -> PlacedLine {
        var edges: [Double] = []
        var box = line.words[0].box
        for (index, word) in line.words.enumerated() {
            if index > 0 { edges.append(box.x1) }
            box = word.box
            let count = max(1, word.text.unicodeScalars.count)
            let step = box.width / Double(count)
            for place in 0..<count { edges.append(box.x0 + Double(place) * step) }
        }
        edges.append(box.x1)
        let first = whole.words[0]
        let size = max(line.words[0].fontSize, 1)
        // The baseline lies about a fifth of the font size above the bottom of the font's box.
        return PlacedLine(
            words: words,
            edges: edges,
            top: whole.words.map(\.box.y0).min() ?? first.box.y0,
            base: first.box.y1 - 0.2 * size,
            fontSize: size
        )
    }

    /// Gives each line of a block its column, counted from the block's left edge.
    private static func placeLines(of lines: inout [PlacedLine]) {
        lines.sort { ($0.left, $0.top) < ($1.left, $1.top) }
        for index in lines.indices.dropFirst() {
            let left = lines[index].left
            var column = 0
            for other in lines[..<index] {
                if other.right <= left {
                    column = max(column, other.end + 1)
                } else {
                    column = max(column, other.column + Self.place(of: left, in: other.edges))
                }
            }
            lines[index].column = column
        }
    }

    /// The first character whose middle lies right of `x`; edges rise.
    private static func place(of x: Double, in edges: [Double]) -> Int {
        var low = 0
        var high = edges.count - 1
        while low < high {
            let middle = (low + high) / 2
            if x >= 0.5 * (edges[middle] + edges[middle + 1]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Moves each block right of the blocks that stand to its left.
    private mutating func placeBlocks() {
        struct Extent {
            let index: Int
            let left: Double
            let right: Double
            let top: Double
            let columns: Int
            var column = 0
        }
        var extents = blocks.indices.map { index in
            let lines = blocks[index]
            return Extent(
                index: index,
                left: lines.map(\.left).min() ?? 0,
                right: lines.map(\.right).max() ?? 0,
                top: lines.map(\.top).min() ?? 0,
                columns: lines.map(\.end).max() ?? 0
            )
        }
        extents.sort { ($0.left, $0.top) < ($1.left, $1.top) }
        for place in extents.indices {
            let left = extents[place].left
            var column = 0
            for other in extents[..<place] {
                if left > other.right {
                    column = max(column, other.column + other.columns + 3)
                } else if other.right > other.left {
                    let share = (left - other.left) / (other.right - other.left)
                    column = max(column, other.column + Int(share * Double(other.columns)))
                } else {
                    column = max(column, other.column)
                }
            }
            extents[place].column = column
            let index = extents[place].index
            for line in blocks[index].indices { blocks[index][line].column += column }
        }
    }

    /// Sorts lines by rows, and within a row by columns.
    private static func inRows(_ unsorted: [PlacedLine]) -> [PlacedLine] {
        var lines = unsorted.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
        var start = 0
        while start < lines.count {
            let delta = sameRow * lines[start].fontSize
            var end = start + 1
            while end < lines.count, abs(lines[end].base - lines[start].base) < delta { end += 1 }
            sortRow(&lines[start..<end])
            start = end
        }
        return lines
    }

    /// Orders lines side by side by column and lines in one another's way by height.
    private static func sortRow(_ row: inout ArraySlice<PlacedLine>) {
        for index in row.indices.dropFirst() {
            var place = index
            while place > row.startIndex, precedes(row[place], row[place - 1]) {
                row.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    private static func precedes(_ one: PlacedLine, _ other: PlacedLine) -> Bool {
        if one.right <= other.left { return true }
        if other.right <= one.left { return false }
        let overlap = one.column < other.end && other.column < one.end
        return overlap ? one.top < other.top : one.column < other.column
    }

    /// Baselines closer than this share of the font size are one row.
    private static let sameRow = 0.5

    private mutating func write(_ lines: [PlacedLine]) {
        var column = 0
        for (index, line) in lines.enumerated() {
            // Two lines beside one another never touch, even where their columns were taken by longer text above.
            let least = column > 0 && line.column <= column ? 2 : 0
            let spaces = max(least, line.column - column)
            append(Array(repeating: 0x20, count: spaces))
            write(line)
            column += spaces + line.length
            guard index + 1 < lines.count else { break }
            let next = lines[index + 1]
            let gap = next.base - line.base
            let isBeside = next.left >= line.right || next.column >= column
            if !isBeside || abs(gap) > Self.sameRow * line.fontSize {
                append(Array(repeating: 0x0A, count: min(max(Int(gap / line.fontSize), 1), 5)))
                column = 0
            }
        }
        if !lines.isEmpty { append([0x0A]) }
    }

    private mutating func write(_ line: PlacedLine) {
        for index in line.words {
            if index > line.words.lowerBound { append([0x20]) }
            let text = words[index].text.utf8
            bytes.append(contentsOf: text)
            indices.append(contentsOf: repeatElement(Int32(index), count: text.count))
        }
    }

    private mutating func append(_ filler: [UInt8]) {
        bytes.append(contentsOf: filler)
        indices.append(contentsOf: repeatElement(-1, count: filler.count))
    }
}
