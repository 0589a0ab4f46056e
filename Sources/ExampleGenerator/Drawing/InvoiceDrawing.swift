import OrchestrateModel

/// Sets an invoice on sheets, as many as its lines need.
struct InvoiceDrawing {
    let invoice: Invoice
    let look: Look
    let labels: Issuer.Labels
    var sheet = Sheet.a4
    var y = 0.0
    /// Lines on the pages before.
    private var drawn = 0

    /// The sheets of an invoice.
    static func sheets(of invoice: Invoice) -> [Sheet] {
        let drawing = InvoiceDrawing(invoice)
        let parts = drawing.partitioned()
        var carried = DecimalNumber(coefficient: 0, scale: 2)
        var drawn = 0
        return parts.enumerated().map { index, lines in
            var page = drawing
            page.drawn = drawn
            page.drawPage(index, of: parts.count, lines: lines, carried: carried)
            drawn += lines.count
            carried = lines.reduce(carried) { $0 + $1.total }
            return page.sheet
        }
    }

    private init(_ invoice: Invoice) {
        self.invoice = invoice
        look = invoice.issuer.look
        labels = invoice.issuer.labels
    }

    /// The lines of each page; the last page has room for the sums.
    private func partitioned() -> [[LineItem]] {
        let sums = 150.0
        let first = Int((Look.bottom - look.tableTop - 20) / look.rowHeight)
        let later = Int((Look.bottom - 130) / look.rowHeight)
        let reserved = Int(sums / look.rowHeight)
        var rest = invoice.lines[...]
        var parts: [[LineItem]] = []
        repeat {
            let room = parts.isEmpty ? first : later
            let count = rest.count > room - reserved ? min(room, max(rest.count - 1, 1)) : rest.count
            parts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        } while !rest.isEmpty
        return parts
    }

    private mutating func drawPage(_ index: Int, of count: Int, lines: [LineItem], carried: DecimalNumber) {
        if index == 0 {
            drawSeller()
            drawBuyer()
            drawFacts()
            y = look.tableTop
        } else {
            sheet.text(invoice.issuer.party.name, Look.left, 60, look.font.bold())
            sheet.text("\(labels.title) \(invoice.number)", Look.right, 60, look.font, .right)
            y = 100
        }
        drawTableHead()
        if index > 0, !labels.carried.isEmpty { drawCarried(carried) }
        for (offset, line) in lines.enumerated() {
            draw(line, position: drawn + offset + 1)
        }
        if index == count - 1 {
            drawSums()
        } else if !labels.carried.isEmpty {
            drawCarried(lines.reduce(carried) { $0 + $1.total })
        }
        drawFoot(page: index + 1, of: count)
    }

    private mutating func drawSeller() {
        let party = invoice.issuer.party
        let place = look.seller
        sheet.text(party.name, place.x, place.y, look.font.bold(14), place.alignment)
        for (index, line) in [party.street, party.town, party.phone, party.mail].enumerated() {
            sheet.text(line, place.x, place.y + 16 + Double(index) * 12, look.font, place.alignment)
        }
        sheet.text(labels.title, look.title.x, look.title.y, look.font.bold(18), look.title.alignment)
    }

    private mutating func drawBuyer() {
        let buyer = invoice.buyer
        var top = look.buyer.y
        if !labels.buyer.isEmpty {
            sheet.text(labels.buyer, look.buyer.x, top, look.font.bold())
            top += 14
        }
        for (index, line) in [buyer.name, buyer.street, buyer.town, buyer.country].enumerated() {
            sheet.text(line, look.buyer.x, top + Double(index) * 13, look.font)
        }
    }

    private var facts: [(label: String, value: String)] {
        let dates = invoice.issuer.dates
        return [
            (labels.number, invoice.number), (labels.date, dates.string(invoice.issued)),
            (labels.due, dates.string(invoice.due)), (labels.order, invoice.order),
        ]
    }

    private mutating func drawFacts() {
        for (index, fact) in facts.enumerated() {
            switch look.facts {
            case .rows(let label, let value, let alignment):
                let row = look.factsTop + Double(index) * 15
                sheet.text(fact.label, label, row, look.font)
                sheet.text(fact.value, value, row, look.font, alignment)
            case .columns(let columns):
                sheet.text(fact.label, columns[index], look.factsTop, look.font.bold())
                sheet.text(fact.value, columns[index], look.factsTop + 16, look.font)
            }
        }
    }

    private mutating func drawSums() {
        let numbers = invoice.issuer.numbers
        sheet.line(look.sums, y - 6, to: Look.right + 4)
        y += 10
        drawSum(labels.net, invoice.net, look.font)
        for share in invoice.taxes {
            let label = labels.tax.replacing("%r", with: numbers.plain(share.rate))
                .replacing("%b", with: numbers.amount(share.base))
            drawSum(label, share.tax, look.font)
        }
        if invoice.taxes.count > 1, !labels.taxTotal.isEmpty { drawSum(labels.taxTotal, invoice.tax, look.font) }
        sheet.line(look.sums, y - 9, to: Look.right + 4)
        y += 3
        drawSum(labels.total, invoice.total, look.font.bold(look.font.size + 1.5))
        y += 14
        sheet.text(labels.terms, Look.left, y, look.font)
    }

    private mutating func drawSum(_ label: String, _ amount: DecimalNumber, _ font: Font) {
        sheet.text(label, look.sums, y, font)
        sheet.text(invoice.issuer.numbers.amount(amount), look.columns.total, y, font, .right)
        y += 15
    }

    private mutating func drawFoot(page: Int, of count: Int) {
        let party = invoice.issuer.party
        let font = look.font.sized(9)
        sheet.line(Look.left, 775, to: Look.right)
        var items = ["\(party.name), \(party.street), \(party.town)"]
        let bank = party.iban.isEmpty ? [] : ["\(labels.iban) \(party.iban)"]
        let vat = party.vatID.isEmpty ? [] : ["\(labels.vatID) \(party.vatID)"]
        items.append((vat + bank).joined(separator: "     "))
        for (index, item) in items.enumerated() { sheet.text(item, Look.left, 788 + Double(index) * 12, font) }
        let number = labels.page.replacing("%p", with: String(page)).replacing("%n", with: String(count))
        sheet.text(number, Look.right, 812, font, .right)
    }
}
