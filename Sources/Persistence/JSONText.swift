import FoundationEssentials
import OrchestrateModel

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

    /// Evidence as its `Codable` form has it; written by hand, since the encoder costs more than the whole settlement.
    static func value(_ evidence: [Evidence]) -> JSONValue {
        .array(
            evidence.map { evidence in
                var pairs: [(key: String, value: JSONValue)] = []
                if let page = evidence.page { pairs.append(("page", .integer(page))) }
                if let box = evidence.box { pairs.append(("box", value(box))) }
                pairs.append(("source", .string(evidence.source.rawValue)))
                pairs.append(("rule", .string(evidence.rule)))
                if let engine = evidence.engine { pairs.append(("engine", .string(engine))) }
                return .object(pairs)
            }
        )
    }

    private static func value(_ box: Box) -> JSONValue {
        .object([
            ("x0", number(box.x0)), ("y0", number(box.y0)), ("x1", number(box.x1)), ("y1", number(box.y1)),
        ])
    }

    /// All digits; JSON has no place for what is not finite.
    static func number(_ value: Double) -> JSONValue { .literal(value.isFinite ? value.description : "0") }
}
