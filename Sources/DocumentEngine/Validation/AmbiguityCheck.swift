import OrchestrateModel

/// Chooses between the readings of ambiguous values where the document's other values leave only one.
///
/// Amounts: `1.234` is 1234 or 1.234, whichever makes net + tax the total or the lines add up. Dates: `04/05/2024` is what lets
/// the invoice fall due after it is issued, both being written in one order. Where more than one choice fits, or none, all
/// stays as it is, for a person to see.
struct AmbiguityCheck {
    /// Charges less allowances on the whole document.
    var adjustment = DecimalNumber(coefficient: 0, scale: 0)

    private static let issued = ["issue_date", "invoice_date", "date"]
    private static let due = ["due_date", "date_due", "payment_due_date"]
    private static let cent = DecimalNumber(coefficient: 1, scale: 2)

    /// Of values whose reading follows from others.
    private static let confidence = 0.9

    func run(on sheet: inout CheckSheet) {
        settleAmounts(&sheet)
        settleByLines(&sheet)
        settleDates(&sheet)
    }

    private func first(_ names: [String], in sheet: CheckSheet) -> Int? {
        names.lazy.compactMap { name in sheet.fields.firstIndex { $0.name == name } }.first
    }

    /// Net, tax and total, of which some have two readings: the only choice that adds up.
    private func settleAmounts(_ sheet: inout CheckSheet) {
        guard let net = first(ArithmeticCheck.net, in: sheet), let tax = first(ArithmeticCheck.tax, in: sheet),
            let total = first(ArithmeticCheck.total, in: sheet)
        else { return }
        let places = [net, tax, total]
        guard places.contains(where: { sheet.fields[$0].isAmbiguous }) else { return }
        var fitting: [[FieldValue]] = []
        for n in sheet.fields[net].readings {
            for t in sheet.fields[tax].readings {
                for whole in sheet.fields[total].readings where Self.fits(n, t, whole) {
                    fitting.append([n, t, whole])
                }
            }
        }
        guard fitting.count == 1 else { return }
        for (place, value) in zip(places, fitting[0]) { sheet.settle(place, as: value, confidence: Self.confidence) }
    }

    private static func fits(_ net: FieldValue, _ tax: FieldValue, _ total: FieldValue) -> Bool {
        guard let net = net.decimal, let tax = tax.decimal, let total = total.decimal else { return false }
        return (net + tax - total).magnitude <= cent
    }

    /// Net or total, of which the line items tell the reading.
    private func settleByLines(_ sheet: inout CheckSheet) {
        let rows = sheet.tables.first { $0.name == "lines" }?.rows ?? []
        let totals = rows.compactMap { row in
            row.first { ArithmeticCheck.lineTotal.contains($0.column) }?.value.decimal
        }
        guard !totals.isEmpty, totals.count == rows.count else { return }
        let sum = totals.reduce(adjustment, +)
        for names in [ArithmeticCheck.net, ArithmeticCheck.total] {
            guard let place = first(names, in: sheet), sheet.fields[place].isAmbiguous else { continue }
            let fitting = sheet.fields[place].readings.filter {
                $0.decimal.map { ($0 - sum).magnitude <= Self.cent } ?? false
            }
            if fitting.count == 1 { sheet.settle(place, as: fitting[0], confidence: Self.confidence) }
        }
    }

    /// Two dates of one notation: the only order in which nothing falls due before it is issued.
    private func settleDates(_ sheet: inout CheckSheet) {
        guard let issued = first(Self.issued, in: sheet), let due = first(Self.due, in: sheet),
            sheet.fields[issued].isAmbiguous || sheet.fields[due].isAmbiguous
        else { return }
        let (first, second) = (sheet.fields[issued].readings, sheet.fields[due].readings)
        let isOneNotation = first.count == second.count
        let pairs = isOneNotation ? Array(zip(first, second)) : first.flatMap { one in second.map { (one, $0) } }
        let fitting = pairs.filter { $0.0.text <= $0.1.text }
        guard fitting.count == 1 else { return }
        sheet.settle(issued, as: fitting[0].0, confidence: Self.confidence)
        sheet.settle(due, as: fitting[0].1, confidence: Self.confidence)
    }
}

extension Field {
    /// True for a value that has several readings and nothing yet that decides.
    fileprivate var isAmbiguous: Bool { value == nil && status == .review && readings.count > 1 }

    /// What the text can mean: the value, or all readings of the text found.
    fileprivate var readings: [FieldValue] {
        if let value { return [value] }
        return alternatives.filter { $0.raw == raw && $0.evidence == evidence }.map(\.value)
    }
}

extension CheckSheet {
    /// Gives an ambiguous field the reading that the document decided for.
    fileprivate mutating func settle(_ index: Int, as value: FieldValue, confidence: Double) {
        guard fields[index].value == nil else { return }
        fields[index].value = value
        fields[index].type = value.type
        fields[index].status = .valid
        fields[index].confidence = confidence
        fields[index].alternatives.removeAll { $0.value == value }
        let name = fields[index].name
        findings.removeAll { ["ambiguous_date", "ambiguous_number"].contains($0.code) && $0.fields == [name] }
    }
}
