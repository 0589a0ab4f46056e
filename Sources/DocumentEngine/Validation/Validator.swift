package import OrchestrateModel

/// An extraction whose values were checked against each other, and what follows for the document.
package struct Validation: Sendable {
    package var documentClass: String?
    package var template: TemplateReference?
    package var fields: [Field]
    package var tables: [ExtractedTable]
    package var findings: [Finding]
    /// Why a person should look; nil if nobody needs to.
    package var reviewReason: String?
}

/// Checks extracted values: required fields, constraints, arithmetic, checksums, rules.
package struct Validator: Sendable {
    package init() {}

    /// Changes status and confidence of the fields that a check confirms or contradicts; values stay as they were read.
    package func validate(_ extraction: Extraction) -> Validation {
        var sheet = CheckSheet(fields: extraction.fields, tables: extraction.tables, findings: extraction.findings)
        AmbiguityCheck(adjustment: extraction.adjustment).run(on: &sheet)
        ConstraintCheck(constraints: extraction.constraints).run(on: &sheet)
        ChecksumCheck().run(on: &sheet)
        ArithmeticCheck(adjustment: extraction.adjustment).run(on: &sheet)
        RuleCheck(rules: extraction.rules).run(on: &sheet)
        for (name, base) in extraction.dependents where sheet[base]?.status == .verified { sheet.confirm(name) }
        sheet.addMissing(extraction.requiredFields)
        sheet.fields.sort { $0.name < $1.name }
        return Validation(
            documentClass: extraction.documentClass,
            template: extraction.template,
            fields: sheet.fields,
            tables: sheet.tables,
            findings: sheet.findings,
            reviewReason: Self.reviewReason(extraction, sheet)
        )
    }
}

extension Validator {
    private static func reviewReason(_ extraction: Extraction, _ sheet: CheckSheet) -> String? {
        if extraction.template != nil { return sheet.reviewReason }
        guard let documentClass = extraction.documentClass else { return "no template matched" }
        if extraction.fields.isEmpty { return "no template matched; of a \(documentClass) only its class is known" }
        return sheet.reviewReason
    }
}

/// The values of a document while they are checked.
struct CheckSheet {
    var fields: [Field]
    var tables: [ExtractedTable]
    var findings: [Finding]

    /// Confidence of a value that an independent check confirmed.
    private static let confirmed = 0.995

    /// Of the values that some check contradicts most are right, since what they were compared with was misread.
    private static let contradicted = 0.7

    subscript(name: String) -> Field? { fields.first { $0.name == name } }

    /// Marks a value that stands on the page as confirmed, unless something contradicted it.
    ///
    /// That a number was not written as the template says is settled by the confirmation.
    mutating func confirm(_ name: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }), fields[index].isOnPage else { return }
        let codes = Set(findings.filter { $0.severity != .info && $0.fields.contains(name) }.map(\.code))
        guard fields[index].status == .valid || codes == [Self.notation] else { return }
        findings.removeAll { $0.code == Self.notation && $0.fields == [name] }
        fields[index].status = .verified
        fields[index].confidence = max(fields[index].confidence, Self.confirmed)
    }

    private static let notation = "unexpected_notation"

    /// Marks values that cannot be right as they are, and says why.
    mutating func contradict(_ names: [String], code: String, message: String, severity: Finding.Severity = .warning) {
        findings.append(Finding(severity: severity, code: code, message: message, fields: names))
        for index in fields.indices where names.contains(fields[index].name) && fields[index].isGrounded {
            fields[index].status = .review
            fields[index].confidence = min(fields[index].confidence, Self.contradicted)
        }
    }

    /// Adds required fields that were not found.
    mutating func addMissing(_ required: [String]) {
        let tableNames = Set(tables.map(\.name))
        for name in required where self[name] == nil && !tableNames.contains(name) {
            fields.append(Field(name: name, type: .string, value: nil, status: .missing, confidence: 0))
            let message = "\(name) is required and was not found"
            findings.append(Finding(severity: .error, code: "required_missing", message: message, fields: [name]))
        }
    }

    /// Why a person should look: missing fields first, then doubtful ones, then findings.
    var reviewReason: String? {
        let missing = fields.filter { $0.status == .missing }.map(\.name)
        if !missing.isEmpty { return "required fields missing: \(missing.joined(separator: ", "))" }
        if let worst = findings.filter({ $0.severity == .error }).first
            ?? findings.first(where: { $0.severity == .warning })
        {
            return worst.message
        }
        let doubtful = fields.filter { $0.status == .review }.map(\.name)
        return doubtful.isEmpty ? nil : "fields to be looked at: \(doubtful.joined(separator: ", "))"
    }
}

extension Field {
    /// True for a value that was read from the document.
    var isGrounded: Bool { value != nil && evidence.contains { $0.source != .static } }

    /// True for a value that stands on a page, which one that only an e-invoice's XML has does not.
    var isOnPage: Bool { value != nil && evidence.contains { $0.source != .static && $0.page != nil } }

    /// True if both were read at the very same place, so that one cannot confirm the other.
    func standsWhere(_ other: Field) -> Bool {
        !evidence.isEmpty && evidence.map(\.place) == other.evidence.map(\.place) && evidence.contains { $0.box != nil }
    }
}

extension Evidence {
    fileprivate var place: [Double?] { [page.map(Double.init), box?.x0, box?.y0, box?.x1, box?.y1] }
}

extension [Evidence] {
    /// True if some place of these is a place of those.
    func sharesPlace(with other: [Evidence]) -> Bool {
        contains { mine in mine.box != nil && other.contains { $0.place == mine.place } }
    }
}
