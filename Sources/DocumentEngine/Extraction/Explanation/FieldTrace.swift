import OrchestrateModel

/// Tells, for one field of a template, what was tried, where, and how far it came.
struct FieldTrace {
    let document: DocumentText
    let pages: [RecognizedPage]
    /// The document's text as the template's options leave it.
    let text: SourceText
    let foldedWords: [String]

    private typealias Attempt = TemplateExplanation.Attempt
    private typealias Place = TemplateExplanation.Place

    private var finder: PlaceFinder { PlaceFinder(document: document) }

    /// Places shown of those that a rule finds.
    private static let shown = 5

    func attempts(of rule: FieldRule) -> [TemplateExplanation.Attempt] {
        let source = rule.area.map { document.text(in: $0) } ?? text
        let place = rule.area.map { " in area " + Self.text($0) } ?? ""
        switch rule.parser {
        case .fixed(let value): return [Attempt(rule: "value \(value.text)", found: [])]
        case .regex(let patterns):
            return patterns.map { pattern in
                var attempt = regex(pattern, in: source)
                attempt.rule += place
                if attempt.found.isEmpty, rule.area != nil, source.bytes.isEmpty {
                    attempt.note = "no words stand in the area"
                }
                return attempt
            }
        case .label(let label): return label.labels.map { self.label($0, of: label) }
        case .lines(let rules): return rules.map { lines($0, in: source) }
        }
    }

    func attempts(of rule: TableRule) -> [TemplateExplanation.Attempt] {
        [block("tables", start: rule.start, end: rule.end, bodies: [rule.body], in: text)]
    }

    private static func text(_ area: Area) -> String {
        let box = [area.box.x0, area.box.y0, area.box.x1, area.box.y1].map { String(Int($0.rounded())) }
        let pages =
            area.firstPage == area.lastPage ? "page \(area.firstPage)" : "pages \(area.firstPage)–\(area.lastPage)"
        return "\(pages) [\(box.joined(separator: ", "))]"
    }

    private func regex(_ pattern: LazyPattern, in source: SourceText) -> TemplateExplanation.Attempt {
        var attempt = Attempt(rule: "regex `\(pattern.source)`", found: [])
        do {
            attempt.found = try pattern.matches(in: source).prefix(Self.shown).map { match in
                let range = match.groups.count > 1 ? match.groups[1] ?? match.range : match.range
                return finder.place(range, in: source)
            }
        } catch {
            attempt.note = "given up: \(error.explanation)"
            return attempt
        }
        if attempt.found.isEmpty { attempt.note = miss(pattern, in: source) }
        return attempt
    }

    /// How far a pattern comes that finds nothing.
    private func miss(_ pattern: LazyPattern, in source: SourceText, within range: Range<Int>? = nil) -> String {
        guard let far = PatternTrace.furthest(pattern.source, in: source, within: range) else {
            return "nothing like its beginning is in the text"
        }
        let line = finder.line(from: far.range.lowerBound, in: source)
        let page = finder.place(far.range, in: source).page.map { "page \($0), " } ?? ""
        return "it comes as far as `\(far.beginning)`, \(page)“\(line)”, where `\(far.rest)` does not follow"
    }
}

extension FieldTrace {
    private func label(_ label: String, of rule: LabelRule) -> TemplateExplanation.Attempt {
        let parser = LabelParser(document: document, pages: pages, foldedWords: foldedWords)
        var attempt = Attempt(rule: "\(rule.direction.rawValue) “\(label)”", found: [])
        var single = rule
        single.labels = [label]
        do {
            attempt.found = try parser.candidates(of: single).prefix(Self.shown).map { candidate in
                let evidence = candidate.evidence.first
                return Place(text: PlaceFinder.shortened(candidate.text), page: evidence?.page, box: evidence?.box)
            }
        } catch {
            attempt.note = "given up: \(error.problem.explanation)"
            return attempt
        }
        guard attempt.found.isEmpty else { return attempt }
        let occurrences = parser.occurrences(of: label)
        guard let first = occurrences.first?.first else {
            attempt.note = "the label is not on the page" + (similar(label).map { "; “\($0)” is" } ?? "")
            return attempt
        }
        let page = document.words[first].page
        let reach = "nothing \(rule.direction.reachText) within \(Int(rule.reach)) points"
        let pattern = rule.pattern.map { " that `\($0.source)` matches" } ?? ""
        attempt.note = "the label stands on page \(page), but \(reach)\(pattern)"
        return attempt
    }

    /// Words of the document that read nearly like a label.
    private func similar(_ label: String) -> String? {
        let words = label.split(whereSeparator: \.isWhitespace).count
        guard words > 0, document.words.count >= words else { return nil }
        let wanted = LabelParser.folded(label)
        var seen: Set<String> = []
        let texts = (0...document.words.count - words).map { start in
            document.words[start..<start + words].map(\.word.text).joined(separator: " ")
        }
        .filter { abs($0.count - wanted.count) <= 3 && seen.insert($0).inserted }
        let folded = Dictionary(texts.map { (LabelParser.folded($0), $0) }) { first, _ in first }
        return Spelling.suggestion(for: wanted, among: folded.keys).flatMap { folded[$0] }
    }

    private func lines(_ rule: LinesRule, in source: SourceText) -> TemplateExplanation.Attempt {
        let bodies = rule.firstLine.isEmpty ? rule.line : rule.firstLine
        var attempt = block("lines", start: rule.start, end: rule.end, bodies: bodies, in: source)
        if let rows = try? LinesParser(document: document, rule: rule).rows(in: source), !rows.isEmpty {
            attempt.found = rows.prefix(Self.shown).map { row in
                let evidence = DocumentText.evidence(of: row.flatMap(\.words), rule: "").first
                let text = row.map { "\($0.column) “\(PlaceFinder.shortened($0.text, to: 30))”" }
                return Place(text: text.joined(separator: ", "), page: evidence?.page, box: evidence?.box)
            }
            attempt.note = "\(rows.count) rows"
        }
        return attempt
    }

    /// Where a block begins and ends, and which of its lines match.
    private func block(
        _ kind: String,
        start: LazyPattern,
        end: LazyPattern,
        bodies: [LazyPattern],
        in source: SourceText
    ) -> TemplateExplanation.Attempt {
        var attempt = Attempt(rule: "\(kind) from `\(start.source)` to `\(end.source)`", found: [])
        func first(_ pattern: LazyPattern, within range: Range<Int>) -> Range<Int>? {
            ((try? pattern.firstMatch(in: source, within: range)) ?? nil)?.range
        }
        guard let begin = first(start, within: source.all) else {
            attempt.note = "`start` is not found: \(miss(start, in: source))"
            return attempt
        }
        let rest = begin.upperBound..<source.bytes.count
        guard let stop = first(end, within: rest) else {
            attempt.note = "`end` is not found behind `start`: \(miss(end, in: source, within: rest))"
            return attempt
        }
        let lines = source.lines(in: begin.upperBound..<stop.lowerBound).filter { !source.trimmed($0).isEmpty }
        let unmatched = lines.first { line in bodies.allSatisfy { first($0, within: line) == nil } }
        if lines.isEmpty {
            attempt.note = "there is no line between `start` and `end`"
        } else if let unmatched, let body = bodies.first {
            attempt.note =
                "the first line that does not match is “\(finder.line(from: unmatched.lowerBound, in: source))”: "
                + "of `\(body.source)`, \(miss(body, in: source, within: unmatched))"
        }
        return attempt
    }
}

extension LabelRule.Direction {
    /// Where a value is looked for, as it is said.
    fileprivate var reachText: String {
        switch self {
        case .right: "is right of it"
        case .below: "is below it"
        case .block: "follows it in its block"
        }
    }
}
