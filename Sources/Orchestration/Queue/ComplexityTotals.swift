import OrchestrateModel

/// Waiting documents summed up by kind, so that a better estimate applies to all of them at once.
package struct ComplexityTotals: Sendable, Hashable {
    package private(set) var count = 0
    private(set) var assumed = [Double](repeating: 0, count: DocumentKind.allCases.count)

    mutating func add(_ hint: ComplexityModel.Hint) {
        count += 1
        assumed[Int(hint.kind.rawValue)] += ComplexityModel.assumed(hint)
    }

    mutating func remove(_ hint: ComplexityModel.Hint) {
        count -= 1
        let index = Int(hint.kind.rawValue)
        assumed[index] = max(assumed[index] - ComplexityModel.assumed(hint), 0)
    }
}

extension ComplexityModel {
    /// Seconds of one worker's time that all of them are expected to take.
    func seconds(_ totals: ComplexityTotals) -> Double {
        zip(totals.assumed, ratios).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
