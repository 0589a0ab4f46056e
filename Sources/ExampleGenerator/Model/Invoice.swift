import OrchestrateModel

/// A company or person with all that letterheads show.
struct Party {
    var name: String
    var street: String
    var town: String
    var country: String
    var vatID = ""
    var iban = ""
    var phone = ""
    var mail = ""
}

/// One thing sold.
struct Article {
    var code: String
    var description: String
    var unit: String
    var price: DecimalNumber
    /// Per cent.
    var taxRate: DecimalNumber

    init(_ code: String, _ description: String, _ unit: String, _ cents: Int64, tax: Int64, taxScale: Int = 0) {
        self.code = code
        self.description = description
        self.unit = unit
        price = DecimalNumber(coefficient: cents, scale: 2)
        taxRate = DecimalNumber(coefficient: tax, scale: taxScale)
    }
}

struct LineItem {
    var article: Article
    var quantity: DecimalNumber

    var total: DecimalNumber { (article.price * quantity).rounded(toScale: 2).extended(toScale: 2) }
}

/// What was taxed at one rate, and the tax.
struct TaxShare {
    var rate: DecimalNumber
    var base: DecimalNumber
    var tax: DecimalNumber
}

struct Invoice {
    var issuer: Issuer
    var number: String
    var issued: CalendarDate
    var due: CalendarDate
    var order: String
    var buyer: Party
    var lines: [LineItem]

    var net: DecimalNumber { lines.reduce(DecimalNumber(coefficient: 0, scale: 2)) { $0 + $1.total } }

    /// By rate, highest first; tax is rounded once a rate.
    var taxes: [TaxShare] {
        Set(lines.map(\.article.taxRate)).sorted(by: >).map { rate in
            let taxed = lines.filter { $0.article.taxRate == rate }
            let base = taxed.reduce(DecimalNumber(coefficient: 0, scale: 2)) { $0 + $1.total }
            let hundredth = DecimalNumber(coefficient: rate.coefficient, scale: rate.scale + 2)
            return TaxShare(rate: rate, base: base, tax: (base * hundredth).rounded(toScale: 2).extended(toScale: 2))
        }
    }

    var tax: DecimalNumber { taxes.reduce(DecimalNumber(coefficient: 0, scale: 2)) { $0 + $1.tax } }

    var total: DecimalNumber { net + tax }
}

extension Invoice {
    /// An invoice of an issuer with invented content; the same randomness gives the same invoice.
    ///
    /// The quantities are what is sold of each article, in pieces or half hours.
    init(
        issuer: Issuer,
        sequence: Int,
        lines count: Int,
        quantities: ClosedRange<Int> = 1...24,
        random: inout SeededRandom
    ) {
        self.issuer = issuer
        number = issuer.numbering(sequence)
        issued = CalendarDate(year: 2025, month: 1, day: 6).adding(days: random.integer(in: 0...340))
        due = issued.adding(days: issuer.termDays)
        order = issuer.orderPrefix + random.digits(5)
        buyer = random.element(of: issuer.buyers)
        lines = random.selection(of: issuer.catalogue, count: count).map { article in
            let quantity =
                article.unit == "h"
                ? DecimalNumber(coefficient: Int64(random.integer(in: quantities)) * 5, scale: 1)
                : DecimalNumber(coefficient: Int64(random.integer(in: quantities)), scale: 0)
            return LineItem(article: article, quantity: quantity)
        }
    }
}
