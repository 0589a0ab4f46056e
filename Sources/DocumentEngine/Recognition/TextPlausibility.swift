/// Whether a text layer reads like any language: a cheap suspicion, to be confirmed by what OCR sees.
///
/// A font whose codes mean other letters than it shows gives words with vowels in them and no replacement character. What
/// such text lacks are the short words that every language is full of.
struct TextPlausibility {
    /// Words of three and more letters, and those among them that are common in some language.
    private var words = 0
    private var commonWords = 0
    private var visible = 0
    private var signs = 0
    /// Glyphs without a meaning inside words; bullets and icons stand alone.
    private var unreadable = 0
    private var ideographs = 0
    private var commonIdeographs = 0

    /// Characters after which a page that reads well is believed.
    private static let enough = 1500

    init(_ blocks: [Block]) {
        for word in blocks.lazy.flatMap(\.lines).flatMap(\.words) {
            count(word.text)
            // Most pages say within a few lines that they are sound.
            if commonWords >= 8, commonWords * 10 > words, signs * 10 < visible, visible > Self.enough { return }
        }
    }

    /// True where the text may be anything but what the page shows.
    var isDoubtful: Bool {
        if hasGaps || visible >= 40 && signs * 4 > visible { return true }
        if ideographs >= 20, ideographs * 2 > visible { return commonIdeographs * 50 < ideographs }
        return words >= 12 && commonWords * 50 < words
    }

    /// True where parts of words, such as all digits, say nothing.
    private var hasGaps: Bool { unreadable >= 8 && unreadable * 50 > visible }

    /// True where OCR read the page surely, in some language, and hardly a word of it stands in the text layer.
    func isContradicted(by read: RecognizedPage, layer: [Block]) -> Bool {
        if hasGaps { return read.confidence >= 0.8 }
        let sure = read.words.filter { $0.confidence >= 0.8 }.map { Accents.folded(Self.letters($0.text)) }
            .filter { $0.count >= 3 }
        let own = Set(layer.flatMap(\.lines).flatMap(\.words).map { Accents.folded(Self.letters($0.text)) })
        let common = sure.filter(own.contains).count
        guard sure.count >= 8, sure.count * 2 >= read.words.count, common * 4 < sure.count else { return false }
        return sure.filter(LanguageProfile.commonWords.contains).count * 50 >= sure.count
    }

    private mutating func count(_ text: String) {
        var letters = 0
        var gaps = 0
        for scalar in text.unicodeScalars {
            visible += 1
            switch scalar.value {
            case 0x30...0x39, 0x20...0x22, 0x27...0x29, 0x2C...0x2F, 0x3A, 0x3B, 0x3F, 0x5F: break
            case 0xFFFD, 0xE000...0xF8FF: gaps += 1
            case 0x2010...0x2027, 0x20A0...0x20BF, 0xA3, 0xA7, 0xAB, 0xB0, 0xBB: break
            case 0x23...0x26, 0x2A, 0x2B, 0x3C...0x40, 0x5B...0x60, 0x7B...0x7E, 0xA1...0xBF, 0x250...0x2FF,
                0x2190...0x2BFF:
                signs += 1
            case 0x4E00...0x9FFF:
                ideographs += 1
                if Self.frequentIdeographs.contains(scalar) { commonIdeographs += 1 }
            default: letters += 1
            }
        }
        if gaps >= 2 { unreadable += gaps }
        guard letters >= 3 else { return }
        words += 1
        if LanguageProfile.commonWords.contains(Accents.folded(Self.letters(text))) { commonWords += 1 }
    }

    private static func letters(_ text: String) -> String { text.filter { $0.isLetter } }

    private static let frequentIdeographs = Set(
        """
        的一是不了在人有我他这大来上个国到说们为子中你和地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还\
        发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两長高月分金額円合計税込請求書番号電話者社会
        """.unicodeScalars
    )
}
