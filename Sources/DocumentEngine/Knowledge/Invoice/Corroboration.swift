import OrchestrateModel

/// Looks on the pages for what confirms a value apart from the place that it was read from.
///
/// Each rule needs two signs that do not follow from one another: a value under its label that stands under such a label a
/// second time, dates as far apart as the terms of payment say, a name that the sender's web address repeats. A label of full
/// weight counts as two where no other value of the form competes, since then label, form and place agree.
struct Corroboration {
    let document: KnowledgeDocument
    let tableRows: Set<Int>

    private var sheet: TokenSheet { document.sheet }

    /// Scores from which a label of full weight stands at its best place.
    private static let strong = 0.88
    /// A candidate that scores less by this competes no more.
    private static let margin = 0.3

    /// True for a best candidate that stands twice, or strongly and without a rival.
    func isConfirmed(_ drafts: [FieldDraft]) -> Bool {
        guard let best = drafts.first, best.value != nil, isSound(best) else { return false }
        let rival = drafts.dropFirst().first { $0.value != best.value }?.score ?? 0
        guard best.score >= FieldDraft.sure, rival <= best.score - Self.margin else { return false }
        if best.places >= 2 { return true }
        let isLabelled = best.evidence.first.map { $0.rule.hasPrefix("label:") || $0.rule == "title" } ?? false
        return isLabelled && best.score >= Self.strong && rival < 0.45
    }

    /// True for a number that stands strongly, or whose text stands elsewhere as well.
    func isConfirmedNumber(_ drafts: [FieldDraft]) -> Bool {
        if isConfirmed(drafts) { return true }
        guard let best = drafts.first, isSound(best), best.score >= 0.8, let text = best.value?.text else {
            return false
        }
        let rival = drafts.dropFirst().first?.score ?? 0
        guard rival <= best.score - Self.margin, text.filter(\.isASCIIDigit).count >= 3, text.count >= 4 else {
            return false
        }
        return !occurrences(of: text, besides: best).isEmpty
    }

    /// Words that OCR was not sure of are confirmed by nothing that rests on their being read right.
    private func isSound(_ draft: FieldDraft) -> Bool { draft.wordConfidence >= 0.8 }

    /// Where the words of a text follow each other, apart from a candidate's own place.
    func occurrences(of text: String, besides draft: FieldDraft) -> [Range<Int>] {
        let wanted = text.split(whereSeparator: \.isWhitespace).map { Token.compact(String($0)) }.filter { !$0.isEmpty }
        guard let first = wanted.first else { return [] }
        return sheet.tokens.indices.compactMap { start in
            guard sheet.tokens[start].compact == first else { return nil }
            var index = start
            for word in wanted {
                while index < sheet.tokens.count, sheet.tokens[index].compact.isEmpty { index += 1 }
                guard index < sheet.tokens.count, sheet.tokens[index].compact == word else { return nil }
                index += 1
            }
            let place = sheet.box(start..<index)
            let page = sheet.tokens[start].page
            return draft.evidence.contains { $0.page == page && $0.box?.intersects(place) == true }
                ? nil : start..<index
        }
    }
}

extension Corroboration {
    private static let dayWords: Set<String> = [
        "tage", "tagen", "tag", "day", "days", "jours", "jour", "dias", "dia", "giorni", "giorno", "gg", "dagen", "dag",
        "tg", "jrs",
    ]

    /// True if the two dates are as far apart as the document says that payment has time.
    func termsAgree(issue: FieldDraft?, due: FieldDraft?) -> Bool {
        guard let from = issue?.value?.text, let to = due?.value?.text, let first = DayNumber.of(from),
            let last = DayNumber.of(to), last > first
        else { return false }
        return terms.contains(last - first)
    }

    /// Numbers of days that the text names.
    private var terms: Set<Int> {
        var found: Set<Int> = []
        for index in sheet.tokens.indices.dropFirst() where Self.dayWords.contains(sheet.tokens[index].compact) {
            let back = index >= 2 && !sheet.tokens[index - 1].hasDigit ? index - 2 : index - 1
            if let days = Int(sheet.tokens[back].compact), (1...180).contains(days) { found.insert(days) }
        }
        for index in sheet.tokens.indices.dropLast() where sheet.tokens[index].compact == "net" {
            if let days = Int(sheet.tokens[index + 1].compact), (5...120).contains(days) { found.insert(days) }
        }
        return found
    }

    /// True for a day that the document's number has in digits, as `RE-20240305` has.
    func isInNumber(_ date: FieldDraft?, number: FieldDraft?) -> Bool {
        guard let date = date?.value?.text, let number = number?.value?.text else { return false }
        let digits = date.filter(\.isASCIIDigit)
        return digits.count == 8 && number.filter(\.isASCIIDigit).contains(digits)
    }
}

extension Corroboration {
    /// True for a seller's name that stands elsewhere outside of the buyer's address, or that a web address repeats.
    func isConfirmedSeller(_ parties: PartyFields.Parties) -> Bool {
        guard let best = parties.seller.first, best.score >= 0.45, isSound(best), let name = best.value?.text else {
            return false
        }
        let rival = parties.seller.dropFirst().first { !NameLexicon.shareWords($0.value?.text ?? "", name) }
        if let rival, rival.score > best.score - 0.15 { return false }
        if WebHosts(sheet).repeats(name) { return true }
        return occurrences(of: name, besides: best).contains {
            !parties.buyerRows.contains(sheet.rowOfToken[$0.lowerBound])
        }
    }

    /// True for a buyer's name that a label or the address field announces, with the address below it.
    func isConfirmedBuyer(_ parties: PartyFields.Parties) -> Bool {
        guard let best = parties.buyer.first, best.score >= 0.8, isSound(best), let name = best.value?.text else {
            return false
        }
        let rival = parties.buyer.dropFirst().first { !NameLexicon.shareWords($0.value?.text ?? "", name) }
        if let rival, rival.score > best.score - 0.2 { return false }
        return best.places >= 2 || hasAddressBelow(best)
    }

    private func hasAddressBelow(_ draft: FieldDraft) -> Bool {
        guard let evidence = draft.evidence.first, let box = evidence.box else { return false }
        return sheet.rows.contains { row in
            guard row.page == evidence.page, row.box.y0 > box.midY, row.box.y0 - box.y1 < 4.5 * box.height else {
                return false
            }
            return row.cells.contains { cell in
                PartyFields.isAligned(sheet.box(cell), box) && NameLexicon.isAddress(sheet.tokens[cell])
            }
        }
    }
}

/// Days counted from one day on, so that they can be subtracted.
enum DayNumber {
    /// The number of an ISO 8601 day; nil for other texts.
    static func of(_ iso: String) -> Int? {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        // Days from the civil calendar, after Howard Hinnant.
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    }
}
