import OrchestrateModel

@testable import DocumentEngine

/// Reads pages made of plain text by built-in knowledge and checks the result.
enum KnowledgeTrial {
    static func of(_ text: String) -> Validation {
        let pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false).enumerated().map {
            page(String($1), number: $0 + 1)
        }
        let document = DocumentText(pages: pages.map { PageLayout(page: $0) })
        return Validator().validate(BuiltInKnowledge().read(document, pages: pages))
    }

    /// Characters on a grid of 6 by 12 points; two spaces part lines.
    private static func page(_ text: String, number: Int) -> RecognizedPage {
        var lines: [Line] = []
        for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var words: [Word] = []
            var lastEnd = -10
            for (column, character) in line.enumerated() where character != " " {
                let box = Box(
                    x0: Double(column) * 6,
                    y0: Double(row) * 12,
                    x1: Double(column + 1) * 6,
                    y1: Double(row) * 12 + 10
                )
                if column == lastEnd + 1, let last = words.indices.last {
                    words[last].text.append(character)
                    words[last].box = words[last].box.union(box)
                } else {
                    if column > lastEnd + 2, !words.isEmpty {
                        lines.append(Line(words: words))
                        words = []
                    }
                    words.append(
                        Word(text: String(character), box: box, confidence: 1, source: .text, fontSize: 10)
                    )
                }
                lastEnd = column
            }
            if !words.isEmpty { lines.append(Line(words: words)) }
        }
        return RecognizedPage(
            number: number,
            state: .text,
            width: 595,
            height: 842,
            blocks: lines.map { Block(lines: [$0]) }
        )
    }
}

extension Validation {
    func text(_ name: String) -> String? { fields.first { $0.name == name }?.value?.text }

    func status(_ name: String) -> FieldStatus? { fields.first { $0.name == name }?.status }

    /// The cells of the line items, row by row, each by its column.
    var lines: [[String: String]] {
        (tables.first { $0.name == "lines" }?.rows ?? []).map { row in
            Dictionary(row.map { ($0.column, $0.value.text) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
