import OrchestrateModel

/// Parts an item's name from what is said of it, where a table writes both as `name: details`.
///
/// A colon alone may be part of a name. That the table itself puts it between name and details shows where each of several
/// items has one, and one has nothing behind it.
struct ItemNames {
    /// True where the colons of this table part names from details.
    private let areParted: Bool
    private let sheet: TokenSheet

    init(descriptions: [[Range<Int>]], in sheet: TokenSheet) {
        self.sheet = sheet
        let ends = descriptions.map { Self.firstColon(of: $0, in: sheet) }
        areParted =
            descriptions.count >= 2 && ends.allSatisfy { $0 != nil }
            && zip(descriptions, ends).contains { description, end in end == description.last?.last }
    }

    /// The cells of a description: the name, and the details where there are some.
    func cells(of description: [Range<Int>]) -> [TableCell] {
        guard areParted, let colon = Self.firstColon(of: description, in: sheet) else {
            return [cell("description", description)].compactMap { $0 }
        }
        let name = description.filter { $0.lowerBound <= colon }.map { $0.clamped(to: $0.lowerBound..<colon + 1) }
        let details = description.filter { $0.upperBound > colon + 1 }
            .map { $0.clamped(to: max($0.lowerBound, colon + 1)..<$0.upperBound) }
        return [cell("description", name), cell("details", details)].compactMap { $0 }
    }

    private func cell(_ column: String, _ ranges: [Range<Int>]) -> TableCell? {
        guard !ranges.isEmpty else { return nil }
        var text = ranges.map { sheet.text($0) }.joined(separator: " ")
        if areParted, column == "description", text.hasSuffix(":") { text.removeLast() }
        let evidence = ranges.map { sheet.evidence($0, rule: "column:\(column)") }
        return TableCell(column: column, value: .string(text), evidence: evidence)
    }

    private static func firstColon(of description: [Range<Int>], in sheet: TokenSheet) -> Int? {
        description.joined().first { sheet.tokens[$0].text.count > 1 && sheet.tokens[$0].text.hasSuffix(":") }
    }
}
