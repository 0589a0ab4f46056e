/// An exact decimal number that remembers the scale it was read with: `119.00` stays `119.00`.
///
/// The value is `coefficient × 10^-scale`. Equality and order are by value, so `1.0 == 1.00`.
package struct DecimalNumber: Sendable {
    package let coefficient: Int64
    /// Digits after the decimal point, 0 to 18.
    package let scale: Int

    package init(coefficient: Int64, scale: Int) {
        precondition((0...18).contains(scale), "scale out of range")
        self.coefficient = coefficient
        self.scale = scale
    }

    /// Reads plain notation: an optional sign, digits, and at most one `.`; nil for anything else or beyond 18 digits.
    package init?(_ text: some StringProtocol) {
        var coefficient: Int64 = 0
        var scale = 0
        var digits = 0
        var seenPoint = false
        var negative = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: negative = true
            case UInt8(ascii: "+") where index == 0: break
            case UInt8(ascii: ".") where !seenPoint: seenPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                scale += seenPoint ? 1 : 0
                guard digits <= 18 else { return nil }
                coefficient = coefficient * 10 + Int64(byte - UInt8(ascii: "0"))
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        self.init(coefficient: negative ? -coefficient : coefficient, scale: scale)
    }

    package var doubleValue: Double {
        Double(coefficient) / Double(Self.power(of: 10, scale))
    }

    package var isZero: Bool { coefficient == 0 }

    package var magnitude: DecimalNumber {
        DecimalNumber(coefficient: abs(coefficient), scale: scale)
    }

    /// The same value without trailing zeros after the point.
    package var normalized: DecimalNumber {
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        return DecimalNumber(coefficient: coefficient, scale: scale)
    }

    /// The value with at least `scale` digits after the point; unchanged if it has more or would overflow.
    package func extended(toScale scale: Int) -> DecimalNumber {
        guard scale > self.scale else { return self }
        let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(of: 10, scale - self.scale))
        return overflow ? self : DecimalNumber(coefficient: scaled, scale: scale)
    }

    /// The value rounded half away from zero to `scale` digits after the point.
    package func rounded(toScale scale: Int) -> DecimalNumber {
        guard scale < self.scale else { return self }
        let divisor = Self.power(of: 10, self.scale - scale)
        let half = coefficient < 0 ? -(divisor / 2) : divisor / 2
        return DecimalNumber(coefficient: (coefficient + half) / divisor, scale: scale)
    }

    package static func + (lhs: DecimalNumber, rhs: DecimalNumber) -> DecimalNumber {
        combine(lhs, rhs) { $0 + $1 }
    }

    package static func - (lhs: DecimalNumber, rhs: DecimalNumber) -> DecimalNumber {
        combine(lhs, rhs) { $0 - $1 }
    }

    package static prefix func - (value: DecimalNumber) -> DecimalNumber {
        DecimalNumber(coefficient: -value.coefficient, scale: value.scale)
    }

    /// The exact product, rounded to 18 digits after the point or fewer where 64 bits are not enough.
    package static func * (lhs: DecimalNumber, rhs: DecimalNumber) -> DecimalNumber {
        fitted(Int128(lhs.coefficient) * Int128(rhs.coefficient), scale: lhs.scale + rhs.scale)
    }

    private static func combine(
        _ lhs: DecimalNumber,
        _ rhs: DecimalNumber,
        _ operation: (Int128, Int128) -> Int128
    ) -> DecimalNumber {
        let scale = max(lhs.scale, rhs.scale)
        return fitted(operation(lhs.aligned(to: scale), rhs.aligned(to: scale)), scale: scale)
    }

    private func aligned(to scale: Int) -> Int128 {
        Int128(coefficient) * Int128(Self.power(of: 10, scale - self.scale))
    }

    private static func fitted(_ coefficient: Int128, scale: Int) -> DecimalNumber {
        var coefficient = coefficient
        var scale = scale
        while scale > 18 || (scale > 0 && Int64(exactly: coefficient) == nil) {
            coefficient = (coefficient + (coefficient < 0 ? -5 : 5)) / 10
            scale -= 1
        }
        return DecimalNumber(coefficient: Int64(clamping: coefficient), scale: scale)
    }

    private static func power(of base: Int64, _ exponent: Int) -> Int64 {
        var result: Int64 = 1
        for _ in 0..<exponent { result *= base }
        return result
    }
}

extension DecimalNumber: Hashable, Comparable {
    package static func == (lhs: DecimalNumber, rhs: DecimalNumber) -> Bool {
        let scale = max(lhs.scale, rhs.scale)
        return lhs.aligned(to: scale) == rhs.aligned(to: scale)
    }

    package static func < (lhs: DecimalNumber, rhs: DecimalNumber) -> Bool {
        let scale = max(lhs.scale, rhs.scale)
        return lhs.aligned(to: scale) < rhs.aligned(to: scale)
    }

    package func hash(into hasher: inout Hasher) {
        let plain = normalized
        hasher.combine(plain.coefficient)
        hasher.combine(plain.scale)
    }
}

extension DecimalNumber: CustomStringConvertible, LosslessStringConvertible {
    /// Plain notation with exactly `scale` digits after the point.
    package var description: String {
        guard scale > 0 else { return String(coefficient) }
        let digits = String(coefficient.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (coefficient < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    package init?(_ description: String) {
        self.init(description[...])
    }
}

extension DecimalNumber: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = DecimalNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number: \(text)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
