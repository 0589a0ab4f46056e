/// A page's words rendered as text that keeps columns apart, in which every byte knows its word.
package struct PageLayout: Sendable {
    /// From 1.
    package let number: Int
    /// The rendering, UTF-8, lines ended by a newline.
    package let utf8: [UInt8]
    /// For each byte of `utf8` the index of its word in `words`, or -1 between words.
    package let wordIndices: [Int32]
    package let words: [Word]

    package init(number: Int, utf8: [UInt8], wordIndices: [Int32], words: [Word]) {
        self.number = number
        self.utf8 = utf8
        self.wordIndices = wordIndices
        self.words = words
    }

    package var text: String { String(decoding: utf8, as: UTF8.self) }

    /// The words that the bytes of a range belong to, in order, each once.
    package func words(in range: Range<Int>) -> [Word] {
        var last: Int32 = -1
        var found: [Word] = []
        for index in wordIndices[range] where index >= 0 && index != last {
            last = index
            found.append(words[Int(index)])
        }
        return found
    }
}
