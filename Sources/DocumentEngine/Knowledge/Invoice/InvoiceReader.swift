import OrchestrateModel

/// Reads an invoice of a layout that nobody described.
struct InvoiceReader {
    let document: KnowledgeDocument
    let items: LineItems?

    /// Names of the fields that an invoice cannot be done without.
    static let required = ["invoice_number", "issue_date", "seller_name", "total_amount"]

    func read() -> Extraction {
        var extraction = Extraction()
        extraction.documentClass = DocumentClass.invoice.rawValue
        extraction.requiredFields = Self.required
        let tableRows = items?.rows ?? []
        let checks = Corroboration(document: document, tableRows: tableRows)
        let parties = PartyFields(document: document).parties()
        let identifiers = Identifiers(document: document, tableRows: tableRows)
        let numbers = identifiers.numbers(.invoiceNumber)
        add("invoice_number", .string, numbers, isConfirmed: checks.isConfirmedNumber(numbers), to: &extraction)
        let orders = identifiers.numbers(.orderNumber)
        add("order_number", .string, orders, isConfirmed: checks.isConfirmedNumber(orders), to: &extraction)
        addDates(number: numbers.first, checks, to: &extraction)
        let seller = checks.isConfirmedSeller(parties)
        add("seller_name", .string, parties.seller, isConfirmed: seller, to: &extraction)
        let buyer = checks.isConfirmedBuyer(parties)
        add("buyer_name", .string, parties.buyer, isConfirmed: buyer, to: &extraction)
        add(
            "seller_vat_id",
            .string,
            identifiers.vatNumbers(avoiding: parties.rowsOfBuyer(in: document.sheet)),
            to: &extraction
        )
        add("iban", .string, identifiers.ibans(), to: &extraction)
        let currency = CurrencyField(document: document).draft()
        add("currency", .string, currency.map { [$0] } ?? [], to: &extraction)
        addAmounts(tableRows, currency: currency?.value?.text, to: &extraction)
        if let items {
            extraction.tables = [items.table]
            extraction.adjustment = items.adjustment
        }
        return extraction
    }

    private func row(of draft: FieldDraft) -> Int? {
        guard let evidence = draft.evidence.first, let box = evidence.box else { return nil }
        return document.sheet.rows.firstIndex {
            $0.page == evidence.page && $0.box.intersects(box) && $0.box.y0 <= box.midY && box.midY <= $0.box.y1
        }
    }

    private func addDates(number: FieldDraft?, _ checks: Corroboration, to extraction: inout Extraction) {
        let reader = DateFields(
            document: document,
            numberRow: number.flatMap(row(of:)),
            tableRows: checks.tableRows
        )
        var (issue, due) = reader.drafts()
        if let first = issue.first?.value?.text {
            // Nothing falls due before it is issued.
            for index in due.indices where (due[index].value?.text ?? "9") < first { due[index].score -= 0.6 }
            due = due.filter { $0.score > 0.2 }.sorted { $0.score > $1.score }
        }
        issue.removeAll { $0.score < 0.1 }
        let agree = checks.termsAgree(issue: issue.first, due: due.first)
        let isIssue = agree || checks.isConfirmed(issue) || checks.isInNumber(issue.first, number: number)
        add("issue_date", .date, issue, isConfirmed: isIssue, to: &extraction)
        add("due_date", .date, due, isConfirmed: agree || checks.isConfirmed(due), to: &extraction)
    }

    private func addAmounts(_ tableRows: Set<Int>, currency: String?, to extraction: inout Extraction) {
        let fields = AmountFields(document: document, tableRows: tableRows, lineSum: items?.sum)
        let unlabelled = fields.unlabelled()
        let due = fields.drafts([.due])
        let totals = fields.drafts([.total])
        let nets = fields.drafts([.net]) + fields.drafts([.lineSum]).map { $0.weakened(by: 0.5) }
        let choice = SumSolver(
            net: Self.merged(nets, unlabelled),
            tax: Self.merged(fields.drafts([.tax]) + fields.taxSums(), unlabelled),
            total: Self.merged(totals + due.map { $0.weakened(by: 0.7) }, unlabelled),
            lineSum: items?.sum
        ).solve()
        func put(_ name: String, _ draft: FieldDraft?, others: [FieldDraft]) {
            guard var draft, draft.score > 0.2 || choice.isConsistent else { return }
            draft.currency = draft.currency ?? currency
            if choice.isConsistent { draft.score = max(draft.score, 0.9) }
            extraction.fields.append(draft.field(name, type: .amount, others: choice.isConsistent ? [] : others))
        }
        put("net_amount", choice.net, others: nets)
        put("tax_amount", choice.tax, others: fields.drafts([.tax]))
        var total = choice.total
        let chosen = choice.total
        total?.isCorroborated = due.contains { $0.value == chosen?.value && !$0.sharesPlace(with: chosen) }
        put("total_amount", total, others: totals)
        let prepaid = fields.drafts([.prepaid])
        let open = amountDue(due, total: choice.total, prepaid: prepaid)
        put("amount_due", open, others: due)
        let isPaidInPart = document.labels.contains { $0.kind == .prepaid && $0.isSet && !tableRows.contains($0.row) }
        if !isPaidInPart, open?.value != nil, open?.value == total?.value {
            extraction.dependents["amount_due"] = "total_amount"
        }
    }

    /// What a label says is due; without one and without a payment in advance the total.
    private func amountDue(_ due: [FieldDraft], total: FieldDraft?, prepaid: [FieldDraft]) -> FieldDraft? {
        let paid = prepaid.compactMap { $0.value?.decimal?.magnitude }.filter { !$0.isZero }
        if let whole = total?.value?.decimal {
            for payment in paid {
                let rest = whole - payment
                if var match = due.first(where: { $0.value?.decimal == rest }) {
                    match.score += 0.5
                    match.isCorroborated = true
                    return match
                }
            }
            if paid.isEmpty, var match = due.first(where: { $0.value?.decimal == whole }) {
                match.isCorroborated = match.evidence.first?.box != total?.evidence.first?.box
                return match
            }
        }
        if let first = due.first, first.score > 0.4 { return first }
        guard paid.isEmpty, var draft = total else { return nil }
        draft.score *= 0.9
        draft.evidence = draft.evidence.map {
            Evidence(page: $0.page, box: $0.box, source: $0.source, rule: "same:total_amount")
        }
        return draft
    }

    private static func merged(_ labelled: [FieldDraft], _ unlabelled: [FieldDraft]) -> [FieldDraft] {
        let sorted = AmountFields.distinct(labelled)
        let known = Set(sorted.compactMap(\.value))
        return sorted.prefix(6) + unlabelled.filter { !($0.value.map(known.contains) ?? true) }.suffix(5)
    }

    private func add(
        _ name: String,
        _ type: FieldType,
        _ drafts: [FieldDraft],
        isConfirmed: Bool = false,
        to extraction: inout Extraction
    ) {
        guard var best = drafts.first, best.score > 0.25 else { return }
        if isConfirmed {
            best.isCorroborated = true
            best.score = max(best.score, FieldDraft.sure + 0.1)
        }
        extraction.fields.append(best.field(name, type: type, others: Array(drafts.dropFirst())))
        guard best.value == nil, !best.readings.isEmpty else { return }
        let code = type == .date ? "ambiguous_date" : "ambiguous_number"
        let message = "\(name): “\(best.raw)” has two readings and nothing decides between them"
        extraction.findings.append(Finding(severity: .warning, code: code, message: message, fields: [name]))
    }
}

extension FieldDraft {
    /// True if both were read from one place.
    func sharesPlace(with other: FieldDraft?) -> Bool {
        evidence.contains { mine in other?.evidence.contains { $0.page == mine.page && $0.box == mine.box } ?? false }
    }

    /// The same with less to speak for it.
    func weakened(by factor: Double) -> FieldDraft {
        var draft = self
        draft.score *= factor
        return draft
    }
}

/// Tells the document's currency by the signs beside its amounts and by its codes.
struct CurrencyField {
    let document: KnowledgeDocument

    func draft() -> FieldDraft? {
        var votes: [String: Int] = [:]
        var places: [String: Range<Int>] = [:]
        for spot in document.amounts.all {
            guard let code = spot.currency else { continue }
            votes[code, default: 0] += 1
            if places[code] == nil { places[code] = spot.tokens }
        }
        for (index, token) in document.sheet.tokens.enumerated() {
            guard let named = AmountScanner.currencyCode(token.text) else { continue }
            let code = document.signMeanings[named] ?? named
            votes[code, default: 0] += 1
            let labelled =
                index > 0 && document.labels.contains { $0.kind == .currency && $0.tokens.upperBound == index }
            if labelled { votes[code, default: 0] += 50 }
            if places[code] == nil || labelled { places[code] = index..<index + 1 }
        }
        guard let best = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), let place = places[best.key] else {
            return nil
        }
        let share = Double(best.value) / Double(votes.values.reduce(0, +))
        var draft = FieldDraft(
            place,
            value: best.key,
            score: 0.4 + 0.7 * share,
            rule: "currency",
            in: document.sheet
        )
        draft.isCorroborated = share == 1 && (best.value >= 3 || homeCurrencies.contains(best.key))
        return draft
    }

    /// The currencies of the countries that the document's VAT numbers and accounts are of.
    private var homeCurrencies: Set<String> {
        let identifiers = Identifiers(document: document, tableRows: [])
        let numbers = (identifiers.ibans() + identifiers.vatNumbers(avoiding: [])).filter { $0.score > 0.5 }
        return Set(numbers.compactMap { $0.value.flatMap { Self.currencies[String($0.text.prefix(2))] } })
    }

    private static let currencies: [String: String] = {
        let euro = "AT BE CY DE EE ES FI FR GR EL HR IE IT LT LU LV MT NL PT SI SK"
        var currencies = ["GB": "GBP", "CH": "CHF", "LI": "CHF", "PL": "PLN", "CZ": "CZK", "DK": "DKK", "SE": "SEK"]
        currencies.merge(["NO": "NOK", "HU": "HUF", "RO": "RON", "BG": "BGN"]) { first, _ in first }
        for country in euro.split(separator: " ") { currencies[String(country)] = "EUR" }
        return currencies
    }()
}
