import Testing

@testable import DocumentEngine

struct WordMergeTests {
    private func word(_ text: String, _ left: Int, _ top: Int, _ confidence: Double, engine: String? = nil) -> OCRWord {
        OCRWord(
            text: text,
            left: left,
            top: top,
            right: left + text.count * 10,
            bottom: top + 20,
            confidence: confidence,
            engine: engine
        )
    }

    private func other(_ text: String, _ left: Int, _ top: Int, _ confidence: Double) -> OCRWord {
        word(text, left, top, confidence, engine: "other")
    }

    private func merged(_ first: [[OCRWord]], _ second: [[OCRWord]]) -> OCRReading {
        WordMerge(first: OCRReading(blocks: first.isEmpty ? [] : [first]), second: second).reading
    }

    private func texts(_ reading: OCRReading) -> [[String]] {
        reading.blocks.flatMap { $0.map { $0.map(\.text) } }
    }

    @Test func likelierWordWinsInItsPlace() {
        let reading = merged(
            [[word("TOTAL", 0, 0, 0.96), word("S1.9O", 100, 0, 0.5)]],
            [[other("TOTAI", 0, 0, 0.6), other("51.90", 100, 0, 0.9)]]
        )
        #expect(texts(reading) == [["TOTAL", "51.90"]])
        #expect(reading.words.map(\.engine) == [nil, "other"])
    }

    @Test func wordsThatBothReadAreSurerForIt() {
        let reading = merged([[word("CASH", 0, 0, 0.6)]], [[other("CASH", 1, 1, 0.9)]])
        #expect(reading.words.map(\.engine) == [nil])
        #expect(reading.words[0].confidence == 0.9)
    }

    @Test func linesThatWereMissedAreAddedWhereTheyStand() {
        let reading = merged(
            [[word("first", 0, 0, 0.95)], [word("third", 0, 60, 0.95)]],
            [[other("second", 0, 30, 0.9)], [other("amount", 200, 60, 0.9)]]
        )
        #expect(texts(reading) == [["first"], ["second"], ["third", "amount"]])
    }

    @Test func whatNeitherBelievesIsLeftOut() {
        let reading = merged([[word("~~", 0, 0, 0.2)], [word("kept", 0, 40, 0.9)]], [[other("::", 300, 90, 0.3)]])
        #expect(texts(reading) == [["kept"]])
    }

    @Test func wordsRunTogetherArePartedAsTheFirstReadingHasThem() {
        let spaced = [[word("uf", 0, 0, 0.4), word("tbe", 30, 0, 0.4), word("sea", 70, 0, 0.4)]]
        #expect(texts(merged(spaced, [[other("ofthesea", 0, 0, 0.9)]])) == [["of", "the", "sea"]])
        let same = [[word("of", 0, 0, 0.4), word("the", 30, 0, 0.4)]]
        #expect(texts(merged(same, [[other("ofthe", 0, 0, 0.99)]])) == [["of", "the"]])
    }

    @Test func linesReadAsOneAreParted() {
        let stain = OCRWord(text: "Nnno", left: 0, top: 0, right: 100, bottom: 50, confidence: 0.2)
        let lines = [[other("upper", 0, 0, 0.9), other("words", 60, 0, 0.9)], [other("lower", 0, 30, 0.9)]]
        #expect(
            texts(merged([[stain], [word("below", 0, 60, 0.95)]], lines)) == [
                ["upper", "words"], ["lower"], ["below"],
            ]
        )
    }

    @Test func emptyFirstReadingIsReplaced() {
        #expect(texts(merged([], [[other("a1", 0, 0, 0.9)], [other("b2", 0, 30, 0.9)]])) == [["a1"], ["b2"]])
        #expect(texts(merged([[word("a1", 0, 0, 0.95)]], [])) == [["a1"]])
    }

    @Test func onlySureLinesNeedNoSecondLook() {
        let reading = OCRReading(blocks: [
            [[word("sure", 5, 0, 0.95)], [word("sure", 0, 30, 0.95), word("un", 90, 30, 0.4)]]
        ])
        #expect(WordMerge.sureBoxes(of: reading) == [[5, 0, 45, 20]])
    }

    @Test func likelihoodGrowsWithConfidence() {
        let likelihoods = stride(from: 0.0, through: 1.0, by: 0.05).map {
            WordMerge.likelihood(of: word("x", 0, 0, $0))
        }
        #expect(likelihoods == likelihoods.sorted())
        #expect(WordMerge.likelihood(of: other("x", 0, 0, 0.7)) == 0.7)
    }
}
