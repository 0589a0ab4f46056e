/// Where a value came from.
package enum ConfigurationOrigin: Sendable, Hashable {
    case builtIn
    case file(String, line: Int)
    case environment(String)
    case flag(String)

    package var description: String {
        switch self {
        case .builtIn: "default"
        case .file(let path, let line): line > 0 ? "\(path):\(line)" : path
        case .environment(let name): name
        case .flag(let name): name
        }
    }
}

/// One thing that is wrong with the configuration.
package struct ConfigurationProblem: Sendable, Hashable {
    package var origin: ConfigurationOrigin
    /// The key as it was written.
    package var key: String
    /// What is wrong and what would be right.
    package var message: String

    package init(origin: ConfigurationOrigin, key: String, message: String) {
        self.origin = origin
        self.key = key
        self.message = message
    }

    /// The problem on one line, such as `orchestrate.yaml:3: retry.max_attempts: -1 is not a whole number from 0 to 100`.
    package var description: String {
        let place = origin.description
        return key.isEmpty || key == place ? "\(place): \(message)" : "\(place): \(key): \(message)"
    }
}

/// All that is wrong with the configuration, found in one go; the program ends with exit code 2.
package struct ConfigurationErrors: Error, Sendable, Hashable {
    package let problems: [ConfigurationProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Finds the name that somebody meant.
package enum NearestName {
    /// The candidate with the fewest edits, at most a third of its length; nil where none is near.
    package static func of(_ name: String, in candidates: [String]) -> String? {
        // A name without its section, or in the wrong one, is nearer than any misspelling.
        let leaf = name.split(separator: ".").last.map(String.init) ?? name
        let sameLeaf = candidates.filter { $0.split(separator: ".").last.map(String.init) == leaf }
        if sameLeaf.count == 1 { return sameLeaf.first }
        let scored = candidates.map { (name: $0, edits: edits(name, $0)) }
        guard let best = scored.min(by: { ($0.edits, $0.name) < ($1.edits, $1.name) }) else { return nil }
        return best.edits <= max(2, best.name.count / 3) ? best.name : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment).
    static func edits(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        var rows = [Array(0...b.count)]
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
