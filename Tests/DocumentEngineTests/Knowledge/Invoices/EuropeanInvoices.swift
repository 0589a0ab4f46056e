/// Invoices of small sellers in seven countries of Europe.
enum EuropeanInvoices {
    static let all: [InvoiceSample] = [
        InvoiceSample(
            "tradesman, United Kingdom",
            """
            Holloway Plumbing & Heating Ltd
            Unit 4, Canal Works, Leeds LS10 1AB       VAT Reg No: GB 123 4567 82
            Tel 0113 496 0000

                                                INVOICE
            To: Mrs J. Whitcombe                             Inv. No.   HP/2291
                14 Oak Avenue                                Tax point  27/09/2022
                Leeds LS8 2QR                                Your ref   verbal

            Labour – replace boiler valve            4 hrs @ £45.00             180.00
            Materials: Honeywell valve               1                           62.50
                                                                 Net            242.50
                                                                 VAT @ 20%       48.50
                                                                 TOTAL          £291.00
            Payment within 14 days. Sort code 20-00-00 Account 55779911
            """,
            fields: [
                "invoice_number": "HP/2291",
                "issue_date": "2022-09-27",
                "seller_name": "Holloway Plumbing & Heating Ltd",
                "buyer_name": "Mrs J. Whitcombe",
                "currency": "GBP",
                "net_amount": "242.50",
                "tax_amount": "48.50",
                "total_amount": "291.00",
            ]
        ),
        InvoiceSample(
            "letter of a painter, Germany",
            """
            Malerbetrieb Sandra Köhne · Birkenweg 8 · 32756 Detmold

            Familie
            Torsten Albers
            Am Plass 17
            32758 Detmold

                                                                  Detmold, 14. März 2023
            Rechnung Nr. 2023-047
            Kundennummer: 10233        Leistungszeitraum: 01.–10. März 2023

            Sehr geehrter Herr Albers,
            für die ausgeführten Arbeiten erlaube ich mir zu berechnen:

            Pos.  Bezeichnung                        Menge   Einheit   EP €      GP €
            1     Wandflächen streichen, zweimalig    86,50   m²        7,80     674,70
            2     Türzargen lackieren                  4      Stk      45,00     180,00
            3     Abdeckmaterial                       1      psch     35,00      35,00

                                                     Summe netto               889,70
                                                     zzgl. 19 % MwSt.          169,04
                                                     Rechnungsbetrag         1.058,74

            Zahlbar ohne Abzug bis 28.03.2023.
            Steuernummer 313/5123/0456   IBAN DE89 3704 0044 0532 0130 00
            """,
            fields: [
                "invoice_number": "2023-047",
                "issue_date": "2023-03-14",
                "due_date": "2023-03-28",
                "seller_name": "Malerbetrieb Sandra Köhne",
                "buyer_name": "Torsten Albers",
                "currency": "EUR",
                "net_amount": "889.70",
                "tax_amount": "169.04",
                "total_amount": "1058.74",
            ]
        ),
        InvoiceSample(
            "without tax, France",
            """
            Julien Marsac – Graphiste indépendant
            SIRET 812 345 678 00019 – TVA non applicable, art. 293 B du CGI
            17 rue Voltaire, 44000 Nantes

            FACTURE n° F-2022-031                              Nantes, le 02/11/2022

            Client : Association Les Rives
                     3 place du Port, 44600 Saint-Nazaire

            Désignation                       Quantité     Prix unitaire HT     Montant HT
            Création d'affiche                    1              450,00 €         450,00 €
            Déclinaisons réseaux sociaux          6               40,00 €         240,00 €

                                                        Total à payer : 690,00 €
            Échéance : 02/12/2022
            IBAN : FR76 3000 6000 0112 3456 7890 189
            """,
            fields: [
                "invoice_number": "F-2022-031",
                "issue_date": "2022-11-02",
                "due_date": "2022-12-02",
                "buyer_name": "Association Les Rives",
                "currency": "EUR",
                "total_amount": "690.00",
            ]
        ),
        InvoiceSample(
            "seller beside its tax number, Spain",
            """
            FERRETERÍA INDUSTRIAL DEL SUR, S.L.            CIF: B41234567
            Polígono El Pino, nave 12 - 41016 Sevilla

            Factura: A/1187                 Cliente: Talleres Romero e Hijos, S.A.
            Fecha: 5-7-2021                 NIF: A28123453
            Vencimiento: 4-8-2021           C/ Betis 4, 41010 Sevilla

            Código   Descripción             Uds.    Precio     Dto.    Importe
            T-014    Tornillo M8x40 (100)     12      8,45      5%       96,33
            B-220    Broca widia 10 mm        10      3,90      0%       39,00

            Base imponible     135,33
            IVA 21%             28,42
            TOTAL EUR          163,75
            Forma de pago: transferencia ES91 2100 0418 4502 0005 1332
            """,
            fields: [
                "invoice_number": "A/1187",
                "issue_date": "2021-07-05",
                "due_date": "2021-08-04",
                "seller_name": "FERRETERÍA INDUSTRIAL DEL SUR, S.L.",
                "buyer_name": "Talleres Romero e Hijos, S.A.",
                "currency": "EUR",
                "net_amount": "135.33",
                "tax_amount": "28.42",
                "total_amount": "163.75",
            ]
        ),
        InvoiceSample(
            "seller right of the buyer, Italy",
            """
            Spett.le
            Hotel Miramonti S.r.l.                        Vini Calderoni di Calderoni Aldo & C. S.n.c.
            Via Dolomiti 3                                Strada del Colle 11
            38035 Moena (TN)                              12060 Barolo (CN)
            P.IVA 01234567897                             P.IVA 02345678909

            FATTURA N. 318/2020 del 30/11/2020

            Descrizione                 Q.tà   Prezzo      Sconto   IVA   Importo
            Barolo 2015 DOCG cl.75       24     28,00       10       22    604,80
            Barbera d'Alba cl.75         36      9,50                22    342,00

                                              Imponibile                 946,80
                                              IVA 22%                    208,30
                                              TOTALE FATTURA        €  1.155,10
            Pagamento: bonifico 60 gg data fattura f.m.
            IBAN IT60 X054 2811 1010 0000 0123 456
            """,
            fields: [
                "invoice_number": "318/2020",
                "issue_date": "2020-11-30",
                "seller_name": "Vini Calderoni di Calderoni Aldo & C. S.n.c.",
                "buyer_name": "Hotel Miramonti S.r.l.",
                "currency": "EUR",
                "net_amount": "946.80",
                "tax_amount": "208.30",
                "total_amount": "1155.10",
            ]
        ),
        InvoiceSample(
            "Netherlands",
            """
            Koeltechniek Veenstra B.V.
            Handelskade 20, 9711 XA Groningen        BTW NL001234567B01   KvK 01012345

            FACTUUR

            Aan:                                     Factuurnummer:  20230188
            Slagerij de Boer                         Factuurdatum:   19-06-2023
            T.a.v. administratie                     Vervaldatum:    19-07-2023
            Marktplein 2                             Debiteurnr:     1044
            9401 AB Assen

            Aantal  Omschrijving                        Prijs        BTW      Totaal
            2,5     Uur arbeid monteur                  €  68,00     21%    € 170,00
            1       Expansieventiel                     € 112,40     21%    € 112,40

                                          Totaal excl. BTW                  € 282,40
                                          BTW 21%                           €  59,30
                                          Totaal incl. BTW                  € 341,70
            Gelieve te betalen op NL91 ABNA 0417 1643 00
            """,
            fields: [
                "invoice_number": "20230188",
                "issue_date": "2023-06-19",
                "due_date": "2023-07-19",
                "seller_name": "Koeltechniek Veenstra B.V.",
                "buyer_name": "Slagerij de Boer",
                "currency": "EUR",
                "net_amount": "282.40",
                "tax_amount": "59.30",
                "total_amount": "341.70",
            ]
        ),
        InvoiceSample(
            "order dated before the letter, Switzerland",
            """
            Alpenglas Manufaktur AG
            Seestrasse 101
            8700 Küsnacht
            CHE-116.281.710 MWST

                                               Weinhandlung zum Adler
                                               Marktgasse 6
                                               3011 Bern

            Küsnacht, 9. Mai 2022

            Rechnung 22-1873
            Ihre Bestellung: 4500017782 vom 28.04.2022

            Artikel              Anzahl   Preis CHF     Total CHF
            Karaffe Linea 1 l       12       38.50         462.00
            Weinglas Set 6          20       54.00       1'080.00
            Zwischensumme                                1'542.00
            MWST 7.7%                                      118.73
            Total CHF                                    1'660.73
            Zahlbar innert 30 Tagen netto
            IBAN CH93 0076 2011 6238 5295 7
            """,
            fields: [
                "invoice_number": "22-1873",
                "issue_date": "2022-05-09",
                "seller_name": "Alpenglas Manufaktur AG",
                "order_number": "4500017782",
                "currency": "CHF",
                "net_amount": "1542.00",
                "tax_amount": "118.73",
                "total_amount": "1660.73",
            ]
        ),
    ]
}
