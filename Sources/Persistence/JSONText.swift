import FoundationEssentials
import GRDB

/// Values kept as JSON text in one column, keys sorted.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func encode(_ values: [some Encodable]) throws -> String {
        guard !values.isEmpty else { return "[]" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: FoundationEssentials.Data(text.utf8))
    }

    static func decodeArray<Element: Decodable>(_ text: String) throws -> [Element] {
        text == "[]" ? [] : try decode(text)
    }
}
