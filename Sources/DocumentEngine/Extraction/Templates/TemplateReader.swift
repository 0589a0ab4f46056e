import OrchestrateModel
import Yams

/// Makes a template of one YAML document, in either dialect.
struct TemplateReader {
    static let schema = "orchestrate.template/1"

    let dialect: Dialect
    let name: String
    var log: ProblemLog
    /// True where keys that stand twice have been told already.
    var knowsDuplicates = false

    init(dialect: Dialect, name: String, file: String) {
        self.dialect = dialect
        self.name = name
        log = ProblemLog(file: file)
        log.severity = dialect == .orchestrate ? .error : .warning
    }

    private static let keys: [Dialect: Set<String>] = [
        .orchestrate: [
            "schema", "name", "description", "class", "languages", "locale", "currency", "issuer", "keywords",
            "exclude_keywords", "priority", "required_fields", "options", "fields", "lines", "tables", "rules",
            "extends", "abstract",
        ],
        .invoice2data: [
            "issuer", "keywords", "exclude_keywords", "priority", "required_fields", "options", "fields", "lines",
            "tables", "input_module", "camelot", "country_code", "template_name",
        ],
    ]

    mutating func template(from root: TemplateNode) -> Template? {
        guard let entries = root.entries else {
            log.report("not a template: a mapping with `keywords` and `fields` is wanted", at: root)
            return nil
        }
        checkKeys(entries, allowed: Self.keys[dialect] ?? [], at: root)
        var template = Template(name: name, file: log.file, dialect: dialect)
        if let name = root["name"]?.scalar, dialect == .orchestrate { template.name = name }
        template.keywords = (root["keywords"]?.list ?? []).compactMap { keyword($0) }
        let isAbstract = dialect == .orchestrate && root["abstract"]?.boolean == true
        let isSelectable = !template.keywords.isEmpty || isAbstract
        if !isSelectable {
            log.report("no keywords; add `keywords:` with texts that only this sender's documents have", at: root)
        }
        template.excludedKeywords = (root["exclude_keywords"]?.list ?? []).compactMap { keyword($0) }
        template.issuer = root["issuer"]?.scalar
        template.documentClass = root["class"]?.scalar ?? (dialect == .invoice2data ? "invoice" : nil)
        readPriority(root, into: &template)
        readLocale(root, into: &template)
        readOptions(root["options"], into: &template)
        readFields(root, template: &template)
        readRequired(root["required_fields"], into: &template)
        template.rules = (root["rules"]?.list ?? []).compactMap { node in
            guard let rule = rule(node) else { return nil }
            // A base's rules may be about fields that its heirs read.
            if !isAbstract { checkNames(of: rule, in: template, at: node) }
            return rule
        }
        // What others build on is checked, and matches nothing itself.
        return isAbstract || !isSelectable ? nil : template
    }

    /// Complains about keys that are unknown or appear twice.
    mutating func checkKeys(
        _ entries: [(key: String, value: TemplateNode)],
        allowed: Set<String>,
        at node: TemplateNode
    ) {
        var seen: Set<String> = []
        for (key, value) in entries {
            if !seen.insert(key).inserted, !knowsDuplicates {
                log.report("`\(key)` appears twice; remove one of them", at: value)
            }
            guard !allowed.contains(key) else { continue }
            let remedy = Spelling.suggestion(for: key, among: allowed.sorted()).map { "; did you mean `\($0)`?" }
            log.report(
                "unknown key `\(key)`\(remedy ?? "; known here: " + allowed.sorted().joined(separator: ", "))",
                at: value
            )
        }
    }

    private mutating func keyword(_ node: TemplateNode) -> Keyword? {
        guard let text = node.scalar, !text.isEmpty else {
            log.report("a keyword must be a text", at: node)
            return nil
        }
        return Keyword(text)
    }

    private mutating func readPriority(_ root: TemplateNode, into template: inout Template) {
        guard let node = root["priority"] else { return }
        guard let number = node.scalar.flatMap(Int.init) else {
            return log.report("priority must be a whole number, such as 5; higher is tried first", at: node)
        }
        template.priority = number
    }

    private mutating func readLocale(_ root: TemplateNode, into template: inout Template) {
        if let node = root["locale"] {
            if let locale = node.scalar.flatMap({ ValueLocale(identifier: $0) }) {
                template.locale = locale
            } else {
                log.report("unknown locale; write a language and a country, such as `de-DE`", at: node)
            }
        }
        if dialect == .invoice2data {
            template.locale.decimalSeparator = "."
            template.currency = "EUR"
        }
        if let node = root["currency"], dialect == .orchestrate {
            template.currency = currency(node)
            template.currencyIsDeclared = true
        }
        let languages = (root["languages"]?.list ?? []).compactMap { language($0) }
        if !languages.isEmpty { template.locale.languages = languages }
    }

    mutating func language(_ node: TemplateNode) -> String? {
        guard let code = node.scalar, (2...3).contains(code.count), code.allSatisfy(\.isLetter) else {
            log.report("a language is a code such as `de` or `deu`", at: node)
            return nil
        }
        return code.lowercased()
    }

    mutating func currency(_ node: TemplateNode) -> String? {
        guard let code = node.scalar, code.count == 3, code.allSatisfy({ $0.isLetter && $0.isUppercase }) else {
            if dialect == .orchestrate { log.report("a currency is an ISO 4217 code such as `EUR`", at: node) }
            return node.scalar
        }
        return code
    }

    private mutating func readFields(_ root: TemplateNode, template: inout Template) {
        let node = root["fields"]
        if node == nil, dialect == .orchestrate { log.report("no `fields`", at: root) }
        let entries = node?.entries ?? []
        for (index, (name, value)) in entries.enumerated() {
            guard !entries[(index + 1)...].contains(where: { $0.key == name }) else {
                if !knowsDuplicates {
                    log.report("the field `\(name)` appears twice; remove one of them", at: value)
                }
                continue
            }
            if let required = value["required"]?.boolean, required { template.requiredFields.append(name) }
            if let rule = field(name, value, template: template) { template.fields.append(rule) }
        }
        for entry in root["lines"].map(\.list) ?? [] {
            checkKeys(entry.entries ?? [], allowed: Self.lineKeys, at: entry)
            guard let rule = lines(entry) else { continue }
            let parser = FieldRule.Parser.lines([rule])
            template.fields.append(FieldRule(name: "lines", parser: parser, locale: template.locale))
        }
        template.tables = (root["tables"]?.list ?? []).compactMap { table($0) }
    }

    private mutating func readRequired(_ node: TemplateNode?, into template: inout Template) {
        let marked = template.requiredFields
        let names = (node?.list ?? []).compactMap(\.scalar)
        let standard = node == nil && dialect == .invoice2data ? ["date", "amount", "invoice_number", "issuer"] : []
        template.requiredFields = marked + (names + standard).filter { !marked.contains($0) }
        guard dialect == .orchestrate else { return }
        let known = template.fieldNames
        for name in template.requiredFields where !known.contains(name) {
            log.report("`\(name)` is required but no field of that name is read", at: node)
        }
    }
}
