import OrchestrateModel

/// Finds the numbers and amounts of a document, with the currency signs beside them.
struct AmountScanner {
    let sheet: TokenSheet
    let locale: ValueLocale

    func spots() -> [Spot] {
        var found: [Spot] = []
        for (index, row) in sheet.rows.enumerated() {
            var position = row.tokens.lowerBound
            while position < row.tokens.upperBound {
                guard isNumeric(position), let spot = spot(at: position, row: index) else {
                    position += 1
                    continue
                }
                found.append(spot)
                position = spot.tokens.upperBound
            }
        }
        return found
    }

    /// True for a token of digits, separators, signs and a currency.
    private func isNumeric(_ index: Int) -> Bool {
        let token = sheet.tokens[index]
        guard token.hasDigit || token.source == .ocr else { return false }
        let text = repaired(token)
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
        let unsigned = Self.plain(text).drop { "-−–+".contains($0) }
        return Currency.stripped(String(unsigned)).rest.allSatisfy { $0.isASCIIDigit || ".,'’-−–+%()".contains($0) }
    }

    private static func plain(_ text: String) -> String {
        var rest = text[...]
        while let last = rest.last, "*:;".contains(last) { rest.removeLast() }
        while let first = rest.first, "*:;(".contains(first), !rest.hasSuffix(")") { rest.removeFirst() }
        return String(rest)
    }

    /// OCR takes O, l and S for digits between digits.
    private func repaired(_ token: Token) -> String {
        guard token.source == .ocr, token.text.count >= 3, token.text.contains(where: { ".,".contains($0) }) else {
            return token.text
        }
        let digits = token.text.filter(\.isASCIIDigit).count
        guard digits * 2 >= token.text.filter({ $0.isLetter || $0.isNumber }).count, digits >= 2 else {
            return token.text
        }
        return String(token.text.map { Self.confusions[$0] ?? $0 })
    }

    private static let confusions: [Character: Character] = ["O": "0", "o": "0", "l": "1", "I": "1", "B": "8"]

    private func spot(at start: Int, row: Int) -> Spot? {
        let end = self.end(of: start, limit: sheet.rows[row].tokens.upperBound)
        var text = (start..<end).map { Self.plain(repaired(sheet.tokens[$0])) }.joined(separator: glue(start, end))
        let isPercent = text.contains("%") || end < sheet.rows[row].tokens.upperBound && sheet.tokens[end].text == "%"
        if text.hasSuffix("."), !text.dropLast().contains(".") { text = String(text.dropLast()) }
        let result = NumberReader.read(text, locale: locale)
        guard let number = result.number else { return nil }
        var range = start..<end
        var currency = result.currency
        if currency == nil, let beside = currencyBeside(range, row: row) {
            currency = beside.code
            range = beside.range
        }
        var reading = Reading.clear(.amount(number))
        if result.doubt == .ambiguous, let other = result.alternative {
            reading = Reading(alternatives: [.amount(number), .amount(other)], doubt: .ambiguous)
        }
        return Spot(
            tokens: range,
            row: row,
            box: sheet.box(start..<end),
            raw: sheet.text(range),
            reading: reading,
            currency: currency,
            scale: number.scale,
            isPercent: isPercent
        )
    }

    /// Groups of thousands behind spaces, and decimals that OCR parted from their point, belong to the number.
    private func end(of start: Int, limit: Int) -> Int {
        var end = start + 1
        while end < limit, continues(from: start, to: end) { end += 1 }
        return end
    }

    private func continues(from start: Int, to next: Int) -> Bool {
        let (last, token) = (sheet.tokens[next - 1], sheet.tokens[next])
        let gap = token.box.x0 - last.box.x1
        let digits = token.text.prefix { $0.isASCIIDigit }
        if last.source == .ocr, gap < 0.9 * last.size, last.text.hasSuffix(".") || last.text.hasSuffix(","),
            last.text.dropLast().last?.isASCIIDigit == true
        {
            return token.text.count == 2 && digits.count == 2
        }
        guard gap < Self.groupGap * last.size, digits.count == 3 else { return false }
        let head = last.text.drop { !$0.isASCIIDigit }
        guard head.allSatisfy(\.isASCIIDigit), (1...3).contains(head.count), next == start + 1 || head.count == 3 else {
            return false
        }
        // Only decimals at the end show that this is one number and not two.
        return hasDecimals(from: next)
    }

    /// The width of a space, as wide as letters in typewriter print, by the size of the letters.
    private static let groupGap = 0.72

    private func hasDecimals(from index: Int) -> Bool {
        var index = index
        while index < sheet.tokens.count, index < sheet.rows[sheet.rowOfToken[index]].tokens.upperBound {
            let text = sheet.tokens[index].text
            let rest = text.dropFirst(3)
            if rest.isEmpty {
                index += 1
                continue
            }
            return text.prefix(3).allSatisfy(\.isASCIIDigit) && (rest.first == "," || rest.first == ".")
        }
        return false
    }

    private func glue(_ start: Int, _ end: Int) -> String {
        let text = sheet.tokens[start].text
        return text.hasSuffix(".") || text.hasSuffix(",") ? "" : " "
    }

    private func currencyBeside(_ range: Range<Int>, row: Int) -> (code: String, range: Range<Int>)? {
        let tokens = sheet.rows[row].tokens
        if range.upperBound < tokens.upperBound, gap(range.upperBound) < 12, let code = code(range.upperBound) {
            return (code, range.lowerBound..<range.upperBound + 1)
        }
        if range.lowerBound > tokens.lowerBound, gap(range.lowerBound) < 30, let code = code(range.lowerBound - 1) {
            return (code, range.lowerBound - 1..<range.upperBound)
        }
        return nil
    }

    private func gap(_ index: Int) -> Double { sheet.tokens[index].box.x0 - sheet.tokens[index - 1].box.x1 }

    private func code(_ index: Int) -> String? { Self.currencyCode(sheet.tokens[index].text) }

    /// The currency that a word alone names.
    static func currencyCode(_ text: String) -> String? {
        let trimmed = text.filter { !"():;,".contains($0) }
        guard !trimmed.isEmpty, trimmed.count <= 5, !trimmed.contains(where: \.isASCIIDigit) else { return nil }
        if trimmed.count == 3, Currency.codes.contains(trimmed) { return trimmed }
        let (rest, code) = Currency.stripped(trimmed)
        return rest.isEmpty ? code : nil
    }
}
