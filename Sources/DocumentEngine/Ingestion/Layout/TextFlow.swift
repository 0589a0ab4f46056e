/// Collects paragraphs, line breaks and tables of a document without pages, and sets them out as lines of text.
///
/// Beginnings and ends need not match: what is left open ends with what is around it.
struct TextFlow {
    /// The document, a paragraph in a cell, or what else holds lines.
    private struct Frame {
        var lines: [String] = []
        var current = ""
        var isSpaceDue = false
        var table: TextTable?
        var row: [TextTable.Cell]?
        var span = 1
    }

    private var frames = [Frame()]
    private(set) var pages: [[String]] = []
    private var preformatted = 0
    /// Tables that are open but too deep to be set out.
    private var flattened = 0
    /// Characters taken so far; what comes after `limit` is left out.
    private(set) var size = 0
    private let limit: Int

    /// Tables inside tables deeper than this lose their columns.
    private static let maxNesting = 12

    init(limit: Int = 4 << 20) {
        self.limit = limit
    }

    /// True where the limit cut something off.
    var isCut: Bool { size > limit }

    // MARK: Text

    /// Appends text, white space folded as in HTML unless it is preformatted.
    mutating func append(folding text: some StringProtocol) {
        guard preformatted == 0 else { return append(verbatim: text) }
        for word in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: Self.isSpace) {
            if word.isEmpty {
                frames[frames.count - 1].isSpaceDue = true
            } else {
                put(String(Substring.UnicodeScalarView(word)))
                frames[frames.count - 1].isSpaceDue = true
            }
        }
        if let last = text.unicodeScalars.last, !Self.isSpace(last) { frames[frames.count - 1].isSpaceDue = false }
    }

    /// Appends text with its own spaces; line ends break the line, tabs stay.
    mutating func append(verbatim text: some StringProtocol) {
        var isFirst = true
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if !isFirst { breakLine() }
            isFirst = false
            if !line.isEmpty { put(String(line)) }
        }
    }

    private mutating func put(_ text: String) {
        guard size <= limit else { return }
        size += text.unicodeScalars.count + 1
        let text =
            size > limit + 1
            ? String(text.unicodeScalars.prefix(max(0, limit - size + text.unicodeScalars.count))) : text
        let last = frames.count - 1
        if frames[last].isSpaceDue, !frames[last].current.isEmpty { frames[last].current += " " }
        frames[last].isSpaceDue = false
        frames[last].current += Self.plain(text)
    }

    /// Ends the line, an empty one, too.
    mutating func breakLine() {
        let last = frames.count - 1
        frames[last].lines.append(frames[last].current)
        frames[last].current = ""
        frames[last].isSpaceDue = false
        size += 1
    }

    /// Ends the line if there is one.
    mutating func endParagraph() {
        if frames[frames.count - 1].current.isEmpty {
            frames[frames.count - 1].isSpaceDue = false
        } else {
            breakLine()
        }
    }

    /// Ends the line and leaves one free, but never two.
    mutating func gap() {
        endParagraph()
        let last = frames.count - 1
        if let line = frames[last].lines.last, !line.isEmpty { frames[last].lines.append("") }
    }

    /// Goes on at the next tab stop, every eighth column, two or more columns away.
    mutating func tab() {
        let last = frames.count - 1
        let length = frames[last].current.unicodeScalars.count
        frames[last].isSpaceDue = false
        put(String(repeating: " ", count: (length + 2 + 7) / 8 * 8 - length))
    }

    mutating func beginPreformatted() { preformatted += 1 }

    mutating func endPreformatted() { preformatted = max(0, preformatted - 1) }

    // MARK: Tables

    mutating func beginTable() {
        endParagraph()
        guard flattened == 0, frames.count <= Self.maxNesting else {
            flattened += 1
            return
        }
        // A table right inside another, outside any cell, is in a cell all the same.
        if frames[frames.count - 1].table != nil { beginCell() }
        frames[frames.count - 1].table = TextTable()
    }

    mutating func beginRow() {
        let last = frames.count - 1
        guard flattened == 0, frames[last].table != nil else { return endParagraph() }
        endRow()
        frames[last].row = []
    }

    mutating func beginCell(span: Int = 1) {
        let last = frames.count - 1
        guard flattened == 0, frames[last].table != nil else { return endParagraph() }
        if frames[last].row == nil { frames[last].row = [] }
        frames.append(Frame(span: min(max(span, 1), 1000)))
    }

    /// Lets the cell that is open span so many columns.
    mutating func span(_ columns: Int) {
        guard flattened == 0, frames.count > 1 else { return }
        frames[frames.count - 1].span = min(max(columns, 1), 1000)
    }

    /// Ends the innermost cell with all that is open in it.
    mutating func endCell() {
        guard flattened == 0, frames.count > 1, frames[frames.count - 1].table == nil else { return endParagraph() }
        endParagraph()
        let frame = frames.removeLast()
        let cell = TextTable.Cell(lines: Self.trimmed(frame.lines), span: frame.span)
        frames[frames.count - 1].row?.append(cell)
    }

    /// Ends the cell and puts it into the row so many times.
    mutating func endCell(repeated count: Int) {
        let depth = frames.count
        endCell()
        let last = frames.count - 1
        guard count > 1, frames.count < depth, var cell = frames[last].row?.popLast() else { return }
        if cell.lines.isEmpty {
            cell.span = min(cell.span * count, 1000)
            frames[last].row?.append(cell)
        } else {
            let length = cell.lines.reduce(1) { $0 + $1.unicodeScalars.count }
            let room = max(1, (limit - size) / length)
            size += length * (count - 1)
            frames[last].row? += Array(repeating: cell, count: min(count, room))
        }
    }

    /// Ends the innermost cell and leaves it out of its row where it is empty.
    mutating func dropCell() {
        let depth = frames.count
        endCell()
        let last = frames.count - 1
        if frames.count < depth, frames[last].row?.last?.lines.isEmpty == true { frames[last].row?.removeLast() }
    }

    /// Notes cells that lie under another: those beside one that spans columns are that one's, others are empty.
    mutating func coverCells(_ count: Int) {
        let last = frames.count - 1
        guard flattened == 0, let cell = frames[last].row?.last, cell.span <= 1 || cell.lines.isEmpty else { return }
        frames[last].row?.append(TextTable.Cell(lines: [], span: count))
    }

    mutating func endRow() {
        let last = frames.count - 1
        guard flattened == 0, let row = frames[last].row else { return }
        frames[last].row = nil
        frames[last].table?.append(row)
    }

    /// Ends the innermost table that is open.
    mutating func endTable() {
        guard flattened == 0 else {
            flattened -= 1
            return endParagraph()
        }
        if frames[frames.count - 1].table == nil, frames.count > 1 { endCell() }
        let last = frames.count - 1
        endRow()
        guard let table = frames[last].table else { return endParagraph() }
        frames[last].table = nil
        endParagraph()
        frames[last].lines += table.lines()
    }

    // MARK: Pages

    /// Ends the page where the document itself says so, unless that is inside a table.
    mutating func breakPage() {
        if frames.count == 1, frames[0].table == nil { endPage() } else { breakLine() }
    }

    /// Ends the page, if anything stands on it.
    mutating func endPage() {
        endSheet()
        if pages.last?.isEmpty == true { pages.removeLast() }
    }

    /// Ends the page, an empty one, too, which counts where the document has pages of its own.
    mutating func endSheet() {
        flattened = 0
        while frames.count > 1 { endTable() }
        endTable()
        endParagraph()
        let lines = Self.trimmed(frames[0].lines)
        frames = [Frame()]
        pages.append(lines)
    }

    /// Spaces that do not break as plain ones, and without marks that have no width.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{A0}", "\u{2007}", "\u{202F}": scalars.append(" ")
            case "\u{AD}", "\u{200B}"..."\u{200F}", "\u{2060}", "\u{FEFF}": break
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{0C}"
    }

    /// The lines without white space at their ends and without empty lines around them.
    private static func trimmed(_ lines: [String]) -> [String] {
        let plain = lines.map { line in
            var scalars = Substring(line).unicodeScalars
            while let last = scalars.last, isSpace(last) { scalars.removeLast() }
            return String(Substring(scalars))
        }
        guard let first = plain.firstIndex(where: { !$0.isEmpty }),
            let last = plain.lastIndex(where: { !$0.isEmpty })
        else { return [] }
        return Array(plain[first...last])
    }
}
