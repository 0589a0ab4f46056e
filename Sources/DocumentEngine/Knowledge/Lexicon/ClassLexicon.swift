/// The classes that documents without a template are told apart by.
enum DocumentClass: String, Sendable, CaseIterable {
    case invoice, receipt, contract, form, letter, statement
}

/// Words that speak for a class; those of titles count more where they lead a line.
enum ClassLexicon {
    static let phrases = Lexicon<DocumentClass>([
        (
            .invoice, 1,
            """
            invoice|tax invoice|proforma invoice|commercial invoice|credit note|invoice number|invoice date|bill to|invoice no
            Rechnung|Handelsrechnung|Gutschrift|Rechnungsnummer|Rechnungsdatum|Teilrechnung|Schlussrechnung|Rechnungskorrektur|Abrechnung|Rechnungs-Nr
            facture|avoir|facture proforma|numéro de facture|date de facture|facture n°
            factura|factura proforma|número de factura|fecha de factura|factura simplificada|nota de crédito
            factuur|creditnota|factuurnummer|factuurdatum
            fattura|nota di credito|numero fattura|data fattura|parcella
            """
        ),
        (
            .receipt, 1,
            """
            receipt|sales receipt|cash receipt|cashier|change|cash|tendered|thank you|rounding|cash sales|till|pos|served by|customer copy|tax receipt|official receipt|change due
            Quittung|Kassenbon|Beleg|Kasse|Bon|Rückgeld|Kassenbeleg|Bar|gegeben|Wechselgeld|Kassierer|es bediente sie|Vielen Dank für Ihren Einkauf
            ticket de caisse|reçu|ticket|caisse|rendu|espèces|caissier|merci de votre visite
            recibo|ticket de compra|efectivo|cambio|cajero|gracias por su visita
            kassabon|bon|contant|wisselgeld|kassa|bedankt|pin|gepind|tot ziens|bedankt en tot ziens|bedankt voor uw bezoek
            scontrino|ricevuta|contanti|resto|cassa|documento commerciale|cassiere|grazie e arrivederci
            """
        ),
        (
            .contract, 1,
            """
            agreement|contract|this agreement|service agreement|lease agreement|hereinafter|whereas|governing law|the parties|witnesseth|in witness whereof|employment agreement|non-disclosure agreement|termination|effective date|party of the first part|rental agreement|purchase agreement|severability|licence agreement|license agreement|confidentiality agreement|letter agreement|supply agreement|consulting agreement|tenancy agreement|nondisclosure agreement|governed by|the laws of|date hereof|by and between|agree as follows|agrees as follows|in consideration of|entire agreement|confidential information|indemnification|memorandum of understanding
            Vertrag|Mietvertrag|Dienstvertrag|Vereinbarung|Kaufvertrag|Arbeitsvertrag|Vertragsparteien|Gerichtsstand|Vertragsgegenstand|Kündigung|Salvatorische Klausel|Laufzeit|nachfolgend|Werkvertrag|Rahmenvertrag|Geheimhaltungsvereinbarung|Dienstleistungsvertrag|Schlussbestimmungen|Lizenzvertrag
            contrat|accord|bail|les parties|ci-après|droit applicable|résiliation|durée du contrat|contrat de travail|contrat de bail|convention|contrat de prestation|entre les soussignés|il a été convenu
            contrato|acuerdo|contrato de arrendamiento|las partes|en adelante|ley aplicable|cláusulas|reunidos|exponen|contrato de trabajo|convenio|jurisdicción|contrato de servicios
            overeenkomst|huurovereenkomst|arbeidsovereenkomst|partijen|hierna|toepasselijk recht|ondergetekenden|opzegging|raamovereenkomst|dienstverleningsovereenkomst
            contratto|accordo|contratto di locazione|le parti|di seguito|foro competente|recesso|contratto di lavoro|legge applicabile|premesso che|convenzione|contratto di servizi
            """
        ),
        (
            .form, 1,
            """
            form|application form|registration form|please complete|please print|signature|date of birth|surname|first name|application|questionnaire|request form|tick|for office use only|please fill in|last name
            Formular|Antrag|Anmeldeformular|Unterschrift|Geburtsdatum|Nachname|Vorname|bitte ankreuzen|Antragsformular|Fragebogen|Anmeldung|bitte ausfüllen|Geburtsort
            formulaire|demande|signature|date de naissance|prénom|à remplir|cochez|bulletin d'inscription|nom de famille|lieu de naissance
            formulario|solicitud|firma|fecha de nacimiento|apellidos|impreso|marque con|apellido|lugar de nacimiento
            formulier|aanvraag|handtekening|geboortedatum|achternaam|voornaam|aanvraagformulier|geboorteplaats
            modulo|domanda|firma|data di nascita|cognome|barrare|richiesta|luogo di nascita
            """
        ),
        (
            .letter, 1,
            """
            dear|dear sir|dear madam|dear sir or madam|dear mr|dear mrs|dear ms|sincerely|yours sincerely|yours faithfully|kind regards|best regards|regards|subject|enclosure|sincerely yours|to whom it may concern|yours truly
            Sehr geehrte|Sehr geehrter|Sehr geehrte Damen und Herren|Mit freundlichen Grüßen|Freundliche Grüße|Betreff|Anlage|Liebe|Lieber|Hochachtungsvoll|Viele Grüße
            Madame|Monsieur|Madame Monsieur|Chère|Cher|salutations distinguées|cordialement|objet|veuillez agréer|bien à vous
            Estimado|Estimada|Estimados señores|atentamente|un cordial saludo|asunto|saludos cordiales|muy señores míos
            Geachte|Geachte heer|Geachte mevrouw|Met vriendelijke groet|Hoogachtend|betreft|Beste
            Gentile|Egregio|Spettabile|cordiali saluti|distinti saluti|oggetto|cortese attenzione
            """
        ),
        (
            .statement, 1,
            """
            statement|account statement|bank statement|statement of account|opening balance|closing balance|balance brought forward|statement period|withdrawals|deposits|previous balance|new balance|account summary|balance forward
            Kontoauszug|Auszug|Alter Saldo|Neuer Saldo|Anfangssaldo|Endsaldo|Buchungstag|Wertstellung|Valuta|Kontostand|Saldovortrag|Kontoübersicht
            relevé de compte|relevé|solde initial|solde final|ancien solde|nouveau solde|date de valeur|extrait de compte
            extracto|extracto de cuenta|saldo anterior|saldo final|saldo inicial|fecha valor|estado de cuenta
            rekeningafschrift|afschrift|beginsaldo|eindsaldo|vorig saldo|nieuw saldo|rekeningoverzicht
            estratto conto|saldo iniziale|saldo finale|data valuta|saldo precedente|movimenti
            """
        ),
    ])
}
