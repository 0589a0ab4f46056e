import OrchestrateModel

/// Finds the dates of a document, in digits and in words.
struct DateScanner {
    let sheet: TokenSheet
    let locale: ValueLocale
    let order: DateOrder?

    func spots() -> [Spot] {
        var found: [Spot] = []
        for (index, row) in sheet.rows.enumerated() {
            var position = row.tokens.lowerBound
            while position < row.tokens.upperBound {
                guard let spot = spot(at: position, row: index, limit: row.tokens.upperBound) else {
                    position += 1
                    continue
                }
                found.append(spot)
                position = spot.tokens.upperBound
            }
        }
        return found
    }

    private func spot(at start: Int, row: Int, limit: Int) -> Spot? {
        let token = sheet.tokens[start]
        guard token.hasDigit || MonthNames.month(of: Self.letters(token.text)) != nil else { return nil }
        if Self.looksLikeDate(token.text), let spot = read(start..<start + 1, row: row) { return spot }
        let end = min(limit, start + Self.longest)
        guard start + 2 <= end, token.text.utf8.count <= 10 else { return nil }
        let window = sheet.tokens[start..<end]
        let named = window.contains { MonthNames.month(of: Self.letters($0.text)) != nil }
        guard named || token.text.utf8.count <= 3 || token.text.last.map({ "./-".contains($0) }) == true else {
            return nil
        }
        for length in (2...(end - start)).reversed() {
            let range = start..<start + length
            guard sheet.tokens[range.upperBound - 1].hasDigit, named || length >= 2,
                isTight(range), let spot = read(range, row: row)
            else { continue }
            return spot
        }
        return nil
    }

    /// Tokens of the longest date: `Monday, the 3rd of March 2024`.
    private static let longest = 5

    private static func letters(_ text: String) -> String { text.filter(\.isLetter) }

    private func isTight(_ range: Range<Int>) -> Bool {
        range.dropFirst().allSatisfy {
            sheet.tokens[$0].box.x0 - sheet.tokens[$0 - 1].box.x1 < 1.2 * sheet.tokens[$0].size
        }
    }

    /// True for two marks between digits, or a month's name between them.
    private static func looksLikeDate(_ text: String) -> Bool {
        guard (6...16).contains(text.utf8.count) else { return false }
        let groups = text.split { !$0.isASCIIDigit }
        if groups.count >= 3 { return true }
        return groups.count == 2 && MonthNames.month(of: letters(text)) != nil
    }

    private func read(_ range: Range<Int>, row: Int) -> Spot? {
        var text = sheet.text(range)
        while let last = text.last, ".,;:)*".contains(last) { text.removeLast() }
        while let first = text.first, "(:*".contains(first) { text.removeFirst() }
        if range.count > 1, text.contains(where: \.isLetter) == false, !text.contains(where: { "./-".contains($0) }) {
            return nil
        }
        let reading = DateReader.read(text, locale: locale, order: order)
        guard reading.doubt != .unreadable else { return nil }
        return Spot(tokens: range, row: row, box: sheet.box(range), raw: text, reading: reading)
    }
}
