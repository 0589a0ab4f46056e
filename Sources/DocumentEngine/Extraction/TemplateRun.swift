import OrchestrateModel

/// Reads one document by one template.
struct TemplateRun {
    let template: Template
    let document: DocumentText
    let pages: [RecognizedPage]
    let conventions: DocumentConventions
    private(set) var extraction = Extraction()
    /// The document's text as the options leave it.
    private(set) var text: SourceText
    private(set) lazy var foldedWords = document.words.map { LabelParser.folded($0.word.text) }

    init(template: Template, document: DocumentText, pages: [RecognizedPage], conventions: DocumentConventions) {
        self.template = template
        self.document = document
        self.pages = pages
        self.conventions = conventions
        text = document.text
        extraction.template = TemplateReference(name: template.name, fingerprint: template.fingerprint)
        extraction.documentClass = template.documentClass
        extraction.requiredFields = template.requiredFields
        extraction.rules = template.rules
    }

    /// Reads all fields and tables.
    mutating func run() -> Extraction {
        prepare()
        if template.dialect == .invoice2data { addFixed("issuer", template.issuer ?? template.keywords.first?.source) }
        for rule in template.fields { read(rule) }
        if template.dialect == .invoice2data { addFixed("currency", template.currency) }
        for rule in template.tables { read(rule) }
        if template.dialect == .invoice2data { LineNames.apply(to: &extraction.tables) }
        return extraction
    }

    /// True once every required field has a value.
    var isComplete: Bool {
        let present = Set(extraction.fields.filter { $0.value != nil || $0.status == .review }.map(\.name))
            .union(extraction.tables.map(\.name))
        return template.requiredFields.allSatisfy(present.contains)
    }

    /// Applies the template's options to the text.
    private mutating func prepare() {
        let options = template.options
        guard options.changeText else { return }
        if options.removeWhitespace { text = text.withoutSpaces() }
        if options.removeAccents { text = text.withoutAccents() }
        if options.lowercase { text = text.lowercased() }
        for (pattern, replacement) in options.replacements {
            do {
                text = try text.replacing(pattern, with: replacement)
            } catch {
                report(PatternFailure(pattern: pattern.source, problem: error), field: "options.replace")
            }
        }
    }

    private mutating func addFixed(_ name: String, _ value: String?) {
        guard let value, !extraction.fields.contains(where: { $0.name == name }) else { return }
        add(Self.fixed(name, .string(value), currency: nil))
    }

    private static func fixed(_ name: String, _ value: FieldValue, currency: String?) -> Field {
        Field(
            name: name,
            type: value.type,
            value: value,
            currency: value.type == .amount ? currency : nil,
            raw: value.text,
            status: .valid,
            confidence: 1,
            evidence: [Evidence(page: nil, box: nil, source: .static, rule: "static")]
        )
    }

    /// A field of the same name that was read before gives way.
    private mutating func add(_ field: Field) {
        if let index = extraction.fields.firstIndex(where: { $0.name == field.name }) {
            extraction.fields[index] = field
        } else {
            extraction.fields.append(field)
        }
    }

    private mutating func report(_ failure: PatternFailure, field: String) {
        let message =
            "template \(template.name), field \(field): the pattern `\(failure.pattern)` was given up, "
            + "\(failure.problem.explanation); simplify its repetitions"
        extraction.findings.append(
            Finding(severity: .warning, code: "pattern_limit", message: message, fields: [field])
        )
    }
}

extension TemplateRun {
    private mutating func read(_ rule: FieldRule) {
        do {
            switch rule.parser {
            case .fixed(let value): add(Self.fixed(rule.name, value, currency: rule.currency ?? template.currency))
            case .regex(let patterns):
                let source = rule.area.map { document.text(in: $0) } ?? text
                let search = Search(document: document, text: source)
                assemble(try search.candidates(of: patterns, in: source).map(asOnPage), by: rule)
            case .label(let label):
                assemble(
                    try LabelParser(document: document, pages: pages, foldedWords: foldedWords).candidates(of: label),
                    by: rule
                )
            case .lines(let rules): try readLines(rules, of: rule)
            }
        } catch {
            report(error, field: rule.name)
        }
    }

    private mutating func assemble(_ candidates: [Candidate], by rule: FieldRule) {
        let assembler = FieldAssembler(
            name: rule.name,
            type: rule.type,
            grouping: rule.grouping,
            dialect: template.dialect,
            currency: rule.currency ?? template.currency,
            found: candidates.map { read(replaced($0, by: rule), by: rule) }
        )
        guard let (field, finding) = assembler.field() else { return }
        if !rule.constraint.isEmpty { extraction.constraints[rule.name] = rule.constraint }
        add(field)
        if let finding { extraction.findings.append(finding) }
    }

    private mutating func replaced(_ candidate: Candidate, by rule: FieldRule) -> Candidate {
        guard !rule.replacements.isEmpty || rule.takesNumberOnly else { return candidate }
        var text = SourceText()
        text.append(candidate.text, origin: -1)
        for (pattern, replacement) in rule.replacements {
            do {
                text = try text.replacing(pattern, with: replacement)
            } catch {
                report(PatternFailure(pattern: pattern.source, problem: error), field: rule.name)
            }
        }
        var candidate = candidate
        candidate.original = candidate.raw
        let number = rule.takesNumberOnly ? (try? Self.number.firstMatch(in: text)) ?? nil : nil
        candidate.text = text.string(number?.range ?? text.all)
        return candidate
    }

    /// With the words that a text came from, where the template's options changed the text.
    private func asOnPage(_ candidate: Candidate) -> Candidate {
        guard template.options.changeText, !candidate.words.isEmpty else { return candidate }
        let words = candidate.words.map(\.word.text).joined(separator: " ")
        guard !words.contains(candidate.text) else { return candidate }
        var candidate = candidate
        candidate.original = words
        return candidate
    }

    private static let number = LazyPattern(#"[-+]?\d(?:[\d.,' ]*\d)?"#)

    private func read(_ candidate: Candidate, by rule: FieldRule) -> ReadCandidate {
        let type = rule.type ?? (rule.grouping == .sum ? .number : .string)
        let reader = reader(rule.locale, currency: rule.currency)
        var reading = reader.read(candidate.text, as: type)
        if reading.doubt == .unreadable, rule.toleratesConfusions, candidate.isFromOCR {
            let corrected = reader.read(Confusions.corrected(candidate.text), as: type)
            if corrected.value != nil { reading = corrected }
        }
        return ReadCandidate(candidate: candidate, reading: reading)
    }

    private func reader(_ locale: ValueLocale, currency: String?) -> ValueReader {
        var locale = locale
        locale.decimalSeparator = locale.decimalSeparator ?? conventions.decimalSeparator
        let declared = locale.declaredOrder(
            currency: currency ?? (template.currencyIsDeclared ? template.currency : nil)
        )
        return ValueReader(locale: locale, order: declared ?? conventions.dateOrder)
    }

    private mutating func readLines(_ rules: [LinesRule], of field: FieldRule) throws(PatternFailure) {
        let source = field.area.map { document.text(in: $0) } ?? text
        let reader = reader(field.locale, currency: field.currency)
        var rows: [[TableCell]] = []
        for (index, rule) in rules.enumerated() {
            for row in try LinesParser(document: document, rule: rule).rows(in: source) {
                rows.append(row.compactMap { cell($0, of: field.name, rule: rule, number: index + 1, reader: reader) })
            }
        }
        rows.removeAll(where: \.isEmpty)
        guard !rows.isEmpty else { return }
        if let index = extraction.tables.firstIndex(where: { $0.name == field.name }) {
            extraction.tables[index].rows += rows
        } else {
            extraction.tables.append(ExtractedTable(name: field.name, rows: rows))
        }
    }

    /// A cell with its value; text that cannot be read as its column's type stays as it is and is reported.
    private mutating func cell(
        _ cell: LinesParser.Cell,
        of table: String,
        rule: LinesRule,
        number: Int,
        reader: ValueReader
    ) -> TableCell? {
        let evidence = DocumentText.evidence(of: cell.words, rule: "lines:\(number)")
        guard let type = rule.types[cell.column], type != .string else {
            return TableCell(column: cell.column, value: .string(cell.text), evidence: evidence)
        }
        guard !cell.text.isEmpty else { return empty(cell, of: table, type: type) }
        let reading = reader.read(cell.text, as: type)
        if let doubt = reading.doubt {
            let message =
                "\(table).\(cell.column): “\(cell.text)” "
                + (doubt == .ambiguous ? "has two readings" : "cannot be read as \(type.rawValue)")
            extraction.findings.append(
                Finding(severity: .warning, code: "unreadable_cell", message: message, fields: [table])
            )
        }
        return TableCell(column: cell.column, value: reading.value ?? .string(cell.text), evidence: evidence)
    }

    /// A typed column that is empty has no cell; in the invoice2data format it is a zero, which is said.
    private mutating func empty(_ cell: LinesParser.Cell, of table: String, type: FieldType) -> TableCell? {
        guard template.dialect == .invoice2data, [.integer, .number, .amount].contains(type) else { return nil }
        let message = "\(table).\(cell.column): empty in a row, which this template's format takes for 0"
        let finding = Finding(severity: .info, code: "empty_as_zero", message: message, fields: [table])
        if !extraction.findings.contains(finding) { extraction.findings.append(finding) }
        let zero = DecimalNumber(coefficient: 0, scale: 0)
        return TableCell(column: cell.column, value: type == .integer ? .integer(0) : .number(zero))
    }

    private mutating func read(_ rule: TableRule) {
        let search = Search(document: document, text: text)
        do {
            for (name, candidates) in try TableParser(search: search, rule: rule).candidates()
            where !extraction.fields.contains(where: { $0.name == name }) {
                var field = FieldRule(name: name, parser: .regex([]), locale: template.locale)
                field.type = rule.types[name] ?? Self.impliedType(of: name)
                field.grouping = rule.groupings[name]
                assemble(candidates, by: field)
            }
        } catch {
            report(error, field: "tables")
        }
    }

    private static func impliedType(of name: String) -> FieldType? {
        if name.hasPrefix("date") || name.hasSuffix("date") { return .date }
        return name.hasPrefix("amount") ? .amount : nil
    }
}

/// Letters that OCR takes for digits.
enum Confusions {
    private static let digits: [Character: Character] = [
        "O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "!": "1", "Z": "2", "z": "2", "S": "5",
        "s": "5", "G": "6", "b": "6", "B": "8", "g": "9", "q": "9",
    ]

    static func corrected(_ text: String) -> String { String(text.map { digits[$0] ?? $0 }) }
}
