import Foundation

/// Text as UTF-8 with, for each byte, the index of the document's word it came from, or -1.
struct SourceText: Sendable {
    var bytes: [UInt8] = []
    var origins: [Int32] = []

    var all: Range<Int> { 0..<bytes.count }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func append(_ part: Range<Int>, of other: SourceText) {
        bytes += other.bytes[part]
        origins += other.origins[part]
    }

    mutating func append(_ string: some StringProtocol, origin: Int32) {
        for byte in string.utf8 {
            bytes.append(byte)
            origins.append(origin)
        }
    }

    /// The range without white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, Self.isSpace(bytes[first]) { range.removeFirst() }
        while let last = range.last, Self.isSpace(bytes[last]) { range.removeLast() }
        return range
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The parts between line feeds within a range.
    func lines(in range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where bytes[index] == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        lines.append(start..<range.upperBound)
        return lines
    }
}

extension SourceText {
    /// Without spaces; line feeds and tabs stay.
    func withoutSpaces() -> SourceText {
        var result = SourceText()
        for (byte, origin) in zip(bytes, origins) where byte != 0x20 {
            result.bytes.append(byte)
            result.origins.append(origin)
        }
        return result
    }

    /// In lower case, scalar by scalar.
    func lowercased() -> SourceText {
        mappingScalars { $0.properties.lowercaseMapping }
    }

    /// Decomposed for compatibility, without the combining accents U+0300 to U+0362.
    func withoutAccents() -> SourceText {
        mappingScalars { scalar in
            let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
            return String(String.UnicodeScalarView(parts.filter { !(0x300...0x362).contains($0.value) }))
        }
    }

    private func mappingScalars(_ transform: (Unicode.Scalar) -> String) -> SourceText {
        var result = SourceText()
        result.bytes.reserveCapacity(bytes.count)
        result.origins.reserveCapacity(bytes.count)
        var position = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            result.append(transform(scalar), origin: origins[position])
            position += UTF8.width(scalar)
        }
        return result
    }

    /// With every match of a pattern replaced; what is put in belongs to the first word of what it replaces.
    func replacing(_ pattern: LazyPattern, with replacement: Replacement) throws(LazyPattern.Problem) -> SourceText {
        let matches = try pattern.matches(in: self)
        guard !matches.isEmpty else { return self }
        let names = try pattern.names()
        var result = SourceText()
        var position = 0
        for match in matches {
            result.append(position..<match.range.lowerBound, of: self)
            let origin = origins[match.range].first { $0 >= 0 } ?? -1
            for part in replacement.parts {
                switch part {
                case .literal(let text): result.append(text, origin: origin)
                case .group(let reference):
                    if let range = match.group(reference, names: names) { result.append(range, of: self) }
                }
            }
            position = match.range.upperBound
        }
        result.append(position..<bytes.count, of: self)
        return result
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }
}
