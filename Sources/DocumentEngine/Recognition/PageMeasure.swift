import CTesseract

/// What a picture of a page looks like, measured on its binarised form before it is read.
struct PageMeasure {
    /// Share of dark pixels.
    let ink: Double
    /// Height of small letters in pixels, by the connected components; 0 where there are too few to tell.
    let letterHeight: Double
    /// Components of a letter's size.
    let letters: Int
    /// True where lines of text seem to run from top to bottom rather than from left to right; narrow slips with dense
    /// print look like it, too, so that only reading tells.
    let isSideways: Bool
    /// The square with the most letters, where the page is larger than a sample needs to be.
    let densest: (left: Int, top: Int, side: Int)?

    init(binary: Picture) {
        let area = Double(max(1, binary.width * binary.height))
        var count: Int32 = 0
        pixCountPixels(binary.handle, &count, nil)
        ink = Double(count) / area
        let components = Self.letters(of: binary)
        letters = components.count
        let heights = components.map { Double($0.height) }.sorted()
        // Between the small letters' and the capitals' height; it leans to the small ones.
        letterHeight = heights.count < 12 ? 0 : heights[heights.count * 2 / 5]
        isSideways = Self.runsSideways(components)
        let side = Int(letterHeight * Self.sampleHeights)
        densest =
            side > 0 && (side < binary.width || side < binary.height)
            ? Self.densestSquare(of: side, in: components, width: binary.width, height: binary.height) : nil
    }

    /// Twenty lines of letters with the space between them.
    private static let sampleHeights = 45.0

    /// The square with the most components' middles, among squares half a side apart.
    private static func densestSquare(
        of side: Int,
        in components: [Component],
        width: Int,
        height: Int
    ) -> (left: Int, top: Int, side: Int) {
        let step = max(1, side / 2)
        let columns = width / step + 1
        let rows = height / step + 1
        var cells = Array(repeating: 0, count: columns * rows)
        for component in components {
            let row = (component.top + component.height / 2) / step
            cells[row * columns + (component.left + component.width / 2) / step] += 1
        }
        var best = (count: -1, left: 0, top: 0)
        for row in 0..<max(1, rows - 1) {
            for column in 0..<max(1, columns - 1) {
                let count = [(row, column), (row, column + 1), (row + 1, column), (row + 1, column + 1)]
                    .filter { $0.0 < rows && $0.1 < columns }
                    .reduce(0) { $0 + cells[$1.0 * columns + $1.1] }
                if count > best.count { best = (count, column * step, row * step) }
            }
        }
        return (min(best.left, max(0, width - side)), min(best.top, max(0, height - side)), side)
    }

    private struct Component {
        let left: Int
        let top: Int
        let width: Int
        let height: Int

        var right: Int { left + width }
        var bottom: Int { top + height }
    }

    /// The connected components that may be letters.
    private static func letters(of binary: Picture) -> [Component] {
        guard let boxes = pixConnCompBB(binary.handle, 8) else { return [] }
        var doomed: UnsafeMutablePointer<Boxa>? = boxes
        defer { boxaDestroy(&doomed) }
        var found: [Component] = []
        for index in 0..<boxaGetCount(boxes) {
            var left: Int32 = 0
            var top: Int32 = 0
            var width: Int32 = 0
            var height: Int32 = 0
            boxaGetBoxGeometry(boxes, index, &left, &top, &width, &height)
            let isLetter = height >= 5 && height <= 200 && width >= 2 && width <= height * 3 && height <= width * 6
            guard isLetter else { continue }
            found.append(Component(left: Int(left), top: Int(top), width: Int(width), height: Int(height)))
        }
        return found
    }

    /// True if the nearest neighbours of most letters stand above or below them rather than beside them.
    private static func runsSideways(_ letters: [Component]) -> Bool {
        guard letters.count >= 40 else { return false }
        var beside = 0
        var above = 0
        for index in stride(from: 0, to: letters.count, by: max(1, letters.count / 300)) {
            switch direction(ofNearestTo: index, in: letters) {
            case .beside: beside += 1
            case .above: above += 1
            case .neither: break
            }
        }
        return above > 2 * beside && above >= 20
    }

    private enum Direction {
        case beside
        case above
        case neither
    }

    /// Where the nearest component of like size lies, seen from one of them.
    private static func direction(ofNearestTo index: Int, in letters: [Component]) -> Direction {
        let own = letters[index]
        let size = max(own.width, own.height)
        var nearest = size * 2
        var direction = Direction.neither
        for (place, other) in letters.enumerated() where place != index {
            let across = max(own.left, other.left) - min(own.right, other.right)
            let down = max(own.top, other.top) - min(own.bottom, other.bottom)
            guard across < nearest, down < nearest, max(across, 0) + max(down, 0) < nearest else { continue }
            let otherSize = max(other.width, other.height)
            guard otherSize * 2 > size, size * 2 > otherSize, across > 0 || down > 0 else { continue }
            nearest = max(across, 0) + max(down, 0)
            direction = across > 0 && down < 0 ? .beside : down > 0 && across < 0 ? .above : .neither
        }
        return direction
    }

    /// Degrees by which to turn the picture clockwise so that its lines are level; 0 where that is not sure.
    static func skew(of binary: Picture) -> Double {
        var angle: Float = 0
        var confidence: Float = 0
        let status = pixFindSkewSweepAndSearch(
            binary.handle,
            &angle,
            &confidence,
            skewReduction,
            skewReduction / 2,
            widestSkew,
            1,
            0.01
        )
        guard status == 0, confidence > 3 else { return 0 }
        return Double(angle)
    }

    /// Shrinks the picture before pages are tried at whole degrees; twice as large for the fractions.
    private static let skewReduction: Int32 = 4
    /// An angle is believed only where a wider one was tried and is worse.
    private static let widestSkew: Float = 12
}
