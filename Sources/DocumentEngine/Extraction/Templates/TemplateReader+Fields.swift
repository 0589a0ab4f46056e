import OrchestrateModel

extension TemplateReader {
    private static let fieldKeys: [Dialect: Set<String>] = [
        .orchestrate: [
            "parser", "regex", "value", "type", "group", "area", "replace", "right_of", "below", "same_block", "reach",
            "pattern", "required", "currency", "date_formats", "date_order", "decimal_separator", "languages", "values",
            "matches", "minimum", "maximum", "ocr_tolerance", "extract_number", "start", "end", "line", "first_line",
            "last_line",
            "skip_line", "line_separator", "types", "end_match", "rules", "description",
        ],
        .invoice2data: [
            "parser", "regex", "value", "type", "group", "area", "replace", "extract_number", "start", "end", "line",
            "first_line", "last_line", "skip_line", "line_separator", "types", "end_match", "rules",
        ],
    ]

    mutating func field(_ name: String, _ node: TemplateNode, template: borrowing Template) -> FieldRule? {
        guard node.entries != nil else { return shorthand(name, node, locale: template.locale) }
        return mapping(name, node, locale: template.locale)
    }

    private mutating func shorthand(_ name: String, _ node: TemplateNode, locale: ValueLocale) -> FieldRule? {
        if name.hasPrefix("static_"), dialect == .invoice2data {
            guard let value = node.value else { return nil }
            return FieldRule(name: String(name.dropFirst(7)), parser: .fixed(value), locale: locale)
        }
        let found = patterns(node).compactMap { withOneGroup($0, at: node) }
        guard !found.isEmpty else { return nil }
        var rule = FieldRule(name: name, parser: .regex(found), type: impliedType(of: name), locale: locale)
        if name.hasPrefix("sum_amount"), node.elements != nil {
            rule.name = String(name.dropFirst(4))
            rule.type = .amount
            rule.grouping = .sum
        }
        return rule
    }

    /// The type that a field's name tells.
    private func impliedType(of name: String) -> FieldType? {
        if name.hasPrefix("date") || name.hasSuffix("date") { return .date }
        if name.hasPrefix("amount") { return .amount }
        guard dialect == .orchestrate else { return nil }
        return name.hasSuffix("_amount") || name == "total" ? .amount : nil
    }

    private mutating func mapping(_ name: String, _ node: TemplateNode, locale: ValueLocale) -> FieldRule? {
        checkKeys(node.entries ?? [], allowed: Self.fieldKeys[dialect] ?? [], at: node)
        guard let parser = parser(node) else { return nil }
        var rule = FieldRule(name: name, parser: parser, locale: locale)
        readLocale(node, into: &rule.locale)
        rule.type = node["type"].flatMap { type($0, of: name) }
        if rule.type == nil, dialect == .orchestrate { rule.type = impliedType(of: name) }
        if let group = node["group"], !group.isNull {
            rule.grouping = group.scalar.flatMap(Grouping.init(rawValue:))
            if rule.grouping == nil { log.report("group must be sum, min, max, first, last or join", at: group) }
        }
        rule.area = node["area"].flatMap { area($0) }
        rule.replacements = replacements(node["replace"])
        if let code = node["currency"] { rule.currency = currency(code) }
        rule.takesNumberOnly = node["extract_number"]?.boolean ?? false
        rule.toleratesConfusions = node["ocr_tolerance"]?.boolean ?? false
        rule.constraint = constraint(node)
        if case .fixed(let value) = parser, let type = rule.type { rule.parser = .fixed(Self.typed(value, as: type)) }
        return rule
    }

    /// A fixed value as the type asked for, itself where it has no such reading.
    private static func typed(_ value: FieldValue, as type: FieldType) -> FieldValue {
        switch (type, value) {
        case (.amount, .integer(let number)): .amount(DecimalNumber(coefficient: number, scale: 0))
        case (.amount, .number(let number)): .amount(number)
        case (.string, _): .string(value.text)
        default: value
        }
    }

    mutating func type(_ node: TemplateNode, of name: String) -> FieldType? {
        switch node.scalar {
        case "int": return .integer
        case "float": return name.contains("amount") || name.contains("price") ? .amount : .number
        case "datetime": return .date
        case "str": return .string
        case .some(let text):
            if let type = FieldType(rawValue: text) { return type }
        case nil: break
        }
        let names = FieldType.allCases.map(\.rawValue).joined(separator: ", ")
        log.report("impossible type `\(node.text ?? "")`; it must be one of \(names)", at: node)
        return nil
    }

    private mutating func parser(_ node: TemplateNode) -> FieldRule.Parser? {
        let named = node["parser"]?.scalar
        let implied = ["regex", "value", "right_of", "below", "same_block", "lines"].filter { key in
            key == "lines" ? node["line"] != nil || node["rules"] != nil : node[key] != nil
        }
        let kinds = implied.map { $0 == "value" ? "static" : ["regex", "lines"].contains($0) ? $0 : "label" }
        if dialect == .orchestrate, implied.count > 1 {
            log.report("more than one way to read the field (\(implied.joined(separator: ", "))); keep one", at: node)
            return nil
        }
        switch named ?? (dialect == .orchestrate ? kinds.first : nil) {
        case "regex": return regex(node)
        case "static":
            if let value = node["value"]?.value { return .fixed(value) }
            if dialect == .orchestrate { log.report("a static field needs a `value`", at: node) }
            return nil
        case "lines": return lineRules(node)
        case "label": return label(node, keys: implied)
        case nil:
            log.report(
                "nothing says how to read the field; give it `regex`, `value`, `right_of`, `below` or `line`",
                at: node
            )
        case .some(let other):
            log.report("unknown parser `\(other)`; use regex, static, lines or label", at: node["parser"])
        }
        return nil
    }

    private mutating func regex(_ node: TemplateNode) -> FieldRule.Parser? {
        guard let source = node["regex"] else {
            log.report("a field with parser regex needs `regex`", at: node)
            return nil
        }
        var found: [LazyPattern] = []
        for entry in source.list {
            guard let pattern = pattern(entry), let checked = withOneGroup(pattern, at: entry) else { continue }
            found.append(checked)
        }
        return found.isEmpty ? nil : .regex(found)
    }

    /// A pattern with one capture group or none, which alone say what the value is.
    private mutating func withOneGroup(_ pattern: LazyPattern, at node: TemplateNode) -> LazyPattern? {
        guard let count = try? pattern.groupCount(), count > 1 else { return pattern }
        log.report("\(count) capture groups in `\(pattern.source)`; keep one, make the others `(?:…)`", at: node)
        return nil
    }

    private mutating func label(_ node: TemplateNode, keys: [String]) -> FieldRule.Parser? {
        guard let key = keys.first, let direction = LabelRule.Direction(rawValue: key), let source = node[key] else {
            log.report("a label field needs `right_of`, `below` or `same_block`", at: node)
            return nil
        }
        let labels = source.list.compactMap(\.scalar).filter { !$0.isEmpty }
        guard !labels.isEmpty else {
            log.report("the label must be a text as it stands on the page", at: source)
            return nil
        }
        var reach = direction == .below ? 40.0 : 300.0
        if let given = node["reach"] {
            guard let points = given.scalar.flatMap(Double.init), points > 0 else {
                log.report("reach must be a number of points, such as 40", at: given)
                return nil
            }
            reach = points
        }
        var rule = LabelRule(labels: labels, direction: direction, reach: reach)
        if let given = node["pattern"] {
            guard let compiled = pattern(given), let checked = withOneGroup(compiled, at: given) else { return nil }
            rule.pattern = checked
        }
        return .label(rule)
    }

    private mutating func constraint(_ node: TemplateNode) -> FieldConstraint {
        var constraint = FieldConstraint()
        constraint.pattern = node["matches"].flatMap { pattern($0) }
        constraint.values = (node["values"]?.list ?? []).compactMap(\.scalar)
        constraint.minimum = node["minimum"].flatMap { bound($0) }
        constraint.maximum = node["maximum"].flatMap { bound($0) }
        return constraint
    }

    private mutating func bound(_ node: TemplateNode) -> DecimalNumber? {
        guard let number = node.scalar.flatMap({ DecimalNumber($0) }) else {
            log.report("must be a number", at: node)
            return nil
        }
        return number
    }

    /// `{f, l, r, x, y, W, H}` in pixels at `r` dpi, or `{page, box: [x0, y0, x1, y1]}` in points.
    private mutating func area(_ node: TemplateNode) -> Area? {
        func number(_ key: String) -> Double? { node[key]?.scalar.flatMap(Double.init) }
        if let box = node["box"]?.elements?.compactMap({ $0.scalar.flatMap(Double.init) }), box.count == 4 {
            let page = number("page").map { Int($0) } ?? 1
            return Area(firstPage: page, lastPage: page, box: Box(x0: box[0], y0: box[1], x1: box[2], y1: box[3]))
        }
        guard let first = number("f"), let last = number("l"), let dpi = number("r"), dpi > 0, let x = number("x"),
            let y = number("y"), let width = number("W"), let height = number("H")
        else {
            log.report("an area is `{page: 1, box: [x0, y0, x1, y1]}` in points or `{f, l, r, x, y, W, H}`", at: node)
            return nil
        }
        let unit = 72 / dpi
        let box = Box(x0: x * unit, y0: y * unit, x1: (x + width) * unit, y1: (y + height) * unit)
        return Area(firstPage: Int(first), lastPage: Int(last), box: box)
    }
}
