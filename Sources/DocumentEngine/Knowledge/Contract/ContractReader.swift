import OrchestrateModel

/// Reads what a contract says of its parties, its beginning, its law and its term.
struct ContractReader {
    let document: KnowledgeDocument

    func read() -> Extraction {
        var extraction = Extraction()
        extraction.documentClass = DocumentClass.contract.rawValue
        extraction.requiredFields = ["parties"]
        extraction.fields = [PartyReader(sheet: document.sheet).field(), effectiveDate(), jurisdiction(), term()]
            .compactMap { $0 }
        return extraction
    }

    /// A part of the text with where it stands.
    private struct Passage {
        let text: String
        let evidence: [Evidence]
        let wordConfidence: Double
    }

    /// The groups of the first pattern that matches, the whole match first.
    private func first(of patterns: [LazyPattern], accepts: ([Passage]) -> Bool = { _ in true }) -> [Passage]? {
        let text = document.text.text
        for (index, pattern) in patterns.enumerated() {
            var rest = text.all
            while let match = (try? pattern.firstMatch(in: text, within: rest)) ?? nil {
                rest = max(match.range.upperBound, rest.lowerBound + 1)..<text.bytes.count
                let passages = match.groups.compactMap { $0 }.map { passage($0, rule: "phrase:\(index + 1)") }
                if passages.count > 1, accepts(passages) { return passages }
            }
        }
        return nil
    }

    private func passage(_ range: Range<Int>, rule: String) -> Passage {
        let text = document.text.text
        let words = document.text.words(of: range, in: text)
        return Passage(
            text: text.string(range).split(whereSeparator: \.isWhitespace).joined(separator: " "),
            evidence: DocumentText.evidence(of: words, rule: rule),
            wordConfidence: words.map(\.word.confidence).min() ?? 1
        )
    }

    private func field(_ name: String, _ value: String, from passage: Passage) -> Field {
        Field(
            name: name,
            type: .string,
            value: .string(value),
            raw: passage.text,
            status: .valid,
            confidence: 0.85 * passage.wordConfidence,
            evidence: passage.evidence
        )
    }

    private func jurisdiction() -> Field? {
        guard let passage = first(of: ContractPhrases.jurisdiction)?[1] else { return nil }
        let name = Identifiers.trimmed(passage.text)
        return field("jurisdiction", ContractPhrases.countries[name] ?? name, from: passage)
    }

    private func term() -> Field? {
        let found = first(of: ContractPhrases.term) {
            $0.count == 3 && NumberLexicon.span($0[1].text, $0[2].text) != nil
        }
        if let found, let span = NumberLexicon.span(found[1].text, found[2].text) {
            let whole = Passage(
                text: "\(found[1].text) \(found[2].text)",
                evidence: found[1].evidence + found[2].evidence,
                wordConfidence: min(found[1].wordConfidence, found[2].wordConfidence)
            )
            return field("term", span, from: whole)
        }
        guard let passage = first(of: [ContractPhrases.anniversary])?[1],
            let index = NumberLexicon.ordinals.firstIndex(of: passage.text.lowercased()),
            let span = NumberLexicon.span(String(index + 1), "years")
        else { return nil }
        return field("term", span, from: passage)
    }

    private func effectiveDate() -> Field? {
        var locale = ValueLocale()
        locale.languages = document.region.language.map { [$0] } ?? []
        func reading(_ text: String) -> Reading {
            DateReader.read(text.replacing("day of", with: "of"), locale: locale, order: document.region.dateOrder)
        }
        guard
            let passage = first(
                of: ContractPhrases.effectiveDate,
                accepts: { reading($0[1].text).doubt != .unreadable }
            )?[1]
        else { return nil }
        let read = reading(passage.text)
        let draft = FieldDraft(
            value: read.value,
            raw: passage.text,
            score: 0.8,
            evidence: passage.evidence,
            wordConfidence: passage.wordConfidence,
            readings: read.alternatives
        )
        return draft.field("effective_date", type: .date)
    }
}
