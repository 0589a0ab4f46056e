import OrchestrateModel

/// A word of a page, or the part of one before or behind a colon, as labels and values are made of.
struct Token {
    let text: String
    /// Lower-case letters and digits without accents and marks, `#` kept: what labels are compared by.
    let compact: String
    /// From 1.
    let page: Int
    let box: Box
    let size: Double
    let confidence: Double
    let source: ValueSource
    let hasDigit: Bool
    /// True for a word that a colon ends.
    let endsLabel: Bool

    init(text: String, box: Box, of word: Word, page: Int) {
        self.text = text
        self.box = box
        self.page = page
        size = max(word.fontSize, 1)
        confidence = word.confidence
        source = word.source
        compact = Self.compact(text)
        hasDigit = text.utf8.contains { (0x30...0x39).contains($0) }
        endsLabel = text.hasSuffix(":")
    }

    /// The token or, where a colon joins a label and its value, both.
    static func tokens(of word: Word, page: Int) -> [Token] {
        guard word.text.utf8.contains(UInt8(ascii: ":")), let colon = split(word.text) else {
            return [Token(text: word.text, box: word.box, of: word, page: page)]
        }
        let head = String(word.text[..<colon])
        let tail = String(word.text[colon...])
        let share = Double(head.count) / Double(max(1, word.text.count))
        let middle = word.box.x0 + word.box.width * share
        var left = word.box
        left.x1 = middle
        var right = word.box
        right.x0 = middle
        return [
            Token(text: head, box: left, of: word, page: page), Token(text: tail, box: right, of: word, page: page),
        ]
    }

    /// Where the value begins in `Date:11/03/18`; nil for times, addresses of the web and single colons.
    private static func split(_ text: String) -> String.Index? {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
        let next = text.index(after: colon)
        guard next < text.endIndex, !text[next...].hasPrefix("//") else { return nil }
        let before = text[text.index(before: colon)]
        return before.isLetter || before == "." || before == ")" || before == "#" ? next : nil
    }

    static func compact(_ text: String) -> String {
        var result = ""
        var plain = true
        for byte in text.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x23: result.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x41...0x5A: result.unicodeScalars.append(Unicode.Scalar(byte + 32))
            case 0x80...: plain = false
            default: break
            }
        }
        guard !plain else { return result }
        return String(
            String.UnicodeScalarView(
                Accents.folded(text).unicodeScalars.filter {
                    $0 == "#" || $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                }
            )
        )
    }
}

/// Tokens on one baseline across the page, from left to right.
struct Row {
    let page: Int
    var tokens: Range<Int>
    var box: Box
    /// Runs of tokens between which no column gap lies.
    var cells: [Range<Int>] = []

    var height: Double { box.height }
}
