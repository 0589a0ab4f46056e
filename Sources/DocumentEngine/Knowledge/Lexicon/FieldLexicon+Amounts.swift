extension FieldLexicon {
    static let parties: [(kind: LabelKind, weight: Double, phrases: String)] = [
        (
            .seller, 1,
            """
            seller|vendor|supplier|sold by|issued by|from|bill from|invoice from|merchant|service provider|seller name|supplier name|vendor name|remit to|pay to|our company
            Verkäufer|Lieferant|Rechnungssteller|Rechnungsaussteller|Aussteller|Verkäufer/Leistungserbringer|Leistungserbringer|Leistender Unternehmer|Absender|Auftragnehmer|Kreditor|Anbieter
            vendeur|fournisseur|émetteur|prestataire|émis par|vendu par|expéditeur
            vendedor|proveedor|emisor|emitido por|datos del emisor|emisor de la factura|datos del proveedor
            verkoper|leverancier|afzender|van|opdrachtnemer
            venditore|fornitore|cedente|cedente/prestatore|emittente|prestatore|mittente|cedente prestatore
            """
        ),
        (
            .buyer, 1,
            """
            buyer|buyer bill to|bill to|billed to|invoice to|invoiced to|sold to|customer|customer name|client|billing address|to|bill-to|sold-to|purchaser|invoice address|client name|buyer name|bill to address|invoice for|prepared for|customer details
            Käufer|Kunde|Rechnungsempfänger|Rechnungsadresse|Leistungsempfänger|Käufer/Leistungsempfänger|Auftraggeber|Rechnungsanschrift|Empfänger|An|Rechnung an|Debitor|Besteller|Kundendaten
            client|acheteur|facturé à|adresse de facturation|destinataire|à l'attention de|facturer à|adressé à|vos coordonnées|nom du client
            cliente|comprador|facturar a|facturado a|dirección de facturación|datos del cliente|destinatario|datos del comprador|receptor|datos de facturación|nombre del cliente
            klant|koper|factuuradres|factureren aan|gefactureerd aan|aan|afnemer|opdrachtgever|klantgegevens|factuur aan|t.a.v.
            cliente|acquirente|fatturare a|destinatario|spett.le|spettabile|cessionario|cessionario/committente|committente|intestatario|indirizzo di fatturazione|fatturato a|cessionario committente|intestata a
            """
        ),
        (
            .otherParty, 1,
            """
            ship to|deliver to|delivery address|shipping address|payee|ship-to|consignee|delivered to|deliver-to|place of delivery|payer|tax representative
            Lieferadresse|Lieferanschrift|Warenempfänger|Abweichender Zahlungsempfänger|Zahlungsempfänger|Versandadresse|Abweichender Rechnungsempfänger|Abweichender Warenempfänger|Steuervertreter|Kontoinhaber|Lieferempfänger|Steuerbevollmächtigter|Abweichende Lieferadresse
            adresse de livraison|livré à|livrer à|bénéficiaire|lieu de livraison|titulaire
            dirección de entrega|dirección de envío|enviar a|beneficiario|entregar a|titular
            afleveradres|leveradres|verzendadres|leveren aan|begunstigde|bezorgadres
            indirizzo di consegna|luogo di consegna|destinazione|destinazione merce|beneficiario|spedire a|indirizzo di spedizione|vettore
            """
        ),
        (
            .partyName, 0.8,
            "name|company|company name|firma|firmenname|nom|raison sociale|nombre|razón social|naam|bedrijfsnaam|bedrijf|ragione sociale|denominazione|nome|société|empresa|denominación|azienda|unternehmen"
        ),
    ]

    static let amounts: [(kind: LabelKind, weight: Double, phrases: String)] = [
        (
            .total, 1,
            """
            grand total|invoice total|total incl vat|total including vat|total incl tax|total gross|gross total|gross amount|total amount incl vat|total inc vat|total inc tax|total with vat|invoice amount|total invoice amount|total incl gst|total inc gst|total incl of gst|total including tax|total including gst|total inclusive of gst|total amount incl gst|total amount incl of gst|total sales incl of gst|total sales inclusive of gst|total sales inclusive gst|total incl. of vat|amount incl vat|total rounded|rounded total|total after rounding|total amt rounded|total amount after rounding|total invoice|total invoice value|total rm incl of gst|total rm including gst|total amt incl gst|total rm|net total rm|nett total|total after tax|amount including vat|total amount with vat|total w/ tax|invoice total incl vat|total price|total amount including vat|total amt incl. gst|total incl. sales tax|bill total|final total
            Gesamtbetrag|Rechnungsbetrag|Bruttobetrag|Endbetrag|Gesamtsumme|Bruttosumme|Endsumme|Rechnungssumme|Gesamtbetrag brutto|Summe brutto|Brutto|Gesamt brutto|Rechnungsendbetrag|Gesamtrechnungsbetrag|Betrag inkl. MwSt|Summe inkl. MwSt|Gesamtbetrag inkl. MwSt|Gesamt inkl. MwSt|Gesamtsumme inkl. MwSt|Total inkl. MwSt|Rechnungstotal|Rechnungsbetrag brutto|Gesamt-Brutto|Gesamtbetrag inkl. USt|Summe inkl. USt|Betrag inkl. USt|Bruttorechnungsbetrag|Gesamtbetrag mit USt|Rechnungssumme mit USt|Bruttogesamtbetrag|Gesamtbruttobetrag|Gesamtbetrag einschließlich MwSt|Gesamtbetrag inkl. Mehrwertsteuer|Rechnungsbetrag inkl. MwSt|Gesamtpreis brutto
            total ttc|montant ttc|total t.t.c.|montant total ttc|total général|total facture|montant total|prix ttc|total toutes taxes comprises|montant de la facture|total de la facture|montant facture ttc|total ttc en euros|total ttc eur|somme totale|montant t.t.c.|total a payer ttc
            total factura|importe total|total con iva|total iva incluido|total eur|total euros|total general|importe total factura|importe factura|total iva incl|total factura eur|precio total|monto total|total de la factura|total de factura|total impuestos incluidos|importe total con iva
            totaal incl btw|totaalbedrag|totaal inclusief btw|factuurbedrag|eindtotaal|totaal incl. btw|bedrag incl btw|totaal factuur|factuurtotaal|totaalbedrag incl btw|totaal bedrag|totaal eur|bruto totaal|totaalbedrag inclusief btw|totaal bedrag incl btw|totaal incl
            totale fattura|totale documento|importo totale|totale ivato|totale iva inclusa|totale generale|totale iva compresa|totale complessivo|totale lordo|totale eur|importo fattura|totale euro|totale documento euro|importo complessivo|totale fattura euro|totale con iva|totale ivato eur|totale importo
            """
        ),
        (
            .total, 0.75,
            "total|total amount|amount|gesamt|summe|total eur|totaal|totale|betrag|importe|montant|bedrag|importo|zusammen|total sales|totals|total due rm|gesamt eur|summe eur|nett|net payable|total £|total €|total $|total usd|total gbp|total chf|total amt|sum total|somme|suma|som|total gst inclusive|total inclusive|total incl|total inclusive gst"
        ),
        (
            .due, 1,
            """
            amount due|balance due|total due|amount payable|total payable|due payable|to pay|please pay|outstanding balance|amount to pay|total to pay|balance|amount owing|payment due amount|outstanding amount|pay this amount|net amount payable|total amount payable|total amount due|total amt payable|balance payable|due amount|amt due|you owe|total now due|payable amount|amount outstanding|remaining amount
            Zahlbetrag|zu zahlen|zu zahlender Betrag|Zahlungsbetrag|offener Betrag|Restbetrag|fälliger Betrag|noch zu zahlen|Gesamt zu zahlen|Überweisungsbetrag|zu zahlende Summe|Auszahlungsbetrag|Forderungsbetrag|Fälliger Zahlbetrag|zu überweisender Betrag|Restforderung|Betrag fällig|Ausstehender Betrag|Nachzahlung|verbleibender Betrag|offener Rechnungsbetrag
            net à payer|montant à payer|total à payer|reste à payer|solde à payer|à payer|net a payer ttc|solde dû|montant dû|net à payer en euros|solde|somme à payer|reste dû|total dû
            total a pagar|importe a pagar|a pagar|pendiente de pago|saldo pendiente|líquido a pagar|importe pendiente|líquido|saldo|total pendiente|neto a pagar
            te betalen|te betalen bedrag|openstaand bedrag|te voldoen|nog te betalen|totaal te betalen|te betalen eur|saldo te betalen|openstaand saldo|totaal te voldoen|verschuldigd bedrag
            totale da pagare|importo da pagare|netto a pagare|da pagare|saldo|totale dovuto|netto da pagare|importo dovuto|residuo da pagare|totale a pagare|saldo dovuto
            """
        ),
        (
            .net, 1,
            """
            subtotal|sub total|sub-total|net total|net amount|total net|total excl vat|total excluding vat|total excl tax|taxable amount|net|total before tax|amount excl vat|total ex vat|subtotal excl vat|total exclusive of gst|total excl gst|amount before tax|net value|total excluding tax|total excl of gst|total sales excluding gst|total excluding gst|taxable value|amount excluding vat|amt excl gst|sales subtotal|total without vat|total net amount|subtotal net|net subtotal|total w/o tax|sub total excl gst|total evcl of gst|total without tax|tax base|taxable total
            Nettobetrag|Nettosumme|Summe netto|Netto|Gesamt netto|Zwischensumme|Gesamtbetrag netto|Rechnungsbetrag netto|Nettorechnungsbetrag|Summe ohne MwSt|Summe exkl. MwSt|Total exkl. MwSt|Warenwert netto|Gesamtnetto|Netto-Summe|Netto Summe|Rechnungssumme ohne USt|Summe ohne USt|Gesamtsumme netto|Gesamtnettobetrag|Nettogesamtbetrag|Nettowert|Netto gesamt|Zwischensumme netto|Gesamtbetrag ohne USt|Gesamtbetrag ohne MwSt|Entgelt|Steuerbasisbetrag|Bemessungsgrundlage|Nettogesamt|Summe Netto EUR|Nettoentgelt|Zwischentotal|Rechnungssumme netto|Rechnungsbetrag ohne USt|Betrag netto|Betrag ohne MwSt
            total ht|montant ht|total h.t.|sous-total|sous total|montant total ht|total hors taxes|total net ht|sous-total ht|base ht|montant net|total hors taxe|base hors taxe|montant hors taxes|total ht en euros|total net|montant h.t.|net ht|total brut ht|total hors tva|montant hors tva|base imposable
            base imponible|subtotal|total sin iva|importe neto|total neto|suma|base|importe sin iva|neto|suma importes|importe base|total base imponible|subtotal sin iva
            subtotaal|totaal excl btw|totaal exclusief btw|netto bedrag|nettobedrag|bedrag excl btw|totaal excl. btw|netto|totaal netto|netto totaal|bedrag exclusief btw|totaalbedrag excl btw|grondslag|sub totaal|subtotaal excl btw|totaal excl|subtotaal exclusief btw|maatstaf van heffing
            imponibile|totale imponibile|subtotale|totale netto|netto|importo netto|totale iva esclusa|totale merce|imponibile iva|base imponibile|totale senza iva|sub totale|totale imponibili|imponibile totale|totale escl iva|totale iva escl|importo imponibile|subtotale imponibile
            """
        ),
        (
            .lineSum, 1,
            "Positionssumme|Summe Positionen|Summe der Positionen|line total|total of line items|sum of lines|items total|total lignes|total líneas|regeltotaal|totale righe|Summe Nettobeträge aller Rechnungspositionen|Warenwert|goods total|total goods|total marchandises|goederenbedrag|Gesamtbetrag der Positionen|sum of line items|goods value"
        ),
        (
            .tax, 1,
            """
            vat|vat amount|tax|tax amount|sales tax|total vat|total tax|vat total|gst|gst amount|hst|plus vat|value added tax|tax total|total gst|vat @|gst @|tax payable|vat payable|add gst|service tax|sst|plus tax|total vat amount|total tax amount|gst payable|add vat|total sst|sst amount|cgst|sgst|igst|utgst|pst|qst|tps|tvq|state tax|county tax|city tax|output tax
            MwSt|USt|Mehrwertsteuer|Umsatzsteuer|MwSt-Betrag|Steuerbetrag|MwSt Betrag|USt-Betrag|zzgl. MwSt|zzgl. USt|zuzüglich MwSt|zuzüglich USt|zuzüglich Umsatzsteuer|zuzügl. MwSt|Summe MwSt|Summe USt|USt. Gesamt|MwSt gesamt|Gesamt MwSt|Umsatzsteuerbetrag|Mehrwertsteuerbetrag|Steuer|Steuern|Gesamtbetrag der Steuern|Steuersumme|plus MwSt|plus USt|zzgl. Umsatzsteuer|zzgl. gesetzlicher MwSt|enthaltene MwSt|inkl. MwSt|davon MwSt|zzgl. Mehrwertsteuer|zuzüglich Mehrwertsteuer|Summe Umsatzsteuer|Umsatzsteuer gesamt|Gesamtsteuer|MWST|zzgl|Versicherungssteuer|enth. MwSt|Summe Steuern|Steuerbetrag gesamt|Gesamtumsatzsteuer
            tva|montant tva|total tva|t.v.a.|taxe|montant de la tva|dont tva|montant taxes|total taxes|taxes|tva due|tva à|montant t.v.a.|total de la tva|tva totale
            iva|cuota iva|importe iva|i.v.a.|total iva|impuestos|cuota|total impuestos|importe de iva|cuota de iva|iva total|total cuota iva|igic|total cuota
            btw|btw bedrag|btw-bedrag|totaal btw|btw totaal|b.t.w.|omzetbelasting|belasting|bedrag btw|btw hoog|btw laag|totaal btw bedrag|totaalbedrag btw
            iva|importo iva|totale iva|imposta|i.v.a.|totale imposta|totale imposte|ammontare iva|iva totale|imposte|totale i.v.a.|importo imposta|importo i.v.a.
            """
        ),
        (
            .prepaid, 1,
            "deposit|prepaid|paid amount|amount paid|advance payment|down payment|less deposit|paid|payments received|paid to date|prepayment|already paid|less paid|Anzahlung|erhaltene Anzahlungen|bereits bezahlt|abzüglich Anzahlung|geleistete Zahlungen|Vorauszahlung|bereits gezahlt|Anzahlungen|abzgl. Anzahlung|Vorauszahlungen|geleistete Vorauszahlungen|Abschlagszahlung|Abschlagszahlungen|bezahlt|gezahlt|acompte|acompte versé|déjà payé|acomptes|déjà réglé|acompte reçu|anticipo|pagado|a cuenta|anticipos|entregas a cuenta|aanbetaling|reeds betaald|vooruitbetaald|voorschot|betaald|acconto|già pagato|anticipi|acconti|acconto versato|pagato"
        ),
        (
            .adjustment, 1,
            "discount|total discount|shipping|shipping cost|freight|delivery|handling|postage|surcharge|allowance|charges|total allowances|total charges|Rabatt|Versand|Versandkosten|Fracht|Skonto|Zuschlag|Abschlag|Zuschläge|Abschläge|Gesamtbetrag der Zuschläge|Gesamtbetrag der Abschläge|Summe Zuschläge|Summe Abschläge|Porto|Verpackung|Lieferkosten|Nachlass|Rabatte|Gesamtrabatt|Versand- und Verpackungskosten|remise|frais de port|port|livraison|escompte|rabais|total remise|frais de livraison|frais d'expédition|descuento|portes|gastos de envío|envío|transporte|dto|korting|verzendkosten|vracht|verzending|leveringskosten|sconto|spese di spedizione|trasporto|spedizione|spese di trasporto|spese|disc|disc amt|total saving|service charge|srv chg|svc chg|service charges|total disc|savings|you saved"
        ),
        (
            .rounding, 1,
            "rounding|rounding adjustment|round adj|rounding adj|rnd adj|rundung|rundungsdifferenz|rounded|arrondi|redondeo|afronding|arrotondamento|bill rounding|round off|rounding amount|rounding amt|rundungsbetrag|round amt"
        ),
        (
            .tender, 1,
            "cash|change|change due|cash tendered|tender|tendered|card|visa|mastercard|credit card|debit card|amex|paid cash|payment|bar|gegeben|rückgeld|wechselgeld|kartenzahlung|ec-karte|girocard|zurück|bargeld|barzahlung|gegeben bar|espèces|rendu|carte bancaire|cb|monnaie rendue|carte|rendu monnaie|efectivo|cambio|tarjeta|entregado|contant|wisselgeld|pin|pinnen|terug|gepind|bankpas|contanti|resto|carta|bancomat|contante|cash rm|change rm|total paid|cash paid|change amount|balance returned|cash payment|credit|pay|cash received|amount tendered|tendered amount|paid by|total tender|change/balance|total saved|pagamento elettronico|pagamento contante|master|maestro|nets|e-wallet|touch n go|total qty|total quantity|total items|total item|no of items|items|item count|item(s)|qty|total item(s)"
        ),
    ]
}
