import OrchestrateModel

/// Checks values against what the template says of them: a pattern, a list of values, a range.
struct ConstraintCheck {
    let constraints: [String: FieldConstraint]

    func run(on sheet: inout CheckSheet) {
        for (name, constraint) in constraints.sorted(by: { $0.key < $1.key }) {
            guard let value = sheet[name]?.value, let complaint = Self.complaint(value, constraint) else { continue }
            let message = "\(name): “\(value.text)” \(complaint)"
            sheet.contradict([name], code: "constraint_failed", message: message)
        }
    }

    private static func complaint(_ value: FieldValue, _ constraint: FieldConstraint) -> String? {
        if !constraint.values.isEmpty, !constraint.values.contains(value.text) {
            return "is none of \(constraint.values.joined(separator: ", "))"
        }
        if let number = value.decimal {
            if let minimum = constraint.minimum, number < minimum { return "is less than \(minimum)" }
            if let maximum = constraint.maximum, number > maximum { return "is more than \(maximum)" }
        }
        guard let pattern = constraint.pattern else { return nil }
        var text = SourceText()
        text.append(value.text, origin: -1)
        let match = (try? pattern.firstMatch(in: text)) ?? nil
        return match?.range == text.all ? nil : "does not match `\(pattern.source)`"
    }
}
