/// The rectangle around words, in pixels.
struct Extent {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    init(_ word: OCRWord) {
        left = word.left
        top = word.top
        right = word.right
        bottom = word.bottom
    }

    /// Around all words; nil without any.
    init?(of words: some Sequence<OCRWord>) {
        var extent: Extent?
        for word in words { extent = extent?.union(Extent(word)) ?? Extent(word) }
        guard let extent else { return nil }
        self = extent
    }

    var height: Int { bottom - top }
    var middle: Int { (top + bottom) / 2 }

    func union(_ other: Extent) -> Extent {
        var all = self
        all.left = min(left, other.left)
        all.top = min(top, other.top)
        all.right = max(right, other.right)
        all.bottom = max(bottom, other.bottom)
        return all
    }

    /// True if both show the same letters: much of the smaller one lies in the other, across and down.
    func meets(_ other: Extent) -> Bool {
        let across = min(right, other.right) - max(left, other.left)
        let down = min(bottom, other.bottom) - max(top, other.top)
        return across * 10 > 3 * min(right - left, other.right - other.left)
            && down * 10 > 4 * min(height, other.height)
    }

    /// True if both stand in one line.
    func isLevel(with other: Extent) -> Bool {
        (min(bottom, other.bottom) - max(top, other.top)) * 2 > min(height, other.height)
    }

    /// Pixels between both, across and down together.
    func distance(to other: Extent) -> Int {
        max(left - other.right, other.left - right, 0) + max(top - other.bottom, other.top - bottom, 0)
    }
}

/// The words of two readings of one picture, gathered by the spots that they stand on.
struct WordSpots {
    /// One spot: indices of the words that the readings have for it; one of them may have none.
    struct Spot {
        var first: [Int] = []
        var second: [Int] = []
    }

    private(set) var spots: [Spot] = []

    init(first: [OCRWord], second: [OCRWord]) {
        var parents = Array(0..<(first.count + second.count))
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        let bands = Self.bands(of: first)
        for (index, word) in second.enumerated() {
            let extent = Extent(word)
            for band in Self.range(of: extent) {
                for other in bands[band] ?? [] where extent.meets(Extent(first[other])) {
                    parents[root(other)] = root(first.count + index)
                }
            }
        }
        var places: [Int: Int] = [:]
        for index in parents.indices {
            let root = root(index)
            if places[root] == nil {
                places[root] = spots.count
                spots.append(Spot())
            }
            guard let place = places[root] else { continue }
            if index < first.count {
                spots[place].first.append(index)
            } else {
                spots[place].second.append(index - first.count)
            }
        }
    }

    private static let bandHeight = 64

    private static func range(of extent: Extent) -> ClosedRange<Int> {
        extent.top / bandHeight...max(extent.top, extent.bottom) / bandHeight
    }

    /// The words by the horizontal bands that they touch, so that only near ones are compared.
    private static func bands(of words: [OCRWord]) -> [Int: [Int]] {
        var bands: [Int: [Int]] = [:]
        for (index, word) in words.enumerated() {
            for band in range(of: Extent(word)) { bands[band, default: []].append(index) }
        }
        return bands
    }
}
