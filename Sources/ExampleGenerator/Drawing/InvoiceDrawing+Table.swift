import OrchestrateModel

extension InvoiceDrawing {
    mutating func drawTableHead() {
        let columns = look.columns
        let headings = [labels.code, labels.description, labels.quantity, labels.price, labels.lineTotal]
        let rates = look.table.taxRate == nil ? [] : [labels.taxRate]
        let lines = (headings + rates).map { headingLines($0).count }.max() ?? 1
        if look.isShaded {
            let height = 15 + Double(lines - 1) * TableStyle.lineHeight
            sheet.fill(Look.left - 4, y - 11, width: Look.right - Look.left + 8, height: height, gray: 0.88)
        }
        if let position = columns.position { drawHeading(labels.position, position) }
        drawHeading(labels.code, columns.code)
        drawHeading(labels.description, columns.description)
        drawHeading(labels.quantity, columns.quantity, .right)
        if let unit = columns.unit { drawHeading(labels.unit, unit) }
        if let rate = look.table.taxRate { drawHeading(labels.taxRate, rate, .right) }
        drawHeading(labels.price, columns.price, .right)
        drawHeading(labels.lineTotal, columns.total, .right)
        y += Double(lines - 1) * TableStyle.lineHeight
        if look.table.rules != .none { sheet.line(Look.left - 4, y + 5, to: Look.right + 4) }
        y += look.rowHeight(for: 1) + 3
    }

    private func headingLines(_ label: String) -> [String] {
        look.table.stacksHeadings ? label.split(separator: " ").map(String.init) : [label]
    }

    private mutating func drawHeading(_ label: String, _ x: Double, _ alignment: Alignment = .left) {
        for (index, word) in headingLines(label).enumerated() {
            sheet.text(word, x, y + Double(index) * TableStyle.lineHeight, look.font.bold(), alignment)
        }
    }

    mutating func draw(_ line: LineItem, position: Int) {
        let columns = look.columns
        let style = look.table
        let numbers = invoice.issuer.numbers
        let money = look.signsInTable ? numbers.amount : numbers.plain
        drawGroup(before: position)
        let parts = style.lines(of: line.article.description)
        let row = style.numbersLast ? y + Double(parts.count - 1) * TableStyle.lineHeight : y
        if let x = columns.position { sheet.text(String(position), x, y, look.font) }
        if !style.leavesCodesOut || position % 3 != 0 { sheet.text(line.article.code, columns.code, y, look.font) }
        for (index, part) in parts.enumerated() {
            sheet.text(part, columns.description, y + Double(index) * TableStyle.lineHeight, look.font)
        }
        let unit = style.joinsUnit ? " " + line.article.unit : ""
        sheet.text(numbers.plain(line.quantity) + unit, columns.quantity, row, look.font, .right)
        if let unit = columns.unit { sheet.text(line.article.unit, unit, row, look.font) }
        if let rate = style.taxRate {
            sheet.text(numbers.plain(line.article.taxRate) + "%", rate, row, look.font, .right)
        }
        sheet.text(money(line.article.price), columns.price, row, look.font, .right)
        sheet.text(money(line.total), columns.total, row, look.font, .right)
        y += look.rowHeight(for: parts.count)
        drawNote(below: position)
        if style.rules == .betweenRows || style.rules == .grid {
            sheet.line(Look.left - 4, y - look.font.size - 2, to: Look.right + 4, width: 0.3)
        }
    }

    private mutating func drawGroup(before position: Int) {
        let groups = look.table.groups
        guard !groups.isEmpty, position % 3 == 1 else { return }
        sheet.text(groups[position / 3 % groups.count], look.columns.description, y, look.font.bold())
        y += look.rowHeight(for: 1)
    }

    private mutating func drawNote(below position: Int) {
        guard let note = look.table.note, position % 3 == 0 else { return }
        sheet.text("\(note): \(4000 + position * 37)", look.columns.description, y, look.font)
        y += look.rowHeight(for: 1)
    }

    mutating func drawCarried(_ sum: DecimalNumber) {
        sheet.text(labels.carried, look.columns.description, y, look.font)
        sheet.text(invoice.issuer.numbers.amount(sum), look.columns.total, y, look.font, .right)
        y += look.rowHeight
    }
}

extension Look {
    /// The height of a row of some lines: as high as all where nothing wraps, else as high as its lines.
    func rowHeight(for lines: Int) -> Double {
        table.wrap == nil ? rowHeight : Double(lines) * TableStyle.lineHeight + 5
    }
}
