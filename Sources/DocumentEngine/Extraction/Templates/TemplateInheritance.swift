import OrchestrateModel
import Yams

/// Templates that build on others: `extends` names a file, whose keys hold where the template has none of its own.
struct TemplateInheritance {
    /// Reads and composes a file.
    let load: (String) -> Result<(node: Node, text: String), TemplateProblem>
    /// What all files read say, for the fingerprint.
    private(set) var texts: [String] = []

    /// Templates that may build on one another, one by one.
    private static let deepest = 5
    /// Keys that are each template's own.
    private static let own: Set<String> = ["schema", "name", "description", "extends", "abstract"]
    /// Keys whose entries are taken one by one.
    private static let merged: Set<String> = ["fields", "options"]

    init(load: @escaping (String) -> Result<(node: Node, text: String), TemplateProblem>) {
        self.load = load
    }

    /// The template with all that it inherits.
    mutating func resolved(_ node: Node, file: String, depth: Int = 0) -> Result<Node, TemplateProblem> {
        guard let extends = TemplateNode(node: node, path: "")["extends"] else { return .success(node) }
        func problem(_ message: String) -> Result<Node, TemplateProblem> {
            .failure(
                TemplateProblem(severity: .error, file: file, line: extends.line, key: "extends", message: message)
            )
        }
        guard let name = extends.scalar, !name.isEmpty else {
            return problem("must be the path of a template file, from this file's folder")
        }
        guard depth < Self.deepest else {
            return problem(
                "more than \(Self.deepest) templates build on one another, or one on itself; shorten the chain"
            )
        }
        let path = name.hasPrefix("/") ? name : Self.folder(of: file) + name
        switch load(path) {
        case .failure(let failure):
            return problem("\(path) cannot be built on: \(failure.message)")
        case .success(let base):
            texts.append(base.text)
            return resolved(base.node, file: path, depth: depth + 1).map { Self.merged($0, with: node) }
        }
    }

    private static func folder(of file: String) -> String {
        file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    private static func merged(_ base: Node, with node: Node) -> Node {
        guard let inherited = base.mapping, let mine = node.mapping else { return node }
        var pairs = mine.map { ($0.key, $0.value) }
        for (key, value) in inherited {
            guard let name = key.scalar?.string, !own.contains(name) else { continue }
            guard let index = pairs.firstIndex(where: { $0.0.scalar?.string == name }) else {
                pairs.append((key, value))
                continue
            }
            if merged.contains(name) { pairs[index].1 = entries(of: value, with: pairs[index].1) }
        }
        return .mapping(.init(pairs, node.tag, .block, node.mark))
    }

    /// The entries of both mappings, those of the second in the place of their namesakes.
    private static func entries(of base: Node, with node: Node) -> Node {
        guard let inherited = base.mapping, let mine = node.mapping else { return node }
        let names = Set(mine.compactMap { $0.key.scalar?.string })
        let kept = inherited.filter { !names.contains($0.key.scalar?.string ?? "") }.map { ($0.key, $0.value) }
        return .mapping(.init(kept + mine.map { ($0.key, $0.value) }, node.tag, .block, node.mark))
    }
}
