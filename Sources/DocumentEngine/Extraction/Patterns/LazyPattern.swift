import Synchronization

/// A regular expression in Python's syntax, compiled when it is first needed and only once.
// @unchecked Sendable because the compiled pattern is reached under the lock only.
final class LazyPattern: @unchecked Sendable {
    /// Why a search could not be carried out.
    enum Problem: Error, Equatable {
        case syntax(String)
        /// The pattern backtracks beyond all limits on this text.
        case limit
    }

    private enum State {
        case source
        case compiled(Pattern)
        case wrong(String)
    }

    /// As it stands in the template.
    let source: String
    private let lock = Mutex(())
    private var current = State.source

    init(_ source: String) {
        self.source = source
    }

    /// Compiles the pattern if need be, and tells the number of its capture groups.
    func groupCount() throws(Problem) -> Int { try use { $0.groupCount } }

    func names() throws(Problem) -> [(name: String, number: Int)] { try use { $0.groupNames } }

    func firstMatch(in text: SourceText, within range: Range<Int>) throws(Problem) -> Pattern.Match? {
        try use { (pattern) throws(Pattern.LimitExceeded) in try pattern.firstMatch(in: text.bytes, within: range) }
    }

    func firstMatch(in text: SourceText) throws(Problem) -> Pattern.Match? {
        try firstMatch(in: text, within: 0..<text.bytes.count)
    }

    func matches(in text: SourceText, within range: Range<Int>? = nil) throws(Problem) -> [Pattern.Match] {
        try use { (pattern) throws(Pattern.LimitExceeded) in
            try pattern.matches(in: text.bytes, within: range ?? 0..<text.bytes.count)
        }
    }

    private func use<Result>(_ body: (Pattern) throws(Pattern.LimitExceeded) -> Result) throws(Problem) -> Result {
        try lock.withLock { (_) throws(Problem) -> Result in
            let pattern = try compiled()
            do {
                return try body(pattern)
            } catch {
                throw .limit
            }
        }
    }

    private func compiled() throws(Problem) -> Pattern {
        switch current {
        case .compiled(let pattern): return pattern
        case .wrong(let message): throw .syntax(message)
        case .source: break
        }
        do {
            let pattern = try Pattern(PythonPattern.translated(source))
            current = .compiled(pattern)
            return pattern
        } catch {
            let message = "\(error.message) at offset \(error.offset)"
            current = .wrong(message)
            throw .syntax(message)
        }
    }
}
