import OrchestrateModel

/// Reads rows from blocks of lines, each row from one line or from a first line and those that follow it.
struct LinesParser {
    /// A column of a row before its value is read.
    struct Cell {
        var column: String
        var text: String
        var words: [DocumentText.PlacedWord]
    }

    typealias Row = [Cell]

    let document: DocumentText
    let rule: LinesRule

    func rows(in text: SourceText) throws(PatternFailure) -> [Row] {
        var text = text
        for (pattern, replacement) in rule.replacements {
            do {
                text = try text.replacing(pattern, with: replacement)
            } catch {
                throw PatternFailure(pattern: pattern.source, problem: error)
            }
        }
        var rows: [Row] = []
        var position = 0
        while let start = try first(rule.start, in: text, within: position..<text.bytes.count) {
            let rest = start.range.upperBound..<text.bytes.count
            guard let end = try end(in: text, within: rest) else { break }
            rows += try block(rest.lowerBound..<end.lowerBound, of: text)
            // A block that ends where it began must not be found again.
            position = max(end.upperBound, position + 1)
            guard position <= text.bytes.count else { break }
        }
        return rows
    }

    private func end(in text: SourceText, within range: Range<Int>) throws(PatternFailure) -> Range<Int>? {
        guard rule.endMatch == .last else { return try first(rule.end, in: text, within: range)?.range }
        do {
            return try rule.end.matches(in: text, within: range).last?.range
        } catch {
            throw PatternFailure(pattern: rule.end.source, problem: error)
        }
    }

    private func first(
        _ pattern: LazyPattern,
        in text: SourceText,
        within range: Range<Int>
    ) throws(PatternFailure) -> Pattern.Match? {
        do {
            return try pattern.firstMatch(in: text, within: range)
        } catch {
            throw PatternFailure(pattern: pattern.source, problem: error)
        }
    }

    /// The first pattern's match that there is, as the cells of its named groups.
    private func cells(
        _ patterns: [LazyPattern],
        of line: Range<Int>,
        in text: SourceText
    ) throws(PatternFailure) -> Row? {
        for pattern in patterns {
            guard let match = try first(pattern, in: text, within: line) else { continue }
            return match.named((try? pattern.names()) ?? []).map { name, range in
                let range = range.map { text.trimmed($0) } ?? line.lowerBound..<line.lowerBound
                return Cell(column: name, text: text.string(range), words: document.words(of: range, in: text))
            }
        }
        return nil
    }

    private func block(_ range: Range<Int>, of text: SourceText) throws(PatternFailure) -> [Row] {
        // Where nothing says how a row begins, each matching line is a row.
        let alone = rule.firstLine.isEmpty && rule.lastLine.isEmpty
        let firstLine = alone ? rule.line : rule.firstLine
        var rows: [Row] = []
        var current: Row = []
        var inside = false
        for line in try lines(of: range, in: text) where !line.isEmpty {
            if try cells(rule.skipLine, of: line, in: text) != nil { continue }
            if let cells = try cells(firstLine, of: line, in: text) {
                if !current.isEmpty { rows.append(current) }
                current = cells
                inside = true
            } else if inside, let cells = try cells(rule.lastLine, of: line, in: text) {
                Self.extend(&current, by: cells)
                if !current.isEmpty { rows.append(current) }
                current = []
                inside = false
            } else if inside, let cells = try cells(rule.line, of: line, in: text) {
                Self.extend(&current, by: cells)
            }
        }
        if !current.isEmpty { rows.append(current) }
        return rows
    }

    private func lines(of range: Range<Int>, in text: SourceText) throws(PatternFailure) -> [Range<Int>] {
        guard let separator = rule.separator else { return text.lines(in: range) }
        do {
            return try text.parts(of: range, separatedBy: separator)
        } catch {
            throw PatternFailure(pattern: separator.source, problem: error)
        }
    }

    /// A column that the row has already goes on in a new line of its text.
    private static func extend(_ row: inout Row, by cells: Row) {
        for cell in cells {
            guard let index = row.firstIndex(where: { $0.column == cell.column }) else {
                row.append(cell)
                continue
            }
            row[index].text += row[index].text.isEmpty ? cell.text : "\n" + cell.text
            row[index].words += cell.words
        }
    }
}

extension SourceText {
    /// The parts of a range between the matches of a separator.
    func parts(of range: Range<Int>, separatedBy separator: LazyPattern) throws(LazyPattern.Problem) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for match in try separator.matches(in: self, within: range) where !match.range.isEmpty {
            parts.append(start..<match.range.lowerBound)
            start = match.range.upperBound
        }
        parts.append(start..<range.upperBound)
        return parts
    }
}
