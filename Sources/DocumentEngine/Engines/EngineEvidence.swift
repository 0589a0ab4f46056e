import OrchestrateModel

/// Puts the name of the external engine into the evidence of what it read.
struct EngineEvidence {
    /// Words that external engines read, by page.
    private let words: [Int: [Word]]

    init(pages: [RecognizedPage]) {
        let found = pages.map { page in (page.number, page.words.filter { $0.engine != nil }) }
        words = Dictionary(found.filter { !$0.1.isEmpty }) { first, _ in first }
    }

    func signed(_ extraction: Extraction) -> Extraction {
        guard !words.isEmpty else { return extraction }
        var extraction = extraction
        for index in extraction.fields.indices {
            sign(&extraction.fields[index].evidence)
            for place in extraction.fields[index].alternatives.indices {
                sign(&extraction.fields[index].alternatives[place].evidence)
            }
        }
        for table in extraction.tables.indices {
            for row in extraction.tables[table].rows.indices {
                for cell in extraction.tables[table].rows[row].indices {
                    sign(&extraction.tables[table].rows[row][cell].evidence)
                }
            }
        }
        return extraction
    }

    /// Evidence from OCR is signed where a word whose middle lies in its box was read by an engine.
    private func sign(_ evidence: inout [Evidence]) {
        for index in evidence.indices where evidence[index].source == .ocr {
            guard let page = evidence[index].page, let box = evidence[index].box else { continue }
            let word = words[page]?.first { word in
                box.x0 <= word.box.midX && word.box.midX <= box.x1 && box.y0 <= word.box.midY
                    && word.box.midY <= box.y1
            }
            evidence[index].engine = word?.engine
        }
    }
}
