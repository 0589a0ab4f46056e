/// JSON set out as lines of keys and values; lists of like objects as tables.
struct JSONText {
    /// A value as it is written, without a meaning of its own.
    indirect enum Value {
        case scalar(String)
        case list([Value])
        case object([(key: String, value: Value)])

        var scalar: String? {
            if case .scalar(let text) = self { text } else { nil }
        }
    }

    private let values: [Value]

    /// Reads an object or list, or several in a row as in JSON lines; nil where the text is anything else.
    init?(_ text: [UInt8]) {
        var parser = JSONParser(text)
        guard let values = parser.values(), !values.isEmpty else { return nil }
        guard values.allSatisfy({ $0.scalar == nil }) else { return nil }
        self.values = values
    }

    var document: ConvertedDocument {
        var lines: [String] = []
        if values.count == 1 {
            Self.write(values[0], indent: "", to: &lines)
        } else {
            Self.write(.list(values), indent: "", to: &lines)
        }
        return ConvertedDocument(pages: [lines], mediaType: "application/json")
    }

    private static let maxColumns = 60
    private static let maxLine = 120

    private static func write(_ value: Value, indent: String, to lines: inout [String]) {
        switch value {
        case .scalar(let text):
            for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                lines.append(indent + line)
            }
        case .object(let entries):
            for (key, value) in entries {
                if let text = value.scalar, !text.contains(where: \.isNewline) {
                    lines.append("\(indent)\(key): \(text)")
                } else {
                    lines.append("\(indent)\(key):")
                    write(value, indent: indent + "  ", to: &lines)
                }
            }
        case .list(let values): write(list: values, indent: indent, to: &lines)
        }
    }

    private static func write(list values: [Value], indent: String, to lines: inout [String]) {
        let scalars = values.compactMap(\.scalar)
        if scalars.count == values.count {
            let line = scalars.joined(separator: "   ")
            if line.count <= maxLine, !line.contains(where: \.isNewline) {
                if !line.isEmpty { lines.append(indent + line) }
                return
            }
        } else if let table = table(values) {
            lines += table.lines().map { indent + $0 }
            return
        }
        for value in values { write(value, indent: indent, to: &lines) }
    }

    /// A table of objects that hold scalars only; nil where a value is something else.
    private static func table(_ values: [Value]) -> TextTable? {
        var columns: [String] = []
        var places: [String: Int] = [:]
        var rows: [[String: String]] = []
        for value in values {
            guard case .object(let entries) = value else { return nil }
            var row: [String: String] = [:]
            for (key, value) in entries {
                guard let text = value.scalar, !text.contains(where: \.isNewline) else { return nil }
                row[key] = text
                if places[key] == nil {
                    places[key] = columns.count
                    columns.append(key)
                }
            }
            rows.append(row)
            guard columns.count <= maxColumns else { return nil }
        }
        var table = TextTable()
        table.append(columns.map { TextTable.Cell(lines: [$0]) })
        for row in rows { table.append(columns.map { TextTable.Cell(lines: [row[$0] ?? ""]) }) }
        return table
    }
}
