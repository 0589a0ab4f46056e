import OrchestrateModel

/// Gives what a container carries names by which it can be found again: safe as part of a path, and each once.
struct MemberNames {
    private var taken: Set<[UInt8]> = []
    private static let maxBytes = 512

    /// The name for the next member; always the same for the same container.
    mutating func assign(_ raw: [UInt8], fallback: String) -> DocumentPath {
        var name = Self.cleaned(raw)
        if name.isEmpty { name = Array(fallback.utf8) }
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = Self.numbered(name, number)
            number += 1
        }
        return DocumentPath(bytes: candidate)
    }

    /// Without control characters, steps upwards and empty steps.
    private static func cleaned(_ raw: [UInt8]) -> [UInt8] {
        let plain = raw.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "_") : $0 }
        let steps = plain.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
        let dots = Array("..".utf8)
        let safe = steps.map { $0.elementsEqual(dots) ? [UInt8(ascii: "_"), UInt8(ascii: "_")] : Array($0) }
        let name = Array(safe.joined(separator: [UInt8(ascii: "/")]))
        guard name.count > maxBytes else { return name }
        // The end holds what tells names apart, and the extension.
        var end = Array(name.suffix(maxBytes))
        while let first = end.first, first & 0xC0 == 0x80 || first == UInt8(ascii: "/") { end.removeFirst() }
        return end
    }

    /// `letter (2).pdf` for `letter.pdf`.
    private static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
        let base = name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let dot = name[base...].lastIndex(of: UInt8(ascii: ".")) ?? name.count
        let end = dot > base ? dot : name.count
        return Array(name[..<end]) + Array(" (\(number))".utf8) + Array(name[end...])
    }
}
