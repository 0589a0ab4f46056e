/// Two readings of one picture made one: word by word the one wins that is more likely right.
///
/// The first reading, tesseract's, gives blocks, lines and order; the second replaces words and adds what the first missed.
struct WordMerge {
    /// Counts up with every change that alters what is read; part of the recognition fingerprint.
    static let version = 2

    /// Lines of the result, by block and then by line of the first reading.
    private var blocks: [[[OCRWord]]]

    init(first: OCRReading, second: [[OCRWord]]) {
        blocks = first.blocks.map { $0.map { _ in [] } }
        let chosen = settle(first, second).filter { !$0.words.isEmpty }
        // New lines move the others, so those that have a home go first.
        let homeless = chosen.filter { !moveHome($0) }
        for rest in homeless { place(rest) }
    }

    var reading: OCRReading {
        let kept = blocks.map { lines in
            lines.filter { !$0.isEmpty }.map { $0.sorted { ($0.left, $0.right) < ($1.left, $1.right) } }
        }
        return OCRReading(blocks: kept.filter { !$0.isEmpty })
    }

    /// A line of the first reading.
    private struct Home: Hashable {
        let block: Int
        let line: Int
    }

    /// Words of one line of the second reading that won, and the lines whose words they replace, with how often.
    private struct Chosen {
        var words: [OCRWord] = []
        var homes: [Home: Int] = [:]
    }

    /// Decides each spot of the picture: the first reading's winners go where they were, the second's are returned by line.
    private mutating func settle(_ first: OCRReading, _ second: [[OCRWord]]) -> [Chosen] {
        var homes: [Home] = []
        for (block, lines) in first.blocks.enumerated() {
            for (line, words) in lines.enumerated() { homes += words.map { _ in Home(block: block, line: line) } }
        }
        let own = first.words
        let others = Array(second.joined())
        let lineOfOther = second.enumerated().flatMap { index, words in words.map { _ in index } }
        var chosen = second.map { _ in Chosen() }
        for spot in WordSpots(first: own, second: others).spots {
            let mine = spot.first.map { own[$0] }
            let theirs = spot.second.map { others[$0] }
            switch Self.winner(mine, theirs) {
            case .first:
                for (index, word) in zip(spot.first, Self.confirmed(mine, by: theirs)) {
                    blocks[homes[index].block][homes[index].line].append(word)
                }
            case .second:
                let lines = spot.second.map { lineOfOther[$0] }
                for index in spot.first { for line in Set(lines) { chosen[line].homes[homes[index], default: 0] += 1 } }
                if Set(lines).count == 1 {
                    chosen[lines[0]].words += Self.spaced(theirs, as: mine)
                } else {
                    for (line, word) in zip(lines, theirs) { chosen[line].words.append(word) }
                }
            case .neither: break
            }
        }
        return chosen
    }

    /// Puts words into the line that they replace most of; false where they have none or it has no room.
    private mutating func moveHome(_ chosen: Chosen) -> Bool {
        let homes = chosen.homes.sorted {
            ($1.value, $0.key.block, $0.key.line) < ($0.value, $1.key.block, $1.key.line)
        }
        guard let home = homes.first(where: { hasRoom(blocks[$0.key.block][$0.key.line], for: chosen.words) })?.key
        else {
            return false
        }
        blocks[home.block][home.line] += chosen.words
        return true
    }

    /// Puts words where they stand: into the nearest line at their height that has room, else among the lines.
    private mutating func place(_ chosen: Chosen) {
        guard let extent = Extent(of: chosen.words) else { return }
        if let home = line(level: extent, for: chosen.words) {
            blocks[home.block][home.line] += chosen.words
        } else if let block = chosen.homes.keys.map(\.block).min() ?? nearestBlock(to: extent) {
            let next = blocks[block].firstIndex { line in
                Extent(of: line).map { $0.middle > extent.middle } ?? false
            }
            blocks[block].insert(chosen.words, at: next ?? blocks[block].count)
        } else {
            blocks.append([chosen.words])
        }
    }

    private func line(level extent: Extent, for words: [OCRWord]) -> Home? {
        var best: Home?
        var least = Int.max
        for (block, lines) in blocks.enumerated() {
            for (line, others) in lines.enumerated() {
                guard let other = Extent(of: others), hasRoom(others, for: words) else {
                    continue
                }
                let distance = other.distance(to: extent)
                if distance < least { (best, least) = (Home(block: block, line: line), distance) }
            }
        }
        return best
    }

    /// True for a line at the height of the words in which they stand on none but by its edge.
    private func hasRoom(_ line: [OCRWord], for words: [OCRWord]) -> Bool {
        guard let own = Extent(of: line), let extent = Extent(of: words) else { return true }
        return own.isLevel(with: extent)
            && line.allSatisfy { word in
                words.allSatisfy { other in
                    let overlap = min(word.right, other.right) - max(word.left, other.left)
                    return overlap * 3 <= min(word.right - word.left, other.right - other.left)
                }
            }
    }

    private func nearestBlock(to extent: Extent) -> Int? {
        let distances = blocks.enumerated().compactMap { block, lines in
            Extent(of: lines.joined()).map { (block: block, distance: $0.distance(to: extent)) }
        }
        return distances.min { $0.distance < $1.distance }?.block
    }
}

extension WordMerge {
    private enum Winner {
        case first
        case second
        case neither
    }

    /// Shares of words that were right by tesseract's confidence, measured on scanned receipts; linear in between.
    private static let shares: [(confidence: Double, right: Double)] = [
        (0, 0.06), (0.4, 0.14), (0.6, 0.38), (0.8, 0.62), (0.9, 0.8), (0.93, 0.93), (0.97, 0.98), (1, 0.98),
    ]
    /// How much likelier the first reading must be to win; measured, it is believed a little too much.
    private static let margin = 0.05
    /// What only one reading has is kept from here on.
    private static let believable = 0.5
    /// Lines whose words all have this confidence need no second look.
    private static let sure = 0.9

    /// How likely a word is right: an external engine's confidence says that, tesseract's does by measurement.
    static func likelihood(of word: OCRWord) -> Double {
        guard word.engine == nil else { return word.confidence }
        for (low, high) in zip(shares, shares.dropFirst()) where word.confidence <= high.confidence {
            let way = (word.confidence - low.confidence) / (high.confidence - low.confidence)
            return low.right + way * (high.right - low.right)
        }
        return shares[shares.count - 1].right
    }

    /// Boxes of the lines that are sure, for the engine to leave out.
    static func sureBoxes(of reading: OCRReading) -> [[Int]] {
        let lines = reading.blocks.joined().filter { $0.allSatisfy { $0.confidence >= sure } }
        return lines.compactMap { Extent(of: $0) }.map { [$0.left, $0.top, $0.right, $0.bottom] }
    }

    private static func winner(_ first: [OCRWord], _ second: [OCRWord]) -> Winner {
        let mine = likelihood(of: first)
        let theirs = likelihood(of: second)
        if first.isEmpty || second.isEmpty {
            return max(mine, theirs) < believable ? .neither : first.isEmpty ? .second : .first
        }
        // Where both read the same letters, the first knows better where words end.
        return mine > theirs + margin || letters(of: first) == letters(of: second) ? .first : .second
    }

    private static func letters(of words: [OCRWord]) -> [Character] { words.flatMap { Array($0.text) } }

    /// Words that the other reading has as well are as sure as the surer of both says.
    private static func confirmed(_ words: [OCRWord], by others: [OCRWord]) -> [OCRWord] {
        guard letters(of: words) == letters(of: others) else { return words }
        let confidence = likelihood(of: others)
        return words.map { word in
            var word = word
            word.confidence = max(word.confidence, confidence)
            return word
        }
    }

    /// One long word, cut where the other reading has it in several of the same length together and mostly alike.
    private static func spaced(_ words: [OCRWord], as others: [OCRWord]) -> [OCRWord] {
        guard let whole = words.first, words.count == 1, others.count > 1 else { return words }
        let own = Array(whole.text)
        let other = letters(of: others)
        let alike = zip(own, other).count { $0 == $1 }
        guard own.count == other.count, alike * 3 >= own.count * 2 else { return words }
        var start = 0
        return others.map { part in
            let end = start + part.text.count
            defer { start = end }
            var word = part
            word.text = String(own[start..<end])
            word.confidence = whole.confidence
            word.engine = whole.engine
            return word
        }
    }

    /// Mean likelihood of words, weighted by their length; 0 without any.
    private static func likelihood(of words: [OCRWord]) -> Double {
        let length = words.reduce(0) { $0 + $1.text.count }
        return words.reduce(0) { $0 + likelihood(of: $1) * Double($1.text.count) } / Double(max(1, length))
    }
}
