import Foundation

/// A PDF written byte by byte, for what no drawing library would write.
struct WrittenPDF {
    private var objects: [[UInt8]] = []

    /// Pages of a size with a content each; the font F is Helvetica, with a ToUnicode map where codes are given.
    init(
        contents: [String],
        width: Int = 595,
        height: Int = 842,
        meanings: [UInt8: Int]? = nil,
        picture: [UInt8]? = nil
    ) {
        let first = 6
        let kids = contents.indices.map { "\(first + $0 * 2) 0 R" }.joined(separator: " ")
        add("<</Type/Catalog/Pages 2 0 R>>")
        add("<</Type/Pages/Count \(contents.count)/Kids[\(kids)]>>")
        add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica\(meanings == nil ? "" : "/ToUnicode 4 0 R")>>")
        add(stream: Array(Self.map(meanings ?? [:]).utf8))
        objects.append(picture ?? Array("null".utf8))
        let resources = "/Font<</F 3 0 R>>" + (picture == nil ? "" : "/XObject<</I 5 0 R>>")
        for (index, content) in contents.enumerated() {
            let box = "/MediaBox[0 0 \(width) \(height)]/Resources<<\(resources)>>"
            add("<</Type/Page/Parent 2 0 R\(box)/Contents \(first + 1 + index * 2) 0 R>>")
            add(stream: Array(content.utf8))
        }
    }

    /// A picture of white pixels, run-length coded.
    static func whitePicture(side: Int) -> [UInt8] {
        let count = side * ((side + 7) / 8)
        let data =
            [UInt8](repeating: 0, count: 0) + (0..<(count / 128 + 1)).flatMap { _ in [129, 255] as [UInt8] } + [128]
        let size = "/Width \(side)/Height \(side)/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/RunLengthDecode"
        let head = "<</Type/XObject/Subtype/Image\(size)/Length \(data.count)>>stream\n"
        return Array(head.utf8) + data + Array("\nendstream".utf8)
    }

    /// Lines of text from the top of an A4 page.
    static func text(_ lines: [String]) -> String {
        "BT /F 12 Tf 60 760 Td 20 TL " + lines.map { "(\($0)) Tj T* " }.joined() + "ET"
    }

    private static func map(_ meanings: [UInt8: Int]) -> String {
        func digits(_ value: Int, _ count: Int) -> String {
            let plain = String(value, radix: 16)
            return String(repeating: "0", count: max(0, count - plain.count)) + plain
        }
        let entries = meanings.sorted { $0.key < $1.key }.map { "<\(digits(Int($0.key), 2))> <\(digits($0.value, 4))>" }
        return """
            12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange
            \(entries.count) beginbfchar
            \(entries.joined(separator: "\n"))
            endbfchar endcmap end
            """
    }

    private mutating func add(_ object: String) { objects.append(Array(object.utf8)) }

    private mutating func add(stream: [UInt8]) {
        objects.append(Array("<</Length \(stream.count)>>stream\n".utf8) + stream + Array("\nendstream".utf8))
    }

    var bytes: [UInt8] {
        var bytes = Array("%PDF-1.5\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        let rows = offsets.map { String(String($0 + 10_000_000_000).dropFirst()) + " 00000 n \n" }.joined()
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(rows)".utf8)
        bytes += Array("trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return bytes
    }
}
