package import OrchestrateModel

extension Configuration.PriorityRule {
    /// Reads `GLOB=LEVEL` with a level by name or number; nil where the glob or the level is none.
    package init?(_ text: String) {
        guard let equals = text.lastIndex(of: "="), let priority = Priority(named: text[text.index(after: equals)...]),
            (try? Glob(String(text[..<equals]))) != nil
        else { return nil }
        self.init(glob: String(text[..<equals]), priority: priority)
    }
}

extension Priority {
    /// Reads `normal`, `high`, `urgent`, or their numbers 1 to 3.
    package init?(named text: some StringProtocol) {
        guard let priority = Priority.allCases.first(where: { $0.name == text || String($0.rawValue) == text }) else {
            return nil
        }
        self = priority
    }

    package var name: String { String(describing: self) }
}
