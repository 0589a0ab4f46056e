package import OrchestrateModel

/// A document as the contract shows it: keys in fixed order, fields by name, nothing that differs from run to run.
package enum DocumentJSON {
    package static let schema = "orchestrate.document/1"

    package static func value(of document: StoredDocument, options: ExportOptions) -> JSONValue {
        let result = document.result
        var pairs: [(key: String, value: JSONValue)] = [
            ("schema", .string(schema)),
            ("document", identity(of: document)),
            ("state", .string(document.state.rawValue)),
            ("reason", .optional(reason(of: document))),
        ]
        if let original = document.duplicateOf { pairs.append(("duplicate_of", .string(original.display))) }
        pairs += [
            ("class", .optional(result?.documentClass)),
            ("template", result?.template.map(template) ?? .null),
            ("fields", .object(fields(of: result))),
            ("tables", .object(tables(of: result))),
        ]
        let tablesEvidence = (result?.tables ?? []).map { (key: $0.name, value: evidence(of: $0)) }
        if !tablesEvidence.isEmpty { pairs.append(("tables_evidence", .object(tablesEvidence))) }
        pairs += [
            ("findings", .array((result?.findings ?? []).map(finding))),
            ("pages", .array((result?.pages ?? []).sorted { $0.number < $1.number }.map { page($0, options) })),
        ]
        if options.withHistory { pairs.append(("history", .array(document.attempts.map(attempt)))) }
        return .object(pairs)
    }

    /// `code: message` for failed and skipped documents, so that scripts need not match text.
    static func reason(of document: StoredDocument) -> String? {
        guard let reason = document.reason else { return document.reasonCode }
        return document.reasonCode.map { "\($0): \(reason)" } ?? reason
    }

    private static func identity(of document: StoredDocument) -> JSONValue {
        let identity = document.identity
        var pairs: [(key: String, value: JSONValue)] = [("path", .string(document.exportPath.display))]
        if !document.exportPath.isUTF8 {
            pairs.append(("path_base64", .string(base64(document.exportPath.bytes))))
        }
        pairs += [
            ("sha256", .optional(identity?.sha256)),
            ("bytes", .integer(identity?.bytes ?? document.size)),
            ("media_type", .optional(identity?.mediaType)),
            ("encoding", .optional(identity?.encoding)),
        ]
        return .object(pairs)
    }

    private static func template(_ template: TemplateReference) -> JSONValue {
        ["name": .string(template.name), "fingerprint": .string(template.fingerprint)]
    }

    private static func fields(of result: DocumentResult?) -> [(key: String, value: JSONValue)] {
        let fields = (result?.fields ?? []).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return fields.map { field in
            var pairs: [(key: String, value: JSONValue)] = [
                ("value", field.value.map { JSONValue($0) } ?? .null),
                ("type", .string(field.type.rawValue)),
            ]
            if let currency = field.currency { pairs.append(("currency", .string(currency))) }
            pairs += [
                ("raw", .optional(field.raw)),
                ("status", .string(field.status.rawValue)),
                ("confidence", .fixed(field.confidence, places: 4)),
                ("evidence", .array(field.evidence.map(evidence))),
                ("alternatives", .array(field.alternatives.map(alternative))),
            ]
            return (field.name, .object(pairs))
        }
    }

    private static func evidence(_ evidence: Evidence) -> JSONValue {
        var pairs: [(key: String, value: JSONValue)] = [
            ("page", evidence.page.map { .integer($0) } ?? .null),
            ("box", evidence.box.map(box) ?? .null),
            ("source", .string(evidence.source.rawValue)),
            ("rule", .string(evidence.rule)),
        ]
        if let engine = evidence.engine { pairs.append(("engine", .string(engine))) }
        return .object(pairs)
    }

    private static func box(_ box: Box) -> JSONValue {
        .array([box.x0, box.y0, box.x1, box.y1].map { .fixed($0, places: 1) })
    }

    private static func alternative(_ alternative: Alternative) -> JSONValue {
        .object([
            ("value", JSONValue(alternative.value)),
            ("raw", .string(alternative.raw)),
            ("confidence", .fixed(alternative.confidence, places: 4)),
            ("evidence", .array(alternative.evidence.map(evidence))),
        ])
    }

    private static func tables(of result: DocumentResult?) -> [(key: String, value: JSONValue)] {
        (result?.tables ?? []).map { table in
            let rows = table.rows.map { row in
                JSONValue.object(row.map { (key: $0.column, value: JSONValue($0.value)) })
            }
            return (table.name, .array(rows))
        }
    }

    private static func evidence(of table: ExtractedTable) -> JSONValue {
        .array(
            table.rows.map { row in
                .object(row.map { (key: $0.column, value: .array($0.evidence.map(evidence))) })
            }
        )
    }

    private static func finding(_ finding: Finding) -> JSONValue {
        .object([
            ("severity", .string(finding.severity.rawValue)),
            ("code", .string(finding.code)),
            ("message", .string(finding.message)),
            ("fields", .array(finding.fields.map { .string($0) })),
        ])
    }

    private static func page(_ page: PageRecord, _ options: ExportOptions) -> JSONValue {
        var pairs: [(key: String, value: JSONValue)] = [
            ("number", .integer(page.number)),
            ("state", .string(page.state.rawValue)),
            ("width", .fixed(page.width, places: 1)),
            ("height", .fixed(page.height, places: 1)),
            ("rotation", .integer(page.rotation)),
            ("confidence", .fixed(page.confidence, places: 4)),
        ]
        if options.withText { pairs.append(("text", .string(page.text))) }
        return .object(pairs)
    }

    private static func attempt(_ attempt: StoredDocument.Attempt) -> JSONValue {
        let phases = Phase.allCases.compactMap { phase in
            attempt.phaseSeconds[phase].map { (key: phase.rawValue, value: JSONValue.fixed($0, places: 4)) }
        }
        return .object([
            ("run", .string(attempt.run)),
            ("version", .integer(attempt.version)),
            ("attempt", .integer(attempt.number)),
            ("worker", .integer(attempt.worker)),
            ("started_at", .fixed(attempt.startedAt, places: 3)),
            ("ended_at", attempt.endedAt.map { .fixed($0, places: 3) } ?? .null),
            ("ending", .optional(attempt.ending)),
            ("class", .optional(attempt.failureClass?.rawValue)),
            ("code", .optional(attempt.code)),
            ("message", .optional(attempt.message)),
            ("delay", attempt.delay.map { .fixed($0, places: 3) } ?? .null),
            ("phase_seconds", .object(phases)),
        ])
    }

    /// RFC 4648, with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                let isData = position <= group.count
                output.append(isData ? alphabet[word >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
