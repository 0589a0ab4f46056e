import FoundationEssentials
import OrchestrateModel

/// A JSON value as read from a file; numbers are compared by value, so `1.0` equals `1.00`.
enum ReadValue: Decodable, Hashable, CustomStringConvertible {
    case null
    case boolean(Bool)
    case number(Decimal)
    case string(String)
    case array([ReadValue])
    case object([String: ReadValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([ReadValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: ReadValue].self))
        }
    }

    /// The member of an object; null where there is none.
    subscript(key: String) -> ReadValue {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }

    var elements: [ReadValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var keys: [String] {
        guard case .object(let members) = self else { return [] }
        return members.keys.sorted()
    }

    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var description: String {
        switch self {
        case .null: "-"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): value
        case .array(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .object: "{…}"
        }
    }

    /// The value in a JSON file.
    static func file(_ path: String) throws -> ReadValue {
        try JSONDecoder().decode(ReadValue.self, from: Data(contentsOf: URL(filePath: path)))
    }
}

extension JSONValue {
    /// A value that was read, to be written again; the keys of objects are sorted.
    init(_ value: ReadValue) {
        self =
            switch value {
            case .null: .null
            case .boolean(let value): .bool(value)
            case .number(let value): .literal(value.description)
            case .string(let value): .string(value)
            case .array(let values): .array(values.map(JSONValue.init))
            case .object(let members): .object(members.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) })
            }
    }
}
