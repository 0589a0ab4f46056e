/// The text of an OpenDocument file: a letter as a page, a workbook a page a sheet, a presentation a page a slide.
struct OpenDocumentText {
    let package: OfficePackage

    /// Deleted text, notes to the author, and shapes that are drawn elsewhere.
    private static let unseen: Set<String> = [
        "tracked-changes", "annotation", "notes", "covered-table-cell", "sequence-decls", "ruby-text", "desc", "title",
    ]

    /// Empty cells and cells alike are stored once; the more a sheet repeats them, the less they say.
    private static let maxRepeated = 200

    func write(to flow: inout TextFlow) throws(XMLTree.Problem) {
        if let manifest = package.part("META-INF/manifest.xml"), try isEncrypted(manifest) {
            throw OfficePackage.locked
        }
        guard let content = package.part(package.main) else { throw XMLTree.Problem(message: "it has no text") }
        // The headers and footers of sheets are for paper alone.
        let styles = package.mediaType.contains("spreadsheet") ? nil : package.part("styles.xml")
        if let styles { try append(styles, within: ["header", "header-first"], to: &flow) }
        try append(content, within: ["body"], to: &flow)
        if let styles { try append(styles, within: ["footer", "footer-first"], to: &flow) }
    }

    private func isEncrypted(_ manifest: FileContent) throws(XMLTree.Problem) -> Bool {
        let events = try XMLEvents(manifest)
        while let event = try events.next() {
            if case .start("encryption-data") = event { return true }
        }
        return false
    }

    /// Appends what stands inside elements of these names.
    private func append(
        _ part: FileContent,
        within names: Set<String>,
        to flow: inout TextFlow
    ) throws(XMLTree.Problem) {
        let events = try XMLEvents(part)
        var depth = 0
        var paragraphs = 0
        var tables = 0
        var isSheet = false
        var repetition = 1
        while let event = try events.next() {
            switch event {
            case .start(let name):
                if names.contains(name) { depth += 1 }
                guard depth > 0 else { continue }
                guard !Self.unseen.contains(name) else {
                    if name == "covered-table-cell" { Self.repeatEmpty(events, &flow) }
                    try events.skip()
                    continue
                }
                switch name {
                case "spreadsheet": isSheet = true
                case "p", "h": paragraphs += 1
                case "table": tables += 1
                case "table-cell": repetition = min(events.number("number-columns-repeated") ?? 1, Self.maxRepeated)
                default: break
                }
                Self.begin(name, events, &flow)
            case .end(let name):
                guard depth > 0 else { continue }
                if names.contains(name) { depth -= 1 }
                switch name {
                case "p", "h":
                    paragraphs -= 1
                    flow.breakLine()
                case "table-cell":
                    flow.endCell(repeated: repetition)
                    repetition = 1
                case "table-row": flow.endRow()
                case "table":
                    tables -= 1
                    flow.endTable()
                    if isSheet, tables == 0 { flow.endSheet() }
                case "page": flow.endSheet()
                default: break
                }
            case .text(let text): if paragraphs > 0, depth > 0 { flow.append(folding: text) }
            }
        }
        flow.endParagraph()
    }

    private static func begin(_ name: String, _ events: XMLEvents, _ flow: inout TextFlow) {
        switch name {
        case "tab": flow.tab()
        case "s": flow.append(verbatim: String(repeating: " ", count: min(events.number("c") ?? 1, 100)))
        case "line-break": flow.breakLine()
        case "text-box": flow.endParagraph()
        case "table": flow.beginTable()
        case "table-row": flow.beginRow()
        case "table-cell": flow.beginCell(span: events.number("number-columns-spanned") ?? 1)
        default: break
        }
    }

    /// Cells under one that spans several columns are counted with that one; those under one that spans rows are empty.
    private static func repeatEmpty(_ events: XMLEvents, _ flow: inout TextFlow) {
        flow.coverCells(min(events.number("number-columns-repeated") ?? 1, maxRepeated))
    }
}
