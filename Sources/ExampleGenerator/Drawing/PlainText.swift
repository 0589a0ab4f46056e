import OrchestrateModel

/// Writes documents as plain text, as mainframes and mail programs do.
enum PlainText {
    /// An invoice in columns of a fixed width.
    static func invoice(_ invoice: Invoice) -> String {
        let (issuer, labels, buyer) = (invoice.issuer, invoice.issuer.labels, invoice.buyer)
        let party = issuer.party
        var lines = [party.name, party.street, party.town, "\(labels.vatID) \(party.vatID)", "", labels.title, ""]
        let facts = [
            (labels.number, invoice.number), (labels.date, issuer.dates.string(invoice.issued)),
            (labels.due, issuer.dates.string(invoice.due)), (labels.order, invoice.order),
        ]
        lines += facts.map { padded($0.0, to: 24) + $0.1 }
        lines += ["", labels.buyer, buyer.name, buyer.street, buyer.town, ""]
        lines.append(
            padded(labels.description, to: 44) + aligned(labels.quantity, 8) + aligned(labels.price, 16)
                + aligned(labels.lineTotal, 18)
        )
        lines.append(String(repeating: "-", count: 86))
        for line in invoice.lines {
            lines.append(
                padded(line.article.description, to: 44) + aligned(issuer.numbers.plain(line.quantity), 8)
                    + aligned(issuer.numbers.amount(line.article.price), 16)
                    + aligned(issuer.numbers.amount(line.total), 18)
            )
        }
        lines.append(String(repeating: "-", count: 86))
        lines.append(padded(labels.net, to: 60) + aligned(issuer.numbers.amount(invoice.net), 26))
        for share in invoice.taxes {
            let label = labels.tax.replacing("%r", with: issuer.numbers.plain(share.rate))
            lines.append(padded(label, to: 60) + aligned(issuer.numbers.amount(share.tax), 26))
        }
        lines.append(padded(labels.total, to: 60) + aligned(issuer.numbers.amount(invoice.total), 26))
        lines += ["", labels.terms, "\(labels.iban) \(party.iban)", ""]
        return lines.joined(separator: "\r\n")
    }

    /// A letter that no template knows.
    static var letter: Sheet {
        var sheet = Sheet.a4
        let font = Font(family: .serif, size: 11)
        let paragraphs = [
            "Marguerite Oakhollow", "7 Larkspur Row", "Millbrook Ferry", "", "9 May 2025", "", "",
            "To the Allotment Committee", "", "Dear neighbours,", "",
            "the water butt by the north gate has leaked since the storm in April, and the path beside it",
            "has not been dry for a fortnight. I have looked at the tap with Mr Penhallow; the washer is gone",
            "and the wood behind it is soft. We can mend both on Saturday morning if somebody brings a",
            "ladder and two short boards.", "",
            "Could the committee also say who keeps the key of the tool shed this summer? Last year it hung",
            "at the baker's, which suited everybody.", "", "With kind regards,", "", "", "Marguerite Oakhollow",
        ]
        for (index, line) in paragraphs.enumerated() { sheet.text(line, 70, 90 + Double(index) * 17, font) }
        return sheet
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
