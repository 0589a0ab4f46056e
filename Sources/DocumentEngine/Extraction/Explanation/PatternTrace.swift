import OrchestrateModel

/// Tells how far a pattern that finds nothing comes: its longest beginning that the text has.
struct PatternTrace {
    /// The beginning of the pattern that matches, and where.
    struct Furthest {
        var beginning: String
        /// What follows it in the pattern.
        var rest: String
        var range: Range<Int>
    }

    /// Longer patterns are tried from here.
    private static let longest = 300
    /// Shorter finds say nothing.
    private static let least = 3

    static func furthest(_ pattern: String, in text: SourceText, within range: Range<Int>? = nil) -> Furthest? {
        let characters = Array(pattern)
        let within = range ?? text.all
        for length in (1..<max(1, min(characters.count, longest))).reversed() {
            let beginning = String(characters[..<length])
            let closed = beginning + String(repeating: ")", count: openGroups(in: characters[..<length]))
            guard let match = (try? LazyPattern(closed).firstMatch(in: text, within: within)) ?? nil else { continue }
            let found = text.trimmed(match.range)
            guard found.count >= least else { continue }
            return Furthest(beginning: beginning, rest: String(characters[length...]), range: found)
        }
        return nil
    }

    /// Parentheses that are open at the end, those escaped or in classes not counted.
    private static func openGroups(in characters: ArraySlice<Character>) -> Int {
        var depth = 0
        var isEscaped = false
        var isInClass = false
        for character in characters {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if isInClass {
                isInClass = character != "]"
            } else if character == "[" {
                isInClass = true
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                depth -= 1
            }
        }
        return max(0, depth)
    }
}

/// Tells where on the pages texts stand, for people.
struct PlaceFinder {
    let document: DocumentText

    func place(_ range: Range<Int>, in text: SourceText) -> TemplateExplanation.Place {
        let evidence = DocumentText.evidence(of: document.words(of: range, in: text), rule: "").first
        return TemplateExplanation.Place(
            text: Self.shortened(text.string(range)),
            page: evidence?.page,
            box: evidence?.box
        )
    }

    /// The rest of the line from a place on.
    func line(from start: Int, in text: SourceText) -> String {
        let end = text.bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0C } ?? text.bytes.count
        return Self.shortened(text.string(start..<end))
    }

    /// White space run together, and no more than fits a line.
    static func shortened(_ text: String, to limit: Int = 70) -> String {
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return flat.count > limit ? flat.prefix(limit - 1) + "…" : flat
    }
}
