/// The text of a workbook, a page a sheet, values as their cells show them.
struct WorkbookText {
    let package: OfficePackage

    private static let maxColumns = 1000

    func write(to flow: inout TextFlow) throws(XMLTree.Problem) {
        let relations = package.relations(of: package.main)
        func part(_ kind: String) -> FileContent? {
            relations.first { $0.type.hasSuffix("/" + kind) }.flatMap { package.part($0.target) }
        }
        guard let book = package.part(package.main) else { throw XMLTree.Problem(message: "it has no sheets") }
        let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
        let (sheets, isFrom1904) = try sheets(in: book)
        let strings = try part("sharedStrings").map { part throws(XMLTree.Problem) in try Self.strings(in: part) } ?? []
        var styles = CellStyles()
        if let part = part("styles") { styles = try CellStyles(part) }
        styles.isFrom1904 = isFrom1904
        for id in sheets {
            guard let target = targets[id], let part = package.part(target) else { continue }
            var reader = SheetReader(strings: strings, styles: styles)
            try reader.read(part, to: &flow)
            flow.endSheet()
        }
    }

    /// The relations of the sheets that are not hidden, in order, and where the workbook's days begin.
    private func sheets(in book: FileContent) throws(XMLTree.Problem) -> (ids: [String], isFrom1904: Bool) {
        var ids: [String] = []
        var isFrom1904 = false
        let events = try XMLEvents(book)
        while let event = try events.next() {
            switch event {
            case .start("sheet"):
                let isHidden = events.attribute("state").map { $0 != "visible" } ?? false
                if !isHidden, let id = events.attribute("id") { ids.append(id) }
            case .start("workbookPr"): isFrom1904 = ["1", "true"].contains(events.attribute("date1904") ?? "")
            default: break
            }
        }
        return (ids, isFrom1904)
    }

    /// The strings that cells refer to by number.
    private static func strings(in part: FileContent) throws(XMLTree.Problem) -> [String] {
        var strings: [String] = []
        var current = ""
        var isText = false
        let events = try XMLEvents(part)
        while let event = try events.next() {
            switch event {
            case .start("t"): isText = true
            case .start("rPh"): try events.skip()
            case .end("t"): isText = false
            case .end("si"):
                strings.append(current)
                current = ""
            case .text(let text): if isText { current += text }
            default: break
            }
        }
        return strings
    }

    /// The place of a cell's column, from 0: 27 for `AB12`.
    static func column(of reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { break }
            column = column * 26 + Int(byte) - 64
            guard column <= 20_000 else { return nil }
        }
        return column > 0 ? min(column - 1, maxColumns) : nil
    }
}

/// Reads the cells of a sheet.
private struct SheetReader {
    let strings: [String]
    let styles: CellStyles
    /// The row's cells with text, by column.
    private var cells: [(column: Int, text: String)] = []
    private var place = 0
    private var type = ""
    private var style = 0
    private var value = ""
    private var isValue = false

    init(strings: [String], styles: CellStyles) {
        self.strings = strings
        self.styles = styles
    }

    mutating func read(_ part: FileContent, to flow: inout TextFlow) throws(XMLTree.Problem) {
        flow.beginTable()
        let events = try XMLEvents(part)
        while let event = try events.next() {
            switch event {
            case .start("row"): cells = []
            case .start("c"):
                place = events.attribute("r").flatMap { WorkbookText.column(of: $0) } ?? (cells.last?.column ?? -1) + 1
                type = events.attribute("t") ?? "n"
                style = events.number("s") ?? 0
                value = ""
            case .start("v"), .start("t"): isValue = true
            case .start("f"), .start("rPh"): try events.skip()
            case .end("v"), .end("t"): isValue = false
            case .end("c"): take()
            case .end("row"): write(to: &flow)
            case .text(let text): if isValue { value += text }
            default: break
            }
        }
        flow.endTable()
    }

    private mutating func take() {
        guard !value.isEmpty, place > cells.last?.column ?? -1 else { return }
        let text =
            switch type {
            case "s": Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
            case "b": value == "1" ? "TRUE" : "FALSE"
            case "n": styles.text(of: value, style: style)
            default: value
            }
        cells.append((place, text))
    }

    private func write(to flow: inout TextFlow) {
        flow.beginRow()
        var next = 0
        for (column, text) in cells {
            // Columns without text are one cell, however many there are.
            if column > next {
                flow.beginCell(span: column - next)
                flow.endCell()
            }
            flow.beginCell()
            flow.append(verbatim: text)
            flow.endCell()
            next = column + 1
        }
        flow.endRow()
    }
}
