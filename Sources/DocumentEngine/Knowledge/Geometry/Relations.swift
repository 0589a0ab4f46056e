import OrchestrateModel

/// A value beside a label, with how surely the two belong together.
struct Related {
    let spot: Spot
    /// 0 to 1.
    let score: Double
    /// `right` or `below`.
    let relation: String
}

/// Finds the values that labels announce: right of them on their row, or below them in their column.
struct Relations {
    let sheet: TokenSheet
    let labels: [Label]
    private let labelsOfRow: [Int: [Label]]

    init(sheet: TokenSheet, labels: [Label]) {
        self.sheet = sheet
        self.labels = labels
        labelsOfRow = Dictionary(grouping: labels, by: \.row)
    }

    /// The values of a kind that may belong to a label, scored by the label's weight, place and distance.
    func values(of label: Label, among spots: SpotIndex) -> [Related] {
        let right = self.right(of: label, among: spots)
        let near = right.contains { $0.spot.box.x0 - label.box.x1 < 8 * sheet.tokens[label.tokens.lowerBound].size }
        guard let spot = below(label, among: spots) else { return right }
        let factor = near ? 0.35 : label.isSet ? 0.85 : 0.5
        return right + [Related(spot: spot, score: label.weight * factor, relation: "below")]
    }

    func right(of label: Label, among spots: SpotIndex) -> [Related] {
        let limit = nextLabel(after: label)?.tokens.lowerBound ?? sheet.rows[label.row].tokens.upperBound
        let width = sheet.size(ofPage: sheet.rows[label.row].page).width
        let found = spots.ofRow(label.row).filter {
            $0.tokens.lowerBound >= label.tokens.upperBound && $0.tokens.lowerBound < limit
        }
        return found.enumerated().map { place, spot in
            let gap = max(0, spot.box.x0 - label.box.x1)
            let distance = 1 - 0.25 * min(1, gap / (0.6 * width))
            // Of several numbers the last is the amount, the others are rates and bases.
            let order = spots.prefersLast ? place == found.count - 1 : place == 0
            return Related(spot: spot, score: label.weight * distance * (order ? 1 : 0.7), relation: "right")
        }
    }

    /// The next label of the row that stands for something of its own.
    private func nextLabel(after label: Label) -> Label? {
        (labelsOfRow[label.row] ?? []).first {
            $0.tokens.lowerBound >= label.tokens.upperBound && $0.weight > 0.5
                && !($0.kind == label.kind || label.kind.isAmount && $0.kind.isAmount && !$0.leads)
        }
    }

    /// The first value under a label that shares its column, unless another label comes before.
    func below(_ label: Label, among spots: SpotIndex) -> Spot? {
        let size = max(sheet.tokens[label.tokens.lowerBound].size, 6)
        for index in rows(under: label, reach: 4 * size) {
            if let spot = spots.ofRow(index).first(where: { Self.sharesColumn($0.box, label.box) }) { return spot }
            let blocked = (labelsOfRow[index] ?? []).contains {
                min($0.box.x1, label.box.x1) - max($0.box.x0, label.box.x0) > 2 && $0.leads
            }
            if blocked { return nil }
        }
        return nil
    }

    /// Rows of the label's page that begin below it within a distance in points.
    func rows(under label: Label, reach: Double) -> Range<Int> {
        let page = sheet.rows[label.row].page
        var end = label.row + 1
        while end < sheet.rows.count, sheet.rows[end].page == page, sheet.rows[end].box.y0 - label.box.y1 <= reach {
            end += 1
        }
        return label.row + 1..<max(end, label.row + 1)
    }

    static func sharesColumn(_ box: Box, _ label: Box) -> Bool {
        min(box.x1, label.x1) - max(box.x0, label.x0) > 0 || abs(box.x1 - label.x1) < 8
    }
}

/// Values by the row they stand in.
struct SpotIndex {
    let all: [Spot]
    /// True where the last value right of a label is the one meant, as with amounts.
    let prefersLast: Bool
    private let rows: [Int: [Spot]]

    init(_ spots: [Spot], prefersLast: Bool = false) {
        all = spots
        self.prefersLast = prefersLast
        rows = Dictionary(grouping: spots, by: \.row)
    }

    func ofRow(_ row: Int) -> [Spot] { rows[row] ?? [] }
}
