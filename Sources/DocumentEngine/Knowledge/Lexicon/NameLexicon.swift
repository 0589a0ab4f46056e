import OrchestrateModel

/// What names of companies and lines of addresses look like.
enum NameLexicon {
    /// Legal forms as words without marks, of the countries that the six languages are spoken in.
    static let legalForms: Set<String> = Set(
        ("gmbh ag kg ohg ug eg ev gbr mbh kgaa gesmbh ltd limited llc inc incorporated corp corporation plc llp lp co pty pte sarl sas "
            + "sasu eurl sa sci snc scop spa srl srls sapa sl slu sll sau scoop bv nv vof cv bvba sprl se sagl bhd sdn ek ekfm sc")
            .split(
                separator: " "
            ).map(String.init)
    )

    private static let streets: [String] = [
        "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee", "street", "road",
        "rd",
        "avenue", "ave", "lane", "drive", "boulevard", "blvd", "court", "square", "rue", "av", "bd", "place", "chemin",
        "impasse",
        "quai", "route", "calle", "avda", "avenida", "plaza", "paseo", "carrer", "straat", "laan", "plein",
        "gracht", "kade",
        "via", "viale", "piazza", "corso", "vicolo", "largo", "jalan", "jln", "lorong", "taman",
        "suite", "floor", "box",
        "postfach", "industrial", "kawasan", "estate", "level", "block", "blok", "bandar", "way", "park", "hof",
        "cours", "allees",
    ]
    private static let streetWords = Set(streets)
    private static let streetEndings = [
        "strasse", "str", "weg", "platz", "allee", "gasse", "straat", "laan", "plein", "gracht", "kade", "ring", "damm",
    ]

    /// True if one of a line's words is a legal form.
    static func hasLegalForm(_ tokens: some Sequence<Token>) -> Bool {
        var last = ""
        for token in tokens {
            if legalForms.contains(token.compact) { return true }
            // `S. A. R. L.` and `S/B` come in pieces.
            let joined = last + token.compact
            if token.compact.count <= 2, last.count <= 3, ["sarl", "spa", "srl", "bv", "nv", "sa"].contains(joined) {
                return true
            }
            if token.text.uppercased().hasPrefix("S/B") { return true }
            last = token.compact.count <= 2 ? joined : ""
        }
        return false
    }

    /// True for a line with a street and a number, or a postal code.
    static func isAddress(_ tokens: some Collection<Token>) -> Bool {
        let hasDigit = tokens.contains(where: \.hasDigit)
        if hasDigit, tokens.contains(where: { isStreetWord($0.compact) }) { return true }
        if hasDigit, let first = tokens.first, ["no", "lot", "unit", "nos"].contains(where: first.compact.hasPrefix) {
            return tokens.count > 2 && !tokens.contains(where: \.endsLabel)
        }
        return tokens.contains { isPostalCode($0.text) } && tokens.contains { $0.compact.count > 2 && !$0.hasDigit }
    }

    static func isStreetWord(_ compact: String) -> Bool {
        let letters = compact.filter(\.isLetter)
        return streetWords.contains(letters)
            || streetEndings.contains { letters.count > $0.count + 1 && letters.hasSuffix($0) }
    }

    static func isPostalCode(_ text: String) -> Bool {
        var trimmed = text.filter { !",.;()".contains($0) }
        if let hyphen = trimmed.firstIndex(of: "-"), trimmed.distance(from: trimmed.startIndex, to: hyphen) <= 2 {
            trimmed = String(trimmed[trimmed.index(after: hyphen)...])
        }
        return (4...5).contains(trimmed.count) && trimmed.allSatisfy(\.isASCIIDigit)
    }
}
