import CPoppler
import OrchestrateModel

/// The words of a PDF page's text layer, in poppler's reading order, and how far they can be trusted.
struct TextLayer {
    let blocks: [Block]
    let quality: TextQuality

    /// Reads the text layer of a page.
    init(page: PopplerPage) {
        let sizes = page.fontRuns()
        let (written, quality) = page.withText { text, boxes in
            var reader = LayerReader(text: text, boxes: boxes, sizes: sizes)
            let lines = reader.readLines()
            return (Self.grouped(lines), TextQuality(of: text))
        }
        blocks = written + Self.fields(of: page, besides: written)
        self.quality = quality
    }

    /// What was filled into the page's form, except where the page has the same place written on.
    private static func fields(of page: PopplerPage, besides written: [Block]) -> [Block] {
        let fields = page.filledFields()
        guard !fields.isEmpty else { return [] }
        let taken = written.flatMap { $0.lines.flatMap { $0.words.map(\.box) } }
        return fields.filter { field in !taken.contains { field.box.holdsMiddle(of: $0) } }
            .compactMap(FieldText.block)
    }

    /// Joins lines that follow one another closely and stand above one another.
    static func grouped(_ lines: [Line]) -> [Block] {
        var blocks: [Block] = []
        var last: Box?
        for line in lines {
            guard let first = line.words.first else { continue }
            let box = line.words.dropFirst().reduce(first.box) { $0.union($1.box) }
            if let above = last, belongs(box, below: above, size: first.fontSize) {
                blocks[blocks.count - 1].lines.append(line)
            } else {
                blocks.append(Block(lines: [line]))
            }
            last = box
        }
        return blocks
    }

    private static func belongs(_ box: Box, below above: Box, size: Double) -> Bool {
        let gap = box.y0 - above.y1
        return box.midY > above.midY && gap < 0.8 * size && gap > -0.6 * size && box.x0 < above.x1 && above.x0 < box.x1
    }
}

/// Cuts poppler's text into lines and words, each character with its box.
private struct LayerReader {
    let text: UnsafeBufferPointer<UInt8>
    let boxes: UnsafeBufferPointer<PopplerRectangle>
    let sizes: [(start: Int, size: Double)]
    private var run = 0
    /// The last character of the line that is no space; -1 at its start.
    private var lastVisible = -1
    private var lines: [Line] = []
    private var words: [Word] = []

    init(
        text: UnsafeBufferPointer<UInt8>,
        boxes: UnsafeBufferPointer<PopplerRectangle>,
        sizes: [(start: Int, size: Double)]
    ) {
        self.text = text
        self.boxes = boxes
        self.sizes = sizes
    }

    mutating func readLines() -> [Line] {
        var wordStart = -1
        var firstCharacter = 0
        var character = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            let length = Self.length(of: byte)
            // Marks of writing direction come without a box.
            if isDirectionMark(at: index) {
                finishWord(wordStart..<index, characters: firstCharacter..<character)
                wordStart = -1
                index += length
                continue
            }
            if byte == 0x20 || byte == 0x0A {
                finishWord(wordStart..<index, characters: firstCharacter..<character)
                wordStart = -1
                if byte == 0x0A { finishLine() }
            } else {
                let gap = relativeGap(before: character)
                if gap > Self.wordGap {
                    finishWord(wordStart..<index, characters: firstCharacter..<character)
                    wordStart = -1
                }
                if gap > Self.lineGap { finishLine() }
                lastVisible = character
                if wordStart < 0 {
                    wordStart = index
                    firstCharacter = character
                }
            }
            character += 1
            index += length
        }
        finishWord(wordStart..<text.count, characters: firstCharacter..<character)
        finishLine()
        return lines
    }

    /// Poppler puts no space between texts that stand apart; these shares of the characters' height tell them apart.
    private static let wordGap = 0.25
    private static let lineGap = 1.2

    /// The distance of a character from the visible one before it, by the height of its box; infinite from row to row.
    private func relativeGap(before character: Int) -> Double {
        guard lastVisible >= 0, lastVisible < boxes.count, character < boxes.count else { return 0 }
        let (last, next) = (boxes[lastVisible], boxes[character])
        let height = max(next.y2 - next.y1, last.y2 - last.y1)
        guard height > 0 else { return 0 }
        let rise = abs((next.y1 + next.y2) - (last.y1 + last.y2)) / 2
        if rise > 0.6 * height {
            // Characters close above one another are one text that runs upwards or downwards.
            let isStacked = abs(next.x1 - last.x1) < 0.5 * height && rise < 1.25 * max(height, next.x2 - next.x1)
            return isStacked ? 0 : .infinity
        }
        return (next.x1 - last.x2) / height
    }

    private mutating func finishWord(_ bytes: Range<Int>, characters: Range<Int>) {
        guard bytes.lowerBound >= 0, !bytes.isEmpty else { return }
        let inside = characters.clamped(to: 0..<boxes.count)
        guard let box = Self.union(boxes[inside]) else { return }
        while run + 1 < sizes.count, sizes[run + 1].start <= characters.lowerBound { run += 1 }
        let size = run < sizes.count ? sizes[run].size : 0
        words.append(
            Word(
                text: String(decoding: UnsafeBufferPointer(rebasing: text[bytes]), as: UTF8.self),
                box: box,
                confidence: 1,
                source: .text,
                fontSize: size > 0 ? size : box.height / 1.2
            )
        )
    }

    private mutating func finishLine() {
        lastVisible = -1
        guard !words.isEmpty else { return }
        lines.append(Line(words: words))
        words = []
    }

    private func isDirectionMark(at index: Int) -> Bool {
        guard text[index] == 0xE2, index + 2 < text.count, text[index + 1] == 0x80 else { return false }
        let last = text[index + 2]
        return (0xAA...0xAE).contains(last)
    }

    private static func length(of lead: UInt8) -> Int {
        switch lead {
        case ..<0x80: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }

    private static func union(_ boxes: Slice<UnsafeBufferPointer<PopplerRectangle>>) -> Box? {
        guard let first = boxes.first else { return nil }
        var box = Box(x0: first.x1, y0: first.y1, x1: first.x2, y1: first.y2)
        for other in boxes.dropFirst() {
            box.x0 = min(box.x0, other.x1)
            box.y0 = min(box.y0, other.y1)
            box.x1 = max(box.x1, other.x2)
            box.y1 = max(box.y1, other.y2)
        }
        return box
    }
}
