import OrchestrateModel

/// The largest rectangle of a page that no word touches, on a coarse grid.
struct EmptyRegion {
    private static let columns = 12
    private static let rows = 16
    /// A smaller share of the page holds no text worth reading.
    private static let smallestShare = 0.12

    let box: Box

    /// Nil where the words leave no large part of the page free.
    init?(words: [Word], width: Double, height: Double) {
        guard width > 0, height > 0 else { return nil }
        let taken = Self.taken(by: words, width: width, height: height)
        guard let (rows, columns) = Self.largest(free: taken) else { return nil }
        let share = Double(rows.count * columns.count) / Double(Self.rows * Self.columns)
        guard share >= Self.smallestShare else { return nil }
        box = Box(
            x0: Double(columns.lowerBound) * width / Double(Self.columns),
            y0: Double(rows.lowerBound) * height / Double(Self.rows),
            x1: Double(columns.upperBound) * width / Double(Self.columns),
            y1: Double(rows.upperBound) * height / Double(Self.rows)
        )
    }

    /// True if a picture fills most of the region.
    func isCovered(by picture: Box) -> Bool {
        let width = min(box.x1, picture.x1) - max(box.x0, picture.x0)
        let height = min(box.y1, picture.y1) - max(box.y0, picture.y0)
        guard width > 0, height > 0 else { return false }
        return width * height >= 0.6 * box.width * box.height
    }

    private static func taken(by words: [Word], width: Double, height: Double) -> [[Bool]] {
        var taken = Array(repeating: Array(repeating: false, count: columns), count: rows)
        for word in words {
            let left = cell(word.box.x0 / width, of: columns)
            let right = cell(word.box.x1 / width, of: columns)
            let top = cell(word.box.y0 / height, of: rows)
            let bottom = cell(word.box.y1 / height, of: rows)
            guard left <= right, top <= bottom else { continue }
            for row in top...bottom {
                for column in left...right { taken[row][column] = true }
            }
        }
        return taken
    }

    private static func cell(_ share: Double, of count: Int) -> Int {
        guard share.isFinite else { return 0 }
        return Int(min(max(share, 0), 0.999) * Double(count))
    }

    private static func largest(free taken: [[Bool]]) -> (rows: Range<Int>, columns: Range<Int>)? {
        var best: (rows: Range<Int>, columns: Range<Int>)?
        var bestArea = 0
        for top in 0..<rows {
            var free = Array(repeating: true, count: columns)
            for bottom in top..<rows {
                for column in 0..<columns where taken[bottom][column] { free[column] = false }
                let run = longestRun(free)
                let area = run.count * (bottom - top + 1)
                if area > bestArea {
                    bestArea = area
                    best = (top..<(bottom + 1), run)
                }
            }
        }
        return best
    }

    private static func longestRun(_ free: [Bool]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for index in 0...free.count where index == free.count || !free[index] {
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best
    }
}
