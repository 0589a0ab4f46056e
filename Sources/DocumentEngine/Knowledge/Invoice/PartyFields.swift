import OrchestrateModel

/// Tells the seller's and the buyer's name by labels, the letter's head and foot, legal forms and addresses.
struct PartyFields {
    let document: KnowledgeDocument

    var sheet: TokenSheet { document.sheet }

    struct Parties {
        var seller: [FieldDraft] = []
        var buyer: [FieldDraft] = []
        /// Rows of the buyer's address.
        var buyerRows: Set<Int> = []
        /// Where the buyer's address begins, in points from the left.
        var buyerEdges: [Double] = []

        /// True for a place in the rows of the buyer's address that another party's address does not stand beside.
        func isBuyer(_ box: Box, row: Int) -> Bool {
            buyerRows.contains(row) && (buyerEdges.isEmpty || buyerEdges.contains { abs($0 - box.x0) < 100 })
        }

        /// The rows of the buyer's address and of what follows in its block.
        func rowsOfBuyer(in sheet: TokenSheet) -> Set<Int> {
            guard let place = buyer.first?.evidence.first, let box = place.box else { return buyerRows }
            var rows = buyerRows
            var last = box
            for (index, row) in sheet.rows.enumerated() where row.page == place.page && row.box.y0 > box.midY {
                let line = row.cells.map { sheet.box($0) }.first { abs($0.x0 - box.x0) < 12 }
                guard let line, line.y0 - last.y1 < 1.2 * box.height, rows.count < 40 else { break }
                rows.insert(index)
                last = line
            }
            return rows
        }
    }

    func parties() -> Parties {
        var parties = Parties()
        parties.seller = labelled(.seller)
        parties.buyer = labelled(.buyer)
        for label in document.labels where label.kind == .buyer {
            parties.buyerRows.formUnion(document.relations.rows(under: label, reach: 90))
            parties.buyerEdges.append(label.box.x0)
        }
        addLetterHead(to: &parties)
        addNames(to: &parties)
        weighHosts(in: &parties)
        let buyer = parties.buyer.max { $0.score < $1.score }
        // Nobody sells to himself.
        parties.seller.removeAll { $0.value == buyer?.value && $0.score < (buyer?.score ?? 0) }
        parties.seller = AmountFields.distinct(parties.seller)
        let seller = parties.seller.first
        parties.buyer = AmountFields.distinct(parties.buyer.filter { $0.value != seller?.value })
        return parties
    }

    /// Names behind or below a party's label; a label of its own for the name stands between the two in forms.
    private func labelled(_ kind: LabelKind) -> [FieldDraft] {
        document.labels.filter { $0.kind == kind }.compactMap { label in
            let under = below(label)
            if let range = right(of: label), under == nil || isNear(range, label) {
                return FieldDraft(range, score: label.weight * 0.9, rule: "label:\(kind)/right", in: sheet)
            }
            guard let range = under else { return nil }
            let draft = FieldDraft(range, score: label.weight * 0.9, rule: "label:\(kind)/below", in: sheet)
            return nameAbove(range).map { draft.begun(by: $0, in: sheet) } ?? draft
        }
    }

    /// A name behind the label on its row; what is a label or a title itself is none.
    private func right(of label: Label) -> Range<Int>? {
        let start = label.tokens.upperBound
        guard start < sheet.rows[label.row].tokens.upperBound else { return nil }
        let cell = sheet.cell(of: start)
        let isLabel = document.labels.contains { $0.tokens.lowerBound == start && $0.kind != .partyName }
        let isTitle =
            TitleLexicon.names(sheet.tokens[start].compact)
            || TitleLexicon.names(sheet.tokens[cell].map(\.compact).joined())
        return isLabel || isTitle ? nil : name(in: cell, from: start)
    }

    /// True for what stands no farther from its label than a value does in the same column.
    private func isNear(_ range: Range<Int>, _ label: Label) -> Bool {
        sheet.tokens[range.lowerBound].box.x0 - label.box.x1 < 8 * sheet.tokens[label.tokens.lowerBound].size
    }

    private func below(_ label: Label) -> Range<Int>? {
        let size = sheet.tokens[label.tokens.lowerBound].size
        var fallback: Range<Int>?
        for index in document.relations.rows(under: label, reach: 9 * size) {
            for cell in sheet.rows[index].cells where abs(sheet.box(cell).x0 - label.box.x0) < 30 {
                let name = document.labels.first {
                    $0.kind == .partyName && $0.row == index && cell.contains($0.tokens.lowerBound)
                }
                if let name {
                    let end = sheet.rows[index].tokens.upperBound
                    if name.tokens.upperBound < end, let range = self.name(in: name.tokens.upperBound..<end) {
                        return continued(range)
                    }
                    continue
                }
                let isLabel = document.labels.contains {
                    $0.row == index && $0.tokens.lowerBound == cell.lowerBound && $0.isSet
                }
                if isLabel || sheet.tokens[cell].contains(where: \.endsLabel) { continue }
                if fallback == nil, sheet.rows[index].box.y0 - label.box.y1 < 2.5 * size {
                    fallback = self.name(in: cell)
                }
            }
        }
        return fallback
    }

    /// A name with the rest of it that stands tightly below as a line of its own.
    private func continued(_ range: Range<Int>) -> Range<Int> {
        let row = sheet.rowOfToken[range.lowerBound] + 1
        guard row < sheet.rows.count, sheet.rows[row].cells.count == 1,
            range.upperBound == sheet.rows[row].tokens.lowerBound
        else { return range }
        let (above, below) = (sheet.box(range), sheet.rows[row].box)
        let isLabelled = document.labels.contains { $0.row == row && $0.leads }
        guard !isLabelled, abs(above.x0 - below.x0) < 6,
            below.y0 - above.y1 < 0.3 * sheet.tokens[range.lowerBound].size,
            !sheet.tokens[sheet.rows[row].tokens].contains(where: { $0.endsLabel || $0.hasDigit }),
            name(in: sheet.rows[row].tokens) != nil
        else { return range }
        return range.lowerBound..<sheet.rows[row].tokens.upperBound
    }

    /// The first line of a name of two where a label stands beside the second: a line of its own tightly above it.
    private func nameAbove(_ range: Range<Int>) -> Range<Int>? {
        let row = sheet.rowOfToken[range.lowerBound]
        guard row > 0, sheet.rows[row].tokens.lowerBound < range.lowerBound, sheet.rows[row - 1].cells.count == 1,
            sheet.rows[row - 1].page == sheet.rows[row].page
        else { return nil }
        let line = sheet.rows[row - 1].tokens
        let (above, own) = (sheet.box(line), sheet.box(range))
        guard abs(above.x0 - own.x0) < 3, own.y0 - above.y1 < 0.35 * sheet.tokens[range.lowerBound].size,
            line.count >= 2,
            !sheet.tokens[line].contains(where: { $0.endsLabel || $0.hasDigit })
        else { return nil }
        return name(in: line)
    }

    /// The part of a cell that can be a name; nil for addresses, numbers, dates and labels.
    func name(in cell: Range<Int>, from start: Int? = nil) -> Range<Int>? {
        var range = (start ?? cell.lowerBound)..<cell.upperBound
        while let first = range.first, sheet.tokens[first].compact.isEmpty { range = first + 1..<range.upperBound }
        while let last = range.last, sheet.tokens[last].compact.isEmpty { range = range.lowerBound..<last }
        guard !range.isEmpty, range.count <= 9 else { return nil }
        let tokens = sheet.tokens[range]
        let letters = tokens.reduce(0) { $0 + $1.text.filter(\.isLetter).count }
        guard letters >= 3, tokens[range.lowerBound].text.contains(where: \.isLetter) else { return nil }
        if tokens.contains(where: { $0.text.contains("@") || $0.text.contains("://") || $0.text.hasPrefix("www.") }) {
            return nil
        }
        if NameLexicon.hasLegalForm(tokens) { return range }
        let digits = tokens.reduce(0) { $0 + $1.text.filter(\.isASCIIDigit).count }
        return digits * 3 > letters || NameLexicon.isAddress(tokens) ? nil : range
    }
}

extension PartyFields {
    /// A sender's addresses of mail and web repeat his name.
    private func weighHosts(in parties: inout Parties) {
        let hosts = WebHosts(sheet)
        guard !hosts.isEmpty else { return }
        for index in parties.seller.indices where hosts.repeats(parties.seller[index].value?.text ?? "") {
            parties.seller[index].score += 0.3
        }
        for index in parties.buyer.indices where hosts.repeats(parties.buyer[index].value?.text ?? "") {
            parties.buyer[index].score -= 0.2
        }
    }

    /// The sender's line over the address field: a name and an address parted by bullets, bars or hyphens; below it the buyer.
    private func addLetterHead(to parties: inout Parties) {
        guard let first = sheet.rows.first?.page else { return }
        let size = sheet.size(ofPage: first)
        for (index, row) in sheet.rows.enumerated() where row.page == first && row.box.y0 < 0.4 * size.height {
            guard let line = row.cells.lazy.compactMap({ senderLine(in: $0) }).first else { continue }
            if let range = name(in: line.name), NameLexicon.canName(sheet.tokens[range]) {
                parties.seller.append(FieldDraft(range, score: 0.85, rule: "sender_line", in: sheet))
            }
            let left = sheet.tokens[line.whole.lowerBound].box.x0
            for below in index + 1..<min(index + 9, sheet.rows.count) where sheet.rows[below].page == first {
                let cell = sheet.rows[below].cells.first { abs(sheet.box($0).x0 - left) < 40 }
                guard let cell, let range = name(in: cell), !isLabelled(range) else { continue }
                if NameLexicon.addressees.contains(sheet.tokens[range].map(\.compact).joined()) { continue }
                parties.buyer.append(FieldDraft(range, score: 0.85, rule: "address_field", in: sheet))
                parties.buyerRows.formUnion(below..<min(below + 6, sheet.rows.count))
                parties.buyerEdges.append(left)
                break
            }
            return
        }
    }

    private func senderLine(in cell: Range<Int>) -> (name: Range<Int>, whole: Range<Int>)? {
        let separators = cell.filter { index in
            ["•", "●", "·", "|", "-", "–", "*", ",", "∙", "/", "▪", ";"].contains(sheet.tokens[index].text)
        }
        let ends = cell.filter { sheet.tokens[$0].text.hasSuffix(",") || sheet.tokens[$0].text.hasSuffix(";") }
        let end: Int
        if let separator = separators.first,
            separators.count + ends.count >= 2 || separators.count == 1 && cell.count > 4
        {
            end = separator
        } else if let comma = ends.first, ends.count >= 2 {
            end = comma + 1
        } else {
            return nil
        }
        let whole = cell
        guard end > whole.lowerBound, NameLexicon.isAddress(sheet.tokens[end..<whole.upperBound]),
            NameLexicon.hasPostalCode(sheet.tokens[end..<whole.upperBound])
        else { return nil }
        return (whole.lowerBound..<end, whole)
    }

    var commonSize: Double {
        let sizes = sheet.tokens.map(\.size).sorted()
        return sizes.isEmpty ? 10 : sizes[sizes.count / 2]
    }

    func isLabelled(_ range: Range<Int>) -> Bool {
        document.labels.contains { range.contains($0.tokens.lowerBound) && $0.isSet }
    }
}
