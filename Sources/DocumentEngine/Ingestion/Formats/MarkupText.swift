import OrchestrateModel

/// HTML as a page of text: blocks, lists, and tables with their columns apart.
///
/// Scripts, styles and what the document hides are left out; nothing is loaded.
enum MarkupText {
    /// The page of an HTML file, in the encoding it declares unless its bytes say otherwise.
    static func document(_ content: FileContent, encoding: TextEncoding) -> ConvertedDocument? {
        let (text, name, undecodable) = decoded(content.bytes, encoding)
        var flow = TextFlow()
        guard append(text, to: &flow) else { return nil }
        var document = ConvertedDocument(flow, mediaType: "text/html", encoding: name)
        if undecodable > 0 { document.findings.append(.undecodable(bytes: undecodable)) }
        return document
    }

    /// Appends the text of an HTML document in UTF-8; false where it is none.
    static func append(_ utf8: [UInt8], to flow: inout TextFlow) -> Bool {
        guard let tree = utf8.withUnsafeBytes({ HTMLTree(utf8: $0) }) else { return false }
        var writer = MarkupWriter(flow: flow)
        tree.walk { event in
            switch event {
            case .start(let element): return writer.begin(element)
            case .end(let name): writer.end(name)
            case .text(let text): writer.flow.append(folding: text)
            }
            return true
        }
        flow = writer.flow
        flow.endParagraph()
        return true
    }

    /// A byte order mark and well-formed UTF-8 are believed before a declaration, and that before a guess.
    private static func decoded(
        _ bytes: UnsafeRawBufferPointer,
        _ encoding: TextEncoding
    ) -> (text: [UInt8], name: String, undecodable: Int) {
        if encoding.markLength == 0, !encoding.name.hasPrefix("utf-"), let name = declaredEncoding(bytes),
            let decoded = CharacterSet.decode(bytes, from: name), decoded.undecodable * 100 <= bytes.count
        {
            return (decoded.text, name, decoded.undecodable)
        }
        let decoded = encoding.decode(bytes)
        return (decoded.text, encoding.name, decoded.undecodable)
    }

    /// The `charset` of the head's `meta` elements; nil where it declares none that bytes of this kind can be in.
    private static func declaredEncoding(_ bytes: UnsafeRawBufferPointer) -> String? {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        for piece in head.split(separator: "<") where piece.hasPrefix("meta") {
            guard let place = piece.firstRange(of: "charset") else { continue }
            let rest = piece[place.upperBound...].drop { $0 == "=" || $0 == " " || $0 == "\"" || $0 == "'" }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            switch name {
            case "", "utf-16", "utf-32": continue
            // Browsers take these names for the code page that has more letters.
            case "iso-8859-1", "latin1", "us-ascii", "ascii": return "windows-1252"
            default: return String(name)
            }
        }
        return nil
    }
}

/// Carries the meaning of HTML's elements over to a flow.
private struct MarkupWriter {
    var flow: TextFlow
    /// For each list that is open, the number of its next item; nil where items are not numbered.
    private var lists: [Int?] = []

    init(flow: TextFlow) {
        self.flow = flow
    }

    private static let unseen: Set<String> = [
        "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "audio", "video",
        "canvas", "map", "datalist",
    ]

    /// Blocks with a free line around them.
    private static let spaced: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "figure", "fieldset", "address", "hr",
    ]

    private static let blocks: Set<String> = [
        "body", "div", "section", "article", "header", "footer", "main", "nav", "aside", "form", "dt", "dd", "center",
        "figcaption", "legend", "details", "summary", "caption", "thead", "tbody", "tfoot", "option", "title",
    ]

    /// False where the element is not to be seen.
    mutating func begin(_ element: HTMLElement) -> Bool {
        let name = element.name
        guard !Self.unseen.contains(name), !isHidden(element) else { return false }
        switch name {
        case "br": flow.breakLine()
        case "table": flow.beginTable()
        case "tr": flow.beginRow()
        case "td", "th": flow.beginCell(span: element.attribute("colspan").flatMap { Int($0) } ?? 1)
        case "ul", "menu": beginList(first: nil)
        case "ol": beginList(first: element.attribute("start").flatMap { Int($0) } ?? 1)
        case "li": beginItem()
        case "pre", "textarea":
            flow.gap()
            flow.beginPreformatted()
        case _ where Self.spaced.contains(name): flow.gap()
        case _ where Self.blocks.contains(name): flow.endParagraph()
        default: break
        }
        return true
    }

    mutating func end(_ name: String) {
        switch name {
        case "table": flow.endTable()
        case "tr": flow.endRow()
        case "td", "th": flow.endCell()
        case "ul", "ol", "menu":
            _ = lists.popLast()
            if lists.isEmpty { flow.gap() } else { flow.endParagraph() }
        case "li": flow.endParagraph()
        case "pre", "textarea":
            flow.endPreformatted()
            flow.gap()
        case _ where Self.spaced.contains(name): flow.gap()
        case _ where Self.blocks.contains(name): flow.endParagraph()
        default: break
        }
    }

    private mutating func beginList(first: Int?) {
        if lists.isEmpty { flow.gap() } else { flow.endParagraph() }
        lists.append(first)
    }

    private mutating func beginItem() {
        flow.endParagraph()
        guard let last = lists.indices.last, let number = lists[last] else { return }
        lists[last] = number < Int.max ? number + 1 : number
        flow.append(folding: "\(number). ")
    }

    private func isHidden(_ element: HTMLElement) -> Bool {
        if element.attribute("hidden") != nil { return true }
        guard let style = element.attribute("style") else { return false }
        let rules = style.lowercased().filter { !$0.isWhitespace }
        return rules.contains("display:none") || rules.contains("visibility:hidden") || rules.contains("mso-hide:all")
    }
}

extension Finding {
    /// The finding of a text in which bytes stand for nothing.
    static func undecodable(bytes count: Int) -> Finding {
        let message = "\(count) bytes stand for no character in this encoding and show as U+FFFD"
        return Finding(severity: .warning, code: "undecodable_bytes", message: message)
    }
}
