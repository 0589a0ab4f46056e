import OrchestrateModel

/// A seller of invoices: who it is, what it sells, and the words and looks of its paper.
struct Issuer {
    /// The built-in template that reads its invoices; nil where none does.
    var template: String?
    var party: Party
    var buyers: [Party]
    var catalogue: [Article]
    var currency: String
    var numbers: NumberStyle
    var dates: DateStyle
    var termDays: Int
    var orderPrefix: String
    var numbering: @Sendable (Int) -> String
    var labels: Labels
    var look: Look

    struct Labels {
        var title: String
        var number: String
        var date: String
        var due: String
        var order: String
        var buyer: String
        var code: String
        var position = "Pos."
        var description: String
        var taxRate = "%"
        var quantity: String
        var unit: String
        var price: String
        var lineTotal: String
        var net: String
        /// `%r` stands for the rate, `%b` for the taxed base.
        var tax: String
        /// The sum of all taxes, shown where there is more than one rate; empty to leave it out.
        var taxTotal = ""
        var total: String
        var vatID: String
        var iban: String
        /// A sum carried over a page break, with its row; empty to leave it out.
        var carried = ""
        var page: String
        var terms: String
    }
}
