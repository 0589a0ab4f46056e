/// An export held against the truth, value by value.
struct Comparison {
    struct Difference: Equatable {
        var path: String
        var what: String
        var expected: String
        var found: String
    }

    private(set) var equal = 0
    private(set) var differences: [Difference] = []

    /// Compares an exported array of documents with a truth file.
    init(export: ReadValue, truth: ReadValue) {
        var found: [String: ReadValue] = [:]
        for document in export.elements { found[document["document"]["path"].string ?? ""] = document }
        for expected in truth["documents"].elements {
            let path = expected["path"].string ?? ""
            guard let document = found.removeValue(forKey: path) else {
                differences.append(Difference(path: path, what: "document", expected: "a row", found: "none"))
                continue
            }
            compare(document, with: expected, path: path)
        }
        for path in found.keys.sorted() {
            differences.append(Difference(path: path, what: "document", expected: "none", found: "a row"))
        }
    }

    private mutating func compare(_ document: ReadValue, with expected: ReadValue, path: String) {
        note(path, "state", expected["state"], document["state"])
        guard expected["code"] == .null else {
            note(path, "code", expected["code"], code(in: document["reason"]))
            return
        }
        note(path, "class", expected["class"], document["class"])
        note(path, "template", expected["template"], document["template"]["name"])
        note(path, "pages", expected["pages"], .array(document["pages"].elements.map { $0["state"] }))
        for name in Set(expected["fields"].keys).union(document["fields"].keys).sorted() {
            note(path, name, expected["fields"][name], document["fields"][name]["value"])
        }
        for name in Set(expected["tables"].keys).union(document["tables"].keys).sorted() {
            compareTable(name, document["tables"][name].elements, expected["tables"][name].elements, path: path)
        }
    }

    /// The code of a reason such as `empty: the file has no bytes`.
    private func code(in reason: ReadValue) -> ReadValue {
        guard let text = reason.string, let code = text.split(separator: ":").first else { return reason }
        return .string(String(code))
    }

    private mutating func compareTable(_ name: String, _ rows: [ReadValue], _ expected: [ReadValue], path: String) {
        if rows.count != expected.count {
            let difference = Difference(
                path: path,
                what: "\(name): rows",
                expected: String(expected.count),
                found: String(rows.count)
            )
            differences.append(difference)
        }
        for (index, row) in expected.enumerated() {
            let other = index < rows.count ? rows[index] : .null
            for column in Set(row.keys).union(other.keys).sorted() {
                note(path, "\(name)[\(index + 1)].\(column)", row[column], other[column])
            }
        }
    }

    private mutating func note(_ path: String, _ what: String, _ expected: ReadValue, _ found: ReadValue) {
        guard expected != found else {
            equal += 1
            return
        }
        differences.append(
            Difference(path: path, what: what, expected: expected.description, found: found.description)
        )
    }

    /// The differences in columns, then the count.
    var report: String {
        var rows = differences.map { [$0.path, $0.what, $0.expected, $0.found] }
        if !rows.isEmpty { rows.insert(["DOCUMENT", "VALUE", "EXPECTED", "FOUND"], at: 0) }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            row.enumerated().map { index, cell in
                index == 3 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
            }.joined(separator: "  ")
        }
        return (lines + ["\(equal) values equal, \(differences.count) different"]).joined(separator: "\n")
    }
}
