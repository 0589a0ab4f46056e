/// Counts that tell a text layer that reads well from one with wrong encodings.
struct TextQuality: Equatable {
    /// Characters other than white space.
    private(set) var visible = 0
    /// Replacement characters, private-use characters and controls: glyphs without a meaning.
    private(set) var meaningless = 0
    /// Words of four or more Latin letters, and those of them that no Latin language would have.
    private(set) var latinWords = 0
    private(set) var nonsenseWords = 0

    /// Letters of those words, and the vowels among them.
    private(set) var wordLetters = 0
    private(set) var wordVowels = 0

    private var letters = 0
    private var vowels = 0
    private var caseChanges = 0
    private var symbols = 0
    private var wasLower = false

    init(of text: some Sequence<UInt8>) {
        var decoder = UTF8()
        var iterator = text.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { count(scalar) }
        finishWord()
    }

    /// True where too much of the text means nothing.
    var isGarbled: Bool {
        guard visible >= 8 else { return meaningless * 2 > visible }
        if meaningless * 10 > visible { return true }
        guard latinWords >= 10 else { return false }
        // A third to a half of the letters are vowels in any language with Latin letters.
        return nonsenseWords * 2 > latinWords || wordVowels * 6 < wordLetters
    }

    private mutating func count(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20, 0x0A, 0x0D, 0x09, 0x0C, 0xA0:
            finishWord()
            return
        case 0..<0x20, 0x7F..<0xA0, 0xFFFD, 0xE000...0xF8FF, 0xF0000...0x10FFFF:
            meaningless += 1
        case 0x41...0x5A, 0x61...0x7A:
            countLetter(scalar.value)
        case 0xC0...0x24F:
            letters += 1
            // Letters with marks stand for vowels mostly; what is not sure does not count as nonsense.
            vowels += 1
            wasLower = true
        case 0x30...0x39, 0x2C...0x2F, 0x27, 0x28, 0x29, 0x3A, 0x3B, 0x5F, 0x40: break
        case 0x21...0x7E: symbols += 1
        default: break
        }
        visible += 1
    }

    private mutating func countLetter(_ value: UInt32) {
        letters += 1
        let lower = value | 0x20
        let isLower = value >= 0x61
        if [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains(lower) { vowels += 1 }
        if letters > 1, wasLower, !isLower { caseChanges += 1 }
        wasLower = isLower
    }

    private mutating func finishWord() {
        defer {
            letters = 0
            vowels = 0
            caseChanges = 0
            symbols = 0
            wasLower = false
        }
        guard letters >= 4 else { return }
        latinWords += 1
        wordLetters += letters
        wordVowels += vowels
        if vowels == 0 || caseChanges * 3 > letters || symbols * 2 > letters { nonsenseWords += 1 }
    }
}
