/// Finds all keywords of all templates in one pass over a text (Aho and Corasick, 1975).
struct KeywordIndex: Sendable {
    /// Numbers the distinct literals; a node's transitions are looked up by byte class.
    private var literals: [[UInt8]: Int] = [:]
    private var classes = [UInt8](repeating: 0, count: 256)
    private var classCount = 1
    private var transitions: [Int32] = []
    /// The literals that end at a node, those of its suffixes included.
    private var outputs: [[Int32]] = []

    /// The literals' number.
    var count: Int { literals.count }

    init(_ texts: some Sequence<String>) {
        for text in texts where !text.isEmpty {
            let bytes = Array(text.utf8)
            if literals[bytes] == nil { literals[bytes] = literals.count }
        }
        for byte in literals.keys.joined() where classes[Int(byte)] == 0 && classCount < 256 {
            classes[Int(byte)] = UInt8(classCount)
            classCount += 1
        }
        build()
    }

    /// The number of a literal that the index was made with.
    func number(of text: String) -> Int? { literals[Array(text.utf8)] }

    /// For each literal, by number, whether it occurs in the text.
    func found(in text: [UInt8]) -> [Bool] {
        var found = [Bool](repeating: false, count: literals.count)
        var node = 0
        for byte in text {
            node = Int(transitions[node * classCount + Int(classes[Int(byte)])])
            for literal in outputs[node] { found[Int(literal)] = true }
        }
        return found
    }

    private mutating func build() {
        transitions = [Int32](repeating: -1, count: classCount)
        outputs = [[]]
        for (bytes, number) in literals {
            var node = 0
            for byte in bytes {
                let slot = node * classCount + Int(classes[Int(byte)])
                if transitions[slot] < 0 {
                    transitions[slot] = Int32(outputs.count)
                    transitions += [Int32](repeating: -1, count: classCount)
                    outputs.append([])
                }
                node = Int(transitions[slot])
            }
            outputs[node].append(Int32(number))
        }
        link()
    }

    /// Turns the trie into an automaton: missing transitions lead where the longest proper suffix leads.
    private mutating func link() {
        var failures = [Int32](repeating: 0, count: outputs.count)
        var queue: [Int32] = []
        for slot in 0..<classCount {
            if transitions[slot] < 0 {
                transitions[slot] = 0
            } else {
                queue.append(transitions[slot])
            }
        }
        var next = 0
        while next < queue.count {
            let node = Int(queue[next])
            next += 1
            let failure = Int(failures[node])
            outputs[node] += outputs[failure]
            for letter in 0..<classCount {
                let fallback = transitions[failure * classCount + letter]
                let target = transitions[node * classCount + letter]
                if target < 0 {
                    transitions[node * classCount + letter] = fallback
                } else {
                    failures[Int(target)] = fallback
                    queue.append(target)
                }
            }
        }
    }
}

/// Tells a text that any match of a regular expression must contain.
enum RequiredLiteral {
    /// The longest run of plain characters outside groups, classes and optional parts; nil where there is none to rely on.
    static func of(_ pattern: String) -> String? {
        guard !pattern.contains("|"), !pattern.contains("(?i"), !pattern.contains("(?x") else { return nil }
        var runs: [String] = [""]
        var depth = 0
        var rest = pattern[...]
        while let character = rest.popFirst() {
            switch character {
            case "(": depth += 1
            case ")": depth -= 1
            case "[": skipClass(&rest)
            case "\\":
                guard let next = rest.popFirst(), !next.isLetter, !next.isNumber, depth == 0 else { break }
                runs[runs.count - 1].append(next)
                continue
            case "*", "?", "{":
                // The character before may be absent.
                if !runs[runs.count - 1].isEmpty { runs[runs.count - 1].removeLast() }
                if character == "{" { rest = rest.drop { $0 != "}" }.dropFirst() }
            case ".", "^", "$", "+": break
            default:
                guard depth == 0 else { continue }
                runs[runs.count - 1].append(character)
                continue
            }
            runs.append("")
        }
        return runs.max { $0.utf8.count < $1.utf8.count }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func skipClass(_ rest: inout Substring) {
        if rest.first == "^" { rest.removeFirst() }
        if rest.first == "]" { rest.removeFirst() }
        while let character = rest.popFirst(), character != "]" {
            if character == "\\" { rest = rest.dropFirst() }
        }
    }
}
