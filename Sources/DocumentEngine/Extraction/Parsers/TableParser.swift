import OrchestrateModel

/// Reads fields from the named groups of the lines of one block.
struct TableParser {
    let search: Search
    let rule: TableRule

    /// The candidates of each field, in the order of the pattern's groups.
    func candidates() throws(PatternFailure) -> [(name: String, candidates: [Candidate])] {
        let text = search.text
        guard let start = try first(rule.start, in: text, within: text.all),
            let end = try first(rule.end, in: text, within: text.all), start.range.upperBound <= end.range.lowerBound
        else { return [] }
        var found: [(name: String, candidates: [Candidate])] = []
        for line in try lines(start.range.upperBound..<end.range.lowerBound) where !line.isEmpty {
            guard let match = try first(rule.body, in: text, within: line) else { continue }
            for (name, range) in match.named((try? rule.body.names()) ?? []) {
                guard let range else { continue }
                let candidate = search.candidate(range, in: text, rule: "tables")
                if let index = found.firstIndex(where: { $0.name == name }) {
                    found[index].candidates.append(candidate)
                } else {
                    found.append((name, [candidate]))
                }
            }
        }
        return found
    }

    private func lines(_ range: Range<Int>) throws(PatternFailure) -> [Range<Int>] {
        guard let separator = rule.separator else { return search.text.lines(in: range) }
        do {
            return try search.text.parts(of: range, separatedBy: separator)
        } catch {
            throw PatternFailure(pattern: separator.source, problem: error)
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
}
