import Glibc

/// How the time of one kind of documents grows with their size, learnt from those that were measured.
///
/// Two steps. A law for all, `factor * size ^ exponent`: the exponent is the slope of a regression of the logarithms, drawn
/// towards a usual value as long as little was measured (ridge regression), the factor makes the sum over the measured documents right,
/// since their sum is what is asked for. A mere ratio will not do: large documents come first and would speak for small ones,
/// which take less than in proportion. Then a correction for each size: what documents of about that size took, in all,
/// against what the law says of them (kernel regression after Nadaraya and Watson, of the ratio). One kind may hold documents
/// of two natures, such as PDFs with text and PDFs of scans, for which no law of this form is right.
struct CostLaw: Sendable {
    private struct Sample: Sendable {
        /// Logarithm of the bytes.
        var size: Double
        var seconds: Double
        /// By the law as it is.
        var expected: Double
    }

    private static let memory = 192
    /// What the exponent is assumed to be, between that of scans of one size and that of texts, and the weight of the
    /// assumption, in squared logarithms.
    private static let usualExponent = 0.7
    private static let ridge = 0.2
    /// How alike sizes must be to speak for each other, as a difference of natural logarithms.
    private static let likeness = 0.35
    /// How many documents of its size the law itself counts for.
    private static let trust = 0.7

    private var measured: [Sample] = []
    private var oldest = 0
    private var sinceFit = 0
    private var exponent = usualExponent
    private var factor = 1.0

    /// Nil before anything was measured; `size` is the logarithm of the bytes.
    func seconds(size: Double) -> Double? {
        guard !measured.isEmpty else { return nil }
        let expected = law(size)
        var (taken, due) = (Self.trust * expected, Self.trust * expected)
        for sample in measured {
            let distance = (sample.size - size) / Self.likeness
            guard abs(distance) < 3 else { continue }
            let weight = exp(-distance * distance / 2)
            taken += weight * sample.seconds
            due += weight * sample.expected
        }
        return expected * taken / due
    }

    private func law(_ size: Double) -> Double { factor * exp(size * exponent) }

    mutating func observe(size: Double, seconds: Double) {
        let sample = Sample(size: size, seconds: max(seconds, 0.0001), expected: law(size))
        if measured.count < Self.memory {
            measured.append(sample)
        } else {
            measured[oldest] = sample
            oldest = (oldest + 1) % Self.memory
        }
        sinceFit += 1
        // Of many, one more changes little.
        if sinceFit * 8 >= min(measured.count, 64) { fit() }
    }

    private mutating func fit() {
        sinceFit = 0
        let count = Double(measured.count)
        let points = measured.map { (x: $0.size, y: log($0.seconds)) }
        let meanX = points.reduce(0) { $0 + $1.x } / count
        let meanY = points.reduce(0) { $0 + $1.y } / count
        let square = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        let product = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
        exponent = min(max((product + Self.ridge * Self.usualExponent) / (square + Self.ridge), 0), 4)
        factor = 1
        let shape = measured.reduce(0) { $0 + law($1.size) }
        factor = measured.reduce(0) { $0 + $1.seconds } / shape
        for index in measured.indices { measured[index].expected = law(measured[index].size) }
    }
}
