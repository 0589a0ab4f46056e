import OrchestrateModel
import Testing

@testable import DocumentEngine

/// Documents in the six languages, set in the test with values that it knows.
struct LanguageTests {
    struct Words: Sendable, CustomTestStringConvertible {
        var language: String
        var title: String
        var number: String
        var date: String
        var due: String
        var order: String
        var buyer: String
        var columns: [String]
        var net: String
        var tax: String
        var total: String
        var seller: String
        var customer: String
        var isComma = true

        var testDescription: String { language }
    }

    static let invoices: [Words] = [
        Words(
            language: "English",
            title: "INVOICE",
            number: "Invoice no",
            date: "Invoice date",
            due: "Due date",
            order: "Purchase order",
            buyer: "Bill to",
            columns: ["Description", "Qty", "Unit price", "Amount"],
            net: "Subtotal",
            tax: "VAT 20%",
            total: "Total due",
            seller: "Orchard Lane Bindery Ltd",
            customer: "Pembroke Readers Ltd",
            isComma: false
        ),
        Words(
            language: "German",
            title: "RECHNUNG",
            number: "Rechnungsnummer",
            date: "Rechnungsdatum",
            due: "Zahlbar bis",
            order: "Bestellnummer",
            buyer: "Rechnungsempfänger",
            columns: ["Bezeichnung", "Menge", "Einzelpreis", "Betrag"],
            net: "Summe netto",
            tax: "MwSt. 20 %",
            total: "Rechnungsbetrag",
            seller: "Gärtnerei Ahornhof GmbH",
            customer: "Stadtpark Verwaltung KG"
        ),
        Words(
            language: "French",
            title: "FACTURE",
            number: "N° de facture",
            date: "Date de facture",
            due: "Date d'échéance",
            order: "Bon de commande",
            buyer: "Facturé à",
            columns: ["Désignation", "Qté", "Prix unitaire", "Montant HT"],
            net: "Total HT",
            tax: "TVA 20 %",
            total: "Total TTC",
            seller: "Atelier Belleroche SARL",
            customer: "Librairie du Quai SAS"
        ),
        Words(
            language: "Spanish",
            title: "FACTURA",
            number: "Número de factura",
            date: "Fecha de factura",
            due: "Fecha de vencimiento",
            order: "Nº de pedido",
            buyer: "Facturar a",
            columns: ["Descripción", "Cantidad", "Precio unitario", "Importe"],
            net: "Base imponible",
            tax: "IVA 20%",
            total: "Total factura",
            seller: "Talleres Montalbán S.L.",
            customer: "Bodegas Riofrío S.A."
        ),
        Words(
            language: "Dutch",
            title: "FACTUUR",
            number: "Factuurnummer",
            date: "Factuurdatum",
            due: "Vervaldatum",
            order: "Ordernummer",
            buyer: "Factuuradres",
            columns: ["Omschrijving", "Aantal", "Stukprijs", "Bedrag"],
            net: "Subtotaal",
            tax: "BTW 20%",
            total: "Totaal incl. btw",
            seller: "Drukkerij Zonneveld B.V.",
            customer: "Boekhandel Merwede B.V."
        ),
        Words(
            language: "Italian",
            title: "FATTURA",
            number: "Numero fattura",
            date: "Data fattura",
            due: "Data di scadenza",
            order: "Numero ordine",
            buyer: "Destinatario",
            columns: ["Descrizione", "Quantità", "Prezzo unitario", "Importo"],
            net: "Totale imponibile",
            tax: "IVA 20%",
            total: "Totale fattura",
            seller: "Officine Valmarana S.r.l.",
            customer: "Cantina del Borgo S.p.A."
        ),
    ]

    private static func page(_ words: Words) -> String {
        func amount(_ text: String) -> String {
            words.isComma
                ? text.replacing(",", with: "#").replacing(".", with: ",").replacing("#", with: ".") : text
        }
        func columns(_ cells: [String]) -> String {
            let widths = [38, 12, 18, 0]
            return zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }
            .joined()
        }
        func right(_ label: String, _ value: String) -> String {
            String(repeating: " ", count: 50) + columns([label, "", "", ""]).prefix(26) + value
        }
        return [
            words.seller, "Kirchweg 4, 10115 Musterort", "",
            words.title, "",
            columns([words.number + ":", "  2024-0917", "", ""]), columns([words.date + ":", "  17.05.2024", "", ""]),
            columns([words.due + ":", "  16.06.2024", "", ""]), columns([words.order + ":", "  PO-55012", "", ""]), "",
            words.buyer + ":", words.customer, "Via Lunga 12", "20121 Milano", "", "",
            columns(words.columns),
            columns(["A first thing", "2", amount("1,250.00"), amount("2,500.00")]),
            columns(["A second one", "10", amount("12.50"), amount("125.00")]), "", "",
            right(words.net, amount("2,625.00")), right(words.tax, amount("525.00")),
            right(words.total, amount("3,150.00")),
        ].joined(separator: "\n")
    }

    @Test(arguments: invoices)
    func invoiceIsReadWhole(words: Words) {
        let result = KnowledgeTrial.of(Self.page(words))
        #expect(result.documentClass == "invoice")
        let expected = [
            "invoice_number": "2024-0917", "issue_date": "2024-05-17", "due_date": "2024-06-16",
            "order_number": "PO-55012",
            "seller_name": words.seller, "buyer_name": words.customer, "net_amount": "2625.00", "tax_amount": "525.00",
            "total_amount": "3150.00", "amount_due": "3150.00",
        ]
        for (name, value) in expected { #expect(result.text(name) == value, "\(name)") }
        for name in ["net_amount", "tax_amount", "total_amount", "amount_due", "invoice_number", "issue_date"] {
            #expect(result.status(name) == .verified, "\(name)")
        }
        #expect(result.lines.map { $0["line_total"] } == ["2500.00", "125.00"])
        #expect(result.lines.map { $0["quantity"] } == ["2", "10"])
    }

    @Test(arguments: [
        "Dear Sir or Madam,\n\nthank you for your patience.\n\nYours faithfully\nKind regards\nJ. Doe",
        "Betreff: Ihr Besuch\n\nSehr geehrte Damen und Herren,\n\nwir danken.\n\nMit freundlichen Grüßen\nA. Amsel",
        "Objet : votre visite\n\nMadame, Monsieur,\n\nMerci.\n\nVeuillez agréer nos salutations distinguées",
        "Asunto: su visita\n\nEstimados señores:\n\nGracias.\n\nAtentamente\nUn cordial saludo",
        "Betreft: uw bezoek\n\nGeachte heer,\n\nDank u.\n\nMet vriendelijke groet\nHoogachtend",
        "Oggetto: la Vostra visita\n\nEgregio Signore,\n\ngrazie.\n\nDistinti saluti\nCordiali saluti",
    ])
    func letterIsALetter(text: String) {
        let result = KnowledgeTrial.of(text)
        #expect(result.documentClass == "letter")
        #expect(result.reviewReason != nil)
    }

    @Test(arguments: [
        ("Application form", "Surname:", "First name:", "Date of birth:", "surname", "date_of_birth", "Signature:"),
        ("Antrag", "Nachname:", "Vorname:", "Geburtsdatum:", "nachname", "geburtsdatum", "Unterschrift:"),
        (
            "Formulaire", "Nom de famille:", "Prénom:", "Date de naissance:", "nom_de_famille", "date_de_naissance",
            "Signature:"
        ),
        ("Formulario", "Apellidos:", "Nombre:", "Fecha de nacimiento:", "apellidos", "fecha_de_nacimiento", "Firma:"),
        ("Formulier", "Achternaam:", "Voornaam:", "Geboortedatum:", "achternaam", "geboortedatum", "Handtekening:"),
        ("Modulo", "Cognome:", "Nome:", "Data di nascita:", "cognome", "data_di_nascita", "Firma:"),
    ])
    func formYieldsItsPairs(
        title: String,
        surname: String,
        first: String,
        birth: String,
        surnameKey: String,
        birthKey: String,
        sign: String
    ) {
        let result = KnowledgeTrial.of(
            "\(title)\n\n\(surname)  Lindqvist\n\(first)  Ada\n\(birth)  24.12.1985\nE-mail:  ada@lindqvist.example\n\(sign)  A. Lindqvist\nTel:  555-0101"
        )
        #expect(result.documentClass == "form")
        #expect(result.text(surnameKey) == "Lindqvist")
        #expect(result.text(birthKey) == "1985-12-24")
    }
}
