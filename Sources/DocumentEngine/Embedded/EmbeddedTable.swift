import OrchestrateModel

/// The line items of an e-invoice, each with its place on the pages where they show it.
struct EmbeddedTable {
    let invoice: EmbeddedInvoice
    let pages: PageSearch

    /// Rows that are looked for on the pages; what comes behind has the XML as its only evidence.
    private static let maxLocated = 1000

    /// The table `lines`; its rows follow each other down the pages, so each is looked for behind the one before.
    func table() -> ExtractedTable {
        var next = 0
        let rows = invoice.lines.enumerated().map { index, line in
            let start = index < Self.maxLocated ? start(of: line, from: next) : nil
            if let start { next = start + 1 }
            return line.compactMap { entry in
                entry.value.map { value in
                    let places = start.map { evidence(of: entry, from: $0) } ?? []
                    return TableCell(column: entry.name, value: value, evidence: [entry.evidence] + places)
                }
            }
        }
        return ExtractedTable(name: "lines", rows: rows)
    }

    /// The first word of a line's description.
    private func start(of line: [EmbeddedInvoice.Entry], from next: Int) -> Int? {
        guard let text = line.first(where: { $0.name == "description" })?.value?.text else { return nil }
        return pages.occurrence(ofText: text, from: next)?.lowerBound
    }

    private func evidence(of entry: EmbeddedInvoice.Entry, from start: Int) -> [Evidence] {
        let range =
            switch entry.value {
            case .amount(let number): pages.occurrence(of: number, from: start)
            case .string(let text): pages.occurrence(ofText: text, from: start)
            default: Range<Int>?.none
            }
        return range.map(pages.evidence) ?? []
    }
}
