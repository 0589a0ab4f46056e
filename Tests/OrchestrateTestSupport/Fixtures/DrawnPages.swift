/// A PDF of small pages whose words are drawn with lines, so that each has to be recognised by OCR.
package enum DrawnPages {
    /// The file's bytes; every page says the same.
    package static func pdf(pages: Int) -> [UInt8] {
        let content = "3 w 1 J 1 j\n" + lines(of: ["THE FILE", "LEFT HELL"]) + "S\n"
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count \(pages) /Kids [\((0..<pages).map { "\($0 + 4) 0 R" }.joined(separator: " "))] >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream",
        ]
        let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 80] /Contents 3 0 R /Resources << >> >>"
        objects += Array(repeating: page, count: pages)
        return file(objects)
    }

    private static func file(_ objects: [String]) -> [UInt8] {
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    /// Letters of straight strokes, each in a box of 4 by 6.
    private static let strokes: [Character: [[(Int, Int)]]] = [
        "E": [[(4, 0), (0, 0), (0, 6), (4, 6)], [(0, 3), (3, 3)]], "F": [[(0, 0), (0, 6), (4, 6)], [(0, 3), (3, 3)]],
        "H": [[(0, 0), (0, 6)], [(4, 0), (4, 6)], [(0, 3), (4, 3)]], "I": [[(2, 0), (2, 6)]],
        "L": [[(0, 6), (0, 0), (4, 0)]], "T": [[(0, 6), (4, 6)], [(2, 6), (2, 0)]],
    ]

    private static func lines(of words: [String]) -> String {
        var text = ""
        for (row, line) in words.enumerated() {
            for (column, letter) in line.enumerated() {
                for stroke in strokes[letter] ?? [] {
                    for (index, point) in stroke.enumerated() {
                        let (x, y) = (16 + column * 19 + point.0 * 3, 48 - row * 32 + point.1 * 3)
                        text += "\(x) \(y) \(index == 0 ? "m" : "l")\n"
                    }
                }
            }
        }
        return text
    }
}
