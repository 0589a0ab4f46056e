import OrchestrateModel
import Testing

@testable import DocumentEngine

/// Line items in tables of many kinds.
struct LineTableTests {
    private static func lines(_ table: String) -> [[String: String]] {
        KnowledgeTrial.of("INVOICE\nInvoice number: 77-A\nInvoice date: 3 May 2024\n\n" + table).lines
    }

    @Test func headingsOnTwoLinesAreReadTogether() {
        let lines = Self.lines(
            """
            Item      Product            Units     Net        Line
            code                                   price      total
            88-1      Oak board              2     5.00      10.00
            88-2      Pine board             3     4.00      12.00

                                           Total             22.00
            """
        )
        #expect(lines.map { $0["description"] } == ["Oak board", "Pine board"])
        #expect(lines.map { $0["unit_price"] } == ["5.00", "4.00"])
        #expect(lines.map { $0["line_total"] } == ["10.00", "12.00"])
    }

    @Test func wordsOfAnItemThatAreHeadingsElsewhereBeginNoTable() {
        let lines = Self.lines(
            """
            Omschrijving                    Aantal     Stukprijs     Bedrag
            Tang voor ogen tot 12 mm        10 st          34,75     347,50
            Naald maat 16                    2 st           1,85       3,70

                                            Totaalbedrag             351,20
            """
        )
        #expect(lines.map { $0["description"] } == ["Tang voor ogen tot 12 mm", "Naald maat 16"])
    }

    @Test func titleOfAGroupIsNoPartOfAnItem() {
        let lines = Self.lines(
            """
            Description                     Qty      Price     Amount

            Workshop

            Needle, size 16                   2       1.85       3.70
            Thread                            1       6.40       6.40

            Spare parts

            Bag                               1      29.00      29.00

                                            Total               39.10
            """
        )
        #expect(lines.map { $0["description"] } == ["Needle, size 16", "Thread", "Bag"])
    }

    @Test func digitsAloneBelowADescriptionEndIt() {
        let lines = Self.lines(
            """
            Description                     Qty      Price     Amount
            Needle for canvas, size           2       1.85       3.70
            16
            Thread                            1       6.40       6.40

                                            Total               10.10
            """
        )
        #expect(lines.map { $0["description"] } == ["Needle for canvas, size 16", "Thread"])
    }
}
