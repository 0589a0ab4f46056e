import OrchestrateModel

/// A typed value as the database keeps it: its type's name and its text, a list's text being JSON of such pairs.
struct StoredValue: Codable {
    let type: FieldType
    let value: String

    init(_ value: FieldValue) throws {
        type = value.type
        if case .list(let elements) = value {
            self.value = try JSONText.encode(elements.map { try StoredValue($0) })
        } else {
            self.value = value.text
        }
    }

    init(type: FieldType, value: String) {
        self.type = type
        self.value = value
    }

    func fieldValue() throws -> FieldValue {
        let decoded: FieldValue? =
            switch type {
            case .string: .string(value)
            case .date: .date(value)
            case .integer: Int64(value).map { .integer($0) }
            case .number: DecimalNumber(value).map { .number($0) }
            case .amount: DecimalNumber(value).map { .amount($0) }
            case .boolean: .boolean(value == "true")
            case .list:
                .list(try JSONText.decodeArray(value).map { (element: StoredValue) in try element.fieldValue() })
            }
        guard let decoded else {
            throw Failure(.database, "a stored \(type.rawValue) reads '\(value)'; run `orchestrate verify`")
        }
        return decoded
    }
}

/// A table's cell in the column `table_rows.cells`.
struct StoredCell: Decodable {
    let column: String
    let type: FieldType
    let value: String
    let evidence: [Evidence]

    init(_ cell: TableCell) throws {
        let stored = try StoredValue(cell.value)
        column = cell.column
        type = stored.type
        value = stored.value
        evidence = cell.evidence
    }

    var json: JSONValue {
        [
            "column": .string(column), "type": .string(type.rawValue), "value": .string(value),
            "evidence": JSONText.value(evidence),
        ]
    }

    func tableCell() throws -> TableCell {
        TableCell(column: column, value: try StoredValue(type: type, value: value).fieldValue(), evidence: evidence)
    }
}

/// A field's other reading in the column `fields.alternatives`.
struct StoredAlternative: Decodable {
    let type: FieldType
    let value: String
    let raw: String
    let confidence: Double
    let evidence: [Evidence]

    init(_ alternative: Alternative) throws {
        let stored = try StoredValue(alternative.value)
        type = stored.type
        value = stored.value
        raw = alternative.raw
        confidence = alternative.confidence
        evidence = alternative.evidence
    }

    var json: JSONValue {
        [
            "type": .string(type.rawValue), "value": .string(value), "raw": .string(raw),
            "confidence": JSONText.number(confidence), "evidence": JSONText.value(evidence),
        ]
    }

    func alternative() throws -> Alternative {
        Alternative(
            value: try StoredValue(type: type, value: value).fieldValue(),
            raw: raw,
            confidence: confidence,
            evidence: evidence
        )
    }
}
