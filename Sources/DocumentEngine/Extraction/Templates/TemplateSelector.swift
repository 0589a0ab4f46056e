/// Chooses the templates whose keywords a text has, by one pass over the text for all templates.
struct TemplateSelector: Sendable {
    /// A keyword reduced to what the pass can tell.
    private struct Probe: Sendable {
        /// Number of the keyword as it is written.
        let literal: Int
        /// Number of a text that the regular expression cannot do without.
        let needed: Int?
        let pattern: LazyPattern?
    }

    private struct Candidate: Sendable {
        let wanted: [Probe]
        let excluded: [Probe]
    }

    private let index: KeywordIndex
    private let candidates: [Candidate]

    init(_ templates: [Template]) {
        let keywords = templates.flatMap { $0.keywords + $0.excludedKeywords }
        let index = KeywordIndex(
            keywords.flatMap { [$0.source] + ($0.pattern.flatMap { RequiredLiteral.of($0.source) }.map { [$0] } ?? []) }
        )
        func probe(_ keyword: Keyword) -> Probe {
            Probe(
                literal: index.number(of: keyword.source) ?? 0,
                needed: keyword.pattern.flatMap { RequiredLiteral.of($0.source) }.flatMap { index.number(of: $0) },
                pattern: keyword.pattern
            )
        }
        self.index = index
        candidates = templates.map {
            Candidate(wanted: $0.keywords.map(probe), excluded: $0.excludedKeywords.map(probe))
        }
    }

    /// The numbers of the templates that match, in their order.
    func matching(_ text: SourceText) -> [Int] {
        let found = index.found(in: text.bytes)
        func has(_ probe: Probe) -> Bool {
            if found[probe.literal] { return true }
            if let needed = probe.needed, !found[needed] { return false }
            guard let pattern = probe.pattern else { return false }
            return (try? pattern.firstMatch(in: text)) ?? nil != nil
        }
        return candidates.indices.filter { number in
            candidates[number].wanted.allSatisfy(has) && !candidates[number].excluded.contains(where: has)
        }
    }
}
