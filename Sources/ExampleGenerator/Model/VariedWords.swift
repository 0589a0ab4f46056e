/// The words that invoices of one language choose from; each list holds what means the same.
struct VariedWords: Sendable {
    var names: [String]
    var street: String
    var towns: [String]
    var title: [String]
    var number: [String]
    var date: [String]
    var due: [String]
    var order: [String]
    var position: [String]
    var code: [String]
    var description: [String]
    var quantity: [String]
    var unit: [String]
    var taxRate: [String]
    var price: [String]
    var lineTotal: [String]
    var net: [String]
    var tax: [String]
    var total: [String]
    var buyer: [String]
    var vatID: String
    var page: String
    var note: String
    var groups: [String]
    var pieces: String
    /// What is sold, with prices in cents.
    var articles: [(name: String, cents: Int64)]

    static let all = [english, german, french, spanish, dutch, italian]
}

extension VariedWords {
    static let english = VariedWords(
        names: ["Ostrander Sailcloth Ltd", "Pellworth Glazing Limited", "Quillfeather Bindery Ltd"],
        street: "17 Tannery Row",
        towns: ["Milbrook MB4 2RT", "Sandhaven SH1 7QX"],
        title: ["Invoice", "INVOICE", "Tax Invoice"],
        number: ["Invoice No.", "Invoice number:", "Invoice #"],
        date: ["Invoice date", "Date of issue:", "Issued on"],
        due: ["Due date", "Payment due:", "Pay by"],
        order: ["Order no.", "Your order:", "PO number"],
        position: ["#", "Line", "No."],
        code: ["SKU", "Item code", "Part no."],
        description: ["Description", "Product", "Details"],
        quantity: ["Qty", "Quantity", "Units"],
        unit: ["Unit", "UoM"],
        taxRate: ["VAT", "VAT %", "Tax rate"],
        price: ["Unit price", "Price each", "Rate", "Net price"],
        lineTotal: ["Amount", "Line total", "Total", "Net amount"],
        net: ["Subtotal", "Net total", "Total excl. VAT"],
        tax: ["VAT %r%", "VAT (%r%)"],
        total: ["Total", "Total due", "Invoice total"],
        buyer: ["Bill to", "Invoice to:", "Customer"],
        vatID: "VAT No.",
        page: "Page %p of %n",
        note: "Serial no.",
        groups: ["Workshop", "Delivered in March", "Spare parts"],
        pieces: "pcs",
        articles: [
            ("Mainsail, tan, with three reefs and leather patches", 48_900), ("Sail needle, size 16", 185),
            ("Waxed thread on a wooden reel", 640), ("Eyelet pliers for brass eyelets up to 12 mm", 3475),
            ("Repair of a torn foresail including new webbing", 21_250), ("Storage bag", 2900),
        ]
    )

    static let german = VariedWords(
        names: ["Uhrig Segelmacherei GmbH", "Drehbach Werkzeuge GmbH & Co. KG", "Papiermühle Aschenau AG"],
        street: "Gerberweg 17",
        towns: ["39999 Kesselheim", "08888 Aschenau"],
        title: ["Rechnung", "RECHNUNG"],
        number: ["Rechnungsnummer", "Rechnungs-Nr.:", "Rechnung Nr."],
        date: ["Rechnungsdatum", "Datum:", "Ausgestellt am"],
        due: ["Fällig am", "Zahlbar bis:", "Fälligkeitsdatum"],
        order: ["Bestellnummer", "Ihre Bestellung:", "Auftrags-Nr."],
        position: ["Pos.", "Pos", "Nr."],
        code: ["Artikel-Nr.", "Art.-Nr.", "Artikelnummer"],
        description: ["Bezeichnung", "Beschreibung", "Leistung"],
        quantity: ["Menge", "Anzahl"],
        unit: ["Einheit", "ME"],
        taxRate: ["MwSt.", "USt. %", "Steuersatz"],
        price: ["Einzelpreis", "E-Preis", "Preis/Einheit"],
        lineTotal: ["Gesamtpreis", "Betrag", "Gesamt", "Summe"],
        net: ["Nettobetrag", "Summe netto", "Zwischensumme"],
        tax: ["MwSt. %r %", "USt. %r%"],
        total: ["Gesamtbetrag", "Rechnungsbetrag", "Bruttobetrag"],
        buyer: ["Rechnung an", "Kunde", "Rechnungsempfänger"],
        vatID: "USt-IdNr.",
        page: "Seite %p von %n",
        note: "Seriennummer",
        groups: ["Werkstatt", "Lieferung im März", "Ersatzteile"],
        pieces: "Stk",
        articles: [
            ("Großsegel, lohfarben, mit drei Reffs und Lederflicken", 48_900), ("Segelnadel Größe 16", 185),
            ("Gewachstes Garn auf Holzspule", 640), ("Ösenzange für Messingösen bis 12 mm", 3475),
            ("Reparatur einer gerissenen Fock einschließlich neuem Gurtband", 21_250), ("Packtasche", 2900),
        ]
    )

    static let french = VariedWords(
        names: ["Voilerie Quémener SARL", "Reliure Dastarac SAS", "Verrerie Montorge SA"],
        street: "17 rue des Tanneurs",
        towns: ["29999 Port-Lannec", "07777 Montorge"],
        title: ["Facture", "FACTURE"],
        number: ["Facture n°", "Numéro de facture :", "N° de facture"],
        date: ["Date de facture", "Date d'émission :", "Date de facturation"],
        due: ["Date d'échéance", "Échéance :", "À payer avant le"],
        order: ["N° de commande", "Votre commande :", "Commande n°"],
        position: ["N°", "Ligne"],
        code: ["Réf.", "Référence"],
        description: ["Désignation", "Description", "Libellé"],
        quantity: ["Qté", "Quantité"],
        unit: ["Unité"],
        taxRate: ["TVA", "Taux TVA", "TVA %"],
        price: ["Prix unitaire", "P.U. HT", "Prix unit. HT"],
        lineTotal: ["Montant HT", "Total HT", "Montant"],
        net: ["Total HT", "Montant HT", "Sous-total"],
        tax: ["TVA %r %", "TVA (%r %)"],
        total: ["Total TTC", "Net à payer", "Montant TTC"],
        buyer: ["Facturé à", "Client", "Adresse de facturation"],
        vatID: "N° TVA",
        page: "Page %p sur %n",
        note: "N° de série",
        groups: ["Atelier", "Livraison de mars", "Pièces détachées"],
        pieces: "pce",
        articles: [
            ("Grand-voile cachou à trois ris et renforts de cuir", 48_900), ("Aiguille à voile taille 16", 185),
            ("Fil ciré sur bobine de bois", 640), ("Pince à œillets pour œillets en laiton de 12 mm", 3475),
            ("Réparation d'un foc déchiré, sangle neuve comprise", 21_250), ("Sac de rangement", 2900),
        ]
    )
}
