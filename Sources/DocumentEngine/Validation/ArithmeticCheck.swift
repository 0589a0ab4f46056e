import OrchestrateModel

/// Checks net + tax = total, line totals against net or total, and quantity × unit price = line total.
struct ArithmeticCheck {
    /// Charges less allowances on the whole document.
    var adjustment = DecimalNumber(coefficient: 0, scale: 0)

    /// Names of the same amount in the built-in classes and in invoice2data's libraries.
    static let net = ["net_amount", "amount_untaxed", "amount_net", "subtotal"]
    static let tax = ["tax_amount", "amount_tax", "vat_amount"]
    static let total = ["total_amount", "amount", "amount_total", "total"]
    private static let quantity = ["quantity", "qty"]
    private static let price = ["unit_price", "price_unit", "price"]
    static let lineTotal = ["line_total", "price_subtotal", "line_amount", "amount"]
    /// Columns that change a line's total in a way that the product does not show.
    private static let adjustments = ["discount", "surcharge", "line_discount", "price_basis", "tax", "vat"]

    /// Amounts may differ by a cent where sums were rounded.
    private static let cent = DecimalNumber(coefficient: 1, scale: 2)

    func run(on sheet: inout CheckSheet) {
        checkTotal(&sheet)
        for table in sheet.tables { check(table, on: &sheet) }
    }

    private func field(_ names: [String], in sheet: CheckSheet) -> (field: Field, value: DecimalNumber)? {
        for name in names {
            if let field = sheet[name], field.isGrounded, let value = field.value?.decimal { return (field, value) }
        }
        return nil
    }

    private func checkTotal(_ sheet: inout CheckSheet) {
        guard let net = field(Self.net, in: sheet), let tax = field(Self.tax, in: sheet),
            let total = field(Self.total, in: sheet)
        else { return }
        let names = [net.field.name, tax.field.name, total.field.name]
        if (net.value + tax.value - total.value).magnitude <= Self.cent {
            // A tax of nothing or of more than half, or one place read twice, confirms nothing.
            guard !tax.value.isZero, !net.field.standsWhere(total.field), !tax.field.standsWhere(total.field),
                tax.value.magnitude + tax.value.magnitude <= net.value.magnitude
            else { return }
            for name in names { sheet.confirm(name) }
        } else {
            let message = "\(names[0]) \(net.value) + \(names[1]) \(tax.value) is not \(names[2]) \(total.value)"
            sheet.contradict(names, code: "sum_mismatch", message: message)
        }
    }

    private func check(_ table: ExtractedTable, on sheet: inout CheckSheet) {
        for (index, row) in table.rows.enumerated() { check(row, number: index + 1, of: table.name, on: &sheet) }
        guard table.name == "lines" else { return }
        let totals = table.rows.compactMap { number(Self.lineTotal, in: $0) }
        // Rows without a total are headings and notes; a table without any says nothing.
        guard !totals.isEmpty else { return }
        let sum = totals.reduce(adjustment, +)
        // A total read in a row of the table itself cannot be confirmed by it.
        let candidates = [field(Self.net, in: sheet), field(Self.total, in: sheet)].compactMap { $0 }
            .filter { candidate in
                !table.rows.joined().contains { $0.evidence.sharesPlace(with: candidate.field.evidence) }
            }
        guard !candidates.isEmpty else { return }
        // Where no net amount is written, the lines stand for it.
        if field(Self.net, in: sheet) == nil, let tax = field(Self.tax, in: sheet),
            let total = candidates.first(where: { (sum + tax.value - $0.value).magnitude <= Self.cent })
        {
            sheet.confirm(total.field.name)
            return sheet.confirm(tax.field.name)
        }
        let slack = DecimalNumber(coefficient: Int64(totals.count), scale: 2)
        if let match = candidates.first(where: { (sum - $0.value).magnitude <= Self.cent }) {
            sheet.confirm(match.field.name)
        } else if !candidates.contains(where: { (sum - $0.value).magnitude <= slack }) {
            let wanted = candidates.map { "\($0.field.name) \($0.value)" }.joined(separator: " nor ")
            let message = "the \(totals.count) line totals add up to \(sum), which is not \(wanted)"
            let names = candidates.filter { $0.field.status != .verified }.map(\.field.name) + [table.name]
            sheet.contradict(names, code: "sum_mismatch", message: message)
        }
    }

    private func check(_ row: [TableCell], number: Int, of table: String, on sheet: inout CheckSheet) {
        guard let quantity = self.number(Self.quantity, in: row), let price = self.number(Self.price, in: row),
            let total = self.number(Self.lineTotal, in: row)
        else { return }
        let adjusted = row.contains { Self.adjustments.contains($0.column) && $0.value.decimal?.isZero == false }
        guard !adjusted else { return }
        // The price was rounded to its last digit, so the product may be off by half of that for each piece.
        let unit = DecimalNumber(coefficient: 5, scale: min(price.scale + 1, 18))
        let tolerance = quantity.magnitude * unit + Self.cent
        guard (quantity * price - total).magnitude > tolerance else { return }
        let message = "\(table), row \(number): \(quantity) × \(price) is not \(total)"
        sheet.findings.append(Finding(severity: .warning, code: "line_mismatch", message: message, fields: [table]))
    }

    private func number(_ columns: [String], in row: [TableCell]) -> DecimalNumber? {
        for column in columns {
            if let value = row.first(where: { $0.column == column })?.value.decimal { return value }
        }
        return nil
    }
}
