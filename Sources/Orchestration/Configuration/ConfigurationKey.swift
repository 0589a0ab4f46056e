package import OrchestrateModel

/// One setting: its name in files, environment and reference, what it may be, and where it lives in a `Configuration`.
package struct ConfigurationKey: Sendable {
    /// Section and name in snake case, such as `retry.max_attempts`.
    package let name: String
    /// What it does, as a sentence without a full stop.
    package let help: String
    /// What values it takes, such as `a whole number from 0 to 100`.
    package let expectation: String
    /// The value as JSON, which is YAML as well.
    package let show: @Sendable (Configuration) -> JSONValue
    /// Sets the value; false where it is not one that the key takes.
    let set: @Sendable (RawSetting, inout Configuration) -> Bool

    /// The variable that sets it, such as `ORCHESTRATE_RETRY_MAX_ATTEMPTS`.
    package var variable: String {
        "ORCHESTRATE_" + name.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }

    package var section: String { String(name.prefix { $0 != "." }) }
}

/// A setting as it was written, before it is understood.
indirect enum RawSetting: Sendable, Hashable {
    case text(String)
    case empty
    case list([RawSetting])
    case map([String: RawSetting])

    /// A list given as one, or as one text separated by commas or plus signs.
    func texts(separators: Set<Character>) -> [String]? {
        switch self {
        case .empty: return []
        case .text(let text):
            return text.split { separators.contains($0) }.map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
        case .list(let items):
            let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
            return texts.count == items.count ? texts : nil
        case .map: return nil
        }
    }

    /// The value for messages, cut to a readable length.
    var shown: String {
        switch self {
        case .text(let text): text.count > 60 ? "\(text.prefix(57))…" : text
        case .empty: "nothing"
        case .list(let items): "[\(items.map(\.shown).joined(separator: ", "))]"
        case .map(let pairs):
            "{\(pairs.sorted { $0.key < $1.key }.map { "\($0): \($1.shown)" }.joined(separator: ", "))}"
        }
    }
}

extension ConfigurationKey {
    typealias Place<Value> = WritableKeyPath<Configuration, Value> & Sendable

    static func integer(
        _ name: String,
        _ place: any Place<Int>,
        _ range: ClosedRange<Int>,
        _ help: String
    ) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            show: { .integer($0[keyPath: place]) },
            set: { raw, configuration in
                guard case .text(let text) = raw, let value = Int(text), range.contains(value) else { return false }
                configuration[keyPath: place] = value
                return true
            }
        )
    }

    static func number(
        _ name: String,
        _ place: any Place<Double>,
        _ range: ClosedRange<Double>,
        _ help: String
    ) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))",
            show: { .literal(plain($0[keyPath: place])) },
            set: { raw, configuration in
                guard case .text(let text) = raw, let value = Double(text), range.contains(value) else { return false }
                configuration[keyPath: place] = value
                return true
            }
        )
    }

    /// A time in seconds, or with a unit: `500ms`, `30s`, `5m`, `2h`.
    static func seconds(
        _ name: String,
        _ place: any Place<Double>,
        _ range: ClosedRange<Double>,
        _ help: String
    ) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "seconds from \(plain(range.lowerBound)) to \(plain(range.upperBound)), or 500ms, 30s, 5m, 2h",
            show: { .literal(plain($0[keyPath: place])) },
            set: { raw, configuration in
                guard case .text(let text) = raw, let value = TimeText.seconds(text), range.contains(value) else {
                    return false
                }
                configuration[keyPath: place] = value
                return true
            }
        )
    }

    static func boolean(_ name: String, _ place: any Place<Bool>, _ help: String) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "true or false",
            show: { .bool($0[keyPath: place]) },
            set: { raw, configuration in
                guard case .text(let text) = raw else { return false }
                switch text.lowercased() {
                case "true", "yes", "on", "1": configuration[keyPath: place] = true
                case "false", "no", "off", "0": configuration[keyPath: place] = false
                default: return false
                }
                return true
            }
        )
    }

    static func choice<Value>(_ name: String, _ place: any Place<Value>, _ help: String) -> ConfigurationKey
    where Value: RawRepresentable<String> & CaseIterable & Sendable {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))",
            show: { .string($0[keyPath: place].rawValue) },
            set: { raw, configuration in
                guard case .text(let text) = raw, let value = Value(rawValue: text) else { return false }
                configuration[keyPath: place] = value
                return true
            }
        )
    }

    static func strings(
        _ name: String,
        _ place: any Place<[String]>,
        separators: Set<Character>,
        _ expectation: String,
        _ help: String,
        isValid: @escaping @Sendable ([String]) -> Bool = { _ in true }
    ) -> ConfigurationKey {
        ConfigurationKey(
            name: name,
            help: help,
            expectation: expectation,
            show: { .array($0[keyPath: place].map { .string($0) }) },
            set: { raw, configuration in
                guard let values = raw.texts(separators: separators), isValid(values) else { return false }
                configuration[keyPath: place] = values
                return true
            }
        )
    }

    /// A number without a needless fraction.
    static func plain(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }
}

/// Times as people write them.
package enum TimeText {
    /// The seconds in `500ms`, `30s`, `5m`, `2h` or a bare number; nil for anything else.
    package static func seconds(_ text: String) -> Double? {
        for (unit, factor) in [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)] where text.hasSuffix(unit) {
            return number(text.dropLast(unit.count)).map { $0 * factor }
        }
        return number(text[...])
    }

    private static func number(_ text: Substring) -> Double? {
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        return Double(text)
    }
}
