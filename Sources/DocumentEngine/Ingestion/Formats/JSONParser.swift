/// Reads JSON as RFC 8259 has it, numbers as they are written, nested no deeper than `maxDepth`.
struct JSONParser {
    private let text: [UInt8]
    private var index = 0
    private static let maxDepth = 200

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// All values of the text, one after the other; nil where it is not JSON.
    mutating func values() -> [JSONText.Value]? {
        var values: [JSONText.Value] = []
        skipSpace()
        while index < text.count {
            guard let value = value(depth: 0) else { return nil }
            values.append(value)
            skipSpace()
        }
        return values
    }

    private mutating func value(depth: Int) -> JSONText.Value? {
        skipSpace()
        guard index < text.count, depth <= Self.maxDepth else { return nil }
        switch text[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "\""): return string().map { .scalar($0) }
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> JSONText.Value? {
        index += 1
        var entries: [(key: String, value: JSONText.Value)] = []
        if take("}") { return .object(entries) }
        while true {
            skipSpace()
            guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
            entries.append((key, value))
            if take("}") { return .object(entries) }
            guard take(",") else { return nil }
        }
    }

    private mutating func list(depth: Int) -> JSONText.Value? {
        index += 1
        var values: [JSONText.Value] = []
        if take("]") { return .list(values) }
        while true {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            if take("]") { return .list(values) }
            guard take(",") else { return nil }
        }
    }

    /// A number, `true`, `false`, or `null`, which has no text.
    private mutating func word() -> JSONText.Value? {
        let start = index
        while index < text.count, Self.isWordByte(text[index]) { index += 1 }
        let word = String(decoding: text[start..<index], as: UTF8.self)
        if word == "null" { return .scalar("") }
        guard word == "true" || word == "false" || Double(word) != nil else { return nil }
        return .scalar(word)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "E"),
            UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private mutating func string() -> String? {
        guard index < text.count, text[index] == UInt8(ascii: "\"") else { return nil }
        index += 1
        var units: [UInt8] = []
        while index < text.count {
            let byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                units += Array(String(scalar).utf8)
            case 0..<0x20: return nil
            default: units.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Character? {
        guard index < text.count else { return nil }
        let byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return " "
        case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"): return " "
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
        case UInt8(ascii: "u"):
            guard let unit = hexUnit() else { return nil }
            guard (0xD800..<0xDC00).contains(unit) else { return Character(Unicode.Scalar(unit) ?? "\u{FFFD}") }
            guard index + 1 < text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else {
                return "\u{FFFD}"
            }
            index += 2
            guard let low = hexUnit() else { return nil }
            let value = 0x10000 + (unit - 0xD800) << 10 + (low &- 0xDC00)
            return Character((0xDC00..<0xE000).contains(low) ? Unicode.Scalar(value) ?? "\u{FFFD}" : "\u{FFFD}")
        default: return nil
        }
    }

    private mutating func hexUnit() -> UInt32? {
        guard index + 4 <= text.count else { return nil }
        defer { index += 4 }
        return UInt32(String(decoding: text[index..<(index + 4)], as: UTF8.self), radix: 16)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    }
}
