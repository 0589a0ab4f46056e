import CLibxml2

/// Reads an XML document as a stream of beginnings, texts and ends; owns libxml2's reader.
///
/// For documents of any size: nothing is kept. A document type declaration, and with it every entity of its own, is refused,
/// and nothing outside the document is loaded.
final class XMLEvents {
    enum Event {
        /// An element's name without prefix; its end follows, of an empty one, too.
        case start(String)
        case end(String)
        case text(String)
    }

    private let reader: xmlTextReaderPtr
    private let content: FileContent
    private var pendingEnd: String?
    private static let maxDepth: Int32 = 250

    init(_ content: FileContent) throws(XMLTree.Problem) {
        XMLTree.prepareLibrary()
        let wanted = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NOCDATA]
        let options = Int32(bitPattern: wanted.reduce(0) { $0 | $1.rawValue })
        let text = content.bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard content.bytes.count <= Int32.max,
            let reader = xmlReaderForMemory(text, Int32(content.bytes.count), nil, nil, options)
        else { throw XMLTree.Problem(message: "it is too large") }
        self.reader = reader
        self.content = content
    }

    deinit { xmlFreeTextReader(reader) }

    /// The next event, nil after the last.
    func next() throws(XMLTree.Problem) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while true {
            guard content.pulse.goesOn() else { throw XMLTree.Problem(message: "reading was stopped") }
            let result = xmlTextReaderRead(reader)
            if result == 0 { return nil }
            guard result == 1 else {
                let line = max(1, xmlTextReaderGetParserLineNumber(reader))
                throw XMLTree.Problem(message: "it is not well-formed near line \(line)")
            }
            if let event = try event() { return event }
        }
    }

    private func event() throws(XMLTree.Problem) -> Event? {
        let type = UInt32(bitPattern: xmlTextReaderNodeType(reader))
        switch type {
        case XML_READER_TYPE_ELEMENT.rawValue:
            guard xmlTextReaderDepth(reader) <= Self.maxDepth else {
                throw XMLTree.Problem(message: "its elements are nested more than \(Self.maxDepth) deep")
            }
            let name = XMLTree.string(xmlTextReaderConstLocalName(reader))
            if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
            return .start(name)
        case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(XMLTree.string(xmlTextReaderConstLocalName(reader)))
        case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
            XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
            return .text(XMLTree.string(xmlTextReaderConstValue(reader)))
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
            throw XMLTree.Problem(message: "it declares a document type (DOCTYPE), which no office document has")
        default: return nil
        }
    }

    /// An attribute, by its name without prefix, of the element whose start was given last.
    func attribute(_ name: String) -> String? { values(name).first }

    /// The attributes of that name, which may differ in their prefixes.
    func values(_ name: String) -> [String] {
        var values: [String] = []
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard XMLTree.string(xmlTextReaderConstLocalName(reader)) == name else { continue }
            values.append(XMLTree.string(xmlTextReaderConstValue(reader)))
        }
        xmlTextReaderMoveToElement(reader)
        return values
    }

    func number(_ name: String) -> Int? { attribute(name).flatMap { Int($0) } }

    /// Passes over the element whose start was given last, its end included.
    func skip() throws(XMLTree.Problem) {
        var depth = 1
        while depth > 0, let event = try next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            }
        }
    }
}
