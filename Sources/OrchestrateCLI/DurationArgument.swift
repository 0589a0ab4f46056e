import ArgumentParser

/// A duration on the command line: `500ms`, `30s`, `5m`, `2h`.
struct DurationArgument: ExpressibleByArgument {
    let seconds: Double

    init?(argument: String) {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)), number >= 0, number.isFinite
        else { return nil }
        seconds = number * unit.seconds
    }

    static var allValueStrings: [String] { [] }
}
