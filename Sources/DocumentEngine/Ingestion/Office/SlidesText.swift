/// The text of a presentation, a page a slide.
struct SlidesText {
    let package: OfficePackage

    func write(to flow: inout TextFlow) throws(XMLTree.Problem) {
        for path in try slides() {
            guard let part = package.part(path) else { continue }
            try append(part, to: &flow)
            flow.endSheet()
        }
    }

    /// The slides in the order of the presentation.
    private func slides() throws(XMLTree.Problem) -> [String] {
        guard let part = package.part(package.main) else { throw XMLTree.Problem(message: "it has no slides") }
        let relations = package.relations(of: package.main).filter { $0.type.hasSuffix("/slide") }
        let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
        var slides: [String] = []
        let events = try XMLEvents(part)
        while let event = try events.next() {
            guard case .start("sldId") = event else { continue }
            // Two attributes are called id; that of the relation is not a number.
            if let target = events.values("id").compactMap({ targets[$0] }).first { slides.append(target) }
        }
        return slides
    }

    private func append(_ part: FileContent, to flow: inout TextFlow) throws(XMLTree.Problem) {
        let events = try XMLEvents(part)
        var isText = false
        while let event = try events.next() {
            switch event {
            case .start(let name):
                switch name {
                case "Fallback": try events.skip()
                case "t": isText = true
                case "br": flow.breakLine()
                case "tbl": flow.beginTable()
                case "tr": flow.beginRow()
                case "tc": flow.beginCell(span: events.number("gridSpan") ?? 1)
                default: break
                }
            case .end(let name):
                switch name {
                case "t": isText = false
                case "p": flow.endParagraph()
                case "sp": flow.gap()
                case "tc": flow.endCell()
                case "tr": flow.endRow()
                case "tbl": flow.endTable()
                default: break
                }
            case .text(let text): if isText { flow.append(verbatim: text) }
            }
        }
    }
}
