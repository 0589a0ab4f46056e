import OrchestrateModel

/// Tells why a document is read as it is: which templates match, which keywords are missed, and how each field is found.
struct TemplateExplainer {
    private let library: TemplateLibrary
    private let document: DocumentText
    private let pages: [RecognizedPage]
    /// Only templates whose names contain it are shown, even where they are not near; nil for the nearest of all.
    private let name: String?

    /// Templates shown that do not match, the nearest first.
    private static let nearest = 3
    /// Templates shown that match.
    private static let matching = 5

    init(library: TemplateLibrary, document: DocumentText, pages: [RecognizedPage], name: String? = nil) {
        self.name = name
        self.library = library
        self.document = document
        self.pages = pages
    }

    /// The explanation of what a run would read, and of what built-in knowledge would.
    func explain(mediaType: String, result: DocumentResult, builtIn: Validation) -> TemplateExplanation {
        let matching = library.selector.matching(document.text).filter(isWanted)
        let trials =
            matching.prefix(Self.matching).map { trial($0, matches: true) } + nearestTrials(besides: Set(matching))
        return TemplateExplanation(
            mediaType: mediaType,
            pages: pages.count,
            templates: library.templates.count,
            taken: result.template?.name,
            trials: trials,
            builtInClass: builtIn.documentClass,
            builtIn: builtIn.fields.map { Self.builtIn($0, builtIn) }
        )
    }

    private func isWanted(_ number: Int) -> Bool {
        name.map { library.templates[number].name.contains($0) } ?? true
    }

    /// Those templates that do not match of which most keywords occur; none where no keyword of any does.
    private func nearestTrials(besides matching: Set<Int>) -> [TemplateExplanation.Trial] {
        let trace = KeywordTrace(document: document)
        let others = library.templates.indices.filter { !matching.contains($0) && isWanted($0) }
        let ranked = others.compactMap { number -> (number: Int, share: Double)? in
            let template = library.templates[number]
            let found = template.keywords.filter { trace.occurs($0) }.count
            let excluded = template.excludedKeywords.contains { trace.occurs($0) }
            guard found > 0 || name != nil else { return nil }
            return (number, Double(found) / Double(template.keywords.count) - (excluded ? 0.5 : 0))
        }
        return ranked.sorted { $0.share > $1.share }.prefix(Self.nearest).map { trial($0.number, matches: false) }
    }

    private func trial(_ number: Int, matches: Bool) -> TemplateExplanation.Trial {
        let template = library.templates[number]
        var run = TemplateRun(
            template: template,
            document: document,
            pages: pages,
            conventions: DocumentConventions(of: document.text)
        )
        let validation = Validator().validate(run.run())
        let trace = FieldTrace(document: document, pages: pages, text: run.text, foldedWords: run.foldedWords)
        var fields = template.fields.map { rule in
            field(rule.name, attempts: trace.attempts(of: rule), template: template, validation: validation)
        }
        fields += template.tables.map { rule in
            let names = ((try? rule.body.names()) ?? []).map(\.name).joined(separator: ", ")
            return field(names, attempts: trace.attempts(of: rule), template: template, validation: validation)
        }
        return TemplateExplanation.Trial(
            name: template.name,
            file: template.file,
            priority: template.priority,
            keywords: KeywordTrace(document: document).keywords(of: template),
            fields: fields,
            matches: matches,
            missingFields: validation.fields.filter { $0.status == .missing }.map(\.name)
        )
    }

    private func field(
        _ name: String,
        attempts: [TemplateExplanation.Attempt],
        template: Template,
        validation: Validation
    ) -> TemplateExplanation.FieldTrial {
        let field = validation.fields.first { $0.name == name }
        let table = validation.tables.first { $0.name == name }
        return TemplateExplanation.FieldTrial(
            name: name,
            isRequired: template.requiredFields.contains(name),
            attempts: attempts,
            value: field?.value?.text ?? table.map { "\($0.rows.count) rows" },
            status: field?.status ?? (table == nil ? .missing : .valid),
            notes: validation.findings.filter { $0.fields.contains(name) }.map(\.message)
        )
    }

    private static func builtIn(_ field: Field, _ validation: Validation) -> TemplateExplanation.FieldTrial {
        let found = field.evidence.map {
            TemplateExplanation.Place(text: field.raw ?? field.value?.text ?? "", page: $0.page, box: $0.box)
        }
        return TemplateExplanation.FieldTrial(
            name: field.name,
            isRequired: field.status == .missing,
            attempts: field.evidence.isEmpty
                ? [] : [TemplateExplanation.Attempt(rule: field.evidence[0].rule, found: Array(found.prefix(1)))],
            value: field.value?.text,
            status: field.status,
            notes: validation.findings.filter { $0.fields.contains(field.name) }.map(\.message)
        )
    }
}
