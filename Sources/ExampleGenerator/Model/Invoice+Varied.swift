import OrchestrateModel

extension Invoice {
    /// An invoice in one of six languages, whose words, look and numbers are drawn by lot.
    static func varied(_ index: Int, random: inout SeededRandom) -> Invoice {
        let languages = VariedWords.all
        let language = index % languages.count
        var issuer = Issuer.varied(words: languages[language], language: language, random: &random)
        let count = random.integer(in: 1...10) == 1 ? random.integer(in: 18...30) : random.integer(in: 2...7)
        if count > 8 {
            // What pages hold is counted in items.
            issuer.look.table.groups = []
            issuer.look.table.note = nil
        }
        return Invoice(
            issuer: issuer,
            sequence: 1000 + random.integer(in: 0...8000),
            lines: count,
            quantities: 1...12,
            random: &random
        )
    }
}

extension Issuer {
    /// A seller whose words and look are drawn by lot.
    fileprivate static func varied(words: VariedWords, language: Int, random: inout SeededRandom) -> Issuer {
        let isEnglish = language == 0
        let rate: Int64 = [20, 19, 20, 21, 21, 22][language]
        let name = random.element(of: words.names)
        let party = Party(
            name: name,
            street: words.street,
            town: random.element(of: words.towns),
            country: "",
            vatID: isEnglish ? Checksums.britishVAT("7312846") : language == 1 ? Checksums.germanVAT("13669597") : "",
            iban: random.integer(in: 0...2) == 0 ? "" : Checksums.iban(country: "DE", account: "100500007654321098"),
            mail: "post@" + String(name.lowercased().filter { $0.isASCII && $0.isLetter }.prefix(12)) + ".example"
        )
        let prefix = random.element(of: ["R-", "2025-", "F", "INV"])
        return Issuer(
            template: nil,
            party: party,
            buyers: isEnglish ? Issuer.englishBuyers : language == 1 ? Issuer.germanBuyers : Issuer.frenchBuyers,
            catalogue: words.articles.enumerated().map { place, article in
                Article("\(1000 + place * 173)-\(place)", article.name, words.pieces, article.cents, tax: rate)
            },
            currency: isEnglish ? "GBP" : "EUR",
            numbers: isEnglish ? .pounds : language == 2 ? .french : .german,
            dates: isEnglish ? .dayMonthName : random.element(of: [.dots, .daySlashes]),
            termDays: random.element(of: [14, 30]),
            orderPrefix: "B-",
            numbering: { prefix + String($0) },
            labels: labels(words, random: &random),
            look: .varied(words: words, random: &random)
        )
    }

    private static func labels(_ words: VariedWords, random: inout SeededRandom) -> Labels {
        var labels = Labels(
            title: random.element(of: words.title),
            number: random.element(of: words.number),
            date: random.element(of: words.date),
            due: random.element(of: words.due),
            order: random.element(of: words.order),
            buyer: random.element(of: words.buyer),
            code: random.element(of: words.code),
            description: random.element(of: words.description),
            quantity: random.element(of: words.quantity),
            unit: random.element(of: words.unit),
            price: random.element(of: words.price),
            lineTotal: random.element(of: words.lineTotal),
            net: random.element(of: words.net),
            tax: random.element(of: words.tax),
            total: random.element(of: words.total),
            vatID: words.vatID,
            iban: "IBAN",
            page: words.page,
            terms: ""
        )
        labels.position = random.element(of: words.position)
        labels.taxRate = random.element(of: words.taxRate)
        return labels
    }
}
