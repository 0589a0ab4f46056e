import OrchestrateModel

/// Tells a document's class by the phrases of each class, their place and size, and by what the page holds.
///
/// A phrase counts once, by the square root of its length in letters, doubled where it leads its line and doubled again
/// in a title: print larger than most. Line items, sums and the shape of a till roll add to their classes. The best class
/// wins if it has `least` points and a third more than the next.
struct Classifier {
    let document: KnowledgeDocument

    private static let least = 4.0

    /// The class and a share of certainty, 0.5 to 1; nil where nothing stands out.
    func classify(hasLineItems: Bool) -> (documentClass: DocumentClass, certainty: Double)? {
        var scores = phraseScores()
        addFeatures(to: &scores, hasLineItems: hasLineItems)
        let ranked = scores.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
        guard let best = ranked.first, best.value >= Self.least else { return nil }
        let next = ranked.dropFirst().first?.value ?? 0
        guard best.value > 1.15 * next else { return nil }
        return (best.key, min(1, 0.5 + (best.value - next) / (2 * best.value)))
    }

    private func phraseScores() -> [DocumentClass: Double] {
        let sheet = document.sheet
        let lexicon = ClassLexicon.phrases
        let common = commonSize
        var seen: Set<String> = []
        var scores: [DocumentClass: Double] = [:]
        for row in sheet.rows.prefix(Self.rows) {
            for cell in row.cells {
                for start in cell {
                    var compact = ""
                    for index in start..<min(cell.upperBound, start + 5) {
                        compact += sheet.tokens[index].compact
                        guard compact.utf8.count <= lexicon.longest else { break }
                        guard let entry = lexicon.entries[compact], seen.insert(compact).inserted else { continue }
                        var points = Double(compact.utf8.count).squareRoot() / 2
                        if start == cell.lowerBound { points *= 2 }
                        if sheet.tokens[start].size > 1.25 * common, start == cell.lowerBound { points *= 2 }
                        scores[entry.kind, default: 0] += points
                    }
                }
            }
        }
        return scores
    }

    /// Rows that a document's class shows in.
    private static let rows = 400

    private var commonSize: Double {
        let sizes = document.sheet.tokens.map(\.size).sorted()
        return sizes.isEmpty ? 10 : sizes[sizes.count / 2]
    }

    private func addFeatures(to scores: inout [DocumentClass: Double], hasLineItems: Bool) {
        let sheet = document.sheet
        guard let page = sheet.rows.first?.page else { return }
        let size = sheet.size(ofPage: page)
        let totals = document.labels.filter { [.total, .net, .tax, .due].contains($0.kind) && $0.isSet }.count
        let numbers = document.labels.filter { $0.kind == .invoiceNumber && $0.weight > 0.8 }.count
        if hasLineItems { scores[.invoice, default: 0] += 2 }
        scores[.invoice, default: 0] += Double(min(2, numbers)) * 1.5 + (totals >= 2 ? 1.5 : 0)
        let isRoll = sheet.pageSizes.count == 1 && (size.height > 1.6 * size.width || size.width < 300)
        let tenders = document.labels.filter { $0.kind == .tender || $0.kind == .rounding }.count
        if totals > 0, tenders >= 2 { scores[.receipt, default: 0] += 4 }
        if totals > 0, isRoll { scores[.receipt, default: 0] += 5 }
        let pairs = sheet.rows.flatMap(\.cells).filter { sheet.tokens[$0.upperBound - 1].endsLabel }.count
        if pairs >= 6, totals == 0 { scores[.form, default: 0] += 3 }
        if totals > 0 { scores[.letter, default: 0] -= 4 }
    }
}
