import OrchestrateModel
import Testing

@testable import ExampleGenerator

@Suite
struct InvoiceTests {
    @Test(arguments: 1...40)
    func sumsAgreeAndPagesHoldEveryLineOnce(count: Int) {
        for issuer in Issuer.all {
            var random = SeededRandom(seed: UInt64(count))
            let invoice = Invoice(issuer: issuer, sequence: 500, lines: count, random: &random)
            #expect(invoice.net + invoice.tax == invoice.total)
            let codes = InvoiceDrawing.sheets(of: invoice).flatMap(\.marks).filter { mark in
                guard case .text(let text, let x, _, _, _) = mark else { return false }
                return x == issuer.look.columns.code && invoice.lines.contains { $0.article.code == text }
            }
            #expect(codes.count == count)
        }
    }

    @Test
    func taxIsRoundedOnceARate() {
        let milk = Article("1", "Milk", "pcs", 333, tax: 7)
        let wine = Article("2", "Wine", "pcs", 1005, tax: 19)
        var random = SeededRandom(seed: 1)
        var invoice = Invoice(issuer: .lindenquell, sequence: 1, lines: 1, random: &random)
        invoice.lines = [milk, wine, milk].map {
            LineItem(article: $0, quantity: DecimalNumber(coefficient: 1, scale: 0))
        }
        #expect(invoice.taxes.map(\.tax.description) == ["1.91", "0.47"])
        #expect(invoice.total.description == "19.09")
    }

    @Test
    func receiptsContainTheirTax() {
        for shop in Shop.all {
            var random = SeededRandom(seed: 7)
            let receipt = Receipt(shop: shop, entries: 6, random: &random)
            #expect(receipt.net + receipt.tax == receipt.total)
        }
    }

    @Test
    func numbersAreGroupedAsCountriesDo() {
        let value = DecimalNumber(coefficient: 123_456_789, scale: 2)
        #expect(NumberStyle.pounds.amount(value) == "£1,234,567.89")
        #expect(NumberStyle.german.amount(value) == "1.234.567,89 €")
        #expect(NumberStyle.french.plain(value) == "1\u{A0}234\u{A0}567,89")
    }
}
