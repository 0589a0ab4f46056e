import OrchestrateModel

/// Reads a till receipt: whose it is, where, when and how much.
struct ReceiptReader {
    let document: KnowledgeDocument

    static let required = ["company", "date", "total"]

    private var sheet: TokenSheet { document.sheet }

    func read() -> Extraction {
        var extraction = Extraction()
        extraction.documentClass = DocumentClass.receipt.rawValue
        extraction.requiredFields = Self.required
        let head = ReceiptHead(sheet: sheet, labels: document.labels)
        if let company = head.company() { extraction.fields.append(company.field("company", type: .string)) }
        if let address = head.address() { extraction.fields.append(address.field("address", type: .string)) }
        if let date = date() { add(date, "date", .date, to: &extraction) }
        let (total, others) = total()
        if let total { extraction.fields.append(total.field("total", type: .amount, others: others)) }
        return extraction
    }

    private func add(_ draft: FieldDraft, _ name: String, _ type: FieldType, to extraction: inout Extraction) {
        extraction.fields.append(draft.field(name, type: type))
        guard draft.value == nil, !draft.readings.isEmpty else { return }
        let message = "\(name): “\(draft.raw)” has two readings and nothing decides between them"
        extraction.findings.append(
            Finding(severity: .warning, code: "ambiguous_date", message: message, fields: [name])
        )
    }

    /// The labelled date, else the first; the time of sale beside it speaks for it.
    private func date() -> FieldDraft? {
        let (issue, _) = DateFields(document: document, numberRow: nil, tableRows: []).drafts()
        let drafts = document.dates.all.enumerated().map { place, spot in
            let time = sheet.tokens[sheet.rows[spot.row].tokens].contains { Self.isTime($0.text) } ? 0.2 : 0
            return FieldDraft(spot, score: 0.6 + time - 0.02 * Double(place), rule: "form", in: sheet)
        }
        return AmountFields.distinct(issue + drafts).first
    }

    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":")
        return (2...3).contains(parts.count) && parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isASCIIDigit) }
    }

    /// The amount of the best total; cash less change, and net plus tax, speak for it.
    private func total() -> (FieldDraft?, [FieldDraft]) {
        let fields = AmountFields(document: document, tableRows: [], lineSum: nil)
        var drafts = AmountFields.distinct(
            fields.drafts([.total, .due]) + fields.drafts([.net]).map { $0.weakened(by: 0.6) }
        )
        let tender = fields.drafts([.tender]).compactMap { $0.value?.decimal }
        var differences = Set(tender)
        for cash in tender { for change in tender where change < cash { differences.insert(cash - change) } }
        for index in drafts.indices {
            guard let value = drafts[index].value?.decimal else { continue }
            if differences.contains(value) { drafts[index].score += 0.35 }
            if value.isZero { drafts[index].score -= 0.8 }
        }
        drafts.sort { $0.score > $1.score }
        return (drafts.first, Array(drafts.dropFirst()))
    }
}

/// The lines over a receipt's body: the name in the first, the address below it.
struct ReceiptHead {
    let sheet: TokenSheet
    let labels: [Label]

    private static let rows = 14

    private var head: Range<Int> { 0..<min(Self.rows, sheet.rows.count) }

    private func isNoise(_ row: Row) -> Bool {
        let text = sheet.text(row.tokens)
        let letters = text.filter(\.isLetter).count
        return letters < 4 || letters * 2 < text.filter { !$0.isWhitespace }.count
            || sheet.confidence(row.tokens) < 0.2 && letters < 8
    }

    private var companyRow: Int? {
        let legal = head.prefix(8).first {
            NameLexicon.hasLegalForm(sheet.tokens[sheet.rows[$0].tokens]) && !isNoise(sheet.rows[$0])
        }
        return legal ?? head.first { !isNoise(sheet.rows[$0]) && meanConfidence($0) > 0.5 }
    }

    private func meanConfidence(_ row: Int) -> Double {
        let tokens = sheet.tokens[sheet.rows[row].tokens]
        return tokens.reduce(0) { $0 + $1.confidence } / Double(max(1, tokens.count))
    }

    func company() -> FieldDraft? {
        guard let row = companyRow else { return nil }
        var range = sheet.rows[row].tokens
        // A registration number in brackets is not part of the name.
        if let bracket = range.dropFirst().first(where: { index in
            let text = sheet.tokens[index].text
            return text.hasPrefix("(") && text.contains(where: \.isASCIIDigit)
        }) {
            range = range.lowerBound..<bracket
        }
        let legal = NameLexicon.hasLegalForm(sheet.tokens[range])
        return FieldDraft(range, score: legal ? 0.85 : 0.6, rule: "head", in: sheet)
    }

    func address() -> FieldDraft? {
        guard let start = companyRow.map({ $0 + 1 }) else { return nil }
        var rows: [Int] = []
        for index in start..<min(start + 9, sheet.rows.count) {
            let row = sheet.rows[index]
            let tokens = sheet.tokens[row.tokens]
            let announces = labels.contains {
                $0.row == index && $0.leads && ($0.isSet || $0.kind == .otherNumber || $0.kind == .contact)
            }
            let isAddress = NameLexicon.isAddress(tokens) || (!rows.isEmpty && isContinuation(row))
            if announces || !isAddress {
                if rows.isEmpty { continue }
                break
            }
            rows.append(index)
        }
        guard let first = rows.first, let last = rows.last else { return nil }
        let range = sheet.rows[first].tokens.lowerBound..<sheet.rows[last].tokens.upperBound
        return FieldDraft(range, score: 0.7, rule: "head", in: sheet)
    }

    private func isContinuation(_ row: Row) -> Bool {
        let text = sheet.text(row.tokens)
        return !text.contains("(") && !text.contains(":") && text.filter(\.isLetter).count > 3
            && text.uppercased() == text
            || text.contains(",")
    }
}
