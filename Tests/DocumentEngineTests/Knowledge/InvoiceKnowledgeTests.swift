import OrchestrateModel
import Testing

@testable import DocumentEngine

struct InvoiceKnowledgeTests {
    private static let english = """
        Marlow Bicycle Parts Ltd                                  INVOICE
        12 Canal Street
        Bristol BS1 4DJ                                           Invoice number: MB-20417
                                                                  Invoice date: 23 May 2024
        Bill to:                                                  Due date: 22 June 2024
        Harbour Couriers Ltd                                      Your order: PO-881
        7 Dock Road
        Leith EH6 6QP

        Description                          Quantity      Unit price        Amount
        Brake cable, stainless                     10            4.50         45.00
        Chain, 116 links                            2           21.25         42.50
        with quick link

        Subtotal                                                             £87.50
        VAT 20%                                                              £17.50
        Total                                                               £105.00
        """

    private static let german = """
        Holzhandel Ebner GmbH                                     Rechnung
        Mühlweg 3, 72070 Tübingen
                                                                  Rechnungsnummer: 2024-0815
        Kunde                                                     Rechnungsdatum: 14.03.2024
        Schreinerei Pfaff KG                                      Zahlbar bis: 28.03.2024
        Talstraße 9
        72762 Reutlingen

        Pos  Bezeichnung                    Menge      Einzelpreis      Gesamtpreis
        1    Eichenbohle 40 mm                  3           120,00           360,00
        2    Leim                               4            10,00            40,00

        Nettobetrag                                                        400,00 €
        zzgl. 19 % MwSt                                                     76,00 €
        Gesamtbetrag                                                       476,00 €
        """

    private static let french = """
        Imprimerie Vallier SARL                                   FACTURE
        8 rue des Forges, 21000 Dijon
                                                                  Facture n° F-3310
        Facturé à                                                 Date de facture : 05/02/2024
        Librairie Coste SAS                                       Date d'échéance : 29/02/2024

        Désignation                           Quantité     Prix unitaire       Montant HT
        Affiches A2                                 50              3,00           150,00

        Total HT                                                           150,00 €
        TVA 20 %                                                            30,00 €
        Total TTC                                                          180,00 €
        """

    @Test func englishInvoiceIsReadByItsLabels() {
        let result = KnowledgeTrial.of(Self.english)
        #expect(result.documentClass == "invoice")
        #expect(result.template == nil)
        #expect(result.text("invoice_number") == "MB-20417")
        #expect(result.text("issue_date") == "2024-05-23")
        #expect(result.text("due_date") == "2024-06-22")
        #expect(result.text("order_number") == "PO-881")
        #expect(result.text("seller_name") == "Marlow Bicycle Parts Ltd")
        #expect(result.text("buyer_name") == "Harbour Couriers Ltd")
        #expect(result.text("currency") == "GBP")
    }

    @Test func sumsThatFitAreVerified() {
        let result = KnowledgeTrial.of(Self.english)
        for (name, value) in [("net_amount", "87.50"), ("tax_amount", "17.50"), ("total_amount", "105.00")] {
            #expect(result.text(name) == value)
            #expect(result.status(name) == .verified)
        }
    }

    @Test func lineItemsHaveTheirColumnsAndWrappedDescriptions() {
        let lines = KnowledgeTrial.of(Self.english).lines
        #expect(lines.count == 2)
        #expect(
            lines.first == [
                "description": "Brake cable, stainless", "quantity": "10", "unit_price": "4.50", "line_total": "45.00",
            ]
        )
        #expect(lines.last?["description"] == "Chain, 116 links with quick link")
    }

    /// The lines of an invoice with these descriptions.
    private static func described(_ descriptions: [String]) -> [[String: String]] {
        let rows = descriptions.map { $0.padding(to: 40) + "2      5.00     10.00" }
        let head = "INVOICE\nInvoice number: 77-A\n\n" + "Description".padding(to: 40) + "Qty   Price     Amount"
        return KnowledgeTrial.of(([head] + rows).joined(separator: "\n") + "\n\nTotal     20.00").lines
    }

    @Test func detailsBehindAColonAreTheirOwnWhereTheTableShowsThatItPartsThem() {
        let lines = Self.described(["Lantern: green, small", "Wick:"])
        #expect(lines.map { $0["description"] } == ["Lantern", "Wick"])
        #expect(lines.map { $0["details"] } == ["green, small", nil])
    }

    @Test(arguments: [["Course: knots and splices", "Course: sails"], ["Lantern: green", "Wick"], ["Wick:"]])
    func aColonAloneIsPartOfTheDescription(descriptions: [String]) {
        let lines = Self.described(descriptions)
        #expect(lines.map { $0["description"] } == descriptions)
        #expect(lines.allSatisfy { $0["details"] == nil })
    }

    @Test func germanInvoiceIsReadByItsLabels() {
        let result = KnowledgeTrial.of(Self.german)
        #expect(result.text("invoice_number") == "2024-0815")
        #expect(result.text("issue_date") == "2024-03-14")
        #expect(result.text("due_date") == "2024-03-28")
        #expect(result.text("buyer_name") == "Schreinerei Pfaff KG")
        #expect(result.text("total_amount") == "476.00")
        #expect(result.lines.map { $0["line_total"] } == ["360.00", "40.00"])
    }

    @Test func frenchInvoiceIsReadByItsLabels() {
        let result = KnowledgeTrial.of(Self.french)
        #expect(result.text("invoice_number") == "F-3310")
        #expect(result.text("issue_date") == "2024-02-05")
        #expect(result.text("net_amount") == "150.00")
        #expect(result.text("tax_amount") == "30.00")
        #expect(result.text("total_amount") == "180.00")
    }

    @Test func sumsThatDoNotFitAreForReview() {
        let result = KnowledgeTrial.of(Self.german.replacing("476,00", with: "486,00"))
        #expect(result.reviewReason != nil)
        #expect(result.status("total_amount") != .verified)
    }

    @Test func dateOfUnknownOrderKeepsBothReadings() {
        let text = """
            INVOICE
            Invoice number: 77-A
            Invoice date: 03/04/2024
            Subtotal     10.00
            Tax           1.00
            Total        11.00
            """
        let field = KnowledgeTrial.of(text).fields.first { $0.name == "issue_date" }
        #expect(field?.value == nil)
        #expect(field?.status == .review)
        #expect(field?.alternatives.map(\.value.text).sorted() == ["2024-03-04", "2024-04-03"])
    }

    @Test func everyValueCarriesItsPlaceAndRule() {
        let fields = KnowledgeTrial.of(Self.english).fields.filter { $0.value != nil }
        for field in fields {
            #expect(!field.evidence.isEmpty)
            #expect(field.evidence.allSatisfy { $0.page == 1 && $0.box != nil && !$0.rule.isEmpty })
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(2, width - count)) }
}
