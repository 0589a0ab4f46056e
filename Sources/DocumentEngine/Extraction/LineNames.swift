import OrchestrateModel

/// Gives the columns of line items the names that invoice2data gives them, and units their UN/ECE code.
enum LineNames {
    private static let renamed = ["description": "name", "unit_price": "price_unit", "vat_rate": "line_tax_percent"]

    /// Spellings of units of measure by code of UN/ECE Recommendation 20.
    private static let units: [String: [String]] = [
        "LTR": ["l", "ltr", "lt", "liter", "litre", "liters", "litres"],
        "MLT": ["ml", "milliliter", "millilitre"],
        "KGM": ["kg", "kgm", "kgs", "kilogram", "kilograms", "kilo"],
        "GRM": ["g", "gr", "grm", "gram", "grams"],
        "MTR": ["m", "mtr", "meter", "metre", "meters", "metres"],
        "CMT": ["cm"],
        "MMT": ["mm"],
        "KMT": ["km"],
        "H87": [
            "pcs", "pc", "piece", "pieces", "ea", "each", "ps", "st", "stk", "stk.", "stuk", "stuks", "stück", "unit",
            "units", "x",
        ],
        "SET": ["set", "sets"],
        "HUR": ["h", "hr", "hrs", "hour", "hours", "uur", "uren"],
        "MIN": ["min", "minute", "minutes"],
        "DAY": ["d", "day", "days", "dag", "dagen"],
        "MON": ["month", "months", "maand", "maanden", "mnd"],
        "ANN": ["year", "years", "jaar"],
    ]

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for (code, names) in units { for name in names { codes[name] = code } }
        return codes
    }()

    static func apply(to tables: inout [ExtractedTable]) {
        for index in tables.indices where tables[index].name == "lines" {
            tables[index].rows = tables[index].rows.map { $0.map(rename) }
        }
        for index in tables.indices where ["lines", "tax_lines"].contains(tables[index].name) {
            tables[index].rows = tables[index].rows.map(withCode)
        }
    }

    private static func rename(_ cell: TableCell) -> TableCell {
        guard let name = renamed[cell.column] else { return cell }
        return TableCell(column: name, value: cell.value, evidence: cell.evidence)
    }

    private static func withCode(_ row: [TableCell]) -> [TableCell] {
        guard let unit = row.first(where: { $0.column == "uom" }), let code = codes[unit.value.text.lowercased()] else {
            return row
        }
        if let present = row.first(where: { $0.column == "unece_code" }), !present.value.text.isEmpty { return row }
        let cell = TableCell(column: "unece_code", value: .string(code), evidence: unit.evidence)
        return row.filter { $0.column != "unece_code" } + [cell]
    }
}
