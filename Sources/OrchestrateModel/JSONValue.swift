/// A JSON value whose object keys keep their order and whose numbers keep their digits, for exports and summaries.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number's literal, written as it is.
    case literal(String)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    package static func integer(_ value: some BinaryInteger) -> JSONValue { .literal(String(value)) }

    package static func decimal(_ value: DecimalNumber) -> JSONValue { .literal(value.description) }

    /// A number with exactly `places` digits after the point; null where it is not finite.
    package static func fixed(_ value: Double, places: Int) -> JSONValue {
        guard value.isFinite, abs(value) < 1e12 else { return .null }
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return .decimal(DecimalNumber(coefficient: Int64((value * factor).rounded()), scale: places))
    }

    package static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

    /// An object with one more pair at its end; anything else as it is.
    package func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let pairs) = self else { return self }
        return .object(pairs + [(key: key, value: value)])
    }

    package static func == (lhs: JSONValue, rhs: JSONValue) -> Bool { lhs.serialized() == rhs.serialized() }

    /// Compact on one line, or, with `indent`, a key a line; `/` is not escaped, text beyond ASCII stays as it is.
    package func serialized(indent: Int? = nil) -> String {
        var text = ""
        write(to: &text, indent: indent, depth: 0)
        return text
    }

    private func write(to text: inout String, indent: Int?, depth: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .literal(let value): text += value
        case .string(let value): Self.write(string: value, to: &text)
        case .array(let values):
            // Arrays of plain numbers, such as boxes, stay on one line.
            let nested = indent != nil && values.contains { !$0.isScalar }
            Self.write(values, "[", "]", to: &text, indent: nested ? indent : nil, depth: depth) { value, text in
                value.write(to: &text, indent: indent, depth: depth + 1)
            }
        case .object(let pairs):
            Self.write(pairs, "{", "}", to: &text, indent: indent, depth: depth) { pair, text in
                Self.write(string: pair.key, to: &text)
                text += indent == nil ? ":" : ": "
                pair.value.write(to: &text, indent: indent, depth: depth + 1)
            }
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        _ open: String,
        _ close: String,
        to text: inout String,
        indent: Int?,
        depth: Int,
        element write: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let indent {
                text += "\n" + String(repeating: " ", count: indent * (depth + 1))
            } else if index > 0, open == "[" {
                text += " "
            }
            write(element, &text)
        }
        if let indent, !elements.isEmpty {
            text += "\n" + String(repeating: " ", count: indent * depth)
        }
        text += close
    }

    private static func write(string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// A field's value as exports show it: numbers with the digits they were read with, dates as text.
    package init(_ value: FieldValue) {
        switch value {
        case .string(let text), .date(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .number(let number), .amount(let number): self = .decimal(number)
        case .boolean(let flag): self = .bool(flag)
        case .list(let values): self = .array(values.map { JSONValue($0) })
        }
    }
}
