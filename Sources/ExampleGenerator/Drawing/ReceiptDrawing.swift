import OrchestrateModel

/// Sets a till receipt on a strip of paper.
enum ReceiptDrawing {
    static func sheet(of receipt: Receipt) -> Sheet {
        let shop = receipt.shop
        let font = Font(family: .sans, size: 10.5)
        var sheet = Sheet(width: 226, height: 250 + Double(receipt.entries.count) * 14)
        let (left, right, middle) = (16.0, 210.0, 113.0)
        sheet.text(shop.name, middle, 34, font.bold(13), .center)
        sheet.text(shop.address, middle, 50, font.sized(9.5), .center)
        sheet.text(shop.taxNumber, middle, 64, font.sized(9.5), .center)
        sheet.text("\(shop.labels.number) \(receipt.number)", left, 84, font)
        sheet.text("\(shop.labels.date) \(shop.dates.string(receipt.date))", left, 98, font)
        sheet.text(receipt.time, right, 98, font, .right)
        sheet.line(left, 106, to: right)
        var y = 122.0
        for entry in receipt.entries {
            sheet.text(entry.name, left, y, font)
            sheet.text(shop.numbers.plain(entry.price), right, y, font, .right)
            y += 14
        }
        sheet.line(left, y - 6, to: right)
        y += 10
        let rate = String(shop.taxRate)
        for (label, amount) in [(shop.labels.net, receipt.net), (shop.labels.tax, receipt.tax)] {
            sheet.text(label.replacing("%r", with: rate), left, y, font)
            sheet.text(shop.numbers.plain(amount), right, y, font, .right)
            y += 14
        }
        y += 6
        sheet.text(shop.labels.total, left, y, font.bold(12))
        sheet.text(shop.numbers.amount(receipt.total), right, y, font.bold(12), .right)
        sheet.text(shop.labels.card, left, y + 20, font)
        sheet.text(shop.greeting, middle, y + 46, font, .center)
        sheet.text(shop.labels.thanks, middle, y + 60, font, .center)
        return sheet
    }
}
