import OrchestrateModel

/// Tells the date of issue and the due date among the dates of a document.
struct DateFields {
    let document: KnowledgeDocument
    /// The row that the document's number stands in, if it was found.
    let numberRow: Int?
    let tableRows: Set<Int>

    private struct Claim {
        let score: Double
        let rule: String
    }

    /// Candidates for both dates, best first.
    func drafts() -> (issue: [FieldDraft], due: [FieldDraft]) {
        let issueClaims = claims(.issueDate)
        let dueClaims = claims(.dueDate)
        let otherClaims = claims(.otherDate)
        var issue: [FieldDraft] = []
        var due: [FieldDraft] = []
        for (index, spot) in document.dates.all.enumerated() where !tableRows.contains(spot.row) {
            let (own, late) = (issueClaims[index], dueClaims[index])
            let other = otherClaims[index]?.score ?? 0
            var score = (own?.score ?? 0) - 0.7 * max(other, late?.score ?? 0)
            if spot.row == numberRow, document.dates.ofRow(spot.row).count == 1 { score = max(score, 0.4) + 0.5 }
            if own == nil, other == 0, late == nil, isLetterDate(spot) { score = max(score, 0.6) }
            if own == nil, other == 0, late == nil { score += 0.35 * earliness(of: spot) }
            let sheet = document.sheet
            if score > 0 { issue.append(FieldDraft(spot, score: score, rule: own?.rule ?? "position", in: sheet)) }
            if let late {
                let score = late.score - 0.6 * max(other, (own?.score ?? 0) - 0.2)
                if score > 0 { due.append(FieldDraft(spot, score: score, rule: late.rule, in: sheet)) }
            }
        }
        return (AmountFields.distinct(issue), AmountFields.distinct(due))
    }

    /// True for a date behind a place's name in a cell of its own, as letters have it: `Detmold, 14. März 2023`.
    private func isLetterDate(_ spot: Spot) -> Bool {
        let sheet = document.sheet
        let cell = sheet.cell(of: spot.tokens.lowerBound)
        let place = sheet.tokens[cell.lowerBound..<spot.tokens.lowerBound]
        guard spot.tokens.upperBound == cell.upperBound, (1...5).contains(place.count) else { return false }
        let comma = place.firstIndex { $0.text.hasSuffix(",") }
        guard let comma, comma >= spot.tokens.lowerBound - 2, !place.contains(where: { $0.hasDigit || $0.endsLabel })
        else {
            return false
        }
        return place.first?.text.first?.isUppercase == true
    }

    /// True for a label such as `vom` behind the number of an order or the like, whose date it tells.
    private func belongsToOther(_ label: Label) -> Bool {
        guard label.weight < 0.8, document.sheet.tokens[label.tokens].count == 1 else { return false }
        return document.labels.contains {
            $0.row == label.row && $0.tokens.upperBound <= label.tokens.lowerBound
                && [.orderNumber, .otherNumber].contains($0.kind) && $0.isSet
                && document.sheet.cell(of: $0.tokens.lowerBound).contains(label.tokens.lowerBound)
        }
    }

    /// 1 at the top of the first page, 0 in its lower half and on later ones.
    private func earliness(of spot: Spot) -> Double {
        let row = document.sheet.rows[spot.row]
        guard row.page == document.sheet.rows.first?.page else { return 0 }
        return max(0, 1 - spot.box.y0 / (0.6 * document.sheet.size(ofPage: row.page).height))
    }

    /// For each date, by its number, the best label of a kind that may announce it.
    private func claims(_ kind: LabelKind) -> [Int: Claim] {
        var found: [Int: Claim] = [:]
        let places = Dictionary(
            document.dates.all.enumerated().map { ($0.element.tokens.lowerBound, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        for label in document.labels where label.kind == kind && !tableRows.contains(label.row) {
            if kind == .issueDate, belongsToOther(label) { continue }
            for related in document.relations.values(of: label, among: document.dates) {
                guard let index = places[related.spot.tokens.lowerBound] else { continue }
                if found[index].map({ $0.score < related.score }) ?? true {
                    found[index] = Claim(score: related.score, rule: "label:\(kind)/\(related.relation)")
                }
            }
        }
        return found
    }
}
