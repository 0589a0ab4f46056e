import OrchestrateModel

/// Looks up on the pages, in whatever form they write them, values that are known from elsewhere.
struct PageSearch {
    private let words: [DocumentText.PlacedWord]
    /// The letters and digits of all words, folded, one after the other.
    private var letters: [UInt8] = []
    /// For each of `letters` the index of its word.
    private var owners: [Int32] = []
    /// For each of `letters`, and the end, whether a value may begin or end there: at a word's edge or beside a mark.
    private var edges: [Bool] = []
    private let numbers: [DecimalNumber: [Range<Int>]]

    init(_ document: DocumentText) {
        words = document.words
        numbers = Self.numbers(in: words)
        for (index, placed) in words.enumerated() {
            var isEdge = true
            for character in Accents.folded(placed.word.text) {
                guard character.isLetter || character.isNumber else {
                    isEdge = true
                    continue
                }
                for byte in String(character).utf8 {
                    letters.append(byte)
                    owners.append(Int32(index))
                    edges.append(isEdge)
                    isEdge = false
                }
            }
        }
        edges.append(true)
    }

    /// Where a value stands, nil where it is not found or too short to mean anything.
    ///
    /// An amount is looked for from the end, where totals stand, everything else from the start.
    func occurrence(of value: FieldValue, name: String) -> Range<Int>? {
        switch value {
        case .amount(let number), .number(let number): numbers[number.magnitude]?.last
        case .date(let iso): occurrence(ofDay: iso)
        case .string(let text): name == "currency" ? occurrence(ofCurrency: text) : occurrence(ofText: text)
        case .integer, .boolean, .list: nil
        }
    }

    /// The first words, none before `word`, that are this number.
    func occurrence(of number: DecimalNumber, from word: Int) -> Range<Int>? {
        numbers[number.magnitude]?.first { $0.lowerBound >= word }
    }

    func evidence(at range: Range<Int>) -> [Evidence] {
        DocumentText.evidence(of: Array(words[range]), rule: "match")
    }

    func text(at range: Range<Int>) -> String { words[range].map(\.word.text).joined(separator: " ") }

    /// Words that hold the letters and digits of a text, whatever marks and spaces stand between them.
    func occurrence(ofText text: String, from word: Int = 0) -> Range<Int>? {
        let wanted = Array(Accents.folded(text).filter { $0.isLetter || $0.isNumber }.utf8)
        guard wanted.count >= 3, wanted.count <= letters.count else { return nil }
        let first = wanted[0]
        for start in 0...(letters.count - wanted.count) where edges[start] && letters[start] == first {
            guard owners[start] >= word else { continue }
            let end = start + wanted.count
            guard edges[end], letters[start..<end].elementsEqual(wanted) else { continue }
            let range = Int(owners[start])..<(Int(owners[end - 1]) + 1)
            if isOnOnePage(range) { return range }
        }
        return nil
    }

    private func isOnOnePage(_ range: Range<Int>) -> Bool {
        words[range.lowerBound].page == words[range.upperBound - 1].page
    }
}

extension PageSearch {
    /// The words that are each number on the pages, by its magnitude, in reading order.
    ///
    /// Zero and numbers without cents stand for too many things to be taken as found, so they are left out.
    fileprivate static func numbers(in words: [DocumentText.PlacedWord]) -> [DecimalNumber: [Range<Int>]] {
        var found: [DecimalNumber: [Range<Int>]] = [:]
        for start in words.indices where words[start].word.text.contains(where: \.isASCIIDigit) {
            var end = start + 1
            // A number in several words is grouped by spaces.
            while end < words.count, end - start < 4, isGrouped(words[start...end]) { end += 1 }
            for range in Set([start..<(start + 1), start..<end]) where range.count == 1 || !isGroup(start, in: words) {
                let text = words[range].map(\.word.text).joined(separator: " ")
                for number in readings(of: text) { found[number, default: []].append(range) }
            }
        }
        return found
    }

    /// True if a word is a later group of a number that began before it.
    private static func isGroup(_ index: Int, in words: [DocumentText.PlacedWord]) -> Bool {
        index > 0 && isGrouped(words[(index - 1)...index])
    }

    private static func isGrouped(_ words: ArraySlice<DocumentText.PlacedWord>) -> Bool {
        guard let first = words.first, let last = words.last, first.page == last.page else { return false }
        let leading = first.word.text.drop { "-+−€$£".contains($0) }
        guard (1...3).contains(leading.count), leading.allSatisfy(\.isASCIIDigit) else { return false }
        let middle = words.dropFirst().dropLast()
        guard middle.allSatisfy({ $0.word.text.count == 3 && $0.word.text.allSatisfy(\.isASCIIDigit) }) else {
            return false
        }
        return last.word.text.prefix(while: \.isASCIIDigit).count == 3
    }

    private static func readings(of text: String) -> [DecimalNumber] {
        let marks: Set<Character> = [":", ";", "*", "("]
        let trimmed = text.drop { marks.contains($0) }.reversed().drop { marks.contains($0) || $0 == ")" }.reversed()
        let result = NumberReader.read(String(trimmed), locale: ValueLocale())
        return [result.number, result.alternative].compactMap { $0?.magnitude }.filter { $0.scale >= 2 && !$0.isZero }
    }

    private func occurrence(ofDay iso: String) -> Range<Int>? {
        let parts = iso.split(separator: "-")
        guard parts.count == 3 else { return nil }
        let year = parts[0].suffix(2)
        let day = parts[2].drop { $0 == "0" }
        for start in words.indices where words[start].word.text.contains(where: { $0.isLetter || $0.isNumber }) {
            var text = ""
            for end in start..<min(start + 4, words.count) {
                text += (text.isEmpty ? "" : " ") + words[end].word.text
                guard text.utf8.count <= 40 else { break }
                guard text.contains(year), text.contains(day), isOnOnePage(start..<(end + 1)) else { continue }
                if Self.isWritten(day: iso, in: text) { return start..<(end + 1) }
            }
        }
        return nil
    }

    private static func isWritten(day iso: String, in text: String) -> Bool {
        let trimmed = text.drop { !$0.isLetter && !$0.isNumber }.reversed().drop { !$0.isLetter && !$0.isNumber }
        let reading = DateReader.read(String(trimmed.reversed()), locale: ValueLocale(), order: nil)
        return ([reading.value].compactMap(\.self) + reading.alternatives).contains(.date(iso))
    }

    private func occurrence(ofCurrency code: String) -> Range<Int>? {
        let index = words.firstIndex { placed in
            let text = placed.word.text.filter { !"()[]:,;".contains($0) }
            return text == code || text.hasSuffix("/\(code)") || Currency.stripped(text).currency == code
        }
        return index.map { $0..<($0 + 1) }
    }
}
