import OrchestrateModel

/// Finds the places of an XML file's values in its own text, which is the document's page.
struct XMLPlaces {
    private let document: DocumentText
    private let lines: [Range<Int>]

    /// Longer lines are no place to point at as a whole.
    private static let maxLine = 400

    init(_ document: DocumentText) {
        self.document = document
        lines = document.text.lines(in: document.text.all)
    }

    /// The value's words on the page; without page and box where they are not found in its line.
    func evidence(of entry: EmbeddedInvoice.Entry) -> [Evidence] {
        guard lines.indices.contains(entry.line - 1) else { return [entry.evidence] }
        let line = lines[entry.line - 1]
        let range = value(entry, in: line) ?? (line.count <= Self.maxLine ? line : nil)
        guard let range else { return [entry.evidence] }
        let places = DocumentText.evidence(of: document.words(of: range, in: document.text), rule: entry.rule)
        guard !places.isEmpty else { return [entry.evidence] }
        return places.map { Evidence(page: $0.page, box: $0.box, source: .embedded, rule: $0.rule) }
    }

    /// The bytes of the value between its tags: `>raw</prefix:name>`.
    private func value(_ entry: EmbeddedInvoice.Entry, in line: Range<Int>) -> Range<Int>? {
        let wanted = Array(">\(entry.raw)</".utf8)
        let step = entry.rule.split(separator: "/").last ?? ""
        let name = Array((step.prefix { $0 != "[" }.split(separator: ":").last ?? "").utf8)
        let bytes = document.text.bytes
        guard wanted.count <= line.count else { return nil }
        for start in line.lowerBound...(line.upperBound - wanted.count) where bytes[start] == wanted[0] {
            guard bytes[start..<(start + wanted.count)].elementsEqual(wanted) else { continue }
            let tag = bytes[(start + wanted.count)..<line.upperBound].prefix { $0 != UInt8(ascii: ">") }
            let ending = tag.split(separator: UInt8(ascii: ":")).last ?? []
            guard ending.elementsEqual(name) else { continue }
            return (start + 1)..<(start + wanted.count - 2)
        }
        return nil
    }
}
