/// Pages of running text and figures, whose every word is known.
struct Prose {
    /// The text, a row a line.
    let rows: [String]
    let sheet: Sheet

    private static let sentences = [
        "The harbour master counted every sail that came home before the evening tide.",
        "Nobody remembered who had painted the lighthouse, but the keeper said it was always white.",
        "Seven wooden crates were left behind the old brick warehouse near the river.",
        "Please return the signed copy of this agreement within fourteen days.",
        "A narrow path leads from the quarry to the village and back through the orchard.",
        "Prices are quoted without freight; a discount of three per cent is given for early payment.",
        "Her brother repaired clocks, umbrellas and, when asked politely, broken promises.",
        "The committee examined the accounts and found them to be correct in every respect.",
        "Heavy rain is expected in the northern valleys, with bright periods towards the coast.",
        "Young gardeners often forget that a quiet corner needs just as much water.",
        "The train from Oxbridge arrives at a quarter past six unless the bridge is closed.",
        "Fragile goods should be kept upright, dry and away from direct sunlight.",
    ]
    private static let goods = [
        "Copper wire", "Hinges, brass", "Oak planks", "Window putty", "Garden twine", "Roof tiles", "Lamp oil",
        "Zinc buckets", "Paint brushes", "Door handles",
    ]

    /// A page of sentences with a list of goods and amounts in its middle, in a font and size of the page's own.
    init(number: Int, random: inout SeededRandom) {
        let families: [Font.Family] = [.serif, .sans, .wide]
        let font = Font(family: families[number % families.count], size: [11, 10, 9][number % 3])
        let characters = Int(455 / (font.size * (font.family == .wide ? 0.58 : 0.5)))
        let sentences = random.selection(of: Self.sentences, count: Self.sentences.count)
        let first = Self.wrapped(sentences.prefix(6).joined(separator: " "), at: characters)
        let last = Self.wrapped(sentences.dropFirst(6).joined(separator: " "), at: characters)
        var list: [(String, String)] = []
        for (index, name) in random.selection(of: Self.goods, count: 7).enumerated() {
            let cents = random.integer(in: 100...99_999)
            let amount = "\(cents / 100).\(cents % 100 / 10)\(cents % 10)"
            list.append(("\(4100 + index * 17 + number) \(name)", amount))
        }
        var sheet = Sheet.a4
        var y = 90.0
        func place(_ text: String, _ x: Double, _ alignment: Alignment = .left) {
            sheet.text(text, x, y, font, alignment)
        }
        let leading = font.size * 1.5
        for row in first {
            place(row, 70)
            y += leading
        }
        y += leading
        for (left, right) in list {
            place(left, 70)
            place(right, 450, .right)
            y += leading
        }
        y += leading
        for row in last {
            place(row, 70)
            y += leading
        }
        self.sheet = sheet
        rows = first + list.map { "\($0) \($1)" } + last
    }

    private static func wrapped(_ text: String, at width: Int) -> [String] {
        var rows: [String] = [""]
        for word in text.split(separator: " ") {
            let row = rows[rows.count - 1]
            if row.isEmpty {
                rows[rows.count - 1] = String(word)
            } else if row.count + 1 + word.count <= width {
                rows[rows.count - 1] = row + " " + word
            } else {
                rows.append(String(word))
            }
        }
        return rows
    }
}
