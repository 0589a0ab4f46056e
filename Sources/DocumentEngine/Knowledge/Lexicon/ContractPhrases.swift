/// Sentences that contracts say their beginning, law and term in, in six languages; the surest ones first.
enum ContractPhrases {
    private static let month = #"\p{L}{3,10}\.?"#
    private static let date =
        #"((?:\d{1,2}(?:\.|st|nd|rd|th|er|o|º)?\s+(?:day\s+)?(?:of\s+|de\s+)?"# + month
        + #",?\s+(?:de\s+|del\s+)?\d{4})|(?:"# + month
        + #"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"#

    private static func pattern(_ source: String) -> LazyPattern { LazyPattern("(?i)" + source) }

    static let effectiveDate: [LazyPattern] = [
        pattern(
            #"effective\s+date["”']?\s*(?:\)|is|means|shall\s+be|of\s+this\s+\w+\s+is)?\s*:?\s*(?:the\s+|this\s+)?"#
                + date
        ),
        pattern(#"effective\s+(?:as\s+of|from|on)?\s*:?\s*(?:the\s+|this\s+)?"# + date),
        pattern(date + #"\s*\(?\s*(?:the|hereinafter|hereafter)?\s*["“']?effective\s+date"#),
        pattern(
            #"(?:agreement|contract|lease|term|employment|licen[cs]e|services?|tenancy)\s+(?:shall\s+|will\s+)?(?:commence|begin|start|comes?\s+into\s+force|enters?\s+into\s+force|takes?\s+effect)(?:s|ing)?\s*(?:on|from|as\s+of)?\s*(?:the\s+)?"#
                + date
        ),
        pattern(#"commencement\s+date["”']?\s*(?:\)|is|means|shall\s+be)?\s*:?\s*"# + date),
        pattern(
            #"(?:tritt\s+(?:am|zum|mit)|beginnt\s+(?:am|zum)|gültig\s+ab|wirksam\s+(?:ab|zum|am)|mit\s+wirkung\s+(?:zum|vom)|vertragsbeginn|in\s+kraft\s+am)\s*:?\s*(?:dem\s+)?"#
                + date
        ),
        pattern(
            #"(?:date\s+d['’](?:effet|entrée\s+en\s+vigueur)|prend\s+effet\s+(?:le|au|à\s+compter\s+du)|(?:entre|entrera)\s+en\s+vigueur\s+(?:le|au)|à\s+compter\s+du|en\s+vigueur\s+le)\s*:?\s*"#
                + date
        ),
        pattern(
            #"(?:fecha\s+de\s+(?:efecto|entrada\s+en\s+vigor|inicio)|(?:entra|entrará)\s+en\s+vigor\s+(?:el|a\s+partir\s+del)|a\s+partir\s+del)\s*:?\s*(?:día\s+)?"#
                + date
        ),
        pattern(
            #"(?:ingangsdatum|gaat\s+in\s+(?:op|per)|treedt\s+in\s+werking\s+(?:op|per)|met\s+ingang\s+van)\s*:?\s*"#
                + date
        ),
        pattern(
            #"(?:data\s+di\s+(?:decorrenza|efficacia|inizio)|decorre\s+dal|con\s+decorrenza\s+dal|a\s+decorrere\s+dal|entra\s+in\s+vigore\s+il)\s*:?\s*(?:giorno\s+)?"#
                + date
        ),
        pattern(
            #"(?:entered\s+into|made|concluded|executed)(?:\s+and\s+(?:entered\s+into|made|effective|executed))*\s*,?\s*(?:as\s+of|on|this|dated|at\s+\w+\s+on)?\s*(?:the\s+|this\s+)?"#
                + date
        ),
        pattern(#"dated\s*(?:as\s+of|the|this|:)?\s*(?:the\s+|this\s+)?"# + date),
        pattern(#"(?:fait\s+à\s+\p{L}[\p{L} -]{1,30},?\s+le|en\s+\p{L}+,?\s+a)\s+"# + date),
        pattern(#"\)\s+on\s+(?:the\s+|this\s+)?"# + date),
        pattern(#"agreement\s+date["”']?\s*:?\s*"# + date),
    ]

    private static let designator = #"(?:(?i:state|commonwealth|province|canton|territory)\s+(?i:of)\s+)"#
    private static let place =
        #"(?:(?i:the)\s+)?"# + designator
        + #"?((?-i:[A-Z]\p{L}+(?:(?:[ -]+|[ ]*\n[ ]*(?!\n))(?:(?:of|and)\s+)?(?:the\s+)?(?!"#
        + #"(?:WITHOUT|EXCLUDING|EXCEPT|REGARDLESS|IRRESPECTIVE|APPLICABLE|AS|IN|SHALL|WHICH)\b)[A-Z]\p{L}+){0,4}))"#

    static let jurisdiction: [LazyPattern] = [
        pattern(
            #"(?:governed|construed|interpreted|enforced|subject)[^.;]{0,120}?\blaws?\s+(?:in\s+force\s+)?(?:of|in)\s+"#
                + place
        ),
        pattern(#"\blaws?\s+of\s+"# + place + #"[^.;]{0,60}?\s+(?:shall\s+|will\s+)?(?:appl|govern)"#),
        pattern(#"\b((?-i:[A-Z]\p{L}+(?:\s+[A-Z]\p{L}+){0,2}))\s+law\s+(?:shall\s+|will\s+)?(?:appl|govern)"#),
        pattern(#"(?:governed|construed|interpreted)[^.;]{0,80}?\b((?-i:[A-Z]\p{L}+(?:\s+[A-Z]\p{L}+){0,2}))\s+law\b"#),
        pattern(#"(?:governing|applicable)\s+law\s*:\s*(?:the\s+)?(?:laws?\s+of\s+)?"# + place),
        pattern(#"\blaws?\s+of\s+"# + place),
        pattern(
            #"gerichtsstand(?:\s+für\s+[^.]{0,120}?)?(?:\s+ist\s*:?|\s*:)\s*((?-i:[A-ZÄÖÜ][\p{L}-]+(?:[ ](?:am|an|der|[A-ZÄÖÜ][\p{L}-]+)){0,3}))"#
        ),
        pattern(#"(?:gilt|unterliegt|findet)\s+(?:ausschließlich\s+)?(?:das\s+|dem\s+)?(\p{L}+(?:es|em)\s+recht)\b"#),
        pattern(#"(?:régi\s+par|soumis\s+au)\s+(?:le\s+)?(droit\s+\p{L}+)"#),
        pattern(#"tribunaux\s+(?:compétents\s+)?de\s+((?-i:[A-ZÉ][\p{L}-]+))"#),
        pattern(#"(?:juzgados\s+y\s+tribunales|tribunales)\s+de\s+((?-i:[A-ZÁ][\p{L}-]+))"#),
        pattern(#"onderworpen\s+aan\s+(?:het\s+)?(\p{L}+\s+recht)"#),
        pattern(#"(?:is\s+(?:het\s+)?)?(\p{L}+\s+recht)\s+(?:is\s+)?van\s+toepassing"#),
        pattern(
            #"foro\s+(?:esclusivamente\s+|esclusivo\s+)?(?:competente|di)\s*:?\s+(?:è\s+)?(?:(?:quello|il\s+foro)\s+di\s+)?((?-i:[A-Z][\p{L}-]+))"#
        ),
    ]

    private static let numberWords = NumberLexicon.values.keys.filter {
        $0.count > 2 || ["an", "un", "a"].contains($0)
    }
    .sorted { ($0.count, $0) > ($1.count, $1) }.joined(separator: "|")
    .replacing("funf", with: "f[uü]nf").replacing("zwolf", with: "zw[oö]lf").replacing(
        "dreissig",
        with: "drei(?:ss|ß)ig"
    )

    /// Two groups: the number, in words, in digits or both, and the unit.
    private static let span =
        #"((?:\b(?:"# + numberWords + #")(?:[\s-]+(?:"# + numberWords
        + #"))?\b\s*)?(?:\(?\s*\d{1,3}\s*\)?)?(?:\s*\(\s*\p{L}+\s*\))?)[\s-]*(?<![\p{L}])("#
        + #"years?|months?|weeks?|days?|jahr\p{L}*|monat\p{L}*|wochen?|tagen?|années?|ans?|mois|semaines?|jours?|años?|mes(?:es|i|e)?|semanas?|días?|jaar|jaren|maand(?:en)?|weken|dagen|ann[io]|giorni)\b"#

    /// Two groups: number and unit.
    static let term: [LazyPattern] = [
        pattern(#"\bterm\b(?!s\b)[^.;]{0,60}?\b(?:is|be|of|for)\s+(?:a\s+(?:period|term)\s+of\s+)?"# + span),
        pattern(#"\bterm\s*:\s*(?:a\s+period\s+of\s+)?"# + span),
        pattern(
            #"(?:effect|force|binding|valid)[^.;]{0,60}?\b(?:for|until)\s+(?:a\s+(?:period|term)\s+of\s+)?"# + span
        ),
        pattern(
            #"(?:continue|expire|survive|last|endure|remain)s?\b[^.;]{0,80}?\b(?:for|of|until|on)?\s*(?:a\s+(?:period|term)\s+of\s+)?"#
                + span
                + #"\s+(?:from|after|following|commencing|beginning)"#
        ),
        pattern(
            #"(?:survive|continue|remain)s?\b[^.;]{0,60}?\bfor\s+(?:a\s+(?:further\s+)?(?:period|term)\s+of\s+)?"#
                + span
        ),
        pattern(
            #"(?:terminate|expire)s?\s+"# + span
                + #"\s+(?:from|after|following)\s+the\s+(?:effective|date|execution|signing)"#
        ),
        pattern(
            #"for\s+(?:a\s+(?:period|term)\s+of\s+)?"# + span
                + #"\s+(?:from|after|following|commencing|beginning)\s+(?:on\s+|with\s+|at\s+)?(?:the\s+)?(?:effective|date|execution|signing|disclosure)"#
        ),
        pattern(#"(?:laufzeit|dauer)(?:\s+\p{L}+){0,4}?\s*(?:von|beträgt|:)\s+"# + span),
        pattern(
            #"(?:auf|für)\s+(?:die\s+dauer\s+von\s+)?"# + span + #"\s+(?:geschlossen|abgeschlossen|fest|befristet)"#
        ),
        pattern(#"(?:durée|période)\s+(?:initiale\s+|déterminée\s+)?(?:est\s+)?(?:de|:)\s+"# + span),
        pattern(#"(?:duración|plazo|período)(?:\s+\p{L}+){0,5}?\s*(?:de|:)\s+"# + span),
        pattern(#"(?:looptijd|duur|periode)\s+(?:bedraagt\s+|van\s+|:\s*)"# + span),
        pattern(#"(?:durata|periodo)\s+(?:è\s+|iniziale\s+)?(?:di|pari\s+a|:)\s+"# + span),
    ]

    /// One group: which anniversary of its date a contract ends on.
    static let anniversary = pattern(
        #"\b("# + NumberLexicon.ordinals.joined(separator: "|")
            + #")\s+(?:\(?\d{1,2}(?:st|nd|rd|th)?\)?\s+)?anniversary\s+of\s+(?:its|the)"#
    )

    /// The countries of laws that are named by an adjective: `German law`.
    static let countries: [String: String] = {
        let table = """
            American United States|Australian Australia|Austrian Austria|Belgian Belgium|Brazilian Brazil|British United Kingdom
            Bulgarian Bulgaria|Canadian Canada|Chinese China|Croatian Croatia|Czech Czech Republic|Danish Denmark|Dutch Netherlands
            English England|Estonian Estonia|Finnish Finland|French France|German Germany|Greek Greece|Hungarian Hungary
            Icelandic Iceland|Indian India|Irish Ireland|Israeli Israel|Italian Italy|Japanese Japan|Korean Korea|Latvian Latvia
            Lithuanian Lithuania|Mexican Mexico|Norwegian Norway|Polish Poland|Portuguese Portugal|Romanian Romania
            Scottish Scotland|Scots Scotland|Slovak Slovakia|Slovenian Slovenia|Spanish Spain|Swedish Sweden|Swiss Switzerland
            Turkish Turkey|Ukrainian Ukraine|Welsh Wales
            """
        var countries: [String: String] = [:]
        for entry in table.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
            let words = entry.split(separator: " ", maxSplits: 1)
            if let adjective = words.first, let country = words.last { countries[String(adjective)] = String(country) }
        }
        return countries
    }()
}
