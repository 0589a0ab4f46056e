import OrchestrateModel

/// A text found for a field, with the words it is made of.
struct Candidate {
    var text: String
    var words: [DocumentText.PlacedWord]
    /// The text as it stands on the page where a template's replacements or options changed it; else nil.
    var original: String?
    /// Such as `regex:2`.
    var rule: String

    var evidence: [Evidence] { DocumentText.evidence(of: words, rule: rule) }

    /// The text as it stands on the page.
    var raw: String { original ?? text }

    /// The weakest word's confidence; 1 for text that has no words.
    var confidence: Double { words.map(\.word.confidence).min() ?? 1 }

    var isFromOCR: Bool { words.contains { $0.word.source == .ocr } }
}

/// A candidate with its reading as a value.
struct ReadCandidate {
    var candidate: Candidate
    var reading: Reading

    /// Probability that the value is right before anything else confirms it.
    ///
    /// A pattern that found text exactly as a text layer has it is right nearly always; what stands in doubt is right less
    /// often than not.
    var confidence: Double {
        let base = reading.doubt == nil ? 0.97 : reading.doubt == .contradictsTemplate ? 0.6 : 0.4
        return base * candidate.confidence
    }
}

/// What one field's search is made with.
struct Search {
    let document: DocumentText
    /// The document's text as the template prepared it.
    let text: SourceText

    func candidate(_ range: Range<Int>, in text: SourceText, rule: String) -> Candidate {
        Candidate(text: text.string(range), words: document.words(of: range, in: text), rule: rule)
    }

    /// All that a field's patterns find; the capture group, where there is one, is the value.
    func candidates(of patterns: [LazyPattern], in text: SourceText) throws(PatternFailure) -> [Candidate] {
        var found: [Candidate] = []
        for (index, pattern) in patterns.enumerated() {
            do {
                for match in try pattern.matches(in: text) {
                    let range =
                        match.groups.count > 1
                        ? match.groups[1] ?? match.range.lowerBound..<match.range.lowerBound : match.range
                    found.append(candidate(range, in: text, rule: "regex:\(index + 1)"))
                }
            } catch {
                throw PatternFailure(pattern: pattern.source, problem: error)
            }
        }
        return found
    }
}

/// A pattern that could not be carried out on a document.
struct PatternFailure: Error {
    let pattern: String
    let problem: LazyPattern.Problem
}
