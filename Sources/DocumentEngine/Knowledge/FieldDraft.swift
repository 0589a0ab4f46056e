import OrchestrateModel

/// A candidate for a field: a value with its place and what speaks for it.
struct FieldDraft {
    var value: FieldValue?
    var raw: String
    var currency: String? = nil
    /// 0 to 1 and above: sums of what speaks for the candidate.
    var score: Double
    var evidence: [Evidence]
    /// Of the weakest word.
    var wordConfidence = 1.0
    /// The readings of a text that has several.
    var readings: [FieldValue] = []
    /// Places that say the same under labels of the same kind.
    var places = 1
    /// True if other places of the page, read for themselves, say the same.
    var isCorroborated = false

    /// Every score at or above this stands for a field that needs no look.
    static let sure = 0.6

    private static let corroborated = 0.99

    /// The field; a weak candidate is for review, other readings and the next candidates are its alternatives.
    func field(_ name: String, type: FieldType, others: [FieldDraft] = []) -> Field {
        let confidence = value == nil ? 0 : Self.confidence(score) * wordConfidence
        var field = Field(
            name: name,
            type: type,
            value: value,
            currency: type == .amount ? currency : nil,
            raw: raw,
            status: value == nil || confidence < Self.confidence(Self.sure) ? .review : .valid,
            confidence: confidence * textShare(type),
            evidence: evidence
        )
        if isCorroborated, field.status == .valid {
            field.status = .verified
            field.confidence = max(field.confidence, Self.corroborated)
        }
        field.alternatives = readings.map {
            Alternative(value: $0, raw: raw, confidence: 1 / Double(max(2, readings.count)), evidence: evidence)
        }
        field.alternatives += others.filter { $0.value != nil && $0.value != value }.prefix(3).compactMap { other in
            other.value.map {
                Alternative(
                    value: $0,
                    raw: other.raw,
                    confidence: min(0.4, Self.confidence(other.score) / 2),
                    evidence: other.evidence
                )
            }
        }
        return field
    }

    /// Of texts of several words that OCR read, fewer are right to the letter than their words' confidence tells.
    private func textShare(_ type: FieldType) -> Double {
        guard type == .string, evidence.first?.source == .ocr, raw.contains(" ") else { return 1 }
        return 0.6
    }

    /// The share of right values among those with a score, as measured: steps between which it is linear.
    ///
    /// The table that they come from is in `docs/built-in-knowledge.md`.
    static func confidence(_ score: Double) -> Double {
        let steps: [(score: Double, share: Double)] = [
            (0, 0.1), (0.3, 0.45), (0.6, 0.87), (0.8, 0.94), (1, 0.97), (1.5, 0.985),
        ]
        guard let upper = steps.first(where: { $0.score >= score }) else { return 0.985 }
        guard let lower = steps.last(where: { $0.score < score }) else { return upper.share }
        return lower.share + (upper.share - lower.share) * (score - lower.score) / (upper.score - lower.score)
    }
}

extension FieldDraft {
    /// A candidate that is a spot's value.
    init(_ spot: Spot, score: Double, rule: String, in sheet: TokenSheet) {
        self.init(
            value: spot.reading.value,
            raw: spot.raw,
            currency: spot.currency,
            score: score,
            evidence: [sheet.evidence(spot.tokens, rule: rule)],
            wordConfidence: sheet.confidence(spot.tokens),
            readings: spot.reading.alternatives
        )
    }

    /// A candidate that is the text of a range.
    init(_ range: Range<Int>, value: String? = nil, score: Double, rule: String, in sheet: TokenSheet) {
        let text = sheet.text(range)
        self.init(
            value: .string(value ?? text),
            raw: text,
            score: score,
            evidence: [sheet.evidence(range, rule: rule)],
            wordConfidence: sheet.confidence(range)
        )
    }

    /// The candidate with a line of text before it.
    func begun(by range: Range<Int>, in sheet: TokenSheet) -> FieldDraft {
        var draft = self
        let text = sheet.text(range)
        draft.value = value.map { .string("\(text) \($0.text)") }
        draft.raw = "\(text) \(raw)"
        draft.wordConfidence = min(wordConfidence, sheet.confidence(range))
        draft.evidence.insert(sheet.evidence(range, rule: evidence.first?.rule ?? ""), at: 0)
        return draft
    }
}
