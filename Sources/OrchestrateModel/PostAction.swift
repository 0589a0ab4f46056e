/// What is done with an input file once its document has ended.
package enum PostAction: Sendable, Hashable {
    case keep
    /// Into this folder, under its path below the scanned root.
    case move(String)
    /// The same, and the input stays.
    case copy(String)
    case delete

    /// The action in `keep`, `move=DIR`, `copy=DIR` or `delete`; nil for anything else.
    package init?(_ text: String) {
        switch text {
        case "keep": self = .keep
        case "delete": self = .delete
        default:
            guard let sign = text.firstIndex(of: "=") else { return nil }
            let folder = String(text[text.index(after: sign)...])
            guard !folder.isEmpty else { return nil }
            switch text[..<sign] {
            case "move": self = .move(folder)
            case "copy": self = .copy(folder)
            default: return nil
            }
        }
    }

    /// The action as it is written in options, configurations and the ledger.
    package var text: String {
        switch self {
        case .keep: "keep"
        case .move(let folder): "move=\(folder)"
        case .copy(let folder): "copy=\(folder)"
        case .delete: "delete"
        }
    }

    /// Where files are brought to; nil where they are not.
    package var folder: String? {
        switch self {
        case .move(let folder), .copy(let folder): folder
        case .keep, .delete: nil
        }
    }

    /// The same with its folder replaced.
    package func mapFolder(_ transform: (String) throws -> String) rethrows -> PostAction {
        switch self {
        case .move(let folder): .move(try transform(folder))
        case .copy(let folder): .copy(try transform(folder))
        case .keep, .delete: self
        }
    }
}

extension PostAction: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let action = PostAction(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no action on inputs")
        }
        self = action
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
