import OrchestrateModel

/// Finds values by a label that stands left of them, above them or in the same block.
struct LabelParser {
    let document: DocumentText
    let pages: [RecognizedPage]
    /// The document's words as labels are compared, see `folded(_:)`.
    let foldedWords: [String]

    /// The texts at the place that the rule tells, one for each occurrence of a label, the first label's first.
    func candidates(of rule: LabelRule) throws(PatternFailure) -> [Candidate] {
        var found: [Candidate] = []
        for (index, label) in rule.labels.enumerated() {
            for occurrence in occurrences(of: label) {
                let value = words(beside: occurrence, rule: rule)
                guard !value.isEmpty else { continue }
                if let candidate = try candidate(
                    value,
                    pattern: rule.pattern,
                    name: "\(rule.direction.rawValue):\(index + 1)"
                ) {
                    found.append(candidate)
                }
            }
        }
        return found
    }

    private func candidate(_ indices: [Int], pattern: LazyPattern?, name: String) throws(PatternFailure) -> Candidate? {
        var text = SourceText()
        for (position, index) in indices.enumerated() {
            if position > 0 { text.append(" ", origin: -1) }
            text.append(document.words[index].word.text, origin: Int32(index))
        }
        var range = text.all
        if let pattern {
            do {
                guard let match = try pattern.firstMatch(in: text) else { return nil }
                range = match.groups.count > 1 ? match.groups[1] ?? match.range : match.range
            } catch {
                throw PatternFailure(pattern: pattern.source, problem: error)
            }
        }
        return Candidate(text: text.string(range), words: document.words(of: range, in: text), rule: name)
    }

    /// Where the label's words follow each other on a line.
    func occurrences(of label: String) -> [[Int]] {
        let wanted = label.split(whereSeparator: \.isWhitespace).map { Self.folded(String($0)) }.filter { !$0.isEmpty }
        guard let first = wanted.first else { return [] }
        return foldedWords.indices.compactMap { start in
            guard foldedWords[start] == first, start + wanted.count <= foldedWords.count else { return nil }
            let range = Array(start..<(start + wanted.count))
            let together = range.allSatisfy { sameLine($0, start) && foldedWords[$0] == wanted[$0 - start] }
            return together ? range : nil
        }
    }

    /// A word without accents, case and the marks that labels end with.
    static func folded(_ word: String) -> String {
        var rest = Accents.folded(word)[...]
        while let last = rest.last, ":.#*".contains(last), rest.count > 1 { rest.removeLast() }
        return String(rest)
    }

    private func box(_ index: Int) -> Box { document.words[index].word.box }

    /// True if two words of a page overlap by half of the lower one's height.
    private func sameLine(_ left: Int, _ right: Int) -> Bool {
        guard document.words[left].page == document.words[right].page else { return false }
        let overlap = min(box(left).y1, box(right).y1) - max(box(left).y0, box(right).y0)
        return overlap >= min(box(left).height, box(right).height) / 2
    }

    private func words(beside label: [Int], rule: LabelRule) -> [Int] {
        guard let last = label.last else { return [] }
        switch rule.direction {
        case .right: return run(on: last, from: box(last).x1, reach: rule.reach, excluding: label)
        case .below: return below(label, reach: rule.reach)
        case .block: return block(of: label)
        }
    }

    /// The words of a line that begin right of a position, up to the first wide gap.
    private func run(on line: Int, from start: Double, reach: Double, excluding label: [Int]) -> [Int] {
        let right = document.words.indices.filter { index in
            !label.contains(index) && sameLine(index, line) && box(index).x0 >= start - 1
        }
        .sorted { box($0).x0 < box($1).x0 }
        guard let first = right.first, box(first).x0 - start <= reach else { return [] }
        return continued(right[...], gap: gap(at: first))
    }

    /// The leading words between which no gap is wider than `gap`.
    private func continued(_ words: ArraySlice<Int>, gap: Double) -> [Int] {
        var taken: [Int] = []
        for index in words {
            if let last = taken.last, box(index).x0 - box(last).x1 > gap { break }
            taken.append(index)
        }
        return taken
    }

    /// Points between words that part two columns: one and a half heights of a word.
    private func gap(at index: Int) -> Double { max(box(index).height * 1.5, 8) }

    /// The nearest line under the label: the run of words that touches the label's columns.
    private func below(_ label: [Int], reach: Double) -> [Int] {
        guard let first = label.first else { return [] }
        let area = label.dropFirst().reduce(box(first)) { $0.union(box($1)) }
        let page = document.words[first].page
        let under = document.words.indices.filter { index in
            document.words[index].page == page && box(index).midY > area.y1 && box(index).y0 - area.y1 <= reach
                && box(index).x0 < area.x1 && box(index).x1 > area.x0
        }
        guard let nearest = under.min(by: { box($0).y0 < box($1).y0 }) else { return [] }
        let line = document.words.indices.filter { sameLine($0, nearest) }.sorted { box($0).x0 < box($1).x0 }
        guard let position = line.firstIndex(of: nearest) else { return [] }
        let left = leftwards(line[...position].reversed(), gap: gap(at: nearest))
        return left.reversed().dropLast() + continued(line[position...], gap: gap(at: nearest))
    }

    /// The words leftwards from a word, up to the first wide gap.
    private func leftwards(_ words: [Int], gap: Double) -> [Int] {
        var taken: [Int] = []
        for index in words {
            if let last = taken.last, box(last).x0 - box(index).x1 > gap { break }
            taken.append(index)
        }
        return taken
    }

    /// The rest of the block that the label stands in, behind the label.
    private func block(of label: [Int]) -> [Int] {
        guard let last = label.last, let page = pages.first(where: { $0.number == document.words[last].page }) else {
            return []
        }
        let boxes = page.blocks.map { block in block.lines.flatMap(\.words).map(\.box) }
        guard let block = boxes.first(where: { $0.contains(box(last)) }) else { return [] }
        return document.words.indices.filter { index in
            index > last && document.words[index].page == page.number && block.contains(box(index))
        }
    }
}
