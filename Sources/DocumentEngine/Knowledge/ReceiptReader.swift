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
        var payments: Set<DecimalNumber> = []
        for cash in tender {
            for change in tender where change < cash && !change.isZero && change + change != cash {
                payments.insert(cash - change)
            }
        }
        for cash in tender { for change in tender where change < cash { differences.insert(cash - change) } }
        let largest = drafts.filter { $0.score > 0.45 }.compactMap { $0.value?.decimal }.max()
        for index in drafts.indices {
            guard let value = drafts[index].value?.decimal else { continue }
            if differences.contains(value) { drafts[index].score += 0.45 }
            drafts[index].isCorroborated = payments.contains(value)
            if value == largest { drafts[index].score += 0.15 }
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
        let named = head.filter { !isNoise(sheet.rows[$0]) && !isAnnounced($0) }
        let legal = named.prefix(8).first { NameLexicon.hasLegalForm(sheet.tokens[sheet.rows[$0].tokens]) }
        return legal
            ?? named.first { meanConfidence($0) > 0.5 && !NameLexicon.isAddress(sheet.tokens[sheet.rows[$0].tokens]) }
    }

    /// True for a row that a label leads: a number, a telephone, a date.
    private func isAnnounced(_ row: Int) -> Bool {
        labels.contains { label in
            guard label.row == row, label.leads else { return false }
            switch label.kind {
            case .otherNumber, .contact, .taxNumber, .vatNumber, .issueDate, .otherDate, .invoiceNumber: return true
            default: return false
            }
        }
    }

    private func meanConfidence(_ row: Int) -> Double {
        let tokens = sheet.tokens[sheet.rows[row].tokens]
        return tokens.reduce(0) { $0 + $1.confidence } / Double(max(1, tokens.count))
    }

    func company() -> FieldDraft? {
        guard let row = companyRow else { return nil }
        var range = sheet.rows[row].tokens
        // Two words of legal form alone are the end of the name above.
        if row > 0, range.count <= 2, NameLexicon.hasLegalForm(sheet.tokens[range]), !isNoise(sheet.rows[row - 1]) {
            range = sheet.rows[row - 1].tokens.lowerBound..<range.upperBound
        }
        // A registration number behind the name is not part of it.
        if let number = range.last, range.count > 2, sheet.tokens[number].text.filter(\.isASCIIDigit).count >= 4 {
            range = range.lowerBound..<number
        }
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
        let end = min(start + 9, sheet.rows.count)
        for index in start..<end {
            if isAnnounced(index) || isTitle(index) {
                if rows.isEmpty, index < start + 4 { continue }
                break
            }
            let tokens = sheet.tokens[sheet.rows[index].tokens]
            if NameLexicon.isAddress(tokens) || !rows.isEmpty && continues(index, end) {
                rows.append(index)
            } else if !rows.isEmpty {
                break
            }
        }
        guard let first = rows.first, let last = rows.last else { return nil }
        let range = sheet.rows[first].tokens.lowerBound..<sheet.rows[last].tokens.upperBound
        return FieldDraft(range, score: 0.7, rule: "head", in: sheet)
    }

    /// True for a line of words alone: a place, or a part of an address that goes on below.
    private func continues(_ index: Int, _ end: Int) -> Bool {
        let tokens = sheet.tokens[sheet.rows[index].tokens]
        guard !tokens.contains(where: { $0.text.contains("(") || $0.endsLabel || $0.text.contains("@") }) else {
            return false
        }
        let ahead = (index + 1..<max(index + 1, min(index + 3, end))).contains {
            !isAnnounced($0) && NameLexicon.isAddress(sheet.tokens[sheet.rows[$0].tokens])
        }
        return ahead || tokens.count <= 4 && !tokens.contains(where: \.hasDigit) && meanConfidence(index) > 0.6
    }

    /// True for a line that names the kind of document.
    private func isTitle(_ index: Int) -> Bool {
        let compact = sheet.tokens[sheet.rows[index].tokens].map(\.compact).joined()
        return ClassLexicon.phrases.entry(compact, isFromOCR: true) != nil
    }
}
