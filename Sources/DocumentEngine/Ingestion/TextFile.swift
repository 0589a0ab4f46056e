import OrchestrateModel

/// A text file as one page: its own lines are the layout, and its words stand on a made-up grid.
///
/// A character is 6 points wide and a line 12 points high, which puts about 99 columns and 70 lines on the width and
/// height of a sheet of A4; a longer text makes a longer page. Tabs reach to the next eighth column.
struct TextFile {
    /// UTF-8.
    let text: [UInt8]
    let undecodable: Int
    /// True where this is not all of it.
    var isCut = false

    init(content: FileContent, encoding: TextEncoding) {
        let decoded = encoding.decode(content.bytes)
        text = Self.withPlainLineEnds(decoded.text)
        undecodable = decoded.undecodable
    }

    /// Takes text that was UTF-8 from the beginning.
    init(utf8: [UInt8]) {
        text = Self.withPlainLineEnds(utf8)
        undecodable = 0
    }

    /// The page, its layout being the text as it is.
    func page(_ number: Int = 1) -> (page: RecognizedPage, layout: PageLayout) {
        var grid = TextGrid(text: text)
        grid.read()
        var page = RecognizedPage(
            number: number,
            state: grid.words.isEmpty ? .blank : .text,
            width: max(595, grid.width),
            height: max(842, grid.height),
            blocks: grid.lines.isEmpty ? [] : [Block(lines: grid.lines)]
        )
        if undecodable > 0 {
            let message = "\(undecodable) bytes stand for no character in this encoding and show as U+FFFD"
            page.findings.append(Finding(severity: .warning, code: "undecodable_bytes", message: message))
        }
        if isCut { page.findings.append(.cut) }
        let layout = PageLayout(number: number, utf8: text, wordIndices: grid.indices, words: grid.words)
        return (page, layout)
    }

    /// Carriage returns become newlines and a byte order mark inside the text goes.
    private static func withPlainLineEnds(_ text: [UInt8]) -> [UInt8] {
        let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard text.contains(0x0D) || start > 0 else { return text }
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        for index in start..<text.count {
            let byte = text[index]
            if byte != 0x0D {
                plain.append(byte)
            } else if index + 1 == text.count || text[index + 1] != 0x0A {
                plain.append(0x0A)
            }
        }
        return plain
    }
}

/// Finds the words of a text and their places on the grid.
private struct TextGrid {
    private static let advance = 6.0
    private static let leading = 12.0

    let text: [UInt8]
    private(set) var indices: [Int32]
    private(set) var words: [Word] = []
    private(set) var lines: [Line] = []
    private var row = 0
    private var column = 0
    private var widest = 0
    private var lineStart = 0

    init(text: [UInt8]) {
        self.text = text
        indices = Array(repeating: -1, count: text.count)
    }

    var width: Double { Double(widest) * Self.advance }
    var height: Double { Double(row + 1) * Self.leading }

    mutating func read() {
        var start = -1
        var startColumn = 0
        for (index, byte) in text.enumerated() {
            let isSpace = byte <= 0x20
            if isSpace {
                finish(start..<index, from: startColumn)
                start = -1
            } else if start < 0 {
                start = index
                startColumn = column
            }
            advance(over: byte)
        }
        finish(start..<text.count, from: startColumn)
        finishLine()
    }

    private mutating func advance(over byte: UInt8) {
        switch byte {
        case 0x0A:
            finishLine()
            row += 1
            column = 0
        case 0x09: column = (column / 8 + 1) * 8
        case 0x80..<0xC0: break
        default: column += 1
        }
        widest = max(widest, column)
    }

    private mutating func finish(_ bytes: Range<Int>, from startColumn: Int) {
        guard bytes.lowerBound >= 0, !bytes.isEmpty else { return }
        let box = Box(
            x0: Double(startColumn) * Self.advance,
            y0: Double(row) * Self.leading,
            x1: Double(column) * Self.advance,
            y1: Double(row + 1) * Self.leading
        )
        for index in bytes { indices[index] = Int32(words.count) }
        let content = String(decoding: text[bytes], as: UTF8.self)
        words.append(Word(text: content, box: box, confidence: 1, source: .text, fontSize: 10))
    }

    private mutating func finishLine() {
        guard lineStart < words.count else { return }
        lines.append(Line(words: Array(words[lineStart...])))
        lineStart = words.count
    }
}
