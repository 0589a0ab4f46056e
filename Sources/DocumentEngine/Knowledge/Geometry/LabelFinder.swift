import OrchestrateModel

/// A phrase of the lexicon where it stands on a page.
struct Label {
    let kind: LabelKind
    /// 0 to 1: how surely the phrase announces its kind here.
    let weight: Double
    let tokens: Range<Int>
    let row: Int
    let box: Box
    /// True if nothing but a value can follow: the cell ends here, or a colon or a number comes.
    let isSet: Bool
    /// True at the beginning of a cell.
    let leads: Bool
}

/// Finds labels; the longest phrase at a place wins.
struct LabelFinder {
    let sheet: TokenSheet

    func labels() -> [Label] {
        var found: [Label] = []
        for (index, row) in sheet.rows.enumerated() {
            for cell in row.cells {
                var position = cell.lowerBound
                while position < cell.upperBound {
                    if let label = label(at: position, in: cell, row: index) {
                        found.append(label)
                        position = label.tokens.upperBound
                    } else {
                        position += 1
                    }
                }
            }
        }
        return found
    }

    private static let longest = 7

    private func label(at start: Int, in cell: Range<Int>, row: Int) -> Label? {
        let lexicon = FieldLexicon.labels
        guard !sheet.tokens[start].compact.isEmpty else { return nil }
        var compact = ""
        var best: (entry: Lexicon<LabelKind>.Entry, end: Int)?
        for index in start..<min(cell.upperBound, start + Self.longest) {
            compact += sheet.tokens[index].compact
            guard compact.utf8.count <= lexicon.longest + 1 else { break }
            let isOCR = sheet.tokens[index].source == .ocr
            if let entry = lexicon.entry(compact, isFromOCR: isOCR),
                best.map({ isBetter(entry, than: $0.entry) }) ?? true
            {
                best = (entry, index + 1)
            }
            // What stands behind a colon is the value.
            if sheet.tokens[index].endsLabel { break }
        }
        guard let best else { return nil }
        return label(best.entry, start..<best.end, in: cell, row: row)
    }

    /// A longer phrase wins unless it is only nearly one.
    private func isBetter(_ entry: Lexicon<LabelKind>.Entry, than other: Lexicon<LabelKind>.Entry) -> Bool {
        entry.weight >= other.weight * 0.7
    }

    /// True for a word that is a label by itself, as in headings that stand close together.
    private func beginsLabel(_ index: Int) -> Bool {
        let compact = sheet.tokens[index].compact
        return compact.utf8.count >= 6 && (FieldLexicon.labels.entries[compact]?.weight ?? 0) >= 0.7
    }

    /// `VAT` and `BTW` announce a number where one follows, else a tax; `Customer` a name where no number does.
    private func kind(of entry: Lexicon<LabelKind>.Entry, _ range: Range<Int>, in cell: Range<Int>) -> LabelKind {
        if entry.kind == .otherNumber, range.count == 1, sheet.tokens[range.lowerBound].compact == "customer" {
            let value = range.upperBound..<max(cell.upperBound, range.upperBound)
            return sheet.tokens[value].contains(where: \.hasDigit) ? .otherNumber : .buyer
        }
        guard entry.kind == .vatNumber, range.count == 1, Self.taxes.contains(sheet.tokens[range.lowerBound].compact)
        else {
            return entry.kind
        }
        let next = range.upperBound
        let end = sheet.rows[sheet.rowOfToken[range.lowerBound]].tokens.upperBound
        return next < end && VATForms.form(of: sheet.tokens[next].text) != nil ? .vatNumber : .tax
    }

    private static let taxes: Set<String> = ["vat", "btw"]

    private func label(
        _ entry: Lexicon<LabelKind>.Entry,
        _ range: Range<Int>,
        in cell: Range<Int>,
        row: Int
    ) -> Label? {
        let leads = range.lowerBound == cell.lowerBound || sheet.tokens[range.lowerBound - 1].endsLabel
        let endsCell = range.upperBound == cell.upperBound
        let isSet =
            endsCell || sheet.tokens[range.upperBound - 1].endsLabel || sheet.tokens[range.upperBound].hasDigit
            || beginsLabel(range.upperBound)
            || AmountScanner.currencyCode(sheet.tokens[range.upperBound].text) != nil
            || sheet.tokens[range.upperBound].compact.isEmpty
        let length = sheet.tokens[range].reduce(0) { $0 + $1.compact.utf8.count }
        // Short words are labels only where they stand like one.
        if length <= 4, !entry.kind.isAmount, !(isSet && (leads || entry.kind == .issueDate)) { return nil }
        if entry.kind == .seller || entry.kind == .buyer || entry.kind == .partyName || entry.kind == .otherParty {
            guard leads, isSet else { return nil }
        }
        let weight = entry.weight * (isSet ? 1 : 0.75) * (leads ? 1 : 0.85)
        return Label(
            kind: kind(of: entry, range, in: cell),
            weight: weight,
            tokens: range,
            row: row,
            box: sheet.box(range),
            isSet: isSet,
            leads: leads
        )
    }
}
