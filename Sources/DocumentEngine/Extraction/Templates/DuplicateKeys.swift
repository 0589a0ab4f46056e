/// Finds keys that a mapping in block style has twice, which the YAML parser refuses and invoice2data's takes.
struct DuplicateKeys {
    /// The text with the earlier of equal keys marked, so that the last counts.
    private(set) var text: String
    /// The keys' names with the line, from 1, of each later occurrence.
    private(set) var found: [(key: String, line: Int)] = []

    static let mark = "duplicate of "

    private struct Level {
        let column: Int
        var keys: [Substring: Int] = [:]
    }

    init(_ source: String) {
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var levels: [Level] = []
        for index in lines.indices {
            guard let (key, column, startsMapping) = Self.key(of: lines[index]) else { continue }
            // A dash begins a new mapping where its key stands.
            levels.removeAll { $0.column > column || (startsMapping && $0.column == column) }
            if levels.last?.column != column { levels.append(Level(column: column)) }
            let name = Substring(key)
            if let earlier = levels[levels.count - 1].keys.updateValue(index, forKey: name) {
                found.append((key, index + 1))
                let position = lines[earlier].index(lines[earlier].startIndex, offsetBy: column)
                lines[earlier].insert(contentsOf: Self.mark, at: position)
            }
        }
        text = lines.joined(separator: "\n")
    }

    /// A line's key with its column, and whether dashes stand before it.
    private static func key(of line: String) -> (key: String, column: Int, startsMapping: Bool)? {
        var rest = line[...]
        var startsMapping = false
        while let first = rest.first, first == " " || first == "-" {
            guard first == " " || rest.dropFirst().first == " " else { return nil }
            startsMapping = startsMapping || first == "-"
            rest.removeFirst()
        }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let after = rest.dropFirst(name.count)
        guard !name.isEmpty, after.first == ":", after.dropFirst().first.map({ $0 == " " || $0 == "\r" }) ?? true else {
            return nil
        }
        return (String(name), line.count - rest.count, startsMapping)
    }
}
