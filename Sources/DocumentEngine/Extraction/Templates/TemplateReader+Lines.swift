import OrchestrateModel

extension TemplateReader {
    static let lineKeys: Set<String> = [
        "start", "end", "line", "first_line", "last_line", "skip_line", "line_separator", "types", "end_match",
        "replace",
    ]

    /// The rules of a field that is a table: its own, or each of `rules`.
    mutating func lineRules(_ node: TemplateNode) -> FieldRule.Parser? {
        let nodes = node["rules"].map(\.list) ?? [node]
        var rules: [LinesRule] = []
        for entry in nodes {
            if node["rules"] != nil { checkKeys(entry.entries ?? [], allowed: Self.lineKeys, at: entry) }
            if let rule = lines(entry) { rules.append(rule) }
        }
        return rules.isEmpty ? nil : .lines(rules)
    }

    mutating func lines(_ node: TemplateNode) -> LinesRule? {
        guard let start = required("start", of: node), let end = required("end", of: node), let line = node["line"]
        else {
            if node["line"] == nil {
                log.report("lines need `line`, the pattern of a line with named groups", at: node)
            }
            return nil
        }
        var rule = LinesRule(start: start, end: end, line: patterns(line))
        rule.firstLine = patterns(node["first_line"])
        rule.lastLine = patterns(node["last_line"])
        rule.skipLine = patterns(node["skip_line"])
        rule.separator = separator(node)
        rule.types = types(node["types"])
        rule.replacements = replacements(node["replace"])
        if let end = node["end_match"] {
            rule.endMatch = end.scalar.flatMap(LinesRule.End.init(rawValue:)) ?? .first
        }
        guard !rule.line.isEmpty else { return nil }
        if dialect == .orchestrate { checkColumns(of: rule, at: node) }
        return rule
    }

    /// Every type belongs to a column that some pattern names.
    private mutating func checkColumns(of rule: LinesRule, at node: TemplateNode) {
        let named = rule.columns
        if named.isEmpty {
            log.report("no named group such as `(?P<description>…)`: the lines have no columns", at: node)
        }
        for column in rule.types.keys.sorted() where !named.contains(column) {
            log.report("no pattern has a group `\(column)`", at: node["types"]?[column] ?? node)
        }
    }

    mutating func table(_ node: TemplateNode) -> TableRule? {
        let keys: Set<String> = ["start", "end", "body", "line_separator", "field_separator", "types", "fields"]
        checkKeys(node.entries ?? [], allowed: keys, at: node)
        guard let start = required("start", of: node), let end = required("end", of: node),
            let body = required("body", of: node)
        else { return nil }
        var rule = TableRule(start: start, end: end, body: body)
        rule.separator = separator(node)
        rule.types = types(node["types"])
        for (name, options) in node["fields"]?.entries ?? [] {
            if let type = options["type"] { rule.types[name] = self.type(type, of: name) }
            if let group = options["group"] {
                rule.groupings[name] = group.scalar.flatMap(Grouping.init(rawValue:))
                if rule.groupings[name] == nil {
                    log.report("group must be sum, min, max, first, last or join", at: group)
                }
            }
        }
        return rule
    }

    private mutating func required(_ key: String, of node: TemplateNode) -> LazyPattern? {
        guard let value = node[key] else {
            log.report(
                "`\(key)` is missing: the pattern at which the block \(key == "end" ? "ends" : "begins")",
                at: node
            )
            return nil
        }
        return pattern(value)
    }

    private mutating func separator(_ node: TemplateNode) -> LazyPattern? {
        guard let value = node["line_separator"], value.text != "\\n", value.text != "\n" else { return nil }
        return pattern(value)
    }

    private mutating func types(_ node: TemplateNode?) -> [String: FieldType] {
        var types: [String: FieldType] = [:]
        for (column, value) in node?.entries ?? [] { types[column] = type(value, of: column) }
        return types
    }

    /// Every name of a rule is a field that is read, or a column of the table that it is about.
    mutating func checkNames(of rule: ValidationRule, in template: Template, at node: TemplateNode) {
        let fields = template.fieldNames
        let columns = template.columns
        if let table = rule.table, columns[table] == nil {
            return log.report("`each: \(table)` names no table of this template", at: node["each"] ?? node)
        }
        let known = fields.union(rule.table.flatMap { columns[$0] } ?? [])
        for name in Set(rule.left.fieldNames + rule.right.fieldNames).sorted() where !known.contains(name) {
            let remedy = Spelling.suggestion(for: name, among: known.sorted()).map { "did you mean `\($0)`?" }
            let kind = rule.table.map { "field and no column of `\($0)`" } ?? "field"
            log.report(
                "`\(name)` in a rule is no \(kind) of this template; \(remedy ?? "read it, or correct the name")",
                at: node
            )
        }
        for (table, column) in rule.left.sums + rule.right.sums where columns[table]?.contains(column) != true {
            log.report("`sum(\(table).\(column))` names no column of a table of this template", at: node)
        }
    }

    /// A validation rule: its text alone, or with `check`, `tolerance`, `each` and `severity`.
    mutating func rule(_ node: TemplateNode) -> ValidationRule? {
        if let entries = node.entries {
            checkKeys(entries, allowed: ["check", "tolerance", "each", "severity"], at: node)
        }
        guard let source = node.scalar ?? node["check"]?.scalar else {
            log.report("a rule needs `check`, such as `net_amount + tax_amount = total_amount`", at: node)
            return nil
        }
        var tolerance = DecimalNumber(coefficient: 0, scale: 2)
        if let given = node["tolerance"] {
            guard let number = given.scalar.flatMap({ DecimalNumber($0) }), number >= tolerance else {
                log.report("tolerance must be a number from 0, such as 0.02", at: given)
                return nil
            }
            tolerance = number
        }
        let severity = node["severity"]?.scalar.flatMap(Finding.Severity.init(rawValue:)) ?? .error
        do {
            let parsed = try RuleParser.parse(source)
            return ValidationRule(
                source: source,
                left: parsed.left,
                comparison: parsed.comparison,
                right: parsed.right,
                tolerance: tolerance,
                table: node["each"]?.scalar,
                severity: severity
            )
        } catch {
            log.report(error.message, at: node)
            return nil
        }
    }
}
