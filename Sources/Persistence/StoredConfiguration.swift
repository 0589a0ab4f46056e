import FoundationEssentials
import OrchestrateModel

/// Settings as an earlier version may have stored them: keys that came later have their defaults, keys that went are ignored.
enum StoredConfiguration {
    static func decode(_ text: String) throws -> OrchestrateModel.Configuration {
        let stored: Tree = try JSONText.decode(text)
        let defaults: Tree = try JSONText.decode(JSONText.encode(OrchestrateModel.Configuration()))
        return try JSONText.decode(JSONText.encode(defaults.overlaid(by: stored)))
    }

    /// Any JSON value.
    private enum Tree: Codable {
        case null
        case bool(Bool)
        case number(Double)
        case text(String)
        case list([Tree])
        case object([String: Tree])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else if let value = try? container.decode([Tree].self) {
                self = .list(value)
            } else {
                self = .object(try container.decode([String: Tree].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .bool(let value): try container.encode(value)
            case .number(let value): try container.encode(value)
            case .text(let value): try container.encode(value)
            case .list(let values): try container.encode(values)
            case .object(let pairs): try container.encode(pairs)
            }
        }

        /// Objects are merged key by key; of anything else the other one wins.
        func overlaid(by other: Tree) -> Tree {
            guard case .object(let mine) = self, case .object(let theirs) = other else { return other }
            return .object(mine.merging(theirs) { $0.overlaid(by: $1) })
        }
    }
}
