/// Receipts of shops and restaurants in six countries.
enum WorldReceipts {
    static let all: [InvoiceSample] = [
        InvoiceSample(
            "restaurant, France",
            """
                    CAFE LUMIERE
                  8 Rue du Temple
                   75004 PARIS
               SIRET 440 123 456 00017
               TVA FR 40 440123456

            Table 12      2 couverts
            14/07/2023   20:47   Serveur: Léa

            2 Menu midi        17,50     35,00
            1 Verre Chablis     6,80      6,80
            2 Café              2,40      4,80

            Total TTC                46,60 €
            dont TVA 10%              3,62
            dont TVA 20%              1,13
            CB                       46,60
            Merci de votre visite
            """,
            fields: ["company": "CAFE LUMIERE", "date": "2023-07-14", "total": "46.60"]
        ),
        InvoiceSample(
            "supermarket, Germany",
            """
               Lindenfeld Markt GmbH
               Hauptstr. 102
               50226 Frechen
               Tel. 02234-555010
               UID Nr.: DE812706034

                                    EUR
            BANANEN BIO            1,79 B
              0,862 kg x 2,08 EUR/kg
            H-MILCH 3,5%           1,15 B
            PFAND 0,25             0,25 A*
            SPUELMITTEL            1,95 A
            -----------------------------
            SUMME        EUR       5,14
            =============================
            Geg. BAR     EUR      10,00
            Rückgeld BAR EUR       4,86

            Steuer %   Netto  Steuer  Brutto
            A= 19,0%    1,85    0,35    2,20
            B=  7,0%    2,75    0,19    2,94

            12.08.2022   17:35   Bon-Nr.:4411
            Markt:0345 Kasse:3 Bed.:141414
            Vielen Dank für Ihren Einkauf
            """,
            fields: ["company": "Lindenfeld Markt GmbH", "date": "2022-08-12", "total": "5.14"]
        ),
        InvoiceSample(
            "supermarket, United States",
            """
            WALNUT GROVE MARKET #0417
            2201 W BROADWAY
            COLUMBIA MO 65203
            (573) 555-0188

            WG 2% MILK   007874235187 F    3.28 N
            EGGS LRG     002700041234 F    2.97 N
            PAPER TWLS   003700083521      7.94 X
                        SUBTOTAL          14.19
               TAX 1     7.975 %           0.63
                        TOTAL             14.82
                        VISA TEND         14.82
                        CHANGE DUE         0.00
            # ITEMS SOLD 3
            03/09/21   18:22:41
            """,
            fields: ["company": "WALNUT GROVE MARKET", "date": "2021-03-09", "total": "14.82"]
        ),
        InvoiceSample(
            "trattoria, Italy",
            """
            TRATTORIA DA NINO
            di Esposito Gennaro
            Via Toledo 45 - 80134 Napoli
            P.IVA 04567890123

            DOCUMENTO COMMERCIALE
            di vendita o prestazione

            DESCRIZIONE          IVA      Prezzo(€)
            COPERTO x3           10%          6,00
            PIZZA MARGHERITA     10%         19,50
            ACQUA                10%          4,00
            TOTALE COMPLESSIVO               29,50
            di cui IVA                        2,68
            Pagamento contante               30,00
            Resto                             0,50
            05-06-2022 21:14
            DOCUMENTO N. 0231-0047
            """,
            fields: ["company": "TRATTORIA DA NINO", "date": "2022-06-05", "total": "29.50"]
        ),
        InvoiceSample(
            "bakery, Netherlands",
            """
            Bakkerij 't Stoepje
            Dorpsstraat 12
            1182 JE Amstelveen
            KvK 34123456

            Datum: 21-01-2023 10:12

            1x Volkoren heel        3,10
            6x Pistolet             3,60
            1x Appeltaart          14,95
            Te betalen             21,65
            PIN                    21,65
            BTW 9%   over 19,86     1,79
            Bedankt en tot ziens!
            """,
            fields: ["company": "Bakkerij 't Stoepje", "date": "2023-01-21", "total": "21.65"]
        ),
        InvoiceSample(
            "restaurant, Malaysia",
            """
            GOLDEN DRAGON SDN BHD
            (Co. No. 812345-X)
            No 12, Jalan Meranti 3,
            Taman Bukit, 81100 Johor Bahru
            GST ID: 000123456789
            TAX INVOICE
            Bill No: 0098812   Date: 04/02/2018 13:05
            Item              Qty  Price   Amt
            Nasi Lemak         2    7.50  15.00
            Teh Tarik          2    2.20   4.40
            Sub Total                     19.40
            GST 6%                         1.16
            Rounding Adj                  -0.01
            Total (RM)                    20.55
            Cash                          50.00
            Change                        29.45
            """,
            fields: ["company": "GOLDEN DRAGON SDN BHD", "date": "2018-02-04", "total": "20.55"]
        ),
    ]
}
