import CTesseract

/// Where paper and ink lie on a page's grey scale, and how noisy the paper is.
struct ToneCurve {
    /// Grey of the paper: the median of the page without its margins.
    let paper: Int
    /// Grey that only one pixel in a hundred is darker than.
    let ink: Int
    /// Pixels slightly darker than paper for each pixel of ink; a clean rendering has 0.1, a JPEG photo 1 to 5.
    let noise: Double

    init?(grey: Picture) {
        guard grey.depth == 8, let counts = Self.histogram(grey) else { return nil }
        let total = counts.reduce(0, +)
        paper = Self.level(counts, share: 0.5, of: total)
        let dark = Self.level(counts, share: 0.01, of: total)
        ink = dark
        let range = max(1, paper - dark)
        let lower = dark + range * 7 / 8
        let upper = max(lower, paper - max(1, range / 64))
        let middle = dark + range / 2
        let inkCount = counts[...middle].reduce(0, +)
        noise = Double(counts[lower..<upper].reduce(0, +)) / Double(max(1, inkCount))
    }

    /// True where light letters stand on a dark page.
    var isInverted: Bool { paper < 100 }

    /// Makes the paper white and the ink black; the same picture where there is hardly a difference between the two.
    func applied(to grey: Picture) -> Picture {
        guard paper - ink >= 12, !isInverted else { return grey }
        let curve = pixGammaTRC(nil, grey.handle, 1, Int32(ink), Int32(paper))
        return curve.map(Picture.init(handle:)) ?? grey
    }

    private static func level(_ counts: [Int], share: Double, of total: Int) -> Int {
        var sum = 0
        for (level, count) in counts.enumerated() {
            sum += count
            if Double(sum) >= share * Double(total) { return level }
        }
        return 255
    }

    /// Counts of the 256 greys inside the margins, where scanners leave black edges; every fourth pixel.
    private static func histogram(_ grey: Picture) -> [Int]? {
        let width = Int32(grey.width)
        let height = Int32(grey.height)
        var frame = boxCreate(width / 20, height / 20, max(1, width - width / 10), max(1, height - height / 10))
        defer { boxDestroy(&frame) }
        var inner = pixClipRectangle(grey.handle, frame, nil)
        defer { pixDestroy(&inner) }
        var numbers = pixGetGrayHistogram(inner, 4)
        defer { numaDestroy(&numbers) }
        guard numbers != nil else { return nil }
        return (0..<256).map { level in
            var count: Int32 = 0
            numaGetIValue(numbers, Int32(level), &count)
            return Int(count)
        }
    }
}
