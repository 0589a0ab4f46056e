/// What a label announces; those that no field is made of keep their values from being taken for another field's.
enum LabelKind: Sendable {
    case invoiceNumber, orderNumber, otherNumber
    case issueDate, dueDate, otherDate
    case seller, buyer, otherParty, partyName
    case vatNumber, taxNumber, iban, bank, contact
    case currency
    case lineSum, net, tax, total, due, prepaid, adjustment, rounding, tender

    /// True for the announcers of amounts.
    var isAmount: Bool {
        switch self {
        case .lineSum, .net, .tax, .total, .due, .prepaid, .adjustment, .rounding, .tender: true
        default: false
        }
    }
}

/// What a column of line items holds.
enum ColumnKind: Sendable {
    case position, article, description, quantity, unit, unitPrice, discount, taxRate, taxAmount, lineTotal, date
}

/// Phrases by what they announce, compared as `Token.compact` has them.
struct Lexicon<Kind: Sendable>: Sendable {
    struct Entry: Sendable {
        let kind: Kind
        /// 0 to 1: how surely the phrase announces this and nothing else.
        let weight: Double
    }

    private(set) var entries: [String: Entry] = [:]
    private(set) var longest = 0

    /// Each line of a group is one language's phrases, parted by `|`.
    init(_ groups: [(kind: Kind, weight: Double, phrases: String)]) {
        for group in groups {
            for phrase in group.phrases.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
                let compact = Token.compact(String(phrase))
                guard !compact.isEmpty else { continue }
                if let known = entries[compact], known.weight >= group.weight { continue }
                entries[compact] = Entry(kind: group.kind, weight: group.weight)
                longest = max(longest, compact.utf8.count)
            }
        }
    }

    /// The entry that a text means, allowing for one wrong letter in six where it was read by OCR.
    func entry(_ compact: String, isFromOCR: Bool) -> Entry? {
        if let exact = entries[compact] { return exact }
        guard isFromOCR, compact.utf8.count >= 5 else { return nil }
        let allowed = compact.utf8.count / 6 + (compact.utf8.count == 5 ? 1 : 0)
        let text = Array(compact.utf8)
        var best: (entry: Entry, distance: Int)?
        for (phrase, entry) in entries where abs(phrase.utf8.count - text.count) <= allowed && phrase.utf8.count >= 5 {
            let distance = EditDistance.between(text, Array(phrase.utf8), limit: allowed)
            if distance <= allowed, best.map({ (distance, $0.entry.weight) < ($0.distance, entry.weight) }) ?? true {
                best = (entry, distance)
            }
        }
        return best.map { Entry(kind: $0.entry.kind, weight: $0.entry.weight * (1 - 0.1 * Double($0.distance))) }
    }
}

enum EditDistance {
    /// Insertions, deletions and replacements that make one of the other; more than `limit` is `limit + 1`.
    static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            var least = row[0]
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
                least = min(least, next)
            }
            if least > limit { return limit + 1 }
        }
        return row[right.count]
    }
}
