import OrchestrateModel

/// Texts that are more than lines: HTML, JSON, values in columns.
enum StructuredText {
    /// The document set out by its structure; nil for plain text, XML, and whatever only looks like more.
    static func document(_ content: FileContent, encoding: TextEncoding, name: String) -> ConvertedDocument? {
        if isMarkup(content.bytes) { return MarkupText.document(content, encoding: encoding) }
        guard encoding.mediaType == "text/plain" else { return nil }
        let file = TextFile(content: content, encoding: encoding)
        var document = json(file.text) ?? DelimitedText(file.text, isNamedSo: isNamedAsTable(name))?.document
        document?.encoding = encoding.name
        if file.undecodable > 0 { document?.findings.append(.undecodable(bytes: file.undecodable)) }
        return document
    }

    private static func json(_ text: [UInt8]) -> ConvertedDocument? {
        guard let first = text.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        return JSONText(text)?.document
    }

    /// Two columns are a table only where the name says so.
    private static func isNamedAsTable(_ name: String) -> Bool {
        let ending = name.lowercased().split(separator: ".").last ?? ""
        return ["csv", "tsv", "psv", "tab"].contains(ending)
    }

    /// True where the first element is one of HTML's, after declarations and comments; zero bytes of wide encodings do not
    /// count.
    private static func isMarkup(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let head = bytes.prefix(8192).filter { $0 != 0 && $0 != 0xFE && $0 != 0xFF }
        var rest = Substring(String(decoding: head, as: UTF8.self).lowercased())
        if rest.hasPrefix("\u{FEFF}") { rest = rest.dropFirst() }
        while true {
            rest = rest.drop(while: \.isWhitespace)
            let end: Range<Substring.Index>?
            if rest.hasPrefix("<!--") {
                end = rest.firstRange(of: "-->")
            } else if rest.hasPrefix("<!doctype html") || rest.hasPrefix("<html") {
                return true
            } else if rest.hasPrefix("<?") || rest.hasPrefix("<!doctype") {
                end = rest.firstRange(of: ">")
            } else {
                break
            }
            guard let end else { return false }
            rest = rest[end.upperBound...]
        }
        guard rest.first == "<" else { return false }
        let name = rest.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let after = rest.dropFirst(name.count + 1).first
        guard after == ">" || after?.isWhitespace == true else { return false }
        return ["head", "body", "meta", "title", "div", "p", "table", "h1", "h2", "h3", "span", "font", "center"]
            .contains(String(name))
    }
}
