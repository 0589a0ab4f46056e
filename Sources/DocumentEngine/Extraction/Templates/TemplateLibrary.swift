import Crypto
import Foundation
package import OrchestrateModel
import Yams

/// The templates that documents are matched with, in the order they are tried in.
package struct TemplateLibrary: Sendable {
    /// Covers everything of the templates that shapes results.
    package let fingerprint: String
    let templates: [Template]
    let selector: TemplateSelector

    /// Raised when the same templates would read something else than before.
    private static let version = "1"

    init(templates: [Template]) {
        // Swift's sort is stable, so equal priorities keep the order they were loaded in.
        self.templates = templates.sorted { $0.priority > $1.priority }
        selector = TemplateSelector(self.templates)
        fingerprint = Self.digest(Self.version + self.templates.map(\.fingerprint).joined())
    }

    /// The templates in the order they are tried in, for a report.
    package var entries: [TemplateReport.Entry] {
        templates.map {
            TemplateReport.Entry(
                name: $0.name,
                file: $0.file,
                priority: $0.priority,
                keywords: $0.keywords.map(\.source)
            )
        }
    }

    /// Loads template files and folders; those with errors are left out and reported.
    ///
    /// A folder is searched through with its subfolders for `.yml`, `.yaml` and `.json`, files in the order of their paths.
    package static func load(paths: [String]) -> (TemplateLibrary, [TemplateProblem]) {
        var templates: [Template] = []
        var problems: [TemplateProblem] = []
        var names: [String: String] = [:]
        for path in paths {
            for file in files(at: path, problems: &problems) {
                var (template, found) = read(file)
                if let loaded = template, loaded.dialect == .orchestrate, let other = names[loaded.name] {
                    let message = "the name `\(loaded.name)` is taken by \(other); give one of them another `name`"
                    found.append(TemplateProblem(severity: .error, file: file, line: 1, key: "name", message: message))
                    template = nil
                }
                problems += found
                guard let template else { continue }
                names[template.name] = names[template.name] ?? file
                templates.append(template)
            }
        }
        return (TemplateLibrary(templates: templates), problems)
    }

    private static func files(at path: String, problems: inout [TemplateProblem]) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            let message = "no such file or folder; correct the path"
            problems.append(TemplateProblem(severity: .error, file: path, line: nil, key: nil, message: message))
            return []
        }
        guard isFolder.boolValue else { return [path] }
        let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let files = inside.filter { name in
            [".yml", ".yaml", ".json"].contains { name.hasSuffix($0) }
                && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        if files.isEmpty {
            let message = "holds no template; put files into it that end in .yaml, .yml or .json, or correct the path"
            problems.append(TemplateProblem(severity: .error, file: path, line: nil, key: nil, message: message))
        }
        return files.sorted().map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }

    private static func read(_ file: String) -> (Template?, [TemplateProblem]) {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            return (nil, [problem(file, nil, "cannot be read; check its permissions")])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return (nil, [problem(file, nil, "is not UTF-8; save it in that encoding")])
        }
        let name = (file.split(separator: "/").last.map(String.init) ?? file).withoutExtension
        return parse(text, name: name, file: file)
    }

    /// Makes a template of a file's text.
    static func parse(_ text: String, name: String, file: String) -> (Template?, [TemplateProblem]) {
        let node: Node
        var inheritance = TemplateInheritance(load: load)
        let (composed, duplicates) = repaired(text, file: file)
        switch composed.flatMap({ inheritance.resolved($0, file: file) }) {
        case .success(let resolved): node = resolved
        case .failure(let problem): return (nil, duplicates + [problem])
        }
        let root = TemplateNode(node: node, path: "")
        if let schema = root["schema"], schema.text != TemplateReader.schema {
            let message = "unknown schema; this version reads `\(TemplateReader.schema)`"
            return (nil, [problem(file, schema.line, message, key: "schema")])
        }
        let dialect: Dialect = root["schema"] == nil ? .invoice2data : .orchestrate
        var reader = TemplateReader(dialect: dialect, name: name, file: file)
        reader.knowsDuplicates = !duplicates.isEmpty
        var template = reader.template(from: root)
        template?.fingerprint = digest(([name, text] + inheritance.texts).joined(separator: "\n"))
        let problems = duplicates + reader.log.problems
        return (problems.contains { $0.severity == .error } ? nil : template, problems)
    }

    /// A file's YAML; where keys that stand twice alone keep it from being read, it is read without them, and they are told.
    private static func repaired(_ text: String, file: String) -> (Result<Node, TemplateProblem>, [TemplateProblem]) {
        let composed = compose(text, file: file)
        guard case .failure = composed else { return (composed, []) }
        let duplicates = DuplicateKeys(text)
        guard !duplicates.found.isEmpty, let node = try? Yams.compose(yaml: duplicates.text, .basic) else {
            return (composed, [])
        }
        let problems = duplicates.found.map { key, line in
            problem(file, line, "`\(key)` appears twice in one mapping; remove one of them", key: key)
        }
        return (.success(node), problems)
    }

    /// Reads a file that another one builds on.
    private static func load(_ file: String) -> Result<(node: Node, text: String), TemplateProblem> {
        guard let bytes = FileManager.default.contents(atPath: file),
            let text = String(validating: bytes, as: UTF8.self)
        else { return .failure(problem(file, nil, "it cannot be read; correct the path or its permissions")) }
        return compose(text, file: file).map { ($0, text) }
    }

    private static func compose(_ text: String, file: String) -> Result<Node, TemplateProblem> {
        // YAML takes JSON but for tabs, which JSON has between tokens only.
        let source = file.hasSuffix(".json") ? text.replacing("\t", with: " ") : text
        do {
            guard let composed = try Yams.compose(yaml: source, .basic) else {
                return .failure(problem(file, 1, "is empty"))
            }
            // Some files of the format hold a list of one template.
            return .success(composed.sequence?.first ?? composed)
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            let duplicates = DuplicateKeys(source)
            let isStrict = source.hasPrefix("schema:") || source.contains("\nschema:")
            if !isStrict, let composed = try? Yams.compose(yaml: duplicates.text, .basic) { return .success(composed) }
            let first = duplicates.found.first ?? (names.joined(separator: ", "), context.mark.line)
            let message = "`\(first.key)` appears twice in one mapping; remove one of them"
            return .failure(problem(file, first.line, message, key: first.key))
        } catch YamlError.scanner(_, let message, let mark, _), YamlError.parser(_, let message, let mark, _),
            YamlError.composer(_, let message, let mark, _)
        {
            return .failure(problem(file, mark.line, "\(message); correct the YAML there"))
        } catch {
            return .failure(problem(file, nil, "is not YAML: \(error)"))
        }
    }

    private static func problem(_ file: String, _ line: Int?, _ message: String, key: String? = nil) -> TemplateProblem
    {
        TemplateProblem(severity: .error, file: file, line: line, key: key, message: message)
    }

    private static func digest(_ text: String) -> String {
        let hex = Array("0123456789abcdef")
        return String(SHA256.hash(data: Data(text.utf8)).flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] })
    }
}

extension String {
    fileprivate var withoutExtension: String {
        guard let dot = lastIndex(of: "."), dot > startIndex else { return self }
        return String(self[..<dot])
    }
}
