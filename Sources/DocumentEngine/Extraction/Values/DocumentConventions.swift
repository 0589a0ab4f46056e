/// What the numbers and dates of a document tell about how it writes them.
struct DocumentConventions: Sendable {
    /// Nil where no date decides, or dates disagree.
    let dateOrder: DateOrder?
    /// Nil where no amount decides, or amounts disagree.
    let decimalSeparator: Character?

    private static let dates = LazyPattern(#"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d./-])"#)
    private static let amounts = LazyPattern(#"(?<![\d.,])\d{1,3}(?:[.,' ]\d{3})*([.,])\d{2}(?![\d.,])"#)

    init(of text: SourceText) {
        var orders: Set<DateOrder> = []
        for match in (try? Self.dates.matches(in: text)) ?? [] {
            guard let first = match.number(1, in: text), let second = match.number(3, in: text) else { continue }
            if first > 12, second <= 12 { orders.insert(.dayFirst) }
            if second > 12, first <= 12 { orders.insert(.monthFirst) }
        }
        dateOrder = orders.count == 1 ? orders.first : nil
        var separators: Set<Character> = []
        for match in (try? Self.amounts.matches(in: text)) ?? [] {
            if let range = match.groups[1], let mark = text.string(range).first { separators.insert(mark) }
        }
        decimalSeparator = separators.count == 1 ? separators.first : nil
    }
}

extension Pattern.Match {
    fileprivate func number(_ group: Int, in text: SourceText) -> Int? {
        groups[group].flatMap { Int(text.string($0)) }
    }
}
