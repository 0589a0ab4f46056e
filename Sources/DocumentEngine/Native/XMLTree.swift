import CLibxml2
import Glibc

/// A parsed XML document; owns libxml2's tree and the context that paths are evaluated in.
///
/// The bytes may be hostile: a document type declaration, and with it every entity of its own, is refused before the tree
/// is built, nothing outside the document is loaded, and depth, number of nodes and size are bounded.
final class XMLTree {
    /// Why bytes did not become a tree.
    struct Problem: Error, Equatable {
        let message: String
    }

    static let maxBytes = 16 << 20
    private static let maxDepth: Int32 = 64
    private static let maxNodes = 400_000

    let root: XMLNode
    private let document: xmlDocPtr
    private let context: xmlXPathContextPtr

    /// Parses a document; `encoding` says what the bytes are, whatever the document says of itself, nil to believe it.
    init(bytes: UnsafeRawBufferPointer, encoding: String? = nil) throws(Problem) {
        Self.prepare
        guard bytes.count <= Self.maxBytes else {
            throw Problem(message: "it has more than \(Self.maxBytes >> 20) MB")
        }
        try Self.survey(bytes, encoding: encoding)
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let document = xmlReadMemory(text, Int32(bytes.count), nil, encoding, Self.options(encoding)) else {
            throw Problem(message: "it is not well-formed")
        }
        guard let element = xmlDocGetRootElement(document), let context = xmlXPathNewContext(document) else {
            xmlFreeDoc(document)
            throw Problem(message: "it has no content")
        }
        self.document = document
        self.context = context
        root = XMLNode(pointer: element)
    }

    deinit {
        xmlXPathFreeContext(context)
        xmlFreeDoc(document)
    }

    /// Makes a namespace known to `nodes(_:from:)` under a prefix.
    func register(prefix: String, namespace: String) {
        _ = xmlXPathRegisterNs(context, prefix, namespace)
    }

    /// The nodes that an XPath names, in document order; none where it names something else.
    func nodes(_ path: String, from node: XMLNode) -> [XMLNode] {
        guard let result = xmlXPathNodeEval(node.pointer, path, context) else { return [] }
        defer { xmlXPathFreeObject(result) }
        guard result.pointee.type == XPATH_NODESET, let set = result.pointee.nodesetval else { return [] }
        return (0..<Int(set.pointee.nodeNr)).compactMap { set.pointee.nodeTab[$0].map(XMLNode.init) }
    }

    static var version: String { LIBXML_DOTTED_VERSION }

    /// Keeps libxml2 off the network and off standard error; costs nothing after the first time.
    static func prepareLibrary() { prepare }

    /// The text that libxml2 points to, empty for none.
    static func string(_ text: UnsafePointer<xmlChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }

    /// Evaluated once a process, before the first document.
    private static let prepare: Void = orchestrate_xml_prepare()

    /// Never entities, network, or the repair of broken documents.
    private static func options(_ encoding: String?) -> Int32 {
        let wanted = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_BIG_LINES, XML_PARSE_NOCDATA]
        let override = encoding == nil ? [] : [XML_PARSE_IGNORE_ENC]
        return Int32(bitPattern: (wanted + override).reduce(0) { $0 | $1.rawValue })
    }

    /// Reads the document once as a stream, so that one which is too deep, too large or declares a type builds no tree.
    private static func survey(_ bytes: UnsafeRawBufferPointer, encoding: String?) throws(Problem) {
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let reader = xmlReaderForMemory(text, Int32(bytes.count), nil, encoding, options(encoding)) else {
            throw Problem(message: "there is not enough memory to read it")
        }
        defer { xmlFreeTextReader(reader) }
        var nodes = 0
        var result = xmlTextReaderRead(reader)
        while result == 1 {
            nodes += 1
            if xmlTextReaderNodeType(reader) == Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue) {
                throw Problem(message: "it declares a document type (DOCTYPE), which no e-invoice needs")
            }
            guard xmlTextReaderDepth(reader) <= maxDepth else {
                throw Problem(message: "its elements are nested more than \(maxDepth) deep")
            }
            guard nodes <= maxNodes else { throw Problem(message: "it has more than \(maxNodes) nodes") }
            result = xmlTextReaderRead(reader)
        }
        guard result == 0 else {
            let line = xmlTextReaderGetParserLineNumber(reader)
            throw Problem(message: "it is not well-formed near line \(max(1, line))")
        }
    }
}

/// An element or attribute of an `XMLTree`; must not outlive it.
struct XMLNode {
    fileprivate let pointer: xmlNodePtr

    /// The element's name without prefix.
    var name: String { XMLTree.string(pointer.pointee.name) }

    /// The URI of the element's namespace, empty where it has none.
    var namespace: String { pointer.pointee.ns.map { XMLTree.string($0.pointee.href) } ?? "" }

    /// All text inside.
    var text: String {
        guard let content = xmlNodeGetContent(pointer) else { return "" }
        defer { orchestrate_xml_free(content) }
        return XMLTree.string(content)
    }

    /// The line of the document where it starts, from 1; 0 where that is not known.
    var line: Int { Int(xmlGetLineNo(pointer)) }

    /// An attribute without namespace.
    func attribute(_ name: String) -> String? {
        guard let content = xmlGetNoNsProp(pointer, name) else { return nil }
        defer { orchestrate_xml_free(content) }
        return XMLTree.string(content)
    }
}
