import OrchestrateModel

/// Writes invoices as HTML, as shops send them.
enum Markup {
    /// An invoice with its facts, lines and sums in tables, and with what no reader is meant to see.
    static func invoice(_ invoice: Invoice) -> String {
        let (issuer, labels, buyer) = (invoice.issuer, invoice.issuer.labels, invoice.buyer)
        let (party, numbers) = (issuer.party, issuer.numbers)
        let facts = [
            (labels.number, invoice.number), (labels.date, issuer.dates.string(invoice.issued)),
            (labels.due, issuer.dates.string(invoice.due)), (labels.order, invoice.order),
        ]
        let heading = [labels.description, labels.quantity, labels.price, labels.lineTotal]
        let lines = invoice.lines.map { line in
            [
                line.article.description, numbers.plain(line.quantity), numbers.amount(line.article.price),
                numbers.amount(line.total),
            ]
        }
        let taxes = invoice.taxes.map { share in
            [labels.tax.replacing("%r", with: numbers.plain(share.rate)), numbers.amount(share.tax)]
        }
        let sums =
            [[labels.net, numbers.amount(invoice.net)]] + taxes + [[labels.total, numbers.amount(invoice.total)]]
        return """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>\(labels.title)</title>
            <style>td { padding: 4px }</style><script>document.title = "0,00 EUR"</script></head><body>
            <p>\(party.name)<br>\(party.street)<br>\(party.town)<br>\(labels.vatID) \(party.vatID)</p>
            <div style="display: none">Total : 0,00 EUR</div>
            <h1>\(labels.title)</h1>
            \(table(facts.map { [$0.0, $0.1] }))
            <p>\(labels.buyer)<br>\(buyer.name)<br>\(buyer.street)<br>\(buyer.town)</p>
            \(table([heading] + lines))
            \(table(sums))
            <p>\(labels.terms)<br>\(labels.iban) \(party.iban)</p>
            </body></html>

            """
    }

    private static func table(_ rows: [[String]]) -> String {
        let lines = rows.map { row in
            "<tr>" + row.map { "<td>\($0.replacing("&", with: "&amp;"))</td>" }.joined() + "</tr>"
        }
        return "<table>\n" + lines.joined(separator: "\n") + "\n</table>"
    }
}
