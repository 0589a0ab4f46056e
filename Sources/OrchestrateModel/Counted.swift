extension Int {
    /// The number with what it counts, for people: `1 document`, `2 documents`.
    package func of(_ word: String) -> String { "\(self) \(word)\(self == 1 ? "" : "s")" }
}
