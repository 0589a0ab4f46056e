import OrchestrateModel
import Yams

/// The settings in one YAML file, each with its line.
struct ConfigurationFile: Sendable {
    private(set) var settings: [(key: String, value: RawSetting, line: Int)] = []
    private(set) var problems: [ConfigurationProblem] = []
    private let path: String

    /// Reads the text of a file; what cannot be read is among the problems.
    init(_ text: String, path: String) {
        self.path = path
        do {
            guard let root = try Yams.compose(yaml: text) else { return }
            if root.null != nil, root.scalar?.string.isEmpty != false { return }
            guard let mapping = root.mapping else {
                add("", root.mark?.line ?? 1, "the file must be a mapping of sections, such as `retry:`")
                return
            }
            read(mapping)
        } catch let error as YamlError {
            add("", Self.line(of: error), "this is not YAML: \(Self.reason(of: error))")
        } catch {
            add("", 1, "this is not YAML")
        }
    }

    private mutating func add(_ key: String, _ line: Int, _ message: String) {
        problems.append(ConfigurationProblem(origin: .file(path, line: line), key: key, message: message))
    }

    private mutating func read(_ sections: Node.Mapping) {
        for (name, node) in sections {
            let section = name.string ?? ""
            let line = name.mark?.line ?? 1
            guard let mapping = node.mapping else {
                // A section with nothing in it, or a key outside of any section.
                if node.null != nil, ConfigurationTable.sections.contains(where: { $0.name == section }) { continue }
                settings.append((section, Self.raw(node), line))
                continue
            }
            for (key, value) in mapping {
                settings.append(("\(section).\(key.string ?? "")", Self.raw(value), key.mark?.line ?? line))
            }
        }
    }

    private static func raw(_ node: Node) -> RawSetting {
        switch node {
        case .scalar(let scalar): node.null != nil ? .empty : .text(scalar.string)
        case .sequence(let sequence): .list(sequence.map(raw))
        case .mapping(let mapping):
            .map(Dictionary(mapping.map { ($0.key.string ?? "", raw($0.value)) }) { $1 })
        case .alias: .empty
        }
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    private static func reason(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping(let keys, _):
            "the key \(keys.map(String.init(describing:)).joined(separator: ", ")) stands twice"
        default: "it cannot be read"
        }
    }
}
