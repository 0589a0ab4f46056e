import OrchestrateModel
import Testing

@testable import DocumentEngine

struct OtherClassTests {
    private static let receipt = """
              KAUFMARKT NORD GMBH
              Hafenstrasse 14
              24103 Kiel
              Tel. 0431 55512
              Kassenbon

        Brot                          3,20
        Butter                        2,10
        Summe EUR                     5,30
        Bar                          10,00
        Rückgeld                      4,70
        Datum 17.08.2023 14:22
        Vielen Dank für Ihren Einkauf
        """

    @Test func receiptHasCompanyAddressDateAndTotal() {
        let result = KnowledgeTrial.of(Self.receipt)
        #expect(result.documentClass == "receipt")
        #expect(result.text("company") == "KAUFMARKT NORD GMBH")
        #expect(result.text("address") == "Hafenstrasse 14 24103 Kiel")
        #expect(result.text("date") == "2023-08-17")
        #expect(result.text("total") == "5.30")
    }

    @Test func contractTellsPartiesDateLawAndTerm() {
        let result = KnowledgeTrial.of(
            """
            SERVICE AGREEMENT
            This Agreement is entered into as of 1 March 2024 and made between
            Aldworth Consulting Ltd and Pinewood Foods Ltd. The parties agree:
            This Agreement has an initial term of 24 months.
            Governing law: this Agreement is governed by the laws of England and Wales.
            Termination requires notice. Severability applies.
            """
        )
        #expect(result.documentClass == "contract")
        #expect(result.text("parties") == "Aldworth Consulting Ltd; Pinewood Foods Ltd")
        #expect(result.text("effective_date") == "2024-03-01")
        #expect(result.text("jurisdiction") == "England and Wales")
        #expect(result.text("term") == "24 months")
    }

    @Test func formYieldsItsPairs() {
        let result = KnowledgeTrial.of(
            """
            APPLICATION FORM
            Please complete
            Surname: Okafor
            First name: Ada
            Date of birth: 12 May 1990
            Town: Leeds
            Street: Mill Lane 4
            Signature: A. Okafor
            """
        )
        #expect(result.documentClass == "form")
        #expect(result.text("surname") == "Okafor")
        #expect(result.text("first_name") == "Ada")
    }

    @Test func letterIsToldByItsClassAlone() {
        let result = KnowledgeTrial.of(
            "Dear Sir or Madam,\n\nthank you for your visit.\n\nYours faithfully\nKind regards\nJ. Doe"
        )
        #expect(result.documentClass == "letter")
        #expect(result.fields.isEmpty)
        #expect(result.reviewReason == "no template matched; of a letter only its class is known")
    }

    @Test func plainTextHasNoClass() {
        let result = KnowledgeTrial.of("The quick brown fox jumps over the lazy dog")
        #expect(result.documentClass == nil)
        #expect(result.reviewReason == "no template matched")
    }
}
