import FoundationEssentials
import OrchestrateModel

/// A value of an expected-values file.
enum GoldenValue: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([GoldenValue])
    case object([String: GoldenValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([GoldenValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: GoldenValue].self))
        }
    }

    /// What a value that was read is in such a file.
    init(_ value: FieldValue?) {
        switch value {
        case nil: self = .null
        case .string(let text), .date(let text): self = .string(text)
        case .integer(let number): self = .number(Double(number))
        case .number(let number), .amount(let number): self = .number(Double(number.description) ?? .nan)
        case .boolean(let flag): self = .bool(flag)
        case .list(let values): self = .array(values.map(GoldenValue.init))
        }
    }

    var object: [String: GoldenValue]? {
        guard case .object(let entries) = self else { return nil }
        return entries
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value on one line, for people.
    var text: String {
        switch self {
        case .null: "nothing"
        case .bool(let value): String(value)
        case .number(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
        case .string(let value): "“\(value.split(whereSeparator: \.isNewline).joined(separator: "⏎"))”"
        case .array(let values): "[\(values.map(\.text).joined(separator: ", "))]"
        case .object(let entries):
            "{\(entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
        }
    }
}

/// What a document should yield: the file beside it with its name and the ending `.json`.
struct Golden {
    var template: String?
    var documentClass: String?
    var state: String?
    var fields: [String: GoldenValue] = [:]
    var status: [String: String] = [:]
    var tables: [String: [GoldenValue]] = [:]

    /// Keys of invoice2data's expected values that say nothing of the document.
    private static let ignored: Set<String> = ["desc", "template_name"]

    /// Reads an expected-values file: `{"fields": …, "status": …, "tables": …}`, an exported document, or the flat object
    /// that invoice2data's tests have; nil for JSON of other kinds.
    init?(json: [UInt8]) {
        guard var root = try? JSONDecoder().decode(GoldenValue.self, from: Data(json)) else { return nil }
        if case .array(let elements) = root, elements.count == 1 { root = elements[0] }
        guard let entries = root.object else { return nil }
        if let named = entries["fields"]?.object {
            self.init(entries, fields: named)
        } else {
            self.init(flat: entries)
        }
    }

    private init(_ entries: [String: GoldenValue], fields named: [String: GoldenValue]) {
        template = entries["template"].flatMap { $0.string ?? $0.object?["name"]?.string }
        documentClass = entries["class"]?.string
        state = entries["state"]?.string
        for (name, value) in named {
            // An exported field is an object around its value.
            fields[name] = value.object?["value"] ?? value
            if let status = value.object?["status"]?.string { self.status[name] = status }
        }
        for (name, value) in entries["status"]?.object ?? [:] { status[name] = value.string }
        for (name, value) in entries["tables"]?.object ?? [:] {
            if case .array(let rows) = value { tables[name] = rows }
        }
    }

    private init(flat entries: [String: GoldenValue]) {
        for (name, value) in entries where !Self.ignored.contains(name) {
            if case .array(let rows) = value, rows.contains(where: { $0.object != nil }) {
                tables[name] = rows
            } else {
                fields[name] = value
            }
        }
    }

    /// The number of things that it says.
    var count: Int {
        fields.count + status.count + tables.count + [template, documentClass, state].compactMap(\.self).count
    }
}
