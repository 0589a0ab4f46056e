import OrchestrateModel

/// Brings together what the XML of an e-invoice says and what was read from the pages it comes with.
struct EmbeddedMerge {
    let invoice: EmbeddedInvoice
    let pages: PageSearch

    /// Confidence of a value that XML and page agree on.
    private static let agreed = 0.998
    /// Confidence of a value that only the XML has.
    private static let alone = 0.98
    /// What the page reading must be worth to contradict a value of the XML that the page shows somewhere, too.
    private static let strong = 0.8

    /// The page reading with the XML's values before it; a value that differs is a finding.
    func merged(with page: Extraction) -> Extraction {
        var result = page
        let names = Set(invoice.fields.map { $0[0].name })
        result.documentClass = "invoice"
        result.fields = page.fields.filter { field in
            // What was read as a document of another class means something else.
            !names.contains(field.name) && (page.documentClass == "invoice" || page.documentClass == nil)
        }
        for entries in invoice.fields {
            let read = page.fields.first { $0.name == entries[0].name && $0.hasReading }
            let (field, finding) = self.field(entries, read: read)
            result.fields.append(field)
            if let finding { result.findings.append(finding) }
        }
        let settled = Set(result.fields.filter { $0.status == .verified }.map(\.name))
        result.findings.removeAll { $0.code.hasPrefix("ambiguous_") && settled.isSuperset(of: $0.fields) }
        result.requiredFields += InvoiceSyntax.required.filter { !result.requiredFields.contains($0) }
        result.adjustment = invoice.adjustment
        if !invoice.lines.isEmpty {
            result.tables.removeAll { $0.name == "lines" }
            result.tables.append(EmbeddedTable(invoice: invoice, pages: pages).table())
        }
        return result
    }

    private func field(_ entries: [EmbeddedInvoice.Entry], read: Field?) -> (Field, Finding?) {
        let entry = entries[0]
        guard let value = entry.value else { return unreadable(entry, read: read) }
        let place = pages.occurrence(of: value, name: entry.name)
        var field = EmbeddedInvoice.field(entries, currency: invoice.currency, status: .valid, confidence: Self.alone)
        field.raw = place.map(pages.text) ?? entry.raw
        field.evidence += place.map(pages.evidence) ?? []
        guard let read else {
            if place != nil { agree(&field) }
            return (field, nil)
        }
        if Agreement.holds(value, read) {
            field.raw = read.raw ?? field.raw
            field.evidence = [entry.evidence] + read.evidence
            agree(&field)
            return (field, nil)
        }
        field.alternatives.insert(contentsOf: read.alternatives(to: value), at: 0)
        // Names and numbers that the page shows are the right ones in another role; an amount may stand there by chance.
        let isSpecific = value.type == .string && entry.name != "currency"
        if place != nil, isSpecific || read.status == .review || read.confidence < Self.strong { return (field, nil) }
        field.status = .review
        field.confidence = 0.5
        return (field, Self.mismatch(entry.name, xml: value, page: read))
    }

    private func agree(_ field: inout Field) {
        field.status = .verified
        field.confidence = Self.agreed
    }

    /// A value that its place in the XML does not allow: the page's reading stays, if there is one.
    private func unreadable(_ entry: EmbeddedInvoice.Entry, read: Field?) -> (Field, Finding?) {
        let message = "\(entry.name): the XML's “\(entry.raw)” cannot be read as \(entry.type.rawValue)"
        let finding = Finding(severity: .warning, code: "unreadable_value", message: message, fields: [entry.name])
        if let read { return (read, finding) }
        let field = Field(
            name: entry.name,
            type: entry.type,
            value: nil,
            raw: entry.raw,
            status: .review,
            confidence: 0,
            evidence: [entry.evidence]
        )
        return (field, finding)
    }

    fileprivate static func mismatch(_ name: String, xml: FieldValue, page: Field) -> Finding {
        let other = page.value?.text ?? page.raw ?? ""
        let message = "\(name): the e-invoice's XML says “\(xml.text)”, the page “\(other)”"
        return Finding(severity: .warning, code: "embedded_mismatch", message: message, fields: [name])
    }
}

extension EmbeddedMerge {
    /// What a template read, confirmed by the XML where a field means the same; nothing is added but evidence.
    func confirmed(_ page: Extraction) -> Extraction {
        var result = page
        for index in page.fields.indices {
            let field = page.fields[index]
            guard field.isGrounded || field.alternatives.isEmpty == false,
                let name = Agreement.canonicalName(field.name),
                let entry = invoice[name]?[0], let value = entry.value
            else { continue }
            if Agreement.holds(value, field) {
                result.fields[index].evidence.append(entry.evidence)
                result.fields[index].value = field.value ?? value
                agree(&result.fields[index])
                result.findings.removeAll { $0.fields == [field.name] && $0.code.hasPrefix("ambiguous_") }
            } else if field.name == name, field.isGrounded, pages.occurrence(of: value, name: name) == nil {
                result.fields[index].status = .review
                result.fields[index].confidence = min(field.confidence, 0.5)
                result.fields[index].alternatives.append(
                    Alternative(value: value, raw: entry.raw, confidence: 0.5, evidence: [entry.evidence])
                )
                result.findings.append(Self.mismatch(name, xml: value, page: field))
            }
        }
        result.documentClass = page.documentClass ?? "invoice"
        return result
    }
}

/// When a value of the XML and one of the page are the same.
enum Agreement {
    /// Names that templates give to fields of the same meaning, beside the canonical ones.
    private static let synonyms: [String: String] = [
        "amount": "total_amount", "amount_total": "total_amount", "total": "total_amount", "date": "issue_date",
        "invoice_date": "issue_date", "date_due": "due_date", "vat": "seller_vat_id", "partner_name": "seller_name",
        "issuer": "seller_name", "amount_untaxed": "net_amount", "amount_tax": "tax_amount", "customer": "buyer_name",
        "purchase_order": "order_number", "currency_code": "currency",
    ]

    static func canonicalName(_ name: String) -> String? {
        synonyms[name] ?? (InvoiceSyntax.all[0].fields.contains { $0.name == name } ? name : nil)
    }

    /// True if the page's reading, or one of its readings where it has several, is the XML's value.
    static func holds(_ value: FieldValue, _ field: Field) -> Bool {
        if let read = field.value { return isSame(value, read) }
        return field.alternatives.contains { isSame(value, $0.value) }
    }

    /// Numbers by value, texts by their letters and digits.
    static func isSame(_ left: FieldValue, _ right: FieldValue) -> Bool {
        if let first = left.decimal, let second = right.decimal { return first == second }
        return letters(left) == letters(right)
    }

    private static func letters(_ value: FieldValue) -> String {
        Accents.folded(value.text).filter { $0.isLetter || $0.isNumber }
    }
}

extension Field {
    fileprivate var hasReading: Bool { value != nil || !alternatives.isEmpty }

    /// The field's own reading and its others, as alternatives to another value.
    fileprivate func alternatives(to other: FieldValue) -> [Alternative] {
        let own = value.map { Alternative(value: $0, raw: raw ?? $0.text, confidence: confidence, evidence: evidence) }
        return ([own].compactMap(\.self) + alternatives).filter { !Agreement.isSame($0.value, other) }
    }
}

extension EmbeddedInvoice {
    /// A field that stands for the XML's values of one name: the first, the others as alternatives.
    static func field(_ entries: [Entry], currency: String?, status: FieldStatus, confidence: Double) -> Field {
        let entry = entries[0]
        return Field(
            name: entry.name,
            type: entry.type,
            value: entry.value,
            currency: entry.type == .amount ? currency : nil,
            raw: entry.raw,
            status: entry.value == nil ? .review : status,
            confidence: entry.value == nil ? 0 : confidence,
            evidence: [entry.evidence],
            alternatives: entries.dropFirst().compactMap { other in
                other.value.map {
                    Alternative(value: $0, raw: other.raw, confidence: confidence, evidence: [other.evidence])
                }
            }
        )
    }
}
