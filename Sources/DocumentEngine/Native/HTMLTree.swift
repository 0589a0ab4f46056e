import CLibxml2

/// A parsed HTML document, walked from its first tag to its last; owns libxml2's tree.
///
/// Nothing outside the document is loaded, and a broken one is mended as browsers do.
final class HTMLTree {
    enum Event {
        /// An element in lower case; its end follows.
        case start(HTMLElement)
        case end(String)
        case text(String)
    }

    private let document: htmlDocPtr

    /// Parses UTF-8; nil where nothing can be made of it.
    init?(utf8 bytes: UnsafeRawBufferPointer) {
        XMLTree.prepareLibrary()
        let wanted = [
            HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET, HTML_PARSE_IGNORE_ENC,
        ]
        let options = Int32(bitPattern: wanted.reduce(0) { $0 | $1.rawValue })
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let text, let context = htmlCreateMemoryParserCtxt(text, Int32(clamping: bytes.count)) else { return nil }
        defer { htmlFreeParserCtxt(context) }
        htmlCtxtUseOptions(context, options)
        // Without this the rest of a document that is nested 256 deep is lost without a word.
        context.pointee.options |= Int32(bitPattern: XML_PARSE_HUGE.rawValue)
        let encoding = xmlFindCharEncodingHandler("UTF-8")
        if encoding != nil { xmlSwitchToEncoding(context, encoding) }
        htmlParseDocument(context)
        guard let document = context.pointee.myDoc else { return nil }
        context.pointee.myDoc = nil
        self.document = document
    }

    deinit { xmlFreeDoc(document) }

    /// Calls `body` for each piece in document order; where it answers false to an element's start, its content is passed
    /// over together with its end.
    func walk(_ body: (Event) -> Bool) {
        var node = xmlDocGetRootElement(document)
        while let current = node {
            var goesIn = false
            switch current.pointee.type {
            case XML_ELEMENT_NODE:
                goesIn = body(.start(HTMLElement(pointer: current)))
                if goesIn, current.pointee.children == nil { _ = body(.end(XMLTree.string(current.pointee.name))) }
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: _ = body(.text(XMLTree.string(current.pointee.content)))
            default: break
            }
            if goesIn, let child = current.pointee.children {
                node = child
            } else {
                node = Self.following(current, body)
            }
        }
    }

    /// The next sibling, or that of the nearest ancestor that has one; tells of each element left.
    private static func following(_ node: xmlNodePtr, _ body: (Event) -> Bool) -> xmlNodePtr? {
        var current = node
        while true {
            if let next = current.pointee.next { return next }
            guard let parent = current.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
            _ = body(.end(XMLTree.string(parent.pointee.name)))
            current = parent
        }
    }
}

/// An element of an `HTMLTree`; must not outlive it.
struct HTMLElement {
    fileprivate let pointer: xmlNodePtr

    var name: String { XMLTree.string(pointer.pointee.name) }

    func attribute(_ name: String) -> String? {
        guard let content = xmlGetNoNsProp(pointer, name) else { return nil }
        defer { orchestrate_xml_free(content) }
        return XMLTree.string(content)
    }
}
