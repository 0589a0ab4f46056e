extension OCRReading {
    var words: [OCRWord] { blocks.flatMap { $0.flatMap(\.self) } }

    /// Mean confidence of the words, weighted by their length; 0 without any.
    var confidence: Double {
        let words = words
        let length = words.reduce(0) { $0 + $1.text.count }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(max(1, length))
    }

    /// Grows with the number of characters read and with how sure they are; two readings of one picture compare by it.
    ///
    /// Words that are more likely wrong than right count against a reading.
    var score: Double { words.reduce(0) { $0 + Double($1.text.count) * ($1.confidence - 0.5) } }

    /// True if most words were read along lines that run from the bottom to the top, as the engine does unasked.
    var runsUpwards: Bool {
        var tall = 0
        var all = 0
        for word in words where word.text.count >= 3 {
            all += word.text.count
            if (word.bottom - word.top) * 2 > (word.right - word.left) * 3 { tall += word.text.count }
        }
        return tall * 3 > all * 2
    }

    /// Without what stains, rules and edges were taken for.
    ///
    /// On a page that reads badly these are the words that are believed least, and signs that are no words; on a good
    /// page such words are hard ones, small capitals for example, and stay.
    func withoutSpecks() -> OCRReading {
        guard confidence < 0.87 else { return self }
        return filtered { word in
            guard word.confidence >= 0.15 else { return false }
            return word.confidence >= 0.5 || word.text.contains { $0.isLetter || $0.isNumber }
        }
    }

    /// The better of two readings of one picture, with those of the other's words that are surer.
    ///
    /// A word gives way to a surer one in its place; a doubtful word that the other reading saw nothing of goes; a sure
    /// one that only the other saw comes in as a line of its own.
    func merged(with second: OCRReading) -> OCRReading {
        let (base, other) = score >= second.score ? (self, second) : (second, self)
        let candidates = other.words
        var merged = base
        for block in merged.blocks.indices {
            for line in merged.blocks[block].indices {
                merged.blocks[block][line] = merged.blocks[block][line].compactMap { $0.settled(by: candidates) }
            }
        }
        merged = merged.filtered { _ in true }
        let known = merged.words
        for word in candidates where word.confidence >= Self.sureConfidence && !known.contains(where: word.touches) {
            merged.blocks.append([[word]])
        }
        return merged
    }

    /// A word of a single reading needs this confidence to be added.
    private static let sureConfidence = 0.8

    private func filtered(_ isKept: (OCRWord) -> Bool) -> OCRReading {
        let kept = blocks.map { $0.map { $0.filter(isKept) }.filter { !$0.isEmpty } }
        return OCRReading(blocks: kept.filter { !$0.isEmpty })
    }
}

extension OCRWord {
    /// The surest word in this one's place; nil where this one is doubtful and nothing else was seen there.
    fileprivate func settled(by others: [OCRWord]) -> OCRWord? {
        var best = self
        var isSeen = false
        for other in others where touches(other) {
            isSeen = true
            if other.confidence > best.confidence + 0.05, fills(other) { best = other }
        }
        return isSeen || confidence >= 0.5 ? best : nil
    }

    /// True if two words have more than a third of the smaller one's width and height in common.
    fileprivate func touches(_ other: OCRWord) -> Bool {
        let (across, down) = common(with: other)
        return across * 3 > min(right - left, other.right - other.left)
            && down * 3 > min(bottom - top, other.bottom - other.top)
    }

    /// True if two words stand in the same place.
    private func fills(_ other: OCRWord) -> Bool {
        let (across, down) = common(with: other)
        let larger = max((right - left) * (bottom - top), (other.right - other.left) * (other.bottom - other.top))
        return across * down * 5 > larger * 3
    }

    private func common(with other: OCRWord) -> (across: Int, down: Int) {
        let across = min(right, other.right) - max(left, other.left)
        let down = min(bottom, other.bottom) - max(top, other.top)
        return (max(0, across), max(0, down))
    }
}
