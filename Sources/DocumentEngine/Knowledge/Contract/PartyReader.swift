import OrchestrateModel

/// Finds the parties of a contract: the names behind `between`, `zwischen`, … or in a list under a heading.
///
/// A party is a name, then what is said of it, then a conjunction or a list mark before the next. The first opening that
/// names two parties or more counts; a place left blank is no name.
struct PartyReader {
    let sheet: TokenSheet
    private let names: PartyName

    init(sheet: TokenSheet) {
        self.sheet = sheet
        names = PartyName(sheet: sheet)
    }

    /// Words that an opening is looked for in, and between one party and the next.
    private static let reach = (opening: 1500, next: 160)

    private static let most = 20

    /// The list of the parties; nil where none is told, or one alone.
    func field() -> Field? {
        for (start, inLines) in openings() {
            let parties = parties(from: start, inLines: inLines)
            if parties.count >= 2 { return field(of: parties, rule: "between") }
        }
        for (parties, rule) in [(labelled(), "role"), (signed(), "signature")] where parties.count >= 2 {
            return field(of: parties, rule: rule)
        }
        return nil
    }

    /// The names that labels such as `Landlord:` announce.
    private func labelled() -> [Range<Int>] {
        var found: [Range<Int>] = []
        for row in sheet.rows {
            guard let colon = row.tokens.prefix(3).first(where: { sheet.tokens[$0].endsLabel }) else { continue }
            let label = sheet.tokens[row.tokens.lowerBound...colon].map(\.compact).joined()
            guard PartyLexicon.roles.contains(label), colon + 1 < row.tokens.upperBound else { continue }
            guard let first = names.range(from: colon + 1, inLines: true) else { continue }
            found.append(first)
            if first.upperBound < row.tokens.upperBound, names.isConjunction(first.upperBound),
                let second = names.range(from: first.upperBound + 1, inLines: true)
            {
                found.append(second)
            }
        }
        return found
    }

    /// The names of companies right above the places where somebody signs for them.
    private func signed() -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (index, row) in sheet.rows.enumerated().dropFirst() {
            for cell in row.cells where PartyLexicon.signs.contains(sheet.tokens[cell.lowerBound].compact) {
                guard sheet.tokens[cell.lowerBound].endsLabel else { continue }
                let left = sheet.tokens[cell.lowerBound].box.x0
                let above = sheet.rows[index - 1].cells.first { abs(sheet.tokens[$0.lowerBound].box.x0 - left) < 20 }
                guard let above, let name = names.range(from: above.lowerBound, inLines: true),
                    name.lowerBound == above.lowerBound, names.hasLegalForm(name)
                else { continue }
                if !found.contains(where: { names.text($0) == names.text(name) }) { found.append(name) }
            }
        }
        return found
    }

    private func field(of parties: [Range<Int>], rule: String) -> Field {
        let texts = parties.map(names.text)
        let signatures = parties.map { signature(of: $0, behind: parties[parties.count - 1].upperBound) }
        let confidence = parties.map(sheet.confidence).min() ?? 1
        return Field(
            name: "parties",
            type: .list,
            value: .list(texts.map { .string($0) }),
            raw: texts.joined(separator: "; "),
            status: .valid,
            confidence: (signatures.allSatisfy { $0 != nil } ? 0.95 : 0.85) * confidence,
            evidence: parties.map { sheet.evidence($0, rule: rule) }
                + signatures.compactMap { $0.map { sheet.evidence($0, rule: "signature") } }
        )
    }

    /// Where the name stands again at the beginning of a line, as under a contract.
    private func signature(of party: Range<Int>, behind end: Int) -> Range<Int>? {
        let name = sheet.tokens[party].map(\.compact)
        guard end + name.count <= sheet.tokens.count else { return nil }
        return (end...(sheet.tokens.count - name.count)).first { start in
            names.startsLine(start) && sheet.tokens[start..<start + name.count].map(\.compact) == name
        }
        .map { $0..<$0 + name.count }
    }

    private func openings() -> [(start: Int, inLines: Bool)] {
        var found: [(start: Int, inLines: Bool)] = []
        for index in sheet.tokens.indices.dropLast().prefix(Self.reach.opening) {
            let token = sheet.tokens[index]
            let row = sheet.rows[sheet.rowOfToken[index]]
            if opens(index) {
                found.append(
                    (index + 1, row.tokens.count <= 4 && row.tokens.upperBound == index + 1 || token.endsLabel)
                )
            } else if row.tokens.lowerBound == index, row.tokens.count <= 4,
                PartyLexicon.headings.contains(sheet.tokens[row.tokens].map(\.compact).joined())
            {
                found.append((row.tokens.upperBound, true))
            }
        }
        return found.filter { $0.start < sheet.tokens.count }
    }

    /// True for `between` and its like, for `by` behind `made`, and for `parte` behind `una`.
    private func opens(_ index: Int) -> Bool {
        let word = sheet.tokens[index].compact
        if PartyLexicon.openings.contains(word) { return true }
        guard index > 0 else { return false }
        let last = sheet.tokens[index - 1].compact
        return word == "by" && PartyLexicon.acts.contains(last) || word == "parte" && last == "una"
    }

    private func parties(from start: Int, inLines: Bool) -> [Range<Int>] {
        guard let first = names.range(from: start, inLines: inLines) else { return [] }
        let isList = names.isListMark(start)
        var parties = [first]
        while parties.count < Self.most,
            let next = next(behind: parties, isList: isList, inLines: inLines)
        {
            parties.append(next)
        }
        return parties
    }

    private func next(behind parties: [Range<Int>], isList: Bool, inLines: Bool) -> Range<Int>? {
        guard let last = parties.last else { return nil }
        var depth = 0
        let end = min(last.upperBound + Self.reach.next, sheet.tokens.count - 1)
        for index in last.upperBound..<max(end, last.upperBound) {
            let token = sheet.tokens[index]
            let before = depth
            depth = max(0, depth + token.text.count { $0 == "(" } - token.text.count { $0 == ")" })
            guard before == 0 else { continue }
            if PartyLexicon.ends.contains(token.compact) { return nil }
            let isListed = isList && names.startsLine(index) && names.isListMark(index)
            if parties.count >= 2, names.startsParagraph(index), !isListed, !names.isConjunction(index) { return nil }
            if let party = party(at: index, behind: last, isListed: isListed, inLines: inLines) { return party }
            let isOver = !inLines && !isListed && depth == 0 && names.endsSentence(index)
            if isOver, index + 1 < sheet.tokens.count, !names.isConjunction(index + 1) { return nil }
        }
        return nil
    }

    /// The party that a list mark, a conjunction or a comma before the token announces.
    private func party(at index: Int, behind last: Range<Int>, isListed: Bool, inLines: Bool) -> Range<Int>? {
        if isListed { return names.range(from: index + 1, inLines: inLines) }
        let mark = sheet.tokens[index - 1].text.last
        if names.isConjunction(index) {
            guard let name = names.range(from: index + 1, inLines: inLines) else { return nil }
            let isParted =
                index == last.upperBound || names.startsLine(index) || mark.map { ",;:)-–—”»\"".contains($0) } == true
            return isParted || names.isSalutation(index + 1) || names.hasLegalForm(name) ? name : nil
        }
        guard index == last.upperBound, mark == ",", let name = names.range(from: index, inLines: inLines) else {
            return nil
        }
        return names.hasLegalForm(name) ? name : nil
    }
}
