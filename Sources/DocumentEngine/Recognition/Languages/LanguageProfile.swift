/// What tells a language from its neighbours on a page: its script and its commonest words.
struct LanguageProfile {
    /// Tesseract's code.
    let code: String
    /// Codes and names that people write instead.
    let aliases: [String]
    /// As the orientation model names it.
    let script: String
    /// Lower case, without marks: what was read with another language's letters still matches.
    let words: Set<String>

    private init(_ code: String, _ aliases: String, _ words: String, script: String = latin) {
        self.code = code
        self.aliases = aliases.split(separator: " ").map(String.init)
        self.script = script
        self.words = Set(words.split(whereSeparator: \.isWhitespace).map { Accents.folded($0) })
    }

    static let latin = "Latin"

    /// The profile of a language or of an older kind of its writing, such as `deu_latf`.
    static func named(_ code: String) -> LanguageProfile? { byCode[String(code.prefix { $0 != "_" })] }

    /// The script of a language; that of most languages where nothing else is known.
    static func script(of code: String) -> String {
        named(code)?.script ?? otherScripts[String(code.prefix { $0 != "_" })] ?? latin
    }

    /// True where a page can be found to be in the language, by its words or by its script.
    static func isDetectable(_ code: String) -> Bool { byCode[code] != nil || script(of: code) != latin }

    /// Tesseract's code for what is not one, such as `de` or `german`.
    static func meant(by wanted: String) -> String? {
        let wanted = wanted.lowercased()
        return all.first { $0.aliases.contains(wanted) }?.code
    }

    /// Words of three and more letters that some language is full of.
    static let commonWords = Set(all.flatMap(\.words).filter { $0.count >= 3 })

    private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

    /// Scripts of languages whose words are not listed.
    private static let otherScripts = [
        "bel": "Cyrillic", "srp": "Cyrillic", "mkd": "Cyrillic", "kaz": "Cyrillic", "grc": "Greek", "ara": "Arabic",
        "fas": "Arabic", "urd": "Arabic", "heb": "Hebrew", "yid": "Hebrew", "chi": "Han", "jpn": "Japanese",
        "kor": "Korean", "hin": "Devanagari", "mar": "Devanagari", "nep": "Devanagari", "san": "Devanagari",
        "ben": "Bengali", "tam": "Tamil", "tel": "Telugu", "tha": "Thai", "kat": "Georgian", "hye": "Armenian",
    ]

    private static let all: [LanguageProfile] = [
        LanguageProfile(
            "eng",
            "en english",
            """
            the of and to is that for it with as was on be by this are or at from have not which you your we our will has \
            all their been were would there any may please date invoice amount tax number total due terms payment
            """
        ),
        LanguageProfile(
            "deu",
            "de german deutsch ger",
            """
            der die das und ist nicht ein eine von zu den mit sich des auf für im dem als auch es an werden aus hat dass \
            sie nach wird bei einer um am sind noch wie einem über wir ihr ihre ich zum zur oder bis durch unter sowie \
            rechnung datum betrag summe netto brutto mwst ust seite nummer kunde bitte gesamt stück vielen dank
            """
        ),
        LanguageProfile(
            "fra",
            "fr french français francais fre",
            """
            de la le et les des en un du une que est pour qui dans par sur au plus pas ce il ne sont avec nous vous votre \
            cette aux ou leur été être à où même facture montant total taxe numéro date merci ttc ht tva client quantité
            """
        ),
        LanguageProfile(
            "spa",
            "es spanish español espanol",
            """
            de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque \
            está son desde hasta usted nuestro factura fecha importe total número cliente cantidad iva gracias precio
            """
        ),
        LanguageProfile(
            "ita",
            "it italian italiano",
            """
            di e il la che in un a per è del una con le i si da non al della dei nel alla sono come anche gli più lo delle \
            ha questo questa o ci vi fattura data importo totale numero cliente quantità iva prezzo grazie imponibile
            """
        ),
        LanguageProfile(
            "nld",
            "nl dutch nederlands dut",
            """
            de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft deze \
            wordt door werd wij u uw over tot ons factuur datum bedrag totaal nummer klant aantal btw prijs bedankt
            """
        ),
        LanguageProfile(
            "por",
            "pt portuguese português portugues",
            """
            de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à seu sua ou quando são \
            foi você nosso fatura data valor total número cliente quantidade iva obrigado preço
            """
        ),
        LanguageProfile(
            "pol",
            "pl polish polski",
            """
            i w na z do nie się że to jest o jak po co za od przez dla oraz przy ale czy tak tylko był są jego będzie \
            lub faktura data kwota razem numer klient ilość cena brutto netto dziękujemy sprzedawca nabywca
            """
        ),
        LanguageProfile(
            "ces",
            "cs czech čeština cestina cze",
            """
            a v se na je že o s z do to i za by ale k pro jako po jsou od ve které nebo podle při byl jeho tak ze aby \
            faktura datum částka celkem číslo zákazník množství cena děkujeme dodavatel odběratel dph
            """
        ),
        LanguageProfile(
            "dan",
            "da danish dansk",
            """
            og i at det en den til er som på de med han af for ikke der var et har om vi men sig fra kan skal eller ved \
            faktura dato beløb moms antal kunde pris tak nummer ialt også efter blev
            """
        ),
        LanguageProfile(
            "nor",
            "no norwegian norsk nb",
            """
            og i det på som er en til å han av for med at var de ikke den har jeg om et men vi seg fra kan skal eller ved \
            faktura dato beløp mva antall kunde pris takk nummer også etter ble nå
            """
        ),
        LanguageProfile(
            "swe",
            "sv swedish svenska",
            """
            och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan eller vid \
            ska faktura datum belopp moms antal kund pris tack nummer också efter vara
            """
        ),
        LanguageProfile(
            "fin",
            "fi finnish suomi",
            """
            ja on ei se että oli hän ovat mutta kun joka tai myös niin kuin sen ole mitä ollut vain sekä jos lasku päiväys \
            summa yhteensä numero asiakas määrä hinta kiitos alv euroa mukaan
            """
        ),
        LanguageProfile(
            "hun",
            "hu hungarian magyar",
            """
            a az és hogy nem is egy van de ez el meg csak már mint volt ha vagy még lesz azt ezt kell után számla dátum \
            összeg összesen szám vevő mennyiség ár köszönjük áfa forint
            """
        ),
        LanguageProfile(
            "tur",
            "tr turkish türkçe turkce",
            """
            ve bir bu da de için ile olarak çok daha gibi ne var ama olan kadar sonra en o her ise değil veya fatura tarih \
            tutar toplam numara müşteri miktar fiyat kdv teşekkürler adet
            """
        ),
        LanguageProfile(
            "ron",
            "ro romanian română romana rum",
            """
            de și în la a cu pe care nu din este un o că să pentru mai sau sunt se au fost ca prin după această factură \
            data suma total număr client cantitate preț tva mulțumim
            """
        ),
        LanguageProfile(
            "rus",
            "ru russian русский",
            """
            и в не на что с по как это из но за от к для или вы мы его был были были будет если также при до счет дата \
            сумма итого номер количество цена спасибо ндс рублей
            """,
            script: "Cyrillic"
        ),
        LanguageProfile(
            "ukr",
            "uk ukrainian українська",
            """
            і в не на що з та до це як за від або ви ми його був були буде якщо також при для рахунок дата сума разом \
            номер кількість ціна дякуємо пдв гривень є
            """,
            script: "Cyrillic"
        ),
        LanguageProfile(
            "bul",
            "bg bulgarian български",
            """
            и на да за се в от с не по че това като ще или са при до има към след фактура дата сума общо номер количество \
            цена благодаря ддс лева
            """,
            script: "Cyrillic"
        ),
        LanguageProfile(
            "ell",
            "el gr greek ελληνικά ellinika",
            "και το να του η της με που την από για είναι",
            script: "Greek"
        ),
    ]
}
