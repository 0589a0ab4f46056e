import OrchestrateModel

/// Reads the sums of an invoice or receipt.
struct AmountFields {
    let document: KnowledgeDocument
    /// Rows of the line items, whose headings announce no sums.
    let tableRows: Set<Int>
    let lineSum: DecimalNumber?

    private var sheet: TokenSheet { document.sheet }

    /// The candidates of the labels of some kinds, best first, one a value.
    func drafts(_ kinds: [LabelKind]) -> [FieldDraft] {
        var found: [FieldDraft] = []
        for label in document.labels where kinds.contains(label.kind) && !tableRows.contains(label.row) {
            for related in document.relations.values(of: label, among: document.amounts) {
                guard !related.spot.isPercent, !tableRows.contains(related.spot.row) else { continue }
                let score = related.score * plausibility(of: related.spot) * lateness(of: related.spot)
                found.append(
                    FieldDraft(related.spot, score: score, rule: "label:\(label.kind)/\(related.relation)", in: sheet)
                )
            }
        }
        return Self.distinct(found)
    }

    static func distinct(_ drafts: [FieldDraft]) -> [FieldDraft] {
        var best: [FieldValue: Int] = [:]
        var kept: [FieldDraft] = []
        for draft in drafts.sorted(by: { $0.score > $1.score }) {
            guard let value = draft.value ?? draft.readings.first else { continue }
            if let index = best[value] {
                // The same value under another label of its kind speaks for it.
                kept[index].score += 0.1
                if kept[index].evidence.first?.box != draft.evidence.first?.box { kept[index].places += 1 }
            } else {
                best[value] = kept.count
                kept.append(draft)
            }
        }
        return kept.sorted { $0.score > $1.score }
    }

    /// Amounts have decimals, most of them two.
    private func plausibility(of spot: Spot) -> Double {
        switch spot.scale {
        case 2: 1
        case 0: spot.currency == nil ? 0.45 : 0.8
        default: spot.currency == nil ? 0.5 : 0.8
        }
    }

    /// The final sums stand below what they sum up.
    private func lateness(of spot: Spot) -> Double {
        let share = Double(spot.row) / Double(max(1, sheet.rows.count))
        return 0.9 + 0.1 * share
    }

    /// Sums of the taxes of several rates: taken where they follow each other under or beside tax labels.
    func taxSums() -> [FieldDraft] {
        var sums: [FieldDraft] = []
        let labels = document.labels.filter { $0.kind == .tax && !tableRows.contains($0.row) }
        let beside = labels.compactMap { label in
            document.relations.right(of: label, among: document.amounts).filter { !$0.spot.isPercent }
                .max { $0.score < $1.score }?.spot
        }
        if (2...4).contains(beside.count) { sums.append(sum(beside, score: 0.55, rule: "sum:tax_amount/right")) }
        for label in labels where label.isSet {
            let column = column(under: label)
            if (2...6).contains(column.count) { sums.append(sum(column, score: 0.5, rule: "sum:tax_amount/below")) }
        }
        return sums
    }

    private func column(under label: Label) -> [Spot] {
        var found: [Spot] = []
        var last = label.box.y1
        for index in document.relations.rows(under: label, reach: 200) {
            guard let spot = document.amounts.ofRow(index).first(where: { Relations.sharesColumn($0.box, label.box) })
            else { continue }
            guard spot.box.y0 - last < 40, spot.scale == 2 else { break }
            found.append(spot)
            last = spot.box.y1
        }
        return found
    }

    private func sum(_ spots: [Spot], score: Double, rule: String) -> FieldDraft {
        let total = spots.compactMap(\.decimal).reduce(DecimalNumber(coefficient: 0, scale: 0), +)
        return FieldDraft(
            value: .amount(total),
            raw: spots.map(\.raw).joined(separator: " + "),
            currency: spots.first?.currency,
            score: score,
            evidence: spots.map { sheet.evidence($0.tokens, rule: rule) }
        )
    }

    /// Amounts without a label, taken only where sums fit: those with two decimals outside of the line items.
    func unlabelled() -> [FieldDraft] {
        let spots = document.amounts.all.filter { !$0.isPercent && $0.scale == 2 && !tableRows.contains($0.row) }
        return Self.distinct(spots.suffix(30).map { FieldDraft($0, score: 0.15, rule: "sum", in: sheet) })
    }
}
