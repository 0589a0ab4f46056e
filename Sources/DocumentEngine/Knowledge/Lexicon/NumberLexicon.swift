/// Numbers and spans of time in words, in six languages, without accents and in lower case.
enum NumberLexicon {
    /// `one` to `ninety`, as the terms of contracts use them.
    static let values: [String: Int] = {
        let tables = [
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
            "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
            "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
            "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte",
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
            "un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
        ]
        var values: [String: Int] = [
            "a": 1, "an": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "une": 1, "una": 1, "uno": 1,
            "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
            "vierundzwanzig": 24, "dreissig": 30, "sechsunddreissig": 36, "achtundvierzig": 48, "sechzig": 60,
            "vingt-quatre": 24, "trente": 30, "trente-six": 36, "quarante-huit": 48, "soixante": 60,
            "veinticuatro": 24, "treinta": 30, "treinta y seis": 36, "cuarenta y ocho": 48, "sesenta": 60,
            "vierentwintig": 24, "dertig": 30, "zesendertig": 36, "achtenveertig": 48, "zestig": 60,
            "ventiquattro": 24, "trenta": 30, "trentasei": 36, "quarantotto": 48, "sessanta": 60,
        ]
        for table in tables {
            for (index, word) in table.split(separator: " ").enumerated() { values[String(word)] = index + 1 }
        }
        return values
    }()

    /// The ordinals of anniversaries.
    static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]

    /// The words for spans of time, with how one and several are called.
    private static let units: [(words: String, one: String, many: String)] = [
        ("year years", "year", "years"), ("month months", "month", "months"), ("week weeks", "week", "weeks"),
        ("day days", "day", "days"), ("jahr jahre jahren jahres", "Jahr", "Jahre"),
        ("monat monate monaten monats", "Monat", "Monate"), ("woche wochen", "Woche", "Wochen"),
        ("tag tage tagen", "Tag", "Tage"), ("an ans", "an", "ans"), ("annee annees", "année", "années"),
        ("mois", "mois", "mois"), ("semaine semaines", "semaine", "semaines"), ("jour jours", "jour", "jours"),
        ("ano anos", "año", "años"), ("mes meses", "mes", "meses"), ("semana semanas", "semana", "semanas"),
        ("dia dias", "día", "días"), ("jaar jaren", "jaar", "jaar"), ("maand maanden", "maand", "maanden"),
        ("weken", "week", "weken"), ("dag dagen", "dag", "dagen"), ("anno anni", "anno", "anni"),
        ("mese mesi", "mese", "mesi"), ("giorno giorni", "giorno", "giorni"),
    ]

    /// The number that words or digits stand for; digits in brackets win, as in `thirty-six (36)`.
    static func value(_ text: String) -> Int? {
        let digits = text.filter(\.isASCIIDigit)
        if !digits.isEmpty { return digits.count <= 3 ? Int(digits) : nil }
        let words = Accents.folded(text).split { $0.isWhitespace }.joined(separator: " ")
        if let value = values[words] { return value }
        let parts = words.split { $0 == "-" || $0 == " " }.map(String.init)
        guard parts.count == 2, let tens = values[parts[0]], let ones = values[parts[1]], tens >= 20, ones < 10 else {
            return nil
        }
        return tens + ones
    }

    /// `2 years` for `two (2) years`; nil where the number or the unit is not known.
    static func span(_ number: String, _ unit: String) -> String? {
        guard let value = value(number), value > 0 else { return nil }
        let word = Accents.folded(unit)
        let known = units.first { $0.words.split(separator: " ").contains { $0 == word } }
        return known.map { "\(value) \(value == 1 ? $0.one : $0.many)" }
    }
}
