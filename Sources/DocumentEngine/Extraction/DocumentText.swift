import OrchestrateModel

/// The text of a whole document in which every byte knows the word it belongs to.
///
/// The pages follow each other, each closed by a form feed, as `pdftotext` writes them.
package struct DocumentText: Sendable {
    /// A word with the page it stands on.
    struct PlacedWord: Sendable {
        let word: Word
        /// From 1.
        let page: Int
    }

    let text: SourceText
    let words: [PlacedWord]

    package init(pages: [PageLayout]) {
        var bytes: [UInt8] = []
        var origins: [Int32] = []
        var placed: [PlacedWord] = []
        let size = pages.reduce(0) { $0 + $1.utf8.count + 1 }
        bytes.reserveCapacity(size)
        origins.reserveCapacity(size)
        for page in pages {
            let base = Int32(placed.count)
            bytes += Self.validated(page.utf8)
            for index in page.wordIndices { origins.append(index < 0 ? -1 : base + index) }
            bytes.append(UInt8(ascii: "\u{0C}"))
            origins.append(-1)
            placed += page.words.map { PlacedWord(word: $0, page: page.number) }
        }
        text = SourceText(bytes: bytes, origins: origins)
        words = placed
    }

    /// The bytes themselves, or, where they are not UTF-8, with every byte beyond ASCII replaced, so that offsets stay.
    private static func validated(_ bytes: [UInt8]) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        return bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }
    }

    /// The words that the bytes of a range of a text made from this document came from, in order, each once.
    func words(of range: Range<Int>, in text: SourceText) -> [PlacedWord] {
        var last: Int32 = -1
        var found: [PlacedWord] = []
        for origin in text.origins[range] where origin >= 0 && origin != last {
            last = origin
            found.append(words[Int(origin)])
        }
        return found
    }

    /// Where the words stand: one evidence a page, its box around all of them.
    static func evidence(of words: [PlacedWord], rule: String) -> [Evidence] {
        var found: [Evidence] = []
        for placed in words {
            let last = found.indices.last
            if let last, found[last].page == placed.page, let box = found[last].box {
                found[last].box = box.union(placed.word.box)
            } else {
                found.append(Evidence(page: placed.page, box: placed.word.box, source: placed.word.source, rule: rule))
            }
        }
        return found
    }
}
