package import OrchestrateModel

/// A shell pattern on the bytes of a path: `*` and `?` stay inside a name, `**` crosses folders, `[a-z]` and `{a,b}` choose.
///
/// A pattern without `/` is matched against the name alone, wherever the file lies; one with `/` against the path below
/// the scanned root. Matching takes at most pattern × path steps.
package struct Glob: Sendable, Hashable {
    package let pattern: String
    private let alternatives: [[Token]]
    private let matchesName: Bool

    private enum Token: Sendable, Hashable {
        case byte(UInt8)
        case anyByte
        case anyName
        case anyPath
        /// Ranges of bytes, and whether they are excluded.
        case oneOf([ClosedRange<UInt8>], negated: Bool)
    }

    /// Why a pattern cannot be read.
    package struct Problem: Error, Sendable, Equatable {
        package let message: String
    }

    package init(_ pattern: String) throws(Problem) {
        self.pattern = pattern
        guard !pattern.isEmpty else { throw Problem(message: "the pattern is empty") }
        var bytes = Array(pattern.utf8)
        matchesName = !bytes.contains(UInt8(ascii: "/"))
        if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        if bytes.last == UInt8(ascii: "/") { bytes.append(contentsOf: "**".utf8) }
        var alternatives: [[Token]] = []
        for expanded in try Self.expandBraces(bytes) {
            alternatives.append(try Self.tokens(expanded))
        }
        self.alternatives = alternatives
    }

    /// True if the pattern covers a file at this path below its root.
    package func matches(_ relativePath: DocumentPath) -> Bool {
        let subject = matchesName ? relativePath.lastComponent.bytes : relativePath.bytes
        return alternatives.contains { Self.match($0, subject) }
    }

    private static func expandBraces(_ bytes: [UInt8]) throws(Problem) -> [[UInt8]] {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return [bytes] }
        var depth = 0
        var parts: [[UInt8]] = []
        var start = open + 1
        for index in open..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ",") where depth == 1:
                parts.append(Array(bytes[start..<index]))
                start = index + 1
            case UInt8(ascii: "}"):
                depth -= 1
                guard depth == 0 else { continue }
                parts.append(Array(bytes[start..<index]))
                var expanded: [[UInt8]] = []
                for part in parts {
                    expanded += try expandBraces(bytes[..<open] + part + bytes[(index + 1)...])
                    guard expanded.count <= 256 else { throw Problem(message: "braces stand for over 256 patterns") }
                }
                return expanded
            default: continue
            }
        }
        throw Problem(message: "a { is not closed")
    }

    private static func tokens(_ bytes: [UInt8]) throws(Problem) -> [Token] {
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "?"): tokens.append(.anyByte)
            case UInt8(ascii: "*"):
                guard index < bytes.count, bytes[index] == UInt8(ascii: "*") else {
                    tokens.append(.anyName)
                    continue
                }
                while index < bytes.count, bytes[index] == UInt8(ascii: "*") { index += 1 }
                // `**/` also stands for no folder at all.
                if index < bytes.count, bytes[index] == UInt8(ascii: "/") { index += 1 }
                tokens.append(.anyPath)
            case UInt8(ascii: "["): tokens.append(try set(bytes, at: &index))
            case UInt8(ascii: "\\") where index < bytes.count:
                tokens.append(.byte(bytes[index]))
                index += 1
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }

    private static func set(_ bytes: [UInt8], at index: inout Int) throws(Problem) -> Token {
        var ranges: [ClosedRange<UInt8>] = []
        let negated = index < bytes.count && (bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^"))
        if negated { index += 1 }
        let first = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "]"), index > first {
                index += 1
                return .oneOf(ranges, negated: negated)
            }
            if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] != UInt8(ascii: "]") {
                guard byte <= bytes[index + 2] else { throw Problem(message: "a range in [ ] runs backwards") }
                ranges.append(byte...bytes[index + 2])
                index += 3
            } else {
                ranges.append(byte...byte)
                index += 1
            }
        }
        throw Problem(message: "a [ is not closed")
    }

    /// One row of the classical table: which prefixes of the pattern match the bytes read so far.
    private static func match(_ tokens: [Token], _ subject: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        var reachable = [Bool](repeating: false, count: tokens.count + 1)
        reachable[0] = true
        func skipStars(_ row: inout [Bool], atBoundary: Bool) {
            for index in tokens.indices where row[index] {
                if tokens[index] == .anyName || (tokens[index] == .anyPath && (atBoundary || index + 1 == tokens.count))
                {
                    row[index + 1] = true
                }
            }
        }
        skipStars(&reachable, atBoundary: true)
        for byte in subject {
            var next = [Bool](repeating: false, count: tokens.count + 1)
            for index in tokens.indices where reachable[index] {
                switch tokens[index] {
                case .byte(let wanted) where wanted == byte: next[index + 1] = true
                case .anyByte where byte != slash: next[index + 1] = true
                case .anyName where byte != slash: next[index] = true
                case .anyPath: next[index] = true
                case .oneOf(let ranges, let negated) where byte != slash:
                    if ranges.contains(where: { $0.contains(byte) }) != negated { next[index + 1] = true }
                default: continue
                }
            }
            skipStars(&next, atBoundary: byte == slash)
            reachable = next
        }
        return reachable[tokens.count]
    }
}
