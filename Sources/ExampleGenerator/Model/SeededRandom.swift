/// The SplitMix64 generator (Steele, Lea and Flood, 2014): small, fast, and the same everywhere for the same seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[integer(in: 0...(elements.count - 1))]
    }

    /// `count` elements in mixed order; none comes again before all have come.
    mutating func selection<Element>(of elements: [Element], count: Int) -> [Element] {
        var chosen: [Element] = []
        while chosen.count < count {
            var rest = elements
            while !rest.isEmpty, chosen.count < count {
                chosen.append(rest.remove(at: integer(in: 0...(rest.count - 1))))
            }
        }
        return chosen
    }

    mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in Character(String(integer(in: 0...9))) })
    }

    /// Roughly normal with mean 0 and deviation 1: twelve uniform values summed.
    mutating func gaussian() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += Double(next() >> 11) / Double(1 << 53) }
        return sum
    }
}
