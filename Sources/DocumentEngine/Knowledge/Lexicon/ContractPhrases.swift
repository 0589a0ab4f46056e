import OrchestrateModel

/// Sentences that contracts say their terms in, in six languages.
enum ContractPhrases {
    private static let name = #"([A-ZÄÖÜÉÈ][^\n,;()“”"]{2,60}?)"#
    private static let gap = #"\s*(?:,[^;]{0,200}?|\([^)]{0,120}\)[^;]{0,120}?)?\s+"#
    private static let stop = #"(?=\s*(?:,|\(|;|\.|\n\s*\n|“|"))"#
    private static let date =
        #"((?:\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:of\s+|de\s+)?\p{L}{3,10}\.?,?\s+(?:de\s+)?\d{4})|(?:\p{L}{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"#

    static let parties: [LazyPattern] = [
        LazyPattern(
            #"(?:by\s+and\s+between|made\s+between|entered\s+into\s+between|between)\s*:?\s+"# + name + gap + #"and\s+"#
                + name + stop
        ),
        LazyPattern(
            #"(?i:zwischen)\s*:?\s+(?:der\s+|dem\s+)?"# + name + gap + #"und\s+(?:der\s+|dem\s+)?"# + name + stop
        ),
        LazyPattern(
            #"(?i:entre)\s*(?:les\s+soussignés)?\s*:?\s+(?:la\s+société\s+)?"# + name + gap
                + #"et\s+(?:la\s+société\s+)?"# + name + stop
        ),
        LazyPattern(#"(?i:entre|de una parte,?)\s*:?\s+"# + name + gap + #"(?:y|de otra parte,?)\s+"# + name + stop),
        LazyPattern(#"(?i:tussen)\s*:?\s+"# + name + gap + #"en\s+"# + name + stop),
        LazyPattern(
            #"(?i:tra|fra)\s*:?\s+(?:la\s+società\s+)?"# + name + gap + #"e\s+(?:la\s+società\s+)?"# + name + stop
        ),
    ]

    static let effectiveDate: [LazyPattern] = [
        LazyPattern(
            #"(?i)(?:effective\s+date|effective\s+as\s+of|entered\s+into\s+(?:as\s+of|on)|made\s+(?:as\s+of|on)|dated(?:\s+as\s+of)?|commenc(?:es|ing)\s+on|starts?\s+on)\s*:?\s*(?:the\s+|this\s+)?"#
                + date
        ),
        LazyPattern(
            #"(?i)(?:tritt\s+am|beginnt\s+am|gültig\s+ab|wirksam\s+(?:ab|zum|am)|mit\s+wirkung\s+(?:zum|vom)|vertragsbeginn|in\s+kraft\s+am)\s*:?\s*(?:dem\s+)?"#
                + date
        ),
        LazyPattern(
            #"(?i)(?:date\s+d['’](?:effet|entrée\s+en\s+vigueur)|prend\s+effet\s+(?:le|au)|à\s+compter\s+du|en\s+vigueur\s+le)\s*:?\s*"#
                + date
        ),
        LazyPattern(
            #"(?i)(?:fecha\s+de\s+(?:efecto|entrada\s+en\s+vigor|inicio)|entrará\s+en\s+vigor\s+el|a\s+partir\s+del)\s*:?\s*"#
                + date
        ),
        LazyPattern(
            #"(?i)(?:ingangsdatum|gaat\s+in\s+op|treedt\s+in\s+werking\s+op|met\s+ingang\s+van)\s*:?\s*"# + date
        ),
        LazyPattern(
            #"(?i)(?:data\s+di\s+(?:decorrenza|efficacia|inizio)|decorre\s+dal|con\s+decorrenza\s+dal|a\s+decorrere\s+dal)\s*:?\s*"#
                + date
        ),
    ]

    static let jurisdiction: [LazyPattern] = [
        LazyPattern(
            #"(?i)governed\s+by\s+(?:and\s+construed\s+(?:in\s+accordance\s+with|under)\s+)?the\s+laws?\s+of\s+((?-i:(?:the\s+)?[A-Z][\p{L}]+(?:\s+(?:of|and|the|[A-Z][\p{L}]+)){0,5}))"#
        ),
        LazyPattern(
            #"(?i)gerichtsstand\s+(?:für\s+[^.]{0,120}?)?(?:ist\s*:?\s*|:\s*)((?-i:[A-ZÄÖÜ][\p{L}-]+(?:\s+(?:am|an|der|[A-ZÄÖÜ][\p{L}-]+)){0,3}))"#
        ),
        LazyPattern(#"(?i)(?:régi\s+par|soumis\s+au)\s+(?:le\s+)?(droit\s+\p{L}+)"#),
        LazyPattern(#"(?i)tribunaux\s+(?:compétents\s+)?de\s+((?-i:[A-ZÉ][\p{L}-]+))"#),
        LazyPattern(#"(?i)(?:juzgados\s+y\s+tribunales|tribunales)\s+de\s+((?-i:[A-ZÁ][\p{L}-]+))"#),
        LazyPattern(#"(?i)onderworpen\s+aan\s+(?:het\s+)?(\p{L}+\s+recht)"#),
        LazyPattern(#"(?i)(?:is\s+het\s+)?(\p{L}+\s+recht)\s+(?:is\s+)?van\s+toepassing"#),
        LazyPattern(
            #"(?i)foro\s+(?:esclusivamente\s+)?(?:competente|di)\s+(?:è\s+)?(?:quello\s+di\s+)?((?-i:[A-Z][\p{L}-]+))"#
        ),
    ]

    static let term: [LazyPattern] = [
        LazyPattern(
            #"(?i)(?:initial\s+term|term|period)\s+of\s+((?:\w+\s+)?\(?\d*\)?\s*(?:years?|months?|days?|weeks?))"#
        ),
        LazyPattern(
            #"(?i)(?:laufzeit|dauer)(?:\s+\p{L}+){0,4}?\s*(?:von|beträgt|:)\s+((?:\p{L}+|\d+)\s+(?:jahren?|monaten?|tagen?|wochen))"#
        ),
        LazyPattern(
            #"(?i)(?:durée|période)\s+(?:initiale\s+)?de\s+((?:\p{L}+|\d+)\s*(?:\(\d+\)\s*)?(?:ans?|années?|mois|jours))"#
        ),
        LazyPattern(
            #"(?i)(?:duración|plazo|período)\s+(?:inicial\s+)?(?:será\s+)?de\s+((?:\p{L}+|\d+)\s*(?:\(\d+\)\s*)?(?:años?|meses|días))"#
        ),
        LazyPattern(
            #"(?i)(?:looptijd|duur|periode|termijn)\s+van\s+((?:\p{L}+|\d+)\s*(?:\(\d+\)\s*)?(?:jaar|maanden|dagen|weken))"#
        ),
        LazyPattern(
            #"(?i)(?:durata|periodo)\s+(?:è\s+|iniziale\s+)?(?:di|pari\s+a)\s+((?:\p{L}+|\d+)\s*(?:\(\d+\)\s*)?(?:anni|anno|mesi|giorni))"#
        ),
    ]
}
