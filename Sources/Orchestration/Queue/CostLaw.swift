import Glibc

/// How the time of one kind of documents grows with what was assumed: `factor * assumed ^ exponent`.
///
/// The exponent is the slope of a regression of the logarithms, drawn towards 1 as long as little was measured (ridge
/// regression). The factor makes the sum over the measured documents right, since their sum is what is asked for. A mere
/// ratio will not do: large documents come first and would speak for small ones, which take less than in proportion.
struct CostLaw: Sendable {
    private static let memory = 128
    /// The weight of the assumption that the exponent is 1, in squared logarithms.
    private static let ridge = 0.1

    private var measured: [(assumed: Double, seconds: Double)] = []
    private var oldest = 0
    private var exponent = 1.0
    private var factor = 1.0

    func seconds(assumed: Double) -> Double { factor * pow(assumed, exponent) }

    mutating func observe(assumed: Double, seconds: Double) {
        // Bounded, so that one document that hung does not spoil the estimates of its kind.
        let sample = (assumed, min(max(seconds, assumed * 0.01), assumed * 50))
        if measured.count < Self.memory {
            measured.append(sample)
        } else {
            measured[oldest] = sample
            oldest = (oldest + 1) % Self.memory
        }
        fit()
    }

    private mutating func fit() {
        let count = Double(measured.count)
        let points = measured.map { (x: log($0.assumed), y: log($0.seconds)) }
        let meanX = points.reduce(0) { $0 + $1.x } / count
        let meanY = points.reduce(0) { $0 + $1.y } / count
        let square = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        let product = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
        exponent = min(max((product + Self.ridge) / (square + Self.ridge), 0), 4)
        let shape = measured.reduce(0) { $0 + pow($1.assumed, exponent) }
        factor = measured.reduce(0) { $0 + $1.seconds } / shape
    }
}
