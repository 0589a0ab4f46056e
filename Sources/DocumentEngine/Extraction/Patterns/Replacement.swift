/// A replacement in Python's notation: text with `\1`, `\g<1>` and `\g<name>` for groups, `\n` and `\t` for controls.
struct Replacement: Sendable, Equatable {
    enum Reference: Sendable, Equatable {
        case number(Int)
        case name(String)
    }

    enum Part: Sendable, Equatable {
        case literal(String)
        case group(Reference)
    }

    private(set) var parts: [Part] = []

    init(_ template: String) {
        var rest = Substring(template)
        var literal = ""
        while let character = rest.popFirst() {
            guard character == "\\", let next = rest.first else {
                literal.append(character)
                continue
            }
            if let reference = Self.reference(&rest) {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                parts.append(.group(reference))
            } else {
                rest.removeFirst()
                literal += Self.controls[next] ?? (next.isLetter ? "\\\(next)" : String(next))
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    private static let controls: [Character: String] = ["n": "\n", "t": "\t", "r": "\r", "f": "\u{0C}", "v": "\u{0B}"]

    /// Takes the reference that follows a backslash.
    private static func reference(_ rest: inout Substring) -> Reference? {
        if rest.hasPrefix("g<"), let end = rest.firstIndex(of: ">") {
            let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
            rest = rest[rest.index(after: end)...]
            return Int(name).map { .number($0) } ?? .name(String(name))
        }
        let digits = rest.prefix(2).prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0 else { return nil }
        rest = rest.dropFirst(digits.count)
        return .number(number)
    }
}

extension Pattern.Match {
    /// The range of a group that took part; of a name used twice the one that did.
    func group(_ reference: Replacement.Reference, names: [(name: String, number: Int)]) -> Range<Int>? {
        switch reference {
        case .number(let number): return number < groups.count ? groups[number] : nil
        case .name(let name): return names.lazy.filter { $0.name == name }.compactMap { groups[$0.number] }.first
        }
    }

    /// The named groups in the order of the pattern, each name once, with the range of the one that took part.
    func named(_ names: [(name: String, number: Int)]) -> [(name: String, range: Range<Int>?)] {
        var found: [(name: String, range: Range<Int>?)] = []
        for entry in names {
            if let index = found.firstIndex(where: { $0.name == entry.name }) {
                found[index].range = found[index].range ?? groups[entry.number]
            } else {
                found.append((entry.name, groups[entry.number]))
            }
        }
        return found
    }
}
