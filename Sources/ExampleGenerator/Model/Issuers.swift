import OrchestrateModel

/// Sellers of invoices; none of them exists.
extension Issuer {
    static let all = [harrowgate, tidewater, falkenrieder, lindenquell, valombre, corbelin]

    static let harrowgate = Issuer(
        template: "harrowgate",
        party: Party(
            name: "Harrowgate Instruments Ltd",
            street: "Unit 4, Calder Works, Foundry Lane",
            town: "Ashbrook AB7 4QT",
            country: "United Kingdom",
            vatID: Checksums.britishVAT("7312846"),
            iban: Checksums.iban(country: "GB", account: "CALD40718326549108"),
            phone: "Telephone 01632 960 418",
            mail: "accounts@harrowgate-instruments.example"
        ),
        buyers: englishBuyers,
        catalogue: [
            Article("HT-110", "Torque wrench 20-100 Nm", "pcs", 8950, tax: 20),
            Article("HT-214", "Digital caliper 150 mm", "pcs", 4275, tax: 20),
            Article("HM-031", "Surface plate, granite, grade 1", "pcs", 31_900, tax: 20),
            Article("HM-077", "Dial gauge 0.01 mm", "pcs", 5860, tax: 20),
            Article("HC-402", "Calibration with certificate", "pcs", 6500, tax: 20),
            Article("HS-015", "Replacement measuring pins (set of 6)", "pcs", 1895, tax: 20),
            Article("HS-220", "Transport case, foam lined", "pcs", 7240, tax: 20),
        ],
        currency: "GBP",
        numbers: .pounds,
        dates: .dayMonthName,
        termDays: 30,
        orderPrefix: "PO-",
        numbering: { "HI-2025-0\($0)" },
        labels: Labels(
            title: "Invoice",
            number: "Invoice number",
            date: "Invoice date",
            due: "Payment due",
            order: "Your order",
            buyer: "Bill to",
            code: "Item",
            description: "Description",
            quantity: "Qty",
            unit: "",
            price: "Unit price",
            lineTotal: "Amount",
            net: "Net total",
            tax: "VAT %r%",
            total: "Total due",
            vatID: "VAT registration",
            iban: "IBAN",
            page: "Page %p of %n",
            terms: "Payment within 30 days. Goods remain our property until paid for in full."
        ),
        look: .letterhead
    )

    static let tidewater = Issuer(
        template: "tidewater",
        party: Party(
            name: "Tidewater Paper Company",
            street: "1180 Millrace Avenue",
            town: "Port Callow, OR 97999",
            country: "USA",
            phone: "(503) 555-0148",
            mail: "billing@tidewaterpaper.example"
        ),
        buyers: americanBuyers,
        catalogue: [
            Article("20415", "Copy paper, letter, case", "cs", 4399, tax: 825, taxScale: 2),
            Article("20780", "Kraft roll 36 in x 900 ft", "ea", 6150, tax: 825, taxScale: 2),
            Article("31102", "Card stock, ivory, 250 sheets", "ea", 2785, tax: 825, taxScale: 2),
            Article("31877", "Laid envelopes No. 10, box of 500", "bx", 5240, tax: 825, taxScale: 2),
            Article("44010", "Corrugated mailer 9 x 12, bundle", "bd", 1899, tax: 825, taxScale: 2),
            Article("44556", "Tissue, acid free, ream", "rm", 3325, tax: 825, taxScale: 2),
        ],
        currency: "USD",
        numbers: .dollars,
        dates: .monthSlashes,
        termDays: 15,
        orderPrefix: "",
        numbering: { "48\($0)" },
        labels: Labels(
            title: "INVOICE",
            number: "Invoice #",
            date: "Date",
            due: "Due date",
            order: "P.O. number",
            buyer: "Sold to:",
            code: "Item",
            description: "Description",
            quantity: "Qty",
            unit: "",
            price: "Price",
            lineTotal: "Extended",
            net: "Subtotal",
            tax: "Sales tax %r%",
            total: "Amount due",
            vatID: "",
            iban: "",
            page: "Page %p / %n",
            terms: "Net 15. Make checks payable to Tidewater Paper Company."
        ),
        look: .ledger
    )

    static let falkenrieder = Issuer(
        template: "falkenrieder",
        party: Party(
            name: "Falkenrieder Werkzeugbau GmbH",
            street: "Gewerbering 17",
            town: "99817 Hohenlinde",
            country: "Deutschland",
            vatID: Checksums.germanVAT("81470263"),
            iban: Checksums.iban(country: "DE", account: "820940040471102938"),
            phone: "Telefon 03691 555 01-20",
            mail: "buchhaltung@falkenrieder.example"
        ),
        buyers: germanBuyers,
        catalogue: [
            Article("FW-1007", "Spannbacken, gehärtet, Satz", "Stk", 18_490, tax: 19),
            Article("FW-1032", "Fräsdorn ISO 40, 22 mm", "Stk", 9675, tax: 19),
            Article("FW-2110", "Bohrvorrichtung nach Zeichnung", "Stk", 124_000, tax: 19),
            Article("FW-2404", "Führungssäule 25 x 160", "Stk", 3180, tax: 19),
            Article("FW-3001", "Montage vor Ort", "h", 7450, tax: 19),
            Article("FW-3015", "Konstruktion und Prüfung", "h", 9200, tax: 19),
            Article("FW-4120", "Kühlmittelschlauch, 2 m", "Stk", 1465, tax: 19),
        ],
        currency: "EUR",
        numbers: .german,
        dates: .dots,
        termDays: 14,
        orderPrefix: "B",
        numbering: { "RE-2025-\($0)" },
        labels: Labels(
            title: "Rechnung",
            number: "Rechnungsnummer",
            date: "Rechnungsdatum",
            due: "Zahlbar bis",
            order: "Ihre Bestellung",
            buyer: "",
            code: "Artikel",
            description: "Bezeichnung",
            quantity: "Menge",
            unit: "Einheit",
            price: "Einzelpreis",
            lineTotal: "Gesamt",
            net: "Nettobetrag",
            tax: "zzgl. %r % USt.",
            total: "Rechnungsbetrag",
            vatID: "USt-IdNr.",
            iban: "IBAN",
            carried: "Übertrag",
            page: "Seite %p von %n",
            terms: "Zahlbar innerhalb von 14 Tagen ohne Abzug."
        ),
        look: .businessLetter
    )

    static let lindenquell = Issuer(
        template: "lindenquell",
        party: Party(
            name: "Lindenquell Getränke KG",
            street: "Am Alten Brunnen 3",
            town: "36199 Wiesenbach",
            country: "Deutschland",
            vatID: Checksums.germanVAT("26593718"),
            iban: Checksums.iban(country: "DE", account: "532900000067451230"),
            phone: "Tel. 06623 555 870",
            mail: "kontor@lindenquell.example"
        ),
        buyers: germanBuyers,
        catalogue: [
            Article("1201", "Mineralwasser still, Kiste 12 Flaschen", "Kst", 549, tax: 19),
            Article("1310", "Apfelschorle naturtrüb, Kiste", "Kst", 1190, tax: 19),
            Article("1422", "Holunderlimonade, Kiste 20 Flaschen", "Kst", 1475, tax: 19),
            Article("2005", "Vollmilch 3,8 %, Karton", "Krt", 1308, tax: 7),
            Article("2017", "Kaffee, ganze Bohne, 1 kg", "Pkg", 1695, tax: 7),
            Article("2040", "Rübenzucker, 10 kg", "Sack", 1249, tax: 7),
        ],
        currency: "EUR",
        numbers: .german,
        dates: .dots,
        termDays: 10,
        orderPrefix: "L-",
        numbering: { "2025/3\($0)" },
        labels: Labels(
            title: "RECHNUNG",
            number: "Beleg-Nr.:",
            date: "Belegdatum:",
            due: "Fällig am:",
            order: "Auftrag:",
            buyer: "Kunde",
            code: "Art.-Nr.",
            description: "Artikel",
            quantity: "Anzahl",
            unit: "",
            price: "Preis",
            lineTotal: "Betrag",
            net: "Summe netto",
            tax: "MwSt. %r % auf %b",
            taxTotal: "MwSt. gesamt",
            total: "Zu zahlen",
            vatID: "USt-IdNr.",
            iban: "IBAN",
            carried: "Zwischensumme",
            page: "Blatt %p/%n",
            terms: "Der Betrag wird am Fälligkeitstag von Ihrem Konto eingezogen."
        ),
        look: .letterhead
    )

    static let valombre = Issuer(
        template: "valombre",
        party: Party(
            name: "Papeterie Valombre SARL",
            street: "12, rue des Tilleuls",
            town: "38990 Saint-Aubin-le-Clos",
            country: "France",
            vatID: Checksums.frenchVAT("40218375"),
            iban: Checksums.iban(
                country: "FR",
                account: Checksums.frenchAccount(bank: "30994", branch: "01827", number: "00041236075")
            ),
            phone: "Tél. 04 99 55 01 32",
            mail: "compta@valombre.example"
        ),
        buyers: frenchBuyers,
        catalogue: [
            Article("PV-0110", "Cahier relié 200 pages", "u.", 645, tax: 20),
            Article("PV-0142", "Stylo plume, pointe fine", "u.", 2390, tax: 20),
            Article("PV-0207", "Encre bleu nuit, flacon 50 ml", "u.", 1175, tax: 20),
            Article("PV-0315", "Ramette papier ivoire 120 g", "u.", 1840, tax: 20),
            Article("PV-0488", "Étiquettes adhésives, boîte", "u.", 990, tax: 20),
            Article("PV-0520", "Sous-main en cuir véritable", "u.", 112_500, tax: 20),
        ],
        currency: "EUR",
        numbers: .french,
        dates: .daySlashes,
        termDays: 30,
        orderPrefix: "C",
        numbering: { "F2025-0\($0)" },
        labels: Labels(
            title: "Facture",
            number: "Facture n°",
            date: "Date de facture",
            due: "Date d'échéance",
            order: "Votre commande",
            buyer: "Client",
            code: "Référence",
            description: "Désignation",
            quantity: "Qté",
            unit: "",
            price: "Prix unitaire HT",
            lineTotal: "Montant HT",
            net: "Total HT",
            tax: "TVA %r %",
            total: "Total TTC",
            vatID: "N° TVA",
            iban: "IBAN",
            carried: "Report",
            page: "Page %p sur %n",
            terms: "Règlement à 30 jours. Pas d'escompte pour paiement anticipé."
        ),
        look: .sideBySide
    )

    static let corbelin = Issuer(
        template: "corbelin",
        party: Party(
            name: "Menuiserie Corbelin et Fils",
            street: "4 chemin du Vieux Moulin",
            town: "71880 Les Aubières",
            country: "France",
            vatID: Checksums.frenchVAT("51783924"),
            iban: Checksums.iban(
                country: "FR",
                account: Checksums.frenchAccount(bank: "10278", branch: "06033", number: "00020415801")
            ),
            phone: "Tél. 03 99 55 72 06",
            mail: "devis@corbelin.example"
        ),
        buyers: frenchBuyers,
        catalogue: [
            Article("M10", "Porte intérieure en chêne", "u.", 48_900, tax: 10),
            Article("M14", "Fenêtre double vitrage 100 x 120", "u.", 62_350, tax: 10),
            Article("M22", "Parquet massif, m²", "m2", 8720, tax: 10),
            Article("M31", "Plinthe assortie, mètre", "m", 615, tax: 10),
            Article("P02", "Pose et ajustage, heure", "h", 5200, tax: 10),
        ],
        currency: "EUR",
        numbers: .french,
        dates: .daySlashes,
        termDays: 45,
        orderPrefix: "DV-",
        numbering: { "FA-1\($0)" },
        labels: Labels(
            title: "FACTURE",
            number: "N° de facture",
            date: "Émise le",
            due: "À régler avant le",
            order: "Devis",
            buyer: "Adressée à",
            code: "Réf.",
            description: "Ouvrage",
            quantity: "Quantité",
            unit: "Unité",
            price: "P.U.",
            lineTotal: "Total",
            net: "Montant hors taxes",
            tax: "TVA à %r %",
            total: "Net à payer",
            vatID: "TVA intracom.",
            iban: "IBAN",
            carried: "À reporter",
            page: "%p/%n",
            terms: "TVA à taux réduit, travaux de rénovation."
        ),
        look: .businessLetter
    )

    /// Sends its invoices as plain text.
    static let brumaire = Issuer(
        template: "brumaire",
        party: Party(
            name: "Atelier Brumaire",
            street: "27 quai de la Mégisserie",
            town: "59998 Grand-Fossé",
            country: "France",
            vatID: Checksums.frenchVAT("83920146"),
            iban: Checksums.iban(
                country: "FR",
                account: Checksums.frenchAccount(bank: "20041", branch: "01005", number: "05000138026")
            )
        ),
        buyers: frenchBuyers,
        catalogue: [
            Article("", "Reliure pleine toile", "u.", 4800, tax: 20),
            Article("", "Dorure à la feuille, heure", "h", 6500, tax: 20),
            Article("", "Étui sur mesure", "u.", 11_250, tax: 20),
            Article("", "Restauration de dos brisé", "u.", 8990, tax: 20),
        ],
        currency: "EUR",
        numbers: .frenchPlain,
        dates: .daySlashes,
        termDays: 30,
        orderPrefix: "BC",
        numbering: { "AB/2025/0\($0)" },
        labels: Labels(
            title: "FACTURE",
            number: "Numéro",
            date: "Date",
            due: "Échéance",
            order: "Bon de commande",
            buyer: "Facturé à",
            code: "",
            description: "Désignation",
            quantity: "Qté",
            unit: "",
            price: "Prix",
            lineTotal: "Montant",
            net: "Total hors taxes",
            tax: "TVA %r %",
            total: "Total à payer",
            vatID: "N° TVA",
            iban: "IBAN",
            page: "",
            terms: "Payable à réception, merci de votre fidélité."
        ),
        look: .sideBySide
    )
}
