/// The text of a Word document: headers, body with its tables, notes, footers.
struct WordText {
    let package: OfficePackage

    func write(to flow: inout TextFlow) throws(XMLTree.Problem) {
        let relations = package.relations(of: package.main)
        func parts(_ kind: String) -> [OfficePackage.Relation] { relations.filter { $0.type.hasSuffix("/" + kind) } }
        guard let body = package.part(package.main) else { throw XMLTree.Problem(message: "it has no text") }
        let used = try references(in: body)
        for relation in parts("header") where used.contains(relation.id) { try append(relation.target, to: &flow) }
        try append(body, to: &flow)
        for relation in parts("footnotes") + parts("endnotes") { try append(relation.target, to: &flow) }
        for relation in parts("footer") where used.contains(relation.id) { try append(relation.target, to: &flow) }
    }

    /// The headers and footers that the document shows somewhere.
    private func references(in body: FileContent) throws(XMLTree.Problem) -> Set<String> {
        var ids: Set<String> = []
        let events = try XMLEvents(body)
        while let event = try events.next() {
            guard case .start(let name) = event, name == "headerReference" || name == "footerReference" else {
                continue
            }
            if let id = events.attribute("id") { ids.insert(id) }
        }
        return ids
    }

    private func append(_ path: String, to flow: inout TextFlow) throws(XMLTree.Problem) {
        guard let part = package.part(path) else { return }
        flow.gap()
        try append(part, to: &flow)
    }

    /// What was deleted or moved away, what is an older way to say the same, and what fields are computed from.
    private static let unseen: Set<String> = [
        "del", "moveFrom", "Fallback", "delText", "instrText", "rPrChange", "pPrChange",
    ]

    private func append(_ part: FileContent, to flow: inout TextFlow) throws(XMLTree.Problem) {
        let events = try XMLEvents(part)
        var isText = false
        var isHidden = false
        var runs = 0
        while let event = try events.next() {
            switch event {
            case .start(let name):
                guard !Self.unseen.contains(name) else {
                    try events.skip()
                    continue
                }
                switch name {
                case "t": isText = true
                case "r": runs += 1
                case "vanish" where runs > 0: isHidden = !["0", "false", "off"].contains(events.attribute("val") ?? "")
                case "gridSpan": flow.span(events.number("val") ?? 1)
                default: Self.begin(name, events, &flow)
                }
            case .end(let name):
                switch name {
                case "t": isText = false
                case "r":
                    runs -= 1
                    isHidden = false
                case "p": flow.breakLine()
                case "tc": flow.endCell()
                case "tr": flow.endRow()
                case "tbl": flow.endTable()
                default: break
                }
            case .text(let text): if isText, !isHidden { flow.append(verbatim: text) }
            }
        }
    }

    private static func begin(_ name: String, _ events: XMLEvents, _ flow: inout TextFlow) {
        switch name {
        case "tab" where events.attribute("val") == nil: flow.tab()
        case "br": if events.attribute("type") == "page" { flow.breakPage() } else { flow.breakLine() }
        case "cr": flow.breakLine()
        case "noBreakHyphen": flow.append(verbatim: "-")
        case "txbxContent": flow.endParagraph()
        case "tbl": flow.beginTable()
        case "tr": flow.beginRow()
        case "tc": flow.beginCell()
        default: break
        }
    }
}
