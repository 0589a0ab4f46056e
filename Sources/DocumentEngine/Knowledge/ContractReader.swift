import OrchestrateModel

/// Reads what a contract says of its parties, its beginning, its law and its term.
struct ContractReader {
    let document: KnowledgeDocument

    func read() -> Extraction {
        var extraction = Extraction()
        extraction.documentClass = DocumentClass.contract.rawValue
        extraction.requiredFields = ["parties"]
        if let parties = first(of: ContractPhrases.parties), parties.groups.count >= 2 {
            extraction.fields.append(
                Field(
                    name: "parties",
                    type: .list,
                    value: .list(parties.groups.map { .string($0.text) }),
                    raw: parties.groups.map(\.text).joined(separator: "; "),
                    status: .valid,
                    confidence: 0.85,
                    evidence: parties.groups.flatMap(\.evidence)
                )
            )
        }
        addText("jurisdiction", ContractPhrases.jurisdiction, to: &extraction)
        addText("term", ContractPhrases.term, to: &extraction)
        addDate(to: &extraction)
        return extraction
    }

    private struct Found {
        var groups: [(text: String, evidence: [Evidence])]
    }

    private func first(of patterns: [LazyPattern]) -> Found? {
        let text = document.text.text
        for (index, pattern) in patterns.enumerated() {
            guard let match = (try? pattern.firstMatch(in: text)) ?? nil else { continue }
            let groups = match.groups.dropFirst().compactMap { $0 }.map {
                range -> (text: String, evidence: [Evidence]) in
                let words = document.text.words(of: range, in: text)
                let flat = text.string(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return (Identifiers.trimmed(flat), DocumentText.evidence(of: words, rule: "phrase:\(index + 1)"))
            }
            return Found(groups: groups.filter { !$0.text.isEmpty })
        }
        return nil
    }

    private func addText(_ name: String, _ patterns: [LazyPattern], to extraction: inout Extraction) {
        guard let found = first(of: patterns)?.groups.first else { return }
        extraction.fields.append(
            Field(
                name: name,
                type: .string,
                value: .string(found.text),
                raw: found.text,
                status: .valid,
                confidence: 0.85,
                evidence: found.evidence
            )
        )
    }

    private func addDate(to extraction: inout Extraction) {
        guard let found = first(of: ContractPhrases.effectiveDate)?.groups.first else { return }
        var locale = ValueLocale()
        locale.languages = document.region.language.map { [$0] } ?? []
        let reading = DateReader.read(found.text, locale: locale, order: document.region.dateOrder)
        guard reading.doubt != .unreadable else { return }
        let draft = FieldDraft(
            value: reading.value,
            raw: found.text,
            score: 0.8,
            evidence: found.evidence,
            readings: reading.alternatives
        )
        extraction.fields.append(draft.field("effective_date", type: .date))
    }
}
