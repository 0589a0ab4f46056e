import CTesseract

/// What a picture of a page looks like, measured on its binarised form before it is read.
struct PageMeasure {
    /// Share of dark pixels.
    let ink: Double
    /// Height of small letters in pixels, by the connected components; 0 where there are too few to tell.
    let letterHeight: Double
    /// Components of a letter's size.
    let letters: Int
    /// True where lines of text run from top to bottom rather than from left to right.
    let isSideways: Bool

    init(binary: Picture) {
        let area = Double(max(1, binary.width * binary.height))
        var count: Int32 = 0
        pixCountPixels(binary.handle, &count, nil)
        ink = Double(count) / area
        let heights = Self.componentHeights(binary)
        letters = heights.count
        // Between the small letters' and the capitals' height; the lower quartile leans to the small ones.
        letterHeight = heights.count < 12 ? 0 : heights[heights.count * 2 / 5]
        isSideways = Self.runsSideways(binary)
    }

    /// Heights of the components that may be letters, sorted.
    private static func componentHeights(_ binary: Picture) -> [Double] {
        guard let boxes = pixConnCompBB(binary.handle, 8) else { return [] }
        var doomed: UnsafeMutablePointer<Boxa>? = boxes
        defer { boxaDestroy(&doomed) }
        var heights: [Double] = []
        for index in 0..<boxaGetCount(boxes) {
            var left: Int32 = 0
            var top: Int32 = 0
            var width: Int32 = 0
            var height: Int32 = 0
            boxaGetBoxGeometry(boxes, index, &left, &top, &width, &height)
            let isLetter = height >= 5 && height <= 200 && width >= 2 && width <= height * 3 && height <= width * 6
            if isLetter { heights.append(Double(height)) }
        }
        return heights.sorted()
    }

    /// Compares how much the ink varies from row to row with how much it varies from column to column.
    private static func runsSideways(_ binary: Picture) -> Bool {
        guard binary.width >= 64, binary.height >= 64 else { return false }
        let rows = contrast(pixCountPixelsByRow(binary.handle, nil))
        let columns = contrast(pixCountPixelsByColumn(binary.handle))
        return columns > 1.6 * rows
    }

    /// Mean squared step between neighbours, against the mean square.
    private static func contrast(_ counts: UnsafeMutablePointer<Numa>?) -> Double {
        guard let counts else { return 0 }
        var doomed: UnsafeMutablePointer<Numa>? = counts
        defer { numaDestroy(&doomed) }
        var steps = 0.0
        var squares = 1.0
        var last: Float = 0
        for index in 0..<numaGetCount(counts) {
            var value: Float = 0
            numaGetFValue(counts, index, &value)
            if index > 0 { steps += Double((value - last) * (value - last)) }
            squares += Double(value * value)
            last = value
        }
        return steps / squares
    }

    /// Degrees by which to turn the picture clockwise so that its lines are level; 0 where that is not sure.
    static func skew(of binary: Picture) -> Double {
        var angle: Float = 0
        var confidence: Float = 0
        guard pixFindSkew(binary.handle, &angle, &confidence) == 0, confidence > 3 else { return 0 }
        return Double(angle)
    }
}
