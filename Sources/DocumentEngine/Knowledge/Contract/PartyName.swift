import OrchestrateModel

/// Tells where the name of a contract's party begins and ends.
struct PartyName {
    let sheet: TokenSheet

    /// Words of the longest name.
    private static let longest = 12

    /// The name at a token, behind list marks, articles and forms of address; nil where no name stands.
    ///
    /// `inLines` tells that each name has a line of its own, so that it ends with the line.
    func range(from start: Int, inLines: Bool) -> Range<Int>? {
        let first = behindLeads(start)
        let isBelowLabel = first > start && sheet.tokens[first - 1].endsLabel && startsLine(first)
        let inLines = inLines || isBelowLabel
        var end = first
        while end < sheet.tokens.count, end - first < Self.longest {
            if end > first, startsParagraph(end) || inLines && startsLine(end) { break }
            guard belongs(end, isFirst: end == first) else { break }
            end += 1
            if isClosed(behind: end) { break }
        }
        let range = first..<end
        return isName(range) ? range : nil
    }

    /// The name without the marks around it; the point of an abbreviation stays.
    func text(_ range: Range<Int>) -> String {
        var text = sheet.text(range)[...]
        while let first = text.first, Self.quotes.contains(first) || first.isWhitespace { text.removeFirst() }
        while let last = text.last, ",;:".contains(last) || Self.quotes.contains(last) { text.removeLast() }
        if text.last == ".", !isAbbreviation(range.upperBound - 1) || beginsSentence(range.upperBound) {
            text.removeLast()
        }
        return String(text)
    }

    func hasLegalForm(_ range: Range<Int>) -> Bool { NameLexicon.hasLegalForm(sheet.tokens[range]) }

    /// True for a form of address.
    func isSalutation(_ index: Int) -> Bool {
        index < sheet.tokens.count && PartyLexicon.salutations.contains(sheet.tokens[index].compact)
    }

    /// True for the first token of a row or of a cell.
    func startsLine(_ index: Int) -> Bool { sheet.cell(of: index).lowerBound == index }

    /// True for the first token of a row that more space than usual, or a page, parts from the one before.
    func startsParagraph(_ index: Int) -> Bool {
        let row = sheet.rowOfToken[index]
        guard sheet.rows[row].tokens.lowerBound == index, row > 0 else { return row == 0 && index == 0 }
        let (last, this) = (sheet.rows[row - 1], sheet.rows[row])
        return last.page == this.page && this.box.y0 - last.box.y0 > 1.75 * max(last.height, this.height)
    }

    /// True for `(1)`, `2.` or `a)`.
    func isListMark(_ index: Int) -> Bool {
        let token = sheet.tokens[index]
        guard (1...3).contains(token.compact.count), token.text.hasSuffix(")") || token.text.hasSuffix(".") else {
            return false
        }
        return token.compact.allSatisfy(\.isNumber) || token.text.hasSuffix(")")
    }

    /// True for a word that joins parties, written small or all in capitals.
    func isConjunction(_ index: Int) -> Bool {
        let word = sheet.tokens[index].text.filter { $0.isLetter }
        guard PartyLexicon.conjunctions.contains(word.lowercased()) else { return false }
        return word == word.lowercased() || word == word.uppercased() && (word.count > 1 || startsLine(index))
    }

    /// True where a sentence ends with the token.
    func endsSentence(_ index: Int) -> Bool { sheet.tokens[index].text.hasSuffix(".") && !isAbbreviation(index) }

    private static let quotes: Set<Character> = ["\"", "“", "”", "„", "«", "»", "'", "‘", "’", "(", ")"]

    private func behindLeads(_ start: Int) -> Int {
        var index = start
        while index < sheet.tokens.count - 1, index - start < 8 {
            let token = sheet.tokens[index]
            let isSmall = token.text.first?.isUppercase == false
            let isLead = PartyLexicon.leads.contains(token.compact)
            let next = sheet.tokens[index + 1].compact
            let leadsOn = isLead && (next.isEmpty || PartyLexicon.leads.contains(next))
            guard
                isListMark(index) && startsLine(index) || isLead && (isSmall || leadsOn) || token.compact.isEmpty
                    || isSalutation(index) || token.endsLabel && PartyLexicon.roles.contains(token.compact)
            else { break }
            index += 1
        }
        return index
    }

    private func belongs(_ index: Int, isFirst: Bool) -> Bool {
        let token = sheet.tokens[index]
        guard let first = token.text.first else { return false }
        if token.text == "&" { return !isFirst }
        if Self.quotes.contains(first) && !isFirst || isConjunction(index) { return false }
        let follows = !isFirst && sheet.tokens[index - 1].text.hasSuffix(".")
        if follows, PartyLexicon.roles.contains(token.compact) || PartyLexicon.leads.contains(token.compact) {
            return false
        }
        let letter = token.text.first { $0.isLetter || $0.isNumber }
        guard let letter else { return false }
        if letter.isUppercase || letter.isNumber && !isFirst { return true }
        let isWritten = token.text != token.text.lowercased() || token.text.contains(".")
        if NameLexicon.legalForms.contains(token.compact), isWritten, !isFirst { return true }
        guard !isFirst, PartyLexicon.connectors.contains(token.compact), index + 1 < sheet.tokens.count else {
            return letter.isNumber && token.text.contains(where: \.isLetter)
        }
        return sheet.tokens[index + 1].text.first?.isUppercase == true
    }

    /// True for `The`, `Customer` or another word of no name behind a point.
    private func beginsSentence(_ index: Int) -> Bool {
        guard index < sheet.tokens.count, sheet.tokens[index - 1].text.hasSuffix(".") else { return false }
        let token = sheet.tokens[index]
        return isPlain(token.compact) && token.text.first?.isUppercase == true
    }

    /// True if the name ends before `end`: at a mark, except a comma before a legal form, or with its sentence.
    private func isClosed(behind end: Int) -> Bool {
        guard let mark = sheet.tokens[end - 1].text.last else { return false }
        if mark == ",", end < sheet.tokens.count { return !NameLexicon.legalForms.contains(sheet.tokens[end].compact) }
        return ";:)”»\"".contains(mark) || endsSentence(end - 1)
    }

    private func isAbbreviation(_ index: Int) -> Bool {
        let token = sheet.tokens[index]
        return token.compact.count == 1 || token.text.dropLast().contains(".")
            || NameLexicon.legalForms.contains(token.compact) || PartyLexicon.abbreviations.contains(token.compact)
    }

    private func isName(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        let words = sheet.tokens[range].map(\.compact).filter { $0.contains(where: \.isLetter) }
        guard words.joined().count >= 3 else { return false }
        return !words.allSatisfy(isPlain)
    }

    private func isPlain(_ word: String) -> Bool {
        PartyLexicon.roles.contains(word) || PartyLexicon.leads.contains(word) || PartyLexicon.plain.contains(word)
    }
}
