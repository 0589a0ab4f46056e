/// The types a field's value can have, by their names in templates and exports.
package enum FieldType: String, Sendable, Codable, CaseIterable {
    case string
    case integer
    case number
    case amount
    case date
    case boolean
    case list
}

/// A typed value; numbers keep the scale they were read with, dates are ISO 8601 text.
package indirect enum FieldValue: Sendable, Hashable, Codable {
    case string(String)
    case integer(Int64)
    case number(DecimalNumber)
    case amount(DecimalNumber)
    case date(String)
    case boolean(Bool)
    case list([FieldValue])

    package var type: FieldType {
        switch self {
        case .string: .string
        case .integer: .integer
        case .number: .number
        case .amount: .amount
        case .date: .date
        case .boolean: .boolean
        case .list: .list
        }
    }

    /// The value as an exact number, nil where it is none.
    package var decimal: DecimalNumber? {
        switch self {
        case .integer(let value): DecimalNumber(coefficient: value, scale: 0)
        case .number(let value), .amount(let value): value
        default: nil
        }
    }

    /// The value as text, as CSV and tables show it; list elements are joined by `; `.
    package var text: String {
        switch self {
        case .string(let value), .date(let value): value
        case .integer(let value): String(value)
        case .number(let value), .amount(let value): value.description
        case .boolean(let value): value ? "true" : "false"
        case .list(let values): values.map(\.text).joined(separator: "; ")
        }
    }
}

/// How far a value can be trusted.
package enum FieldStatus: String, Sendable, Codable, CaseIterable {
    /// Read from the page and confirmed by an independent check.
    case verified
    /// Read from the page; no independent check was available.
    case valid
    /// Ambiguous, contradicted or weak: a person should look.
    case review
    /// Wanted and not found.
    case missing
}

/// Where a value or a word came from.
package enum ValueSource: String, Sendable, Codable {
    case text
    case ocr
    case embedded
    case `static`
}

/// One place that a value was read from.
package struct Evidence: Sendable, Hashable, Codable {
    /// Page number, from 1; nil for a value that stands on no page.
    package var page: Int?
    package var box: Box?
    package var source: ValueSource
    /// The rule that found it, such as `regex:2`.
    package var rule: String
    /// Name of the external OCR engine that read a word of it; nil where none did.
    package var engine: String?

    package init(page: Int?, box: Box?, source: ValueSource, rule: String, engine: String? = nil) {
        self.page = page
        self.box = box
        self.source = source
        self.rule = rule
        self.engine = engine
    }
}

/// Another reading of the same place or another candidate for the same field.
package struct Alternative: Sendable, Hashable, Codable {
    package var value: FieldValue
    package var raw: String
    /// 0 to 1.
    package var confidence: Double
    package var evidence: [Evidence]

    package init(value: FieldValue, raw: String, confidence: Double, evidence: [Evidence] = []) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// One extracted field with all that is known of where it came from.
package struct Field: Sendable, Hashable, Codable {
    package var name: String
    package var type: FieldType
    package var value: FieldValue?
    /// ISO 4217 code, for amounts.
    package var currency: String?
    /// The text as it stands on the page.
    package var raw: String?
    package var status: FieldStatus
    /// Probability that the value is right, 0 to 1.
    package var confidence: Double
    package var evidence: [Evidence]
    package var alternatives: [Alternative]

    package init(
        name: String,
        type: FieldType,
        value: FieldValue?,
        currency: String? = nil,
        raw: String? = nil,
        status: FieldStatus,
        confidence: Double,
        evidence: [Evidence] = [],
        alternatives: [Alternative] = []
    ) {
        self.name = name
        self.type = type
        self.value = value
        self.currency = currency
        self.raw = raw
        self.status = status
        self.confidence = confidence
        self.evidence = evidence
        self.alternatives = alternatives
    }
}

/// One cell of an extracted table.
package struct TableCell: Sendable, Hashable, Codable {
    package var column: String
    package var value: FieldValue
    package var evidence: [Evidence]

    package init(column: String, value: FieldValue, evidence: [Evidence] = []) {
        self.column = column
        self.value = value
        self.evidence = evidence
    }
}

/// A table of line items: rows of cells, each row in column order.
package struct ExtractedTable: Sendable, Hashable, Codable {
    package var name: String
    package var rows: [[TableCell]]

    package init(name: String, rows: [[TableCell]]) {
        self.name = name
        self.rows = rows
    }
}

/// Something that validation or reading noticed: data, not an error.
package struct Finding: Sendable, Hashable, Codable {
    package enum Severity: String, Sendable, Codable, Comparable {
        case info
        case warning
        case error

        package static func < (lhs: Severity, rhs: Severity) -> Bool {
            lhs.rank < rhs.rank
        }

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    package var severity: Severity
    /// A stable identifier, such as `sum_mismatch`.
    package var code: String
    package var message: String
    package var fields: [String]

    package init(severity: Severity, code: String, message: String, fields: [String] = []) {
        self.severity = severity
        self.code = code
        self.message = message
        self.fields = fields
    }
}
