import OrchestrateModel

/// Carries out the comparisons that a template asks for; a rule with a value missing says nothing.
struct RuleCheck {
    let rules: [ValidationRule]

    /// A term's value: numbers calculate, dates and texts compare.
    private enum Value {
        case number(DecimalNumber)
        case text(String)
    }

    func run(on sheet: inout CheckSheet) {
        for rule in rules {
            guard let name = rule.table else {
                check(rule, on: &sheet)
                continue
            }
            checkRows(of: name, rule, on: &sheet)
        }
    }

    private func checkRows(of table: String, _ rule: ValidationRule, on sheet: inout CheckSheet) {
        let rows = sheet.tables.first { $0.name == table }?.rows ?? []
        for (index, row) in rows.enumerated() {
            let holds = holds(rule, lookup: { column in Self.value(row.first { $0.column == column }?.value) }, sheet)
            if holds ?? true { continue }
            let message = "\(table), row \(index + 1): the rule `\(rule.source)` does not hold"
            sheet.contradict([table], code: "rule_failed", message: message, severity: rule.severity)
        }
    }

    private func check(_ rule: ValidationRule, on sheet: inout CheckSheet) {
        let names = rule.left.names + rule.right.names
        let current = sheet
        switch holds(rule, lookup: { Self.value(current[$0]?.value) }, sheet) {
        case true:
            // Equal sums of values from different places confirm each other; an order of dates does not.
            guard rule.comparison == .equal, Self.isArithmetic(rule) else { return }
            for name in names { sheet.confirm(name) }
        case false:
            let message = "the rule `\(rule.source)` does not hold"
            sheet.contradict(names, code: "rule_failed", message: message, severity: rule.severity)
        default: return
        }
    }

    private static func isArithmetic(_ rule: ValidationRule) -> Bool {
        func calculates(_ term: ValidationRule.Term) -> Bool {
            switch term {
            case .sum: true
            case .plus(let left, let right), .minus(let left, let right), .times(let left, let right):
                !left.names.isEmpty && !right.names.isEmpty
            case .number, .text, .name: false
            }
        }
        return calculates(rule.left) || calculates(rule.right)
    }

    private static func value(_ value: FieldValue?) -> Value? {
        guard let value else { return nil }
        return value.decimal.map { .number($0) } ?? .text(value.text)
    }

    private func holds(_ rule: ValidationRule, lookup: (String) -> Value?, _ sheet: CheckSheet) -> Bool? {
        guard let left = evaluate(rule.left, lookup, sheet), let right = evaluate(rule.right, lookup, sheet) else {
            return nil
        }
        switch (left, right) {
        case (.number(let left), .number(let right)): return compare(left, right, rule)
        case (.text(let left), .text(let right)):
            return switch rule.comparison {
            case .equal: left == right
            case .notEqual: left != right
            case .less: left < right
            case .atMost: left <= right
            case .greater: left > right
            case .atLeast: left >= right
            }
        default: return false
        }
    }

    private func compare(_ left: DecimalNumber, _ right: DecimalNumber, _ rule: ValidationRule) -> Bool {
        let apart = (left - right).magnitude > rule.tolerance
        return switch rule.comparison {
        case .equal: !apart
        case .notEqual: apart
        case .less: left < right
        case .atMost: left < right || !apart
        case .greater: left > right
        case .atLeast: left > right || !apart
        }
    }

    private func evaluate(_ term: ValidationRule.Term, _ lookup: (String) -> Value?, _ sheet: CheckSheet) -> Value? {
        switch term {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .name(let name): return lookup(name)
        case .sum(let table, let column):
            guard let rows = sheet.tables.first(where: { $0.name == table })?.rows else { return nil }
            let values = rows.compactMap { $0.first { $0.column == column }?.value.decimal }
            return values.isEmpty ? nil : .number(values.reduce(DecimalNumber(coefficient: 0, scale: 0), +))
        case .plus(let left, let right): return combine(left, right, lookup, sheet) { $0 + $1 }
        case .minus(let left, let right): return combine(left, right, lookup, sheet) { $0 - $1 }
        case .times(let left, let right): return combine(left, right, lookup, sheet) { $0 * $1 }
        }
    }

    private func combine(
        _ left: ValidationRule.Term,
        _ right: ValidationRule.Term,
        _ lookup: (String) -> Value?,
        _ sheet: CheckSheet,
        _ operation: (DecimalNumber, DecimalNumber) -> DecimalNumber
    ) -> Value? {
        guard case .number(let left) = evaluate(left, lookup, sheet),
            case .number(let right) = evaluate(right, lookup, sheet)
        else { return nil }
        return .number(operation(left, right))
    }
}
