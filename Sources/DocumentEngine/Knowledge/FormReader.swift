import OrchestrateModel

/// Reads the pairs of labels and values of a form; each pair is a field named by its label.
struct FormReader {
    let document: KnowledgeDocument

    private static let limit = 60

    func read() -> Extraction {
        var extraction = Extraction()
        extraction.documentClass = DocumentClass.form.rawValue
        var names: Set<String> = []
        let sheet = document.sheet
        for (index, row) in sheet.rows.enumerated() {
            var position = row.tokens.lowerBound
            while position < row.tokens.upperBound, extraction.fields.count < Self.limit {
                guard let pair = pair(from: position, row: row) else { break }
                position = pair.next
                let name = Self.name(of: sheet.text(pair.label))
                // Lines and boxes to write in are no value.
                let isFilled = sheet.tokens[pair.value].contains { !$0.compact.isEmpty }
                guard !name.isEmpty, isFilled, names.insert(name).inserted else { continue }
                extraction.fields.append(field(name, pair.value, row: index))
            }
        }
        return extraction
    }

    private func field(_ name: String, _ value: Range<Int>, row: Int) -> Field {
        let sheet = document.sheet
        if let date = document.dates.ofRow(row).first(where: { $0.tokens == value }) {
            return FieldDraft(date, score: 0.8, rule: "label/right", in: sheet).field(name, type: .date)
        }
        return FieldDraft(value, score: 0.8, rule: "label/right", in: sheet).field(name, type: .string)
    }

    /// The next label that a colon ends, with the rest of its cell or the next cell as its value.
    private func pair(from start: Int, row: Row) -> (label: Range<Int>, value: Range<Int>, next: Int)? {
        let sheet = document.sheet
        guard let colon = (start..<row.tokens.upperBound).first(where: { sheet.tokens[$0].endsLabel }) else {
            return nil
        }
        let cell = sheet.cell(of: colon)
        let label = max(start, cell.lowerBound)..<colon + 1
        let first = colon + 1
        guard first < row.tokens.upperBound else { return (label, first..<first, first) }
        let valueCell = sheet.cell(of: first)
        var end = valueCell.upperBound
        if let next = (first..<end).first(where: { sheet.tokens[$0].endsLabel }) { end = next == first ? first : next }
        return (label, first..<end, max(end, first))
    }

    /// A label as a field's name: lower case, words joined by underscores, 48 letters at most.
    private static func name(of label: String) -> String {
        let words = Accents.folded(label).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(words.joined(separator: "_").prefix(48))
    }
}
