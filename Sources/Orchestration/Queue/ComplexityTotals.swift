import Glibc
import OrchestrateModel

/// Waiting documents summed up by kind and size, so that a better estimate applies to all of them at once.
package struct ComplexityTotals: Sendable, Hashable {
    /// Documents of about the same size.
    private struct Class: Sendable, Hashable {
        var count = 0
        var bytes: Int64 = 0
    }

    /// Classes for each doubling of the size, up to a terabyte.
    private static let steps = 4.0
    private static let classes = 160

    package private(set) var count = 0
    private var content = [Class](repeating: Class(), count: classes * DocumentKind.allCases.count)

    mutating func add(_ hint: ComplexityModel.Hint) {
        let index = Self.place(of: hint)
        count += 1
        content[index].count += 1
        content[index].bytes += max(hint.size, 0)
    }

    mutating func remove(_ hint: ComplexityModel.Hint) {
        let index = Self.place(of: hint)
        count -= 1
        content[index].count -= 1
        content[index].bytes -= max(hint.size, 0)
    }

    private static func place(of hint: ComplexityModel.Hint) -> Int {
        let step = Int((log2(Double(max(hint.size, 1))) * steps).rounded(.down))
        return Int(hint.kind.rawValue) * classes + min(step, classes - 1)
    }

    /// Seconds of one worker's time that all of them are expected to take.
    func seconds(_ model: ComplexityModel) -> Double {
        var sum = 0.0
        for (index, entry) in content.enumerated() where entry.count > 0 {
            guard let kind = DocumentKind(rawValue: UInt8(index / Self.classes)) else { continue }
            let mean = ComplexityModel.Hint(kind: kind, size: entry.bytes / Int64(entry.count))
            sum += Double(entry.count) * model.seconds(mean)
        }
        return sum
    }
}
