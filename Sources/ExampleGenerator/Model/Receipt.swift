import OrchestrateModel

/// A shop and the words on its till receipts.
struct Shop {
    /// The built-in template that reads its receipts.
    var template: String
    var name: String
    var address: String
    var greeting: String
    var taxNumber: String
    var currency: String
    var numbers: NumberStyle
    var dates: DateStyle
    var labels: Labels
    /// Per cent, included in the prices.
    var taxRate: Int64
    var goods: [(name: String, cents: Int64)]

    struct Labels {
        var date: String
        var number: String
        var net: String
        var tax: String
        var total: String
        var card: String
        var thanks: String
    }
}

struct Receipt {
    struct Entry {
        var name: String
        var price: DecimalNumber
    }

    var shop: Shop
    var number: String
    var date: CalendarDate
    var time: String
    var entries: [Entry]

    var total: DecimalNumber { entries.reduce(DecimalNumber(coefficient: 0, scale: 2)) { $0 + $1.price } }

    /// The tax contained in the total, rounded to cents.
    var tax: DecimalNumber {
        let divisor = 100 + shop.taxRate
        let cents = total.coefficient * shop.taxRate
        return DecimalNumber(coefficient: (cents * 2 + divisor) / (divisor * 2), scale: 2)
    }

    var net: DecimalNumber { total - tax }
}

extension Receipt {
    /// A receipt of a shop with invented content.
    init(shop: Shop, entries count: Int, random: inout SeededRandom) {
        self.shop = shop
        number = random.digits(6)
        date = CalendarDate(year: 2025, month: 1, day: 3).adding(days: random.integer(in: 0...350))
        time = "\(random.integer(in: 10...19)):\(random.integer(in: 10...59))"
        entries = random.selection(of: shop.goods, count: count).map { goods in
            Entry(name: goods.name, price: DecimalNumber(coefficient: goods.cents, scale: 2))
        }
    }
}
