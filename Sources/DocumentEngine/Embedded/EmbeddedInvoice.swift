import OrchestrateModel

/// What the XML of an e-invoice says, by canonical names.
struct EmbeddedInvoice: Sendable {
    /// One value with the place in the XML that it comes from.
    struct Entry: Sendable {
        let name: String
        /// Nil where the text is not what its place asks for.
        let value: FieldValue?
        let type: FieldType
        let raw: String
        /// Such as `cii:/rsm:CrossIndustryInvoice/…/ram:GrandTotalAmount`.
        let rule: String
        /// From 1, 0 where not known.
        let line: Int

        var evidence: Evidence { Evidence(page: nil, box: nil, source: .embedded, rule: rule) }
    }

    /// Each field's values: one, or several where the XML names several.
    private(set) var fields: [[Entry]] = []
    private(set) var lines: [[Entry]] = []
    private(set) var currency: String?
    /// Charges less allowances on the document as a whole: what lies between the sum of the lines and the net amount.
    private(set) var adjustment = DecimalNumber(coefficient: 0, scale: 0)

    private static let maxLines = 20_000
    private static let maxValues = 20

    /// Reads an invoice; nil where the document is none.
    init?(_ tree: XMLTree) {
        guard let syntax = InvoiceSyntax.matching(tree.root) else { return nil }
        for (prefix, namespace) in syntax.namespaces { tree.register(prefix: prefix, namespace: namespace) }
        for field in syntax.fields {
            let found = Self.entries(of: field, from: tree.root, in: tree, syntax: syntax)
            if !found.isEmpty { fields.append(found) }
        }
        currency = fields.first { $0[0].name == "currency" }?[0].value?.text
        for line in tree.nodes(syntax.line, from: tree.root).prefix(Self.maxLines) {
            let row = syntax.columns.compactMap { Self.cell($0, of: line, in: tree, syntax: syntax) }
            if row.contains(where: { $0.value?.text.isEmpty == false }) { lines.append(row) }
        }
        for sum in syntax.sums {
            for entry in Self.entries(of: sum, from: tree.root, in: tree, syntax: syntax) {
                guard let number = entry.value?.decimal else { continue }
                adjustment = sum.name == "charges" ? adjustment + number : adjustment - number
            }
        }
    }

    subscript(name: String) -> [Entry]? { fields.first { $0[0].name == name } }

    /// The values that the first path with any leads to, each different one once.
    private static func entries(
        of field: InvoiceSyntax.Entry,
        from node: XMLNode,
        in tree: XMLTree,
        syntax: InvoiceSyntax
    ) -> [Entry] {
        for path in field.paths {
            var seen: Set<String> = []
            let found = tree.nodes(path, from: node).prefix(maxValues).compactMap { node -> Entry? in
                guard let entry = entry(field, node: node, rule: "\(syntax.name):\(path)") else { return nil }
                return seen.insert(entry.value?.text ?? entry.raw).inserted ? entry : nil
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// A line's value in a column; nil where it has none or where it says nothing.
    private static func cell(
        _ column: InvoiceSyntax.Entry,
        of line: XMLNode,
        in tree: XMLTree,
        syntax: InvoiceSyntax
    ) -> Entry? {
        for path in column.paths {
            let rule = "\(syntax.name):\(syntax.line)/\(path)"
            let found = tree.nodes(path, from: line).prefix(maxValues).compactMap {
                entry(column, node: $0, rule: rule)
            }
            guard let first = found.first else { continue }
            guard let nothing = InvoiceSyntax.optionalColumns[column.name] else { return first }
            let sum = found.compactMap(\.value?.decimal).reduce(DecimalNumber(coefficient: 0, scale: 0), +)
            guard sum != nothing else { return nil }
            let value: FieldValue = column.kind == .number ? .number(sum) : .amount(sum)
            return Entry(
                name: column.name,
                value: value,
                type: value.type,
                raw: first.raw,
                rule: rule,
                line: first.line
            )
        }
        return nil
    }

    private static func entry(_ field: InvoiceSyntax.Entry, node: XMLNode, rule: String) -> Entry? {
        let raw = node.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !raw.isEmpty else { return nil }
        let (value, type) = read(raw, as: field.kind, format: node.attribute("format"))
        if field.kind == .iban, value == nil { return nil }
        return Entry(name: field.name, value: value, type: type, raw: raw, rule: rule, line: node.line)
    }
}

extension EmbeddedInvoice {
    private static func read(
        _ raw: String,
        as kind: InvoiceSyntax.Kind,
        format: String?
    ) -> (value: FieldValue?, type: FieldType) {
        switch kind {
        case .text: (.string(raw), .string)
        case .amount: (DecimalNumber(raw).map { .amount($0) }, .amount)
        case .number: (DecimalNumber(raw).map { .number($0) }, .number)
        case .date: (day(raw, format: format).map { .date($0.iso) }, .date)
        case .currency: (isCurrency(raw) ? .string(raw) : nil, .string)
        case .iban: (iban(raw).map { .string($0) }, .string)
        }
    }

    private static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    /// The IBAN without spaces; nil for a number of another kind of account.
    private static func iban(_ text: String) -> String? {
        let plain = text.uppercased().filter { !$0.isWhitespace }
        return Checksums.iban(plain) == nil ? nil : plain
    }

    /// `2024-01-31` with or without time zone, or digits: `102` year, month, day; `203` with a time behind.
    private static func day(_ text: String, format: String?) -> CalendarDay? {
        let digits: String
        if let format {
            guard ["102", "203"].contains(format), text.count >= 8 else { return nil }
            digits = String(text.prefix(8))
        } else {
            let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
            let isISO = parts.map(\.count) == [4, 2, 2]
            digits = isISO ? parts.joined() : text
        }
        guard digits.count == 8, digits.allSatisfy(\.isASCIIDigit), let number = Int(digits) else { return nil }
        return CalendarDay(year: number / 10000, month: number / 100 % 100, day: number % 100)
    }
}
