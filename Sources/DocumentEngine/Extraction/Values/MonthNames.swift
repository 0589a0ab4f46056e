/// Names of months and their abbreviations in ten languages, in lower case without accents.
enum MonthNames {
    /// Space-separated spellings of each month: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish (nominative
    /// and genitive), Danish and Swedish.
    private static let spellings = [
        "january jan januar janner jaenner janvier janv enero ene gennaio gen januari janeiro styczen stycznia sty januar",
        "february feb febr februar fevrier fevr fev febrero febbraio februari fevereiro luty lutego lut",
        "march mar marz maerz mrz mars marzo maart mrt marco marzec marca marts",
        "april apr avril avr abril abr aprile kwiecien kwietnia kwi",
        "may mai mayo maggio mag mei maio maj maja",
        "june jun juni juin junio giugno giu junho czerwiec czerwca cze",
        "july jul juli juillet juil julio luglio lug julho lipiec lipca lip",
        "august aug aout aou agosto ago augustus sierpien sierpnia sie augusti",
        "september sep sept septembre septiembre set setiembre settembre setembro wrzesien wrzesnia wrz",
        "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz oktobra",
        "november nov novembre noviembre novembro listopad listopada lis",
        "december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru",
    ]

    private static let months: [String: Int] = {
        var months: [String: Int] = [:]
        for (index, names) in spellings.enumerated() {
            for name in names.split(separator: " ") { months[String(name)] = index + 1 }
        }
        return months
    }()

    /// The month, 1 to 12, that a word names in any of the languages.
    static func month(of word: some StringProtocol) -> Int? {
        months[Accents.folded(word)]
    }
}

/// Letters without their accents, for comparing words.
enum Accents {
    private static let plain: [Unicode.Scalar: String] = [
        "ä": "a", "à": "a", "á": "a", "â": "a", "ã": "a", "å": "a", "ç": "c", "ć": "c", "č": "c", "é": "e", "è": "e",
        "ê": "e", "ë": "e", "ę": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ł": "l", "ñ": "n", "ń": "n", "ó": "o",
        "ò": "o", "ô": "o", "õ": "o", "ö": "o", "ø": "o", "ś": "s", "š": "s", "ß": "ss", "ú": "u", "ù": "u", "û": "u",
        "ü": "u", "ý": "y", "ź": "z", "ż": "z", "ž": "z", "ą": "a",
        "ă": "a", "ě": "e", "ř": "r", "ů": "u", "ő": "o", "ű": "u", "ș": "s", "ş": "s", "ț": "t", "ţ": "t", "ğ": "g",
        "ı": "i",
    ]

    /// In lower case, composed letters replaced by plain ones and combining accents dropped.
    static func folded(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else if let letters = plain[scalar] {
                result += letters
            } else if !(0x300...0x36F).contains(scalar.value) {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
