import OrchestrateModel

extension TemplateReader {
    private static let options: [Dialect: Set<String>] = [
        .orchestrate: [
            "remove_whitespace", "remove_accents", "lowercase", "replace", "currency", "date_formats", "languages",
            "decimal_separator", "date_order",
        ],
        .invoice2data: [
            "remove_whitespace", "remove_accents", "lowercase", "replace", "currency", "date_formats", "languages",
            "decimal_separator", "strict_fields", "extra_fields", "locale", "priority",
        ],
    ]

    mutating func readOptions(_ node: TemplateNode?, into template: inout Template) {
        guard let node, !node.isNull else { return }
        guard let entries = node.entries else { return log.report("options must be a mapping", at: node) }
        checkKeys(entries, allowed: Self.options[dialect] ?? [], at: node)
        template.options.removeWhitespace = flag(node["remove_whitespace"])
        template.options.removeAccents = flag(node["remove_accents"])
        template.options.lowercase = flag(node["lowercase"])
        template.options.replacements = replacements(node["replace"])
        if let code = node["currency"] {
            template.currency = currency(code)
            template.currencyIsDeclared = true
        }
        readLocale(node, into: &template.locale)
    }

    /// The keys that options and single fields share.
    mutating func readLocale(_ node: TemplateNode, into locale: inout ValueLocale) {
        if let formats = node["date_formats"] { locale.dateFormats = formats.list.compactMap { dateFormat($0) } }
        let languages = (node["languages"]?.list ?? []).compactMap { language($0) }
        if !languages.isEmpty { locale.languages = languages }
        if let separator = node["decimal_separator"] {
            guard let character = separator.scalar?.first, separator.scalar?.count == 1, ".,".contains(character) else {
                return log.report("decimal_separator must be `.` or `,`", at: separator)
            }
            locale.decimalSeparator = character
            locale.separatorIsDeclared = true
        }
        if let order = node["date_order"] {
            guard let value = order.scalar.flatMap(DateOrder.init(rawValue:)) else {
                return log.report("date_order must be dmy, mdy or ymd", at: order)
            }
            locale.dateOrder = value
        }
    }

    private mutating func dateFormat(_ node: TemplateNode) -> String? {
        guard let format = node.scalar, DateFormat.isUsable(format) else {
            log.report("not a date format; use `%d %m %Y %y %b %B`, such as `%d.%m.%Y`", at: node)
            return nil
        }
        return format
    }

    private mutating func flag(_ node: TemplateNode?) -> Bool {
        // A library of the format has `[true]` where it means `true`.
        guard let node, !node.isNull else { return false }
        guard let value = node.boolean ?? node.elements?.first?.boolean else {
            log.report("must be true or false", at: node)
            return false
        }
        return value
    }

    /// Pairs of a pattern and what replaces it.
    mutating func replacements(_ node: TemplateNode?) -> [(pattern: LazyPattern, replacement: Replacement)] {
        guard let node, !node.isNull else { return [] }
        // A single pair needs no list around it.
        let single = node.elements?.count == 2 && node.elements?.allSatisfy { $0.text != nil } == true
        let pairs = single ? [node] : node.list
        return pairs.compactMap { pair in
            guard let parts = pair.elements, parts.count == 2, let text = parts[1].text else {
                log.report("must be a pair: a pattern and what replaces it", at: pair)
                return nil
            }
            return pattern(parts[0]).map { ($0, Replacement(text)) }
        }
    }

    /// A regular expression that compiles.
    mutating func pattern(_ node: TemplateNode) -> LazyPattern? {
        guard let source = node.text else {
            log.report("must be a regular expression as text; put it in quotes", at: node)
            return nil
        }
        let pattern = LazyPattern(source)
        do {
            _ = try pattern.groupCount()
            return pattern
        } catch {
            log.report(
                "bad pattern `\(source)`: \(error.explanation); mend it or escape what is meant literally",
                at: node
            )
            return nil
        }
    }

    mutating func patterns(_ node: TemplateNode?) -> [LazyPattern] {
        (node?.list ?? []).compactMap { pattern($0) }
    }
}

extension LazyPattern.Problem {
    var explanation: String {
        switch self {
        case .syntax(let message): message
        case .limit: "it needs too many steps on this text"
        }
    }
}
