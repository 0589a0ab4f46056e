/// How a table of items is set, besides where its columns stand.
struct TableStyle {
    enum Rules: CaseIterable {
        case underHead
        case betweenRows
        case grid
        case none
    }

    var rules = Rules.underHead
    /// Letters that a line of a description holds; nil where it never wraps.
    var wrap: Int?
    /// True where the unit stands beside the quantity in its cell.
    var joinsUnit = false
    /// True where numbers stand on the last line of a description rather than on the first.
    var numbersLast = false
    /// True where headings of several words stand on several lines.
    var stacksHeadings = false
    /// A note of its own below every third item.
    var note: String?
    /// Titles that items are grouped under.
    var groups: [String] = []
    /// True where items of an article without a code leave its cell empty.
    var leavesCodesOut = false
    /// Where the tax rate of each item stands; nil leaves it out.
    var taxRate: Double?

    static let lineHeight = 11.0

    /// The lines of a description.
    func lines(of description: String) -> [String] {
        guard let wrap else { return [description] }
        var lines = [""]
        for word in description.split(separator: " ") {
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = String(word)
            } else if lines[lines.count - 1].count + 1 + word.count <= wrap {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension Look {
    /// A look that no issuer has: columns in another order, other places, other rules.
    static func varied(words: VariedWords, random: inout SeededRandom) -> Look {
        func chance(_ percent: Int) -> Bool { random.integer(in: 1...100) <= percent }
        var look = random.element(of: [Look.letterhead, .ledger, .businessLetter, .sideBySide])
        look.font = Font(
            family: random.element(of: [.sans, .serif, .sans]),
            size: random.element(of: [8.5, 9, 9.5, 10])
        )
        look.isShaded = chance(40)
        look.signsInTable = chance(30)
        look.sums = random.element(of: [330, 360, 380])
        var style = TableStyle()
        style.rules = random.element(of: TableStyle.Rules.allCases)
        style.wrap = chance(45) ? random.integer(in: 18...24) : nil
        style.joinsUnit = chance(25)
        style.numbersLast = style.wrap != nil && chance(25)
        style.stacksHeadings = chance(25)
        style.note = chance(20) ? words.note : nil
        style.groups = chance(20) ? words.groups : []
        style.leavesCodesOut = chance(20)
        look.columns = columns(hasUnit: !style.joinsUnit && chance(30), style: &style, random: &random)
        style.wrap = style.wrap ?? look.lettersOfDescription
        look.rowHeight = 4 * TableStyle.lineHeight + 5
        look.table = style
        return look
    }

    /// What fits between the description's left edge and the numbers right of it.
    private var lettersOfDescription: Int {
        let right = [columns.quantity, columns.price].filter { $0 > columns.description }.min() ?? columns.price
        return Int((right - 48 - columns.description) / (0.54 * font.size))
    }

    /// Columns in one of the orders that invoices have them in.
    private static func columns(hasUnit: Bool, style: inout TableStyle, random: inout SeededRandom) -> Columns {
        let position: Double? = random.integer(in: 0...1) == 0 ? left : nil
        let code = position == nil ? left : left + 32
        var columns = Columns(
            position: position,
            code: code,
            description: code + 84,
            quantity: 372,
            unit: hasUnit ? 378 : nil,
            price: 466,
            total: right
        )
        switch random.integer(in: 0...3) {
        case 0:
            // The quantity leads, as on American invoices.
            columns = Columns(position: nil, code: 116, description: 200, quantity: 100, price: 455, total: right)
        case 1:
            columns.quantity = 340
            columns.unit = hasUnit ? 346 : nil
            style.taxRate = hasUnit ? nil : 392
        case 2:
            columns.quantity = 300
            columns.unit = hasUnit ? 306 : nil
            columns.price = 400
            style.taxRate = 462
        default: break
        }
        return columns
    }
}
