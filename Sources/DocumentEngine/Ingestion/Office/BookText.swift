/// The text of an EPUB, a page a chapter.
struct BookText {
    let package: OfficePackage

    func write(to flow: inout TextFlow) throws(XMLTree.Problem) {
        guard package.part("META-INF/rights.xml") == nil else { throw OfficePackage.locked }
        guard let container = package.part(OfficePackage.bookContainer), let opf = try rootFile(in: container),
            let list = package.part(opf)
        else { throw XMLTree.Problem(message: "it has no list of contents") }
        let base = opf.lastIndex(of: "/").map { String(opf[...$0]) } ?? ""
        for target in try chapters(in: list) {
            guard let part = package.part(OfficePackage.resolve(target, against: base)) else { continue }
            let text = TextEncoding(of: part.bytes)?.decode(part.bytes).text ?? Array(part.bytes)
            if MarkupText.append(text, to: &flow) { flow.endPage() }
        }
    }

    private func rootFile(in container: FileContent) throws(XMLTree.Problem) -> String? {
        let events = try XMLEvents(container)
        while let event = try events.next() {
            if case .start("rootfile") = event, let path = events.attribute("full-path") { return path }
        }
        return nil
    }

    /// The chapters' files in reading order.
    private func chapters(in list: FileContent) throws(XMLTree.Problem) -> [String] {
        var files: [String: String] = [:]
        var order: [String] = []
        let events = try XMLEvents(list)
        while let event = try events.next() {
            switch event {
            case .start("item"):
                if let id = events.attribute("id"), let file = events.attribute("href") { files[id] = file }
            case .start("itemref"): events.attribute("idref").map { order.append($0) }
            default: break
            }
        }
        return order.compactMap { files[$0] }.map { PercentEncoding.decoded($0) }
    }
}

/// Names in links, in which `%20` is a space.
enum PercentEncoding {
    static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "%", let byte = UInt8(rest.prefix(2), radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(2)
            } else {
                bytes += Array(String(character).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
