import OrchestrateModel

extension PictureReader {
    /// The page with the languages that it is to be read in; nil where a stop was asked for.
    ///
    /// Where there is a choice, half of the sample of the page is read once for each script that it may be in, which is
    /// one as a rule; its words tell the language.
    func withLanguages(_ page: PreparedPage, _ progressed: @escaping () -> Void) throws(Failure) -> PreparedPage? {
        guard page.languages == nil else { return page }
        var known = page
        known.languages = engine.languages.candidates
        guard engine.languages.needsTrial, let sample = page.shortSample.flatMap(PreparedPage.init(grey:)) else {
            return known
        }
        var best: (script: String, reading: OCRReading)?
        for script in likelyScripts(of: sample).prefix(Self.maxScripts) {
            guard let representative = engine.languages.representative(of: script) else { continue }
            var straight = sample
            straight.languages = [representative]
            guard let reading = try look(at: straight, straight.sampleLook, progressed) else { return nil }
            if best.map({ reading.score > $0.reading.score }) ?? true { best = (script, reading) }
            if Self.isConvincing(reading) { break }
        }
        if let best {
            known.languages = engine.languages.order(for: best.reading.words.map(\.text), script: best.script)
        }
        return known
    }

    /// Scripts that are tried where none convinces.
    private static let maxScripts = 3

    /// The candidates' scripts, that which the page seems to be in first.
    private func likelyScripts(of page: PreparedPage) -> [String] {
        let scripts = engine.languages.scripts
        guard scripts.count > 1 else { return scripts }
        let resolution = min(max(Int(page.measure.letterHeight * 14), 100), 600)
        guard let seen = engine.script(of: page.grey, resolution: resolution) else { return scripts }
        return scripts.filter { $0 == seen } + scripts.filter { $0 != seen }
    }
}
