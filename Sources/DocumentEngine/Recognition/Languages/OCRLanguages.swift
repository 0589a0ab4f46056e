import OrchestrateModel

/// The languages that a page may be in, and the order in which the engine is to think of them.
///
/// The engine takes a word from the first of its languages that reads it well enough, so that a German word read in
/// English first loses its marks. Hence the order that somebody wrote down must not matter: each page has its own.
struct OCRLanguages: Equatable {
    /// The word that asks for detection among all that is installed.
    static let automatic = "auto"

    /// Tesseract's codes, each once: those with marks on letters before English.
    let candidates: [String]
    /// True where the languages were not named, so that only those of the page are used.
    let isAutomatic: Bool

    /// Throws `missing_language` with the packages that bring what is missing.
    init(_ wanted: [String], installed: [String], folder: String) throws(Failure) {
        isAutomatic = wanted == [Self.automatic]
        let names = isAutomatic ? installed.filter(LanguageProfile.isDetectable) : wanted
        candidates = Set(names).sorted { ($0 == "eng" ? 1 : 0, $0) < ($1 == "eng" ? 1 : 0, $1) }
        let missing = candidates.filter { !installed.contains($0) }
        if let problem = Self.problem(missing, isAutomatic: isAutomatic && candidates.isEmpty, folder: folder) {
            throw Failure(.missingLanguage, problem)
        }
    }

    /// For the fingerprint of what was read.
    var fingerprint: String {
        guard candidates.count > 1 else { return candidates.joined() }
        return "\(isAutomatic ? "automatic " : "")\(candidates.joined(separator: "+")) \(Self.version)"
    }

    /// Counts up with every change of what is chosen for a page.
    private static let version = 1

    /// True where a page has to be looked at to know its languages.
    var needsTrial: Bool { candidates.count > 1 }

    /// The scripts among the candidates, Latin first.
    var scripts: [String] {
        let others = Set(candidates.map(LanguageProfile.script(of:))).subtracting([LanguageProfile.latin]).sorted()
        let hasLatin = candidates.contains { LanguageProfile.script(of: $0) == LanguageProfile.latin }
        return (hasLatin ? [LanguageProfile.latin] : []) + others
    }

    /// The language that a sample in a script is read with: English where it may, else the first.
    func representative(of script: String) -> String? {
        let own = candidates.filter { LanguageProfile.script(of: $0) == script }
        return own.last { $0 == "eng" } ?? own.first
    }

    /// The languages to read a page with, the likeliest first, by what a sample of it says in a script.
    func order(for words: [String], script: String) -> [String] {
        let main = language(of: words, script: script)
        guard isAutomatic else {
            let first = main.map { [$0] } ?? []
            let own = candidates.filter { LanguageProfile.script(of: $0) == script }
            return first + (own + candidates.filter { !own.contains($0) }).filter { $0 != main }
        }
        let found = main ?? representative(of: script)
        return [found, candidates.contains("eng") ? "eng" : nil].compactMap(\.self).uniqued()
    }

    /// The language whose common words the sample has clearly more of than any other's; nil where that is not clear.
    private func language(of words: [String], script: String) -> String? {
        let own = candidates.filter { LanguageProfile.script(of: $0) == script }
        let profiles = own.compactMap { code in LanguageProfile.named(code).map { (code, $0.words) } }
        guard own.count > 1 else { return own.first }
        var counts: [String: Double] = [:]
        for word in words {
            let folded = Accents.folded(word.filter { $0.isLetter })
            let having = profiles.filter { $0.1.contains(folded) }
            // What several languages have in common tells them from the others only.
            for (code, _) in having { counts[code, default: 0] += 1 / Double(having.count) }
        }
        let ranking = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let best = ranking.first, best.value >= 2 else { return nil }
        let second = ranking.count > 1 ? ranking[1].value : 0
        return best.value >= second * 1.4 ? best.key : nil
    }

    private static func problem(_ missing: [String], isAutomatic: Bool, folder: String) -> String? {
        if isAutomatic {
            return "no OCR language is installed in \(folder); run: sudo apt-get install tesseract-ocr-eng"
        }
        guard let first = missing.first else { return nil }
        for name in missing {
            guard let meant = LanguageProfile.meant(by: name) else { continue }
            return "\(name) is not the code of an OCR language; write \(meant)"
        }
        let packages = missing.map { "tesseract-ocr-" + $0.lowercased().replacing("_", with: "-") }
        let verb = missing.count == 1 ? "language \(first) is" : "languages \(missing.joined(separator: ", ")) are"
        return "OCR \(verb) not installed in \(folder); run: sudo apt-get install " + packages.joined(separator: " ")
    }
}

extension [String] {
    fileprivate func uniqued() -> [String] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
