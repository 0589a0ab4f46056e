import OrchestrateModel

/// Tells which of a template's keywords a text has, and how near it comes to the others.
struct KeywordTrace {
    let document: DocumentText

    private var text: SourceText { document.text }
    private var finder: PlaceFinder { PlaceFinder(document: document) }

    func keywords(of template: Template) -> [TemplateExplanation.Keyword] {
        template.keywords.map { keyword($0, isExcluded: false) }
            + template.excludedKeywords.map { keyword($0, isExcluded: true) }
    }

    /// True if the text has a keyword, as the selection of templates has it.
    func occurs(_ keyword: Keyword) -> Bool { (literal(keyword.source) ?? matched(keyword.pattern)) != nil }

    private func keyword(_ keyword: Keyword, isExcluded: Bool) -> TemplateExplanation.Keyword {
        var found = TemplateExplanation.Keyword(text: keyword.source, isExcluded: isExcluded, isFound: false)
        if let range = literal(keyword.source) ?? matched(keyword.pattern) {
            found.isFound = true
            found.place = finder.place(range, in: text)
        } else if !isExcluded {
            (found.place, found.note) = miss(keyword)
        }
        return found
    }

    private func literal(_ keyword: String) -> Range<Int>? {
        match(LazyPattern(LiteralPattern.escaped(keyword)))
    }

    private func matched(_ pattern: LazyPattern?) -> Range<Int>? { pattern.flatMap(match) }

    private func match(_ pattern: LazyPattern) -> Range<Int>? { ((try? pattern.firstMatch(in: text)) ?? nil)?.range }

    /// What of a missed keyword the text has.
    private func miss(_ keyword: Keyword) -> (TemplateExplanation.Place?, String?) {
        let escaped = LiteralPattern.escaped(keyword.source)
        if let range = match(LazyPattern("(?i)" + escaped)) {
            return (finder.place(range, in: text), "stands there in other letters, and case counts")
        }
        let loose = keyword.source.split(whereSeparator: \.isWhitespace).map { LiteralPattern.escaped(String($0)) }
        if loose.count > 1, let range = match(LazyPattern("(?i)" + loose.joined(separator: #"\s+"#))) {
            return (finder.place(range, in: text), "stands there with other spaces; write ` +` as a regular expression")
        }
        let source = keyword.pattern == nil ? escaped : keyword.source
        guard let far = PatternTrace.furthest(source, in: text) else { return (nil, "nothing like it in the text") }
        let place = finder.place(far.range, in: text)
        return (place, "the text has only `\(far.beginning)`: “\(finder.line(from: far.range.lowerBound, in: text))”")
    }
}

/// Texts as regular expressions that stand for nothing else.
enum LiteralPattern {
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if #"\.^$*+?{}[]|()"#.contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
