import Glibc
import OrchestrateModel

/// Waiting documents summed up by kind and size, so that a better estimate applies to all of them at once.
package struct ComplexityTotals: Sendable, Hashable {
    /// Documents of about the same assumed time.
    private struct Class: Sendable, Hashable {
        var count = 0
        var assumed = 0.0
    }

    /// Classes for each doubling of the time, from a millisecond to ten hours.
    private static let steps = 4.0
    private static let classes = 104

    package private(set) var count = 0
    private var content = [Class](repeating: Class(), count: classes * DocumentKind.allCases.count)

    mutating func add(_ hint: ComplexityModel.Hint) {
        let (index, assumed) = Self.place(of: hint)
        count += 1
        content[index].count += 1
        content[index].assumed += assumed
    }

    mutating func remove(_ hint: ComplexityModel.Hint) {
        let (index, assumed) = Self.place(of: hint)
        count -= 1
        content[index].count -= 1
        content[index].assumed -= assumed
    }

    private static func place(of hint: ComplexityModel.Hint) -> (index: Int, assumed: Double) {
        let assumed = ComplexityModel.assumed(hint)
        let step = Int((log2(max(assumed, 0.001) * 1000) * steps).rounded(.down))
        return (Int(hint.kind.rawValue) * classes + min(step, classes - 1), assumed)
    }

    /// Seconds of one worker's time that all of them are expected to take.
    func seconds(_ model: ComplexityModel) -> Double {
        var sum = 0.0
        for (index, entry) in content.enumerated() where entry.count > 0 {
            let mean = entry.assumed / Double(entry.count)
            sum += Double(entry.count) * model.seconds(assumed: mean, kind: index / Self.classes)
        }
        return sum
    }
}
