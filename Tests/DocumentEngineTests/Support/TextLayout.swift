import DocumentEngine
import OrchestrateModel

/// Pages made of plain text, each character on a grid of 6 by 12 points, form feeds between pages.
enum TextLayout {
    static func pages(_ text: String, source: ValueSource = .text, confidence: Double = 1) -> [PageLayout] {
        text.split(separator: "\u{0C}", omittingEmptySubsequences: false).enumerated().map {
            page(String($1), number: $0 + 1, source: source, confidence: confidence)
        }
    }

    static func document(_ text: String, source: ValueSource = .text, confidence: Double = 1) -> DocumentText {
        DocumentText(pages: pages(text, source: source, confidence: confidence))
    }

    private static func page(_ text: String, number: Int, source: ValueSource, confidence: Double) -> PageLayout {
        var bytes: [UInt8] = []
        var indices: [Int32] = []
        var words: [Word] = []
        for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var inWord = false
            for (column, character) in line.enumerated() {
                if character == " " {
                    inWord = false
                    bytes.append(UInt8(ascii: " "))
                    indices.append(-1)
                    continue
                }
                let box = Box(
                    x0: Double(column) * 6,
                    y0: Double(row) * 12,
                    x1: Double(column + 1) * 6,
                    y1: Double(row) * 12 + 10
                )
                if inWord, let last = words.indices.last {
                    words[last].text.append(character)
                    words[last].box = words[last].box.union(box)
                } else {
                    words.append(
                        Word(text: String(character), box: box, confidence: confidence, source: source, fontSize: 10)
                    )
                }
                inWord = true
                for byte in String(character).utf8 {
                    bytes.append(byte)
                    indices.append(Int32(words.count - 1))
                }
            }
            bytes.append(UInt8(ascii: "\n"))
            indices.append(-1)
        }
        return PageLayout(number: number, utf8: bytes, wordIndices: indices, words: words)
    }
}
