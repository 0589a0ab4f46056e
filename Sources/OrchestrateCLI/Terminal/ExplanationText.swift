import OrchestrateModel

/// An explanation of how a document is read, for people.
struct ExplanationText {
    let explanation: TemplateExplanation
    let file: String

    var text: String {
        var lines = [
            "\(file): \(explanation.mediaType), \(explanation.pages.of("page"))",
            "\(verdict) (\(explanation.templates.of("template")) loaded)",
        ]
        for trial in explanation.trials { lines += [""] + self.lines(of: trial) }
        lines += [""] + builtIn
        return lines.joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        if let taken = explanation.taken { return "read by the template \(taken)" }
        guard let nearest = explanation.trials.first else {
            return "no template matches, and no keyword of any occurs"
        }
        return "no template matches; the nearest is \(nearest.name)"
    }

    private func lines(of trial: TemplateExplanation.Trial) -> [String] {
        let fate =
            trial.name == explanation.taken && trial.matches
            ? "taken"
            : !trial.matches
                ? "does not match"
                : trial.missingFields.isEmpty
                    ? "matches, but another comes first"
                    : "matches, but lacks required fields: \(trial.missingFields.joined(separator: ", "))"
        var lines = ["template \(trial.name), priority \(trial.priority), \(trial.file): \(fate)"]
        for keyword in trial.keywords { lines.append("  " + line(of: keyword)) }
        for field in trial.fields { lines += self.lines(of: field).map { "  " + $0 } }
        return lines
    }

    private func line(of keyword: TemplateExplanation.Keyword) -> String {
        let kind = keyword.isExcluded ? "excluded keyword" : "keyword"
        let head = "\(kind) \(keyword.isFound ? "found " : "missed") “\(keyword.text)”"
        if keyword.isFound { return head + place(keyword.place) }
        return keyword.note.map { "\(head): \($0)\(place(keyword.place))" } ?? head
    }

    private func lines(of field: TemplateExplanation.FieldTrial) -> [String] {
        let required = field.isRequired ? ", required" : ""
        var lines = ["\(field.name): \(field.value.map(Self.short) ?? "-") (\(field.status.rawValue)\(required))"]
        for attempt in field.attempts {
            if attempt.found.isEmpty, attempt.note == nil {
                lines.append("  \(attempt.rule)")
                continue
            }
            let shown = attempt.found.map { "“\($0.text)”\(place($0))" }
            let note = attempt.note.map { [$0] } ?? []
            lines.append("  \(attempt.rule): \((shown + note).joined(separator: "; "))")
        }
        return lines + field.notes.map { "  ! \($0)" }
    }

    private func place(_ place: TemplateExplanation.Place?) -> String {
        guard let place, let page = place.page else { return "" }
        let box = place.box.map { box in
            " [" + [box.x0, box.y0, box.x1, box.y1].map { String(Int($0.rounded())) }.joined(separator: ",") + "]"
        }
        return " p.\(page)\(box ?? "")"
    }

    private var builtIn: [String] {
        guard let documentClass = explanation.builtInClass else {
            return ["without a template: of no class that built-in knowledge reads"]
        }
        var lines = ["without a template: class \(documentClass)"]
        for field in explanation.builtIn {
            let attempt = field.attempts.first
            let how = attempt.map { " by \($0.rule)\(place($0.found.first))" } ?? ""
            lines.append("  \(field.name): \(field.value.map(Self.short) ?? "-") (\(field.status.rawValue))\(how)")
            lines += field.notes.map { "    ! \($0)" }
        }
        return lines
    }

    private static func short(_ text: String) -> String {
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return flat.count > 60 ? flat.prefix(59) + "…" : flat
    }
}

/// An explanation as a JSON object of the schema `orchestrate.explanation/1`.
enum ExplanationJSON {
    static func value(of explanation: TemplateExplanation, file: String) -> JSONValue {
        [
            "schema": "orchestrate.explanation/1", "path": .string(file),
            "media_type": .string(explanation.mediaType), "pages": .integer(explanation.pages),
            "templates": .integer(explanation.templates), "taken": .optional(explanation.taken),
            "trials": .array(explanation.trials.map(trial)),
            "built_in": [
                "class": .optional(explanation.builtInClass), "fields": .array(explanation.builtIn.map(field)),
            ],
        ]
    }

    private static func trial(_ trial: TemplateExplanation.Trial) -> JSONValue {
        [
            "name": .string(trial.name), "file": .string(trial.file), "priority": .integer(trial.priority),
            "matches": .bool(trial.matches), "missing_fields": .array(trial.missingFields.map { .string($0) }),
            "keywords": .array(
                trial.keywords.map { keyword in
                    [
                        "text": .string(keyword.text), "excluded": .bool(keyword.isExcluded),
                        "found": .bool(keyword.isFound), "place": keyword.place.map(place) ?? .null,
                        "note": .optional(keyword.note),
                    ]
                }
            ),
            "fields": .array(trial.fields.map(field)),
        ]
    }

    private static func field(_ field: TemplateExplanation.FieldTrial) -> JSONValue {
        [
            "name": .string(field.name), "required": .bool(field.isRequired), "value": .optional(field.value),
            "status": .string(field.status.rawValue), "notes": .array(field.notes.map { .string($0) }),
            "attempts": .array(
                field.attempts.map { attempt in
                    [
                        "rule": .string(attempt.rule), "found": .array(attempt.found.map(place)),
                        "note": .optional(attempt.note),
                    ]
                }
            ),
        ]
    }

    private static func place(_ place: TemplateExplanation.Place) -> JSONValue {
        let box = place.box.map { box in
            JSONValue.array([box.x0, box.y0, box.x1, box.y1].map { .fixed($0, places: 1) })
        }
        return ["text": .string(place.text), "page": place.page.map { .integer($0) } ?? .null, "box": box ?? .null]
    }
}
