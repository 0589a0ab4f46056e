import OrchestrateModel

/// One line item as it is read.
struct ItemRow {
    var cells: [TableCell]
    var total: DecimalNumber?
}

/// Reads the rows under a table's headings as items.
///
/// A row whose numbers fall into columns that the item at hand has filled begins the next one; numbers of columns still
/// empty complete it. What stands in the description's column tightly below its first line belongs to the description.
struct ItemRows {
    let document: KnowledgeDocument
    let heading: TableHeading
    let rows: Range<Int>

    var sheet: TokenSheet { document.sheet }

    /// An item while it is put together.
    private struct Item {
        var numbers: [ColumnKind: Spot]
        var firstRow: Int
        var lastRow: Int
        var description: [Range<Int>] = []
        var isClosed = false
        /// The last line of text that stands in the item, taken or passed over.
        var lastText: Range<Int>?

        /// True for what can be an item: a total, or a quantity with a price.
        var isItem: Bool {
            numbers[.lineTotal] != nil && !description.isEmpty
                || numbers[.quantity] != nil && numbers[.unitPrice] != nil
        }
    }

    /// The items, and what charges and allowances below the last of them add up to.
    func read() -> (rows: [ItemRow], adjustment: DecimalNumber) {
        var items: [Item] = []
        var pending: [(row: Int, text: Range<Int>)] = []
        for index in rows where !sheet.runningRows.contains(index) || continues(items.last?.lastText, row: index) {
            let numbers = self.numbers(of: index)
            let text = descriptionCell(of: index, numbers: numbers)
            if let text, CarryLexicon.carries(sheet.tokens[text]) { continue }
            let current = items.indices.last
            if numbers.isEmpty {
                if let text { place(text, row: index, in: &items, pending: &pending) }
                continue
            }
            if let current, completes(items[current], with: numbers, row: index) {
                items[current].numbers.merge(numbers) { first, _ in first }
                items[current].lastRow = index
                if let text { extend(&items[current], by: text) }
                continue
            }
            var item = Item(numbers: numbers, firstRow: index, lastRow: index)
            // A line that stands off from the item's own is the title of a group.
            if let title = pending.last, let text, !isTight(title.text, text) { pending = [] }
            item.description = pending.map(\.text)
            item.lastText = pending.last?.text
            pending = []
            if let text { extend(&item, by: text) }
            items.append(item)
        }
        items = items.map(completed).filter(\.isItem)
        var adjustment = DecimalNumber(coefficient: 0, scale: 0)
        while let last = items.last, items.count > 1, isAdjustment(last),
            items.contains(where: { $0.numbers.count > 1 })
        {
            adjustment = adjustment + (last.numbers[.lineTotal]?.decimal ?? DecimalNumber(coefficient: 0, scale: 0))
            items.removeLast()
        }
        let names = ItemNames(descriptions: items.map(\.description), in: sheet)
        return (items.map { row($0, names: names) }, adjustment)
    }

    /// True for shipping, a discount and the like: a label of theirs with an amount and nothing else.
    private func isAdjustment(_ item: Item) -> Bool {
        guard Set(item.numbers.keys) == [.lineTotal] else { return false }
        return document.labels.contains { $0.kind == .adjustment && $0.row == item.firstRow && $0.leads && $0.isSet }
    }

    /// With the number that a column without a heading holds: the one that makes quantity × price the total.
    private func completed(_ item: Item) -> Item {
        let missing = Self.numeric.filter { item.numbers[$0] == nil }
        guard missing.count == 1, let kind = missing.first else { return item }
        let used = Set(item.numbers.values.flatMap(\.tokens))
        let spots = (item.firstRow...item.lastRow).flatMap { document.amounts.ofRow($0) }
        let fitting = spots.filter { spot in
            guard !spot.isPercent, used.isDisjoint(with: spot.tokens), let number = spot.decimal else { return false }
            let values = item.numbers.compactMapValues(\.decimal).merging([kind: number]) { first, _ in first }
            guard let quantity = values[.quantity], let price = values[.unitPrice], let total = values[.lineTotal]
            else {
                return false
            }
            return !quantity.isZero && (quantity * price - total).magnitude <= DecimalNumber(coefficient: 1, scale: 2)
        }
        guard fitting.count == 1 else { return item }
        var item = item
        item.numbers[kind] = fitting[0]
        return item
    }

    private func completes(_ item: Item, with numbers: [ColumnKind: Spot], row: Int) -> Bool {
        guard Set(item.numbers.keys).isDisjoint(with: numbers.keys) else { return false }
        let size = sheet.tokens[sheet.rows[row].tokens.lowerBound].size
        return sheet.rows[row].page == sheet.rows[item.lastRow].page
            && sheet.rows[row].box.y0 - sheet.rows[item.lastRow].box.y1 < 1.6 * size
    }

    /// A line of text alone: more of the item above or, where it stands nearer to the next row of numbers, of the item below.
    private func place(
        _ text: Range<Int>,
        row: Int,
        in items: inout [Item],
        pending: inout [(row: Int, text: Range<Int>)]
    ) {
        let box = sheet.box(text)
        let size = sheet.tokens[text.lowerBound].size
        let below = distanceBelow(text, row: row)
        if let last = items.indices.last, let end = items[last].lastText {
            let above =
                sheet.tokens[end.lowerBound].page == sheet.tokens[text.lowerBound].page
                ? box.y0 - sheet.box(end).y1 : 1000
            if let below, below < 0.5 * size, above > below + 0.4 * size {
                pending.append((row, text))
            } else {
                extend(&items[last], by: text)
            }
        } else if let last = items.indices.last, items[last].description.isEmpty, !items[last].isClosed {
            extend(&items[last], by: text)
        } else if let below, below < 0.8 * size {
            pending.append((row, text))
        }
    }

    private func extend(_ item: inout Item, by text: Range<Int>) {
        item.lastText = text
        guard !item.isClosed else { return }
        guard let last = item.description.last else {
            item.description = [text]
            return
        }
        let size = sheet.tokens[last.lowerBound].size
        let tight = isTight(last, text)
        let alike = abs(sheet.tokens[text.lowerBound].size - size) < 0.12 * size
        // A label and its value say more of the item, not what it is.
        let isNote =
            !sheet.tokens[text.lowerBound].text.hasPrefix("(")
            && sheet.tokens[text].dropLast().prefix(3).contains(where: \.endsLabel)
        if tight, alike, !isNote, item.description.count < 6 {
            item.description.append(text)
        } else {
            item.isClosed = true
        }
    }

    private func row(_ item: Item, names: ItemNames) -> ItemRow {
        var cells = names.cells(of: item.description)
        let columns: [(ColumnKind, String)] = [
            (.quantity, "quantity"), (.unitPrice, "unit_price"), (.lineTotal, "line_total"),
        ]
        for (kind, name) in columns {
            guard let spot = item.numbers[kind], let number = spot.decimal else { continue }
            let value: FieldValue = kind == .quantity ? .number(number) : .amount(number)
            cells.append(
                TableCell(column: name, value: value, evidence: [sheet.evidence(spot.tokens, rule: "column:\(name)")])
            )
        }
        if let spot = discount(of: item), let number = spot.decimal {
            let evidence = [sheet.evidence(spot.tokens, rule: "column:discount")]
            cells.append(TableCell(column: "discount", value: .number(number), evidence: evidence))
        }
        return ItemRow(cells: cells, total: item.numbers[.lineTotal]?.decimal)
    }

    /// What stands under the heading of discounts, an amount or a percentage, in an item.
    private func discount(of item: Item) -> Spot? {
        let used = Set(item.numbers.values.flatMap(\.tokens))
        return (item.firstRow...item.lastRow).flatMap { document.amounts.ofRow($0) }.first { spot in
            used.isDisjoint(with: spot.tokens) && spot.decimal?.isZero == false
                && column(of: spot.box)?.kind == .discount
        }
    }
}
