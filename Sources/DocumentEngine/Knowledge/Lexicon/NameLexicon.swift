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

    /// Lines above a name in an address that are none of it.
    static let addressees: Set<String> = [
        "familie", "eheleute", "herr", "herrn", "frau", "firma", "fa", "an", "andie", "anden", "zuhanden", "mr", "mrs",
        "ms",
        "messrs", "madame", "monsieur", "societe", "dhr", "mevr", "deheer", "aan", "spettle", "spettabile", "egrsig",
        "gentsig",
        "sigra", "senor", "senora", "senores", "attn", "to",
    ]

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

    /// True for words without digits, or with a legal form.
    static func canName(_ tokens: some Collection<Token>) -> Bool {
        !tokens.contains(where: \.hasDigit) || hasLegalForm(tokens)
    }

    /// True for a line with a street and a number, or a postal code.
    static func isAddress(_ tokens: some Collection<Token>) -> Bool {
        let hasDigit = tokens.contains(where: \.hasDigit)
        if hasDigit, tokens.contains(where: { isStreetWord($0.compact) }) { return true }
        if hasDigit, let first = tokens.first, ["no", "lot", "unit", "nos"].contains(where: first.compact.hasPrefix) {
            return tokens.count > 2 && !tokens.contains(where: \.endsLabel)
        }
        return hasPostalCode(tokens) && tokens.contains { $0.compact.count > 2 && !$0.hasDigit }
    }

    /// True if some word is a postal code of four or five digits, or two are one of the British form.
    static func hasPostalCode(_ tokens: some Collection<Token>) -> Bool {
        var last = ""
        for token in tokens {
            if isPostalCode(token.text) { return true }
            let text = token.text.filter { $0 != "," && $0 != "." }
            if isInward(text), isOutward(last) { return true }
            last = text
        }
        return false
    }

    /// The first half of `SW1A 2AA`.
    private static func isOutward(_ text: String) -> Bool {
        let letters = text.prefix { $0.isASCII && $0.isUppercase }
        let rest = text.dropFirst(letters.count)
        return (1...2).contains(letters.count) && (1...2).contains(rest.count) && rest.first?.isASCIIDigit == true
            && rest.allSatisfy { $0.isASCIIDigit || $0.isUppercase }
    }

    /// The second half of `SW1A 2AA`.
    private static func isInward(_ text: String) -> Bool {
        text.count == 3 && text.first?.isASCIIDigit == true
            && text.dropFirst().allSatisfy { $0.isASCII && $0.isUppercase }
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

extension NameLexicon {
    /// The words that make a name its own: four letters and more, no legal forms.
    static func ownWords(_ name: String) -> Set<String> {
        Set(
            name.split(whereSeparator: \.isWhitespace).map { Token.compact(String($0)) }
                .filter { $0.count >= 4 && !legalForms.contains($0) }
        )
    }

    /// True for names that may be those of one company, written differently.
    static func shareWords(_ left: String, _ right: String) -> Bool {
        !ownWords(left).isDisjoint(with: ownWords(right))
    }
}

/// The hosts of the mail and web addresses that a document shows.
struct WebHosts {
    /// Letters and digits of each host without its last part, such as `nordwindhandel`.
    private let hosts: Set<String>

    var isEmpty: Bool { hosts.isEmpty }

    init(_ sheet: TokenSheet) {
        hosts = Set(sheet.tokens.compactMap { Self.host(in: $0.text.lowercased()) }.filter { $0.count >= 4 })
    }

    /// True if a host has a word of the name.
    func repeats(_ name: String) -> Bool {
        let words = NameLexicon.ownWords(name)
        return hosts.contains { host in words.contains { host.contains($0) || host.count >= 5 && $0.hasPrefix(host) } }
    }

    private static func host(in text: String) -> String? {
        let start: String.Index
        if let at = text.lastIndex(of: "@") {
            start = text.index(after: at)
        } else if text.hasPrefix("www.") {
            start = text.index(text.startIndex, offsetBy: 4)
        } else {
            return nil
        }
        let host = text[start...].prefix { $0 != "/" && $0 != "," && $0 != ";" }
        return host.lastIndex(of: ".").map { Token.compact(String(host[..<$0])) }
    }
}
