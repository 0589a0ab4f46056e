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
    /// The phrases that may be misread, at the index that is their length, alphabetically.
    private var byLength: [[Spelling]] = []

    /// A phrase as misread ones are compared with it.
    private struct Spelling: Sendable {
        let bytes: [UInt8]
        let letters: LetterSet
        let entry: Entry
    }

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
        byLength = Array(repeating: [], count: longest + 1)
        for (phrase, entry) in entries.sorted(by: { $0.key < $1.key }) where phrase.utf8.count >= Self.shortest {
            let bytes = Array(phrase.utf8)
            byLength[bytes.count].append(Spelling(bytes: bytes, letters: LetterSet(bytes), entry: entry))
        }
    }

    /// Shorter phrases have to be read without a fault.
    private static var shortest: Int { 5 }

    /// The entry that a text means, allowing for one wrong letter in six where it was read by OCR.
    func entry(_ compact: String, isFromOCR: Bool) -> Entry? {
        if let exact = entries[compact] { return exact }
        let count = compact.utf8.count
        guard isFromOCR, count >= Self.shortest else { return nil }
        let allowed = count / 6 + (count == Self.shortest ? 1 : 0)
        guard count - allowed <= longest else { return nil }
        let text = Array(compact.utf8)
        let letters = LetterSet(text)
        var best: (entry: Entry, distance: Int)?
        for spelling in byLength[max(0, count - allowed)...min(longest, count + allowed)].joined()
        where letters.mayBecome(spelling.letters, within: allowed) {
            let distance = EditDistance.between(text, spelling.bytes, limit: allowed)
            let entry = spelling.entry
            if distance <= allowed, best.map({ (distance, $0.entry.weight) < ($0.distance, entry.weight) }) ?? true {
                best = (entry, distance)
            }
        }
        return best.map { Entry(kind: $0.entry.kind, weight: $0.entry.weight * (1 - 0.1 * Double($0.distance))) }
    }
}

/// Which letters a text has; most pairs of texts that differ are told apart by it without comparing them.
private struct LetterSet: Sendable {
    private var bits: UInt64 = 0

    init(_ text: [UInt8]) {
        for byte in text { bits |= 1 << UInt64(byte & 63) }
    }

    /// False where so many letters stand in one text only that more than `limit` changes lie between the two.
    func mayBecome(_ other: LetterSet, within limit: Int) -> Bool {
        (bits & ~other.bits).nonzeroBitCount <= limit && (other.bits & ~bits).nonzeroBitCount <= limit
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
