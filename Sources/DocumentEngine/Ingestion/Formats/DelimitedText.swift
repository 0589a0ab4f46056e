/// Values parted by commas, semicolons, tabs or bars, after RFC 4180, set out as a table.
struct DelimitedText {
    let rows: [[String]]
    let mediaType: String

    /// Records in which the delimiter is looked for.
    private static let sample = 200
    private static let maxFields = 2000

    /// Takes a text for such a table where enough records have as many fields; nil where it is none.
    ///
    /// `isNamedSo` is true where the file's name says so: then two fields a record will do.
    init?(_ text: [UInt8], isNamedSo: Bool) {
        var best: (delimiter: UInt8, fields: Int)?
        for (delimiter, least) in [(0x09, 2), (UInt8(ascii: ";"), 3), (UInt8(ascii: "|"), 3), (UInt8(ascii: ","), 3)] {
            let records = Self.records(text, delimiter: UInt8(delimiter), limit: Self.sample)
            guard let records, records.count >= (isNamedSo ? 1 : 3) else { continue }
            let fields = records[0].count
            let alike = records.count { $0.count == fields }
            let wanted = isNamedSo ? 2 : least
            guard fields >= wanted, alike * 20 >= records.count * 19, fields > best?.fields ?? 0 else { continue }
            guard isNamedSo || !Self.looksLikeProse(records) else { continue }
            best = (UInt8(delimiter), fields)
        }
        guard let best, let rows = Self.records(text, delimiter: best.delimiter, limit: .max) else { return nil }
        self.rows = rows
        mediaType = best.delimiter == 0x09 ? "text/tab-separated-values" : "text/csv"
    }

    var document: ConvertedDocument {
        var table = TextTable()
        for row in rows { table.append(row.map { TextTable.Cell(lines: Self.lines($0)) }) }
        return ConvertedDocument(pages: [table.lines()], mediaType: mediaType)
    }

    private static func lines(_ field: String) -> [String] {
        field.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(line.map { $0 == "\t" ? " " : $0 })
        }
    }

    /// Fields that begin with a space after the delimiter are clauses of sentences.
    private static func looksLikeProse(_ records: [[String]]) -> Bool {
        let fields = records.flatMap { $0.dropFirst() }.filter { !$0.isEmpty }
        return fields.count { $0.hasPrefix(" ") } * 2 > fields.count
    }

    /// The first records; nil where quotes are not as the format has them or a record has too many fields.
    private static func records(_ text: [UInt8], delimiter: UInt8, limit: Int) -> [[String]]? {
        var scanner = RecordScanner(text: text, delimiter: delimiter)
        var records: [[String]] = []
        while records.count < limit, let record = scanner.next() {
            guard record.count <= maxFields else { return nil }
            if record != [""] { records.append(record) }
        }
        return scanner.isBroken ? nil : records
    }
}

/// Reads records one by one.
private struct RecordScanner {
    let text: [UInt8]
    let delimiter: UInt8
    private(set) var isBroken = false
    private var index = 0

    init(text: [UInt8], delimiter: UInt8) {
        self.text = text
        self.delimiter = delimiter
    }

    mutating func next() -> [String]? {
        guard index < text.count, !isBroken else { return nil }
        var fields: [String] = []
        while true {
            fields.append(field())
            guard index < text.count, !isBroken else { return fields }
            let byte = text[index]
            index += 1
            if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
            guard byte == delimiter else { return fields }
            if index == text.count { return fields + [""] }
        }
    }

    /// A field up to its delimiter or line end.
    private mutating func field() -> String {
        guard text[index] == UInt8(ascii: "\"") else {
            let start = index
            while index < text.count, text[index] != delimiter, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
            return String(decoding: text[start..<index], as: UTF8.self)
        }
        var bytes: [UInt8] = []
        index += 1
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte != UInt8(ascii: "\"") {
                bytes.append(byte)
            } else if index < text.count, text[index] == byte {
                bytes.append(byte)
                index += 1
            } else {
                let isEnd = index == text.count || [delimiter, 0x0A, 0x0D].contains(text[index])
                if !isEnd { isBroken = true }
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        isBroken = true
        return ""
    }
}
