import Glibc

/// The program of an external engine and its arguments, as the configuration names them.
struct EngineCommand: Equatable {
    let program: String
    let arguments: [String]

    /// Nil for an empty list.
    init?(_ words: [String]) {
        guard let first = words.first else { return nil }
        program = first
        arguments = Array(words.dropFirst())
    }

    /// As it would be typed.
    var shown: String { ([program] + arguments).joined(separator: " ") }

    /// The program's file; a name without a slash is looked for where the shell would.
    func path() throws(EngineFault) -> String {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin").split(separator: ":")
        let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        guard let found = candidates.first(where: { access($0, F_OK) == 0 }) else { throw .missing(program) }
        guard access(found, X_OK) == 0 else { throw .notStarted("\(found) is not executable; run: chmod +x \(found)") }
        return found
    }
}
