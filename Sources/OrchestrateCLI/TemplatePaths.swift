import Glibc
import OrchestrateModel
import Orchestration

/// Where templates come from: the user's own first, then the built-in library.
enum TemplatePaths {
    /// Absolute paths in order of precedence: those given, those of the configuration, and the built-in ones; throws a
    /// usage error that names every path that does not exist.
    static func resolve(own: [String], loaded: LoadedConfiguration? = nil) throws(ExitStatus) -> [String] {
        let key = "extraction.templates"
        let configured = loaded?.configuration.extraction.templates ?? []
        let place = loaded?.origins[key].map { "\($0.description): \(key): " } ?? ""
        let wanted = own.map { (path: $0, place: "") } + configured.map { (path: $0, place: place) }
        let problems = wanted.filter { absolute($0.path) == nil }.map {
            "\($0.place)there is no template at \($0.path); correct the path"
        }
        guard problems.isEmpty else { throw .usage(problems.joined(separator: "\nerror: ")) }
        return wanted.compactMap { absolute($0.path) } + builtIn
    }

    /// `share/orchestrate/templates` beside an installed program, or `templates` of the source tree it was built in.
    static var builtIn: [String] {
        guard let program = absolute("/proc/self/exe") else { return [] }
        var folder = parent(of: program)
        if let installed = absolute(folder + "/../share/orchestrate/templates") { return [installed] }
        while folder.count > 1 {
            if access(folder + "/Package.swift", F_OK) == 0, let own = absolute(folder + "/templates") { return [own] }
            folder = parent(of: folder)
        }
        return []
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// The path with all links resolved; nil where nothing is there.
    static func absolute(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
