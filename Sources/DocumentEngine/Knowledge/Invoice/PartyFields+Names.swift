import OrchestrateModel

extension PartyFields {
    /// Names by their legal form or by the address below them: the head and the foot name the seller, the left the buyer.
    func addNames(to parties: inout Parties) {
        guard let first = sheet.rows.first?.page else { return }
        let size = sheet.size(ofPage: first)
        for (index, row) in sheet.rows.enumerated() where row.page == first {
            for cell in row.cells {
                guard let range = name(in: cell), !isLabelled(range) else { continue }
                let legal = NameLexicon.hasLegalForm(sheet.tokens[range])
                let addressed = isAddressBelow(cell, row: index)
                guard legal || addressed || index == 0 else { continue }
                let box = sheet.box(range)
                let base = (legal ? 0.25 : 0) + (addressed ? 0.2 : 0)
                let inBuyerRows = parties.isBuyer(box, row: index)
                let height = box.y0 / size.height
                if !inBuyerRows {
                    let place =
                        height < 0.15 ? 0.25 : height > 0.85 ? 0.1 : box.x0 > size.width / 2 && height < 0.4 ? 0.15 : 0
                    let print = sheet.tokens[range.lowerBound].size > 1.15 * commonSize && height < 0.3 ? 0.15 : 0
                    parties.seller.append(FieldDraft(range, score: base + place + print, rule: "name", in: sheet))
                }
                if addressed, (0.1...0.45).contains(height) {
                    let place = box.x0 < size.width / 2 || inBuyerRows ? 0.2 : 0.05
                    parties.buyer.append(FieldDraft(range, score: base + place, rule: "address_field", in: sheet))
                }
            }
        }
    }

    /// True for lines of one block: flush left, flush right or centred.
    static func isAligned(_ line: Box, _ other: Box) -> Bool {
        abs(line.x0 - other.x0) < 15 || abs(line.x1 - other.x1) < 6 || abs(line.midX - other.midX) < 6
    }

    private func isAddressBelow(_ cell: Range<Int>, row: Int) -> Bool {
        let box = sheet.box(cell)
        return (row + 1..<min(row + 5, sheet.rows.count)).contains { index in
            guard sheet.rows[index].page == sheet.rows[row].page, sheet.rows[index].box.y0 - box.y1 < 3.5 * box.height
            else {
                return false
            }
            return sheet.rows[index].cells.contains {
                Self.isAligned(sheet.box($0), box) && NameLexicon.isAddress(sheet.tokens[$0])
            }
        }
    }
}
