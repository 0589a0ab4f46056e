/// Labels of invoices and receipts in English, German, French, Spanish, Dutch and Italian.
enum FieldLexicon {
    static let labels = Lexicon<LabelKind>(numbers + dates + parties + amounts)

    private typealias Group = (kind: LabelKind, weight: Double, phrases: String)

    private static let numbers: [Group] = [
        (
            .invoiceNumber, 1,
            """
            invoice number|invoice no|invoice #|invoice nr|invoice num|inv no|inv #|invoice id|tax invoice no|tax invoice number|tax invoice #|bill number|bill no|credit note number|credit note no|invoice reference|invoice ref|document number|document no|doc no|number of invoice
            Rechnungsnummer|Rechnungs-Nr|Rechnung Nr|Rechnung Nummer|Rechnungsnr|Rechn.-Nr|Rg.-Nr|RgNr|Re-Nr|Re.Nr|Rechnung #|Belegnummer|Beleg-Nr|Beleg Nr|Belegnr|Gutschriftnummer|Gutschrift Nr|Gutschrift-Nr|Dokumentnummer|Dokument-Nr|Nummer der Rechnung|Rechnung-Nr|Faktura-Nr|Fakturanummer|Rechnung No|Korrekturrechnung Nr|Abrechnungsnummer
            numéro de facture|numero de la facture|n° de facture|n° facture|no facture|no de facture|facture n°|facture no|facture numéro|num facture|facture #|réf facture|référence facture|n° de la facture|numéro facture|numéro d'avoir|avoir n°
            número de factura|nº de factura|nº factura|n° factura|n factura|no factura|factura nº|factura n°|factura no|factura número|núm factura|num de factura|número factura|factura #|factura núm|no de factura
            factuurnummer|factuurnr|factuur nr|factuur nummer|factuur no|nr factuur|factuur #|factuurnummer/invoice no|creditnotanummer|nummer factuur
            numero fattura|n° fattura|n fattura|fattura n°|fattura n|fattura nr|fattura numero|nr fattura|num fattura|numero della fattura|fattura no|n° della fattura|numero documento|nr documento|n documento|documento n
            """
        ),
        (
            .invoiceNumber, 0.55,
            "number|nummer|numéro|número|numero|invoice|rechnung|facture|factura|factuur|fattura|gutschrift|handelsrechnung|credit note|tax invoice|avoir|faktura|rechnung/invoice|receipt no|receipt #|receipt number|slip no|quittung nr|bon nr|trans no|transaction no"
        ),
        (
            .orderNumber, 1,
            """
            order number|order no|order #|purchase order|purchase order number|purchase order no|po number|po no|p.o. number|p.o. no|po #|p.o. #|your order|your order number|your order no|customer order|your po|your purchase order|buyer order number|order ref|order reference|po|order id
            Bestellnummer|Bestell-Nr|Bestellung|Bestellung Nr|Ihre Bestellung|Ihre Bestellnummer|Ihre Bestellung Nr|Bestellnr|Auftragsnummer|Auftrags-Nr|Auftrag Nr|Auftragsnr|Ihr Auftrag|Auftrag|Bestellreferenz|Kundenauftragsnummer|Bestell-Nummer
            numéro de commande|n° commande|n° de commande|commande n°|votre commande|bon de commande|commande|référence commande|réf commande|no commande|bon de commande n°|votre commande n°
            número de pedido|nº de pedido|nº pedido|n° pedido|pedido nº|su pedido|pedido|orden de compra|nº de orden|número de orden|pedido n°|no pedido|n pedido
            ordernummer|ordernr|bestelnummer|bestelnr|uw order|uw bestelling|bestelling|inkoopordernummer|inkoopnummer|order nr|uw ordernummer|opdrachtnummer|uw bestelnummer
            numero ordine|n° ordine|ordine n°|ordine|vostro ordine|n ordine|ordine n|ordine d'acquisto|rif ordine|numero d'ordine|ordine di acquisto|ordine nr|vs ordine|nr ordine
            """
        ),
        (
            .otherNumber, 1,
            """
            customer number|customer no|customer id|customer|account number|account no|client id|client number|delivery note|delivery note no|contract number|contract no|project|project no|reference|our reference|your reference|ref|quote no|tax registration number|company number|company reg no|registration no|customer #|account|page|tracking number|shipment no|payment reference|job no|ticket no|gst no|gst reg no|gst id|gst id no|member no|table no
            Kundennummer|Kunden-Nr|Kundennr|Kd.-Nr|KdNr|Kunde Nr|Lieferschein|Lieferscheinnummer|Lieferschein-Nr|Lieferscheinnr|Vertragsnummer|Vertrags-Nr|Projekt|Projektnummer|Projekt-Nr|Unser Zeichen|Ihr Zeichen|Referenz|Seite|Angebot|Angebotsnummer|Angebots-Nr|Debitor|Debitorennummer|Handelsregister|Handelsregisternummer|HRB|HRA|Globale Nummer|Artikelnummer|Kundenreferenz|Objekt|Zählernummer|Versicherungsnummer|Mandatsreferenz|Gläubiger-ID|Gläubiger-Identifikationsnummer|Lieferantennummer|Leitweg-ID|Buchungsnummer|Vorgangsnummer
            numéro client|n° client|code client|référence client|client n°|bon de livraison|numéro de contrat|contrat n°|référence|notre référence|votre référence|réf|page|siret|siren|rcs|code ape|naf|devis n°|dossier n°|n° de client
            número de cliente|nº cliente|nº de cliente|n° cliente|código cliente|cliente nº|albarán|nº albarán|referencia|su referencia|contrato|página|código de cliente|albarán nº|presupuesto
            klantnummer|klantnr|debiteurnummer|debiteurnr|relatienummer|referentie|uw referentie|onze referentie|kvk|kvk-nummer|kvk nr|pagina|offertenummer|projectnummer|contractnummer|pakbon|dossiernummer|lidnummer
            codice cliente|n° cliente|cod cliente|riferimento|vostro riferimento|nostro riferimento|ddt|ddt n|contratto|numero cliente|pagina|rea|numero contratto|cliente n|preventivo|commessa|pratica n
            """
        ),
        (
            .iban, 1,
            "iban|iban no|iban number|iban-nr|iban nummer|código iban|iban code|codice iban|kontonummer iban|rekeningnummer|rekening|iban/rekeningnummer"
        ),
        (
            .bank, 1,
            "bic|swift|bic/swift|swift/bic|bank|konto|kontonummer|blz|bankleitzahl|sort code|bic code|codice bic|banca|banque|banco|bankverbindung|kreditinstitut"
        ),
        (
            .vatNumber, 1,
            """
            vat number|vat no|vat id|vat reg no|vat registration number|vat registration no|vat|vat #|tax id|vat-id|vat id no|vat identification number|vat reg number|our vat number|vat nr|tax number|vat code|vat reg
            USt-IdNr|USt-Id-Nr|USt-ID|UStID|Umsatzsteuer-ID|Umsatzsteuer-Identifikationsnummer|USt-Identnummer|Umsatzsteueridentnummer|UID|UID-Nr|UID-Nummer|USt-Id|MwSt-Nr|MWST-Nr|MWST-Nummer|USt Nr|Ust-Nr|Umsatzsteuer-Id-Nr|UmsatzsteuerIdNr|UStIdNummer|Ust.Id.Nr.|CHE-Nr|USt.-Ident-Nr|Ust Ident Nr
            numéro de tva|n° tva|n° de tva|tva intracommunautaire|n° tva intracommunautaire|numéro de tva intracommunautaire|tva intra|n° tva intracom|tva intracom|n° id tva|identifiant tva|n° identification tva|numéro tva|id tva|tva n°|n° tva intra|code tva
            nif|cif|n.i.f.|c.i.f.|nif/cif|cif/nif|nif-iva|número de iva|nif iva|vat/nif|número de identificación fiscal|nº iva|nif/vat|id fiscal
            btw-nummer|btw nummer|btw nr|btw-nr|btw id|btw-id|btw-identificatienummer|btw identificatienummer|btw no|ons btw nummer|btw|btwnummer
            partita iva|p.iva|p. iva|p.i.|piva|partita iva n|codice iva|p iva|p.iva/c.f.|p.iva e c.f.|c.f./p.iva|cf/p.iva|p.iva/cf|partita iva/codice fiscale|p.iva n
            """
        ),
        (
            .taxNumber, 1,
            "Steuernummer|Steuer-Nr|St.-Nr|StNr|Steuernr|St. Nr|company registration|codice fiscale|c.f.|cod fiscale|tax registration|ABN|EIN|GST No|numéro siret"
        ),
        (
            .contact, 1,
            "tel|telephone|phone|fax|telefon|telefax|mobil|mobile|téléphone|tél|teléfono|telefono|cell|e-mail|email|mail|web|website|internet|www|portable|móvil|telefoon|mobiel|contact|fon"
        ),
        (
            .currency, 1,
            "currency|währung|devise|monnaie|moneda|divisa|munteenheid|valuta|invoice currency|rechnungswährung|belegwährung|currency code"
        ),
    ]

    private static let dates: [Group] = [
        (
            .issueDate, 1,
            """
            invoice date|date of invoice|date of issue|issue date|issued|issued on|bill date|document date|billing date|tax point|tax date|invoice dated|inv date|date issued|receipt date|date invoice|invoice issue date|dated|statement date|credit note date|credit date|date of credit note
            Rechnungsdatum|Datum der Rechnung|Ausstellungsdatum|Belegdatum|Rechnungs-Datum|Rechn.-Datum|Datum Rechnung|Rechnung vom|Ausgestellt am|Erstellt am|Rechnungsdat|Gutschriftsdatum|Dokumentdatum|Ausstelldatum|Fakturadatum|Re-Datum|Rg-Datum
            date de facture|date de la facture|date facture|date d'émission|facture du|émise le|date de facturation|date facturation|date d'édition|date d'avoir|date emission|en date du|facturé le
            fecha de factura|fecha factura|fecha de emisión|fecha emisión|fecha de expedición|fecha de la factura|emitida el|fecha expedición|fecha de facturación
            factuurdatum|datum factuur|factuur datum|datum van factuur|datum van de factuur|uitgiftedatum|factuur d.d.|facturatiedatum
            data fattura|data della fattura|data di emissione|data emissione|data documento|del|emessa il|fattura del|data di fatturazione|data fatturazione
            """
        ),
        (
            .issueDate, 0.7,
            "date|datum|fecha|data|date/heure|date & time|date/time|le|vom|van|belegdatum/uhrzeit|data e ora|fecha y hora|date time|datum/zeit|datum/uhrzeit|datum en tijd|trans date|transaction date"
        ),
        (
            .dueDate, 1,
            """
            due date|payment due|payment due date|due|due on|due by|pay by|please pay by|payment date|date due|invoice due date|payable by|to be paid by|please remit until|please pay before|pay before|payment deadline|payment due by|please remit by|please pay until|due for payment|due for payment on|payable until|expected payment date
            Fälligkeitsdatum|Fällig am|Fälligkeit|Zahlbar bis|Zahlungsziel|zu zahlen bis|zahlbar bis zum|Zahlung bis|fällig|fällig bis|überweisen Sie bis zum|zahlbar innerhalb 30 Tagen netto bis|netto bis|bis zum|Zahlungstermin|Zahlungsfrist|Bitte überweisen Sie bis zum|Zahldatum|spätestens bis|bitte zahlen Sie bis|Zahlungsfrist bis|zahlbar spätestens am|ohne Abzug bis|ohne Abzug bis zum|Fällig zum|zahlbar am|Begleichung bis
            date d'échéance|échéance|date échéance|à payer avant le|à régler avant le|date limite de paiement|payable avant le|date de règlement|à payer avant|payable le|à régler le|payable au plus tard le|à payer au plus tard le|échéance le|date limite|avant le|règlement avant le|au plus tard le
            fecha de vencimiento|vencimiento|fecha vencimiento|vence el|vence|pagar antes del|fecha límite de pago|fecha de pago|pagadero hasta|a pagar antes del|vencimientos|antes del
            vervaldatum|uiterste betaaldatum|betalen voor|te betalen voor|vervalt op|betaaldatum|uiterlijk betalen voor|gelieve te betalen voor|vervaldag|te voldoen voor|te betalen uiterlijk|betalen vóór|uiterlijk|betaling voor|uiterste betaaldag
            data di scadenza|scadenza|data scadenza|scade il|da pagare entro|pagamento entro|scadenza pagamento|entro il|scadenze|data pagamento|pagare entro il
            """
        ),
        (
            .otherDate, 1,
            """
            delivery date|date of delivery|order date|date of order|service date|date of service|ship date|shipping date|supply date|date of supply|period|service period|billing period|print date|paid on|payment received|date shipped|date ordered|from|start date|end date|tax point date
            Lieferdatum|Leistungsdatum|Bestelldatum|Liefer- und Leistungsdatum|Leistungszeitraum|Auftragsdatum|Lieferzeitraum|Datum der Lieferung|Datum der Leistung|Abrechnungszeitraum|Zeitraum|Druckdatum|Liefertermin|Bestellung vom|Leistung vom|Lieferung vom|Liefer-/Leistungsdatum|geliefert am|Skonto bis|innerhalb 10 Tagen bis|Abschlag bis|mit Skonto bis|Eingangsdatum|Bestellt am|Lieferscheindatum|Abzug bis|Versanddatum
            date de livraison|date de commande|date de prestation|période|livré le|commande du|date d'expédition|date de la commande|date de la prestation|date livraison|période de facturation
            fecha de entrega|fecha de pedido|fecha pedido|período|periodo|fecha de operación|fecha operación|fecha entrega|fecha de envío|periodo de facturación
            leverdatum|besteldatum|orderdatum|leveringsdatum|periode|datum levering|afleverdatum|verzenddatum
            data di consegna|data consegna|data ordine|periodo|data ddt|data di spedizione|data dell'ordine
            """
        ),
    ]
}
