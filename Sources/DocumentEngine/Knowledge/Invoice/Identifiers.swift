import OrchestrateModel

/// Reads numbers that name something: of the invoice, of the order, for VAT, of the account.
struct Identifiers {
    let document: KnowledgeDocument
    let tableRows: Set<Int>

    private var sheet: TokenSheet { document.sheet }

    /// Candidates for a number that labels of a kind announce, best first.
    func numbers(_ kind: LabelKind) -> [FieldDraft] {
        var found: [FieldDraft] = []
        for label in document.labels where label.kind == kind && !tableRows.contains(label.row) {
            if let range = identifier(from: label.tokens.upperBound, to: limit(after: label)) {
                let place = 1 - 0.15 * min(1, Double(label.row) / Double(max(40, sheet.rows.count)))
                let gap = sheet.tokens[range.lowerBound].box.x0 - label.box.x1
                let near = gap < 200 ? 1 : 0.8
                // `Invoice #10457` and `Rechnung 22-1873`: a number of its own right behind the title.
                let isTitle =
                    kind == .invoiceNumber && label.leads
                    && TitleLexicon.names(sheet.tokens[label.tokens.upperBound - 1].compact)
                let bonus = isTitle && gap < 2 * sheet.tokens[range.lowerBound].size ? 0.2 : 0
                found.append(draft(range, score: label.weight * place * near + bonus, rule: "label:\(kind)/right"))
            } else if label.isSet, let range = below(label) {
                found.append(draft(range, score: label.weight * 0.85, rule: "label:\(kind)/below"))
            }
        }
        if kind == .invoiceNumber { found += titled() }
        return AmountFields.distinct(found)
    }

    /// The number in a title such as `Final invoice (877) No. 4711 of 5 March`.
    private func titled() -> [FieldDraft] {
        sheet.rows.enumerated().compactMap { index, row in
            guard row.page == sheet.rows.first?.page, !tableRows.contains(index) else { return nil }
            let named = row.tokens.first { TitleLexicon.names(sheet.tokens[$0].compact) }
            guard let named, named - row.tokens.lowerBound < 4 else { return nil }
            let mark = (named + 1..<max(named + 1, min(row.tokens.upperBound, named + 7))).first {
                TitleLexicon.numberMarks.contains(sheet.tokens[$0].compact)
            }
            guard let mark, let range = identifier(from: mark + 1, to: row.tokens.upperBound) else { return nil }
            return draft(range, score: 0.9, rule: "title")
        }
    }

    private func draft(_ range: Range<Int>, score: Double, rule: String) -> FieldDraft {
        FieldDraft(range, value: Self.trimmed(sheet.text(range)), score: score, rule: rule, in: sheet)
    }

    private func limit(after label: Label) -> Int {
        let next = document.labels.first {
            $0.row == label.row && $0.tokens.lowerBound >= label.tokens.upperBound && $0.kind != label.kind
                && $0.weight > 0.5
        }
        return next?.tokens.lowerBound ?? sheet.rows[label.row].tokens.upperBound
    }

    /// The first run of tokens that can be a number: with a digit, neither date nor amount.
    private func identifier(from start: Int, to end: Int) -> Range<Int>? {
        var index = start
        while index < end, index < start + 5 {
            let token = sheet.tokens[index]
            if isIdentifier(index) { return joined(index, limit: end) }
            let skippable =
                token.compact.isEmpty || token.text.hasPrefix("(")
                || ["nr", "no", "n", "number", "num", "nummer", "numero", "#", "id", "is"].contains(token.compact)
            let isPrefix = token.compact.count <= 4 && token.text.uppercased() == token.text
            guard skippable || isPrefix else { return nil }
            if isPrefix, !skippable, index + 1 < end, isIdentifier(index + 1), isTight(index + 1) {
                return index..<joined(index + 1, limit: end).upperBound
            }
            index += 1
        }
        return nil
    }

    private func isTight(_ index: Int) -> Bool {
        sheet.tokens[index].box.x0 - sheet.tokens[index - 1].box.x1 < 0.7 * sheet.tokens[index].size
    }

    private func isIdentifier(_ index: Int) -> Bool {
        let token = sheet.tokens[index]
        guard token.hasDigit, !token.text.hasPrefix("("), !token.text.contains("%") else { return false }
        let row = sheet.rowOfToken[index]
        if document.dates.ofRow(row).contains(where: { $0.tokens.contains(index) }) { return false }
        return !document.amounts.ofRow(row).contains {
            $0.tokens.contains(index) && ($0.currency != nil || $0.scale > 0 && $0.raw.contains(","))
        }
    }

    /// Parts of a number that a slash or a hyphen joins.
    private func joined(_ start: Int, limit: Int) -> Range<Int> {
        var end = start + 1
        while end < limit, isTight(end) {
            let joins = ["/", "-", "–"]
            let last = sheet.tokens[end - 1].text
            let token = sheet.tokens[end]
            guard joins.contains(token.text) || joins.contains(String(last.suffix(1))) && token.hasDigit else { break }
            end += 1
        }
        return start..<end
    }

    private func below(_ label: Label) -> Range<Int>? {
        let size = max(sheet.tokens[label.tokens.lowerBound].size, 6)
        for index in document.relations.rows(under: label, reach: 2.6 * size) {
            for cell in sheet.rows[index].cells where Relations.sharesColumn(sheet.box(cell), label.box) {
                return identifier(from: cell.lowerBound, to: cell.upperBound)
            }
        }
        return nil
    }

    static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while let last = rest.last, ".,;:)".contains(last) { rest.removeLast() }
        while let first = rest.first, ":#(".contains(first) || first.isWhitespace { rest.removeFirst() }
        return String(rest)
    }
}

extension Identifiers {
    /// Accounts by their form; a right check digit is needed unless a label announces one.
    func ibans() -> [FieldDraft] {
        patterned { start, limit in
            guard let length = Self.ibanLength(self.sheet.tokens[start].text) else { return nil }
            return self.run(start, limit: limit, length: length...length)
        } score: { text, _ in
            Checksums.iban(text) == true ? 1 : 0.5
        }
    }

    private static func ibanLength(_ text: String) -> Int? {
        let head = Array(text.uppercased().prefix(4))
        guard head.count == 4, head[0].isASCII, head[0].isLetter, head[1].isASCII, head[1].isLetter,
            head[2].isASCIIDigit,
            head[3].isASCIIDigit
        else { return nil }
        return Checksums.ibanLength(ofCountry: String(head[0...1]))
    }

    /// VAT numbers by their form, those of the seller first.
    func vatNumbers(avoiding buyerRows: Set<Int>) -> [FieldDraft] {
        let labels = document.labels.filter { $0.kind == .vatNumber }
        return patterned { start, limit in
            guard let form = VATForms.form(of: self.sheet.tokens[start].text) else { return nil }
            return self.run(start, limit: limit, length: form)
        } score: { text, range in
            let row = self.sheet.rowOfToken[range.lowerBound]
            guard VATForms.matches(text) else { return 0 }
            let near = labels.contains { $0.row <= row && row - $0.row <= 1 }
            if self.isBuyers(range) { return 0.05 }
            guard near || VATNumbers.isValid(text) == true else { return 0.2 }
            return (near ? 0.75 : 0.55) + (VATNumbers.isValid(text) == true ? 0.25 : 0)
                - (buyerRows.contains(row) ? 0.45 : 0)
        }
    }

    /// True for a number that words before it give to the other party, as `Your VAT no` does.
    private func isBuyers(_ range: Range<Int>) -> Bool {
        let cell = sheet.cell(of: range.lowerBound)
        let row = sheet.rows[sheet.rowOfToken[range.lowerBound]].tokens
        let before = max(row.lowerBound, min(cell.lowerBound, range.lowerBound - 6))..<range.lowerBound
        return sheet.tokens[before].contains { Self.others.contains($0.compact) }
    }

    private static let others: Set<String> = [
        "your", "customer", "customers", "client", "buyer", "buyers", "ihre", "ihr", "kunde", "kunden", "votre",
        "clients",
        "acheteur", "su", "sus", "cliente", "vs", "vostra", "vostro", "uw", "klant", "klanten",
    ]

    private func patterned(
        _ find: (Int, Int) -> Range<Int>?,
        score: (String, Range<Int>) -> Double
    ) -> [FieldDraft] {
        var found: [FieldDraft] = []
        for row in sheet.rows {
            var index = row.tokens.lowerBound
            while index < row.tokens.upperBound {
                guard let range = find(index, row.tokens.upperBound) else {
                    index += 1
                    continue
                }
                let plain = Token.compact(sheet.text(range)).uppercased()
                let value = score(plain, range)
                if value > 0 { found.append(FieldDraft(range, value: plain, score: value, rule: "form", in: sheet)) }
                index = range.upperBound
            }
        }
        return AmountFields.distinct(found)
    }

    /// Tokens from a place whose letters and digits together have one of the lengths.
    private func run(_ start: Int, limit: Int, length: ClosedRange<Int>) -> Range<Int>? {
        var count = 0
        var best: Range<Int>?
        for index in start..<limit {
            if index > start,
                sheet.tokens[index].box.x0 - sheet.tokens[index - 1].box.x1 > 1.2 * sheet.tokens[index].size
            {
                break
            }
            count += sheet.tokens[index].compact.utf8.count
            if count > length.upperBound { break }
            if length.contains(count) { best = start..<index + 1 }
        }
        return best
    }
}

/// Forms of VAT numbers by country.
enum VATForms {
    /// Letters and digits after the country's code.
    private static let lengths: [String: ClosedRange<Int>] = [
        "AT": 9...9, "BE": 10...10, "BG": 9...10, "CY": 9...9, "CZ": 8...10, "DE": 9...9, "DK": 8...8, "EE": 9...9,
        "EL": 9...9, "ES": 9...9, "FI": 8...8, "FR": 11...11, "GB": 9...12, "HR": 11...11, "HU": 8...8, "IE": 8...9,
        "IT": 11...11, "LT": 9...12, "LU": 8...8, "LV": 11...11, "MT": 8...8, "NL": 12...12, "PL": 10...10, "PT": 9...9,
        "RO": 2...10, "SE": 12...12, "SI": 8...8, "SK": 10...10, "XI": 9...12, "CHE": 9...13,
    ]

    /// Lengths of the whole number that a text may begin; nil for other texts.
    static func form(of text: String) -> ClosedRange<Int>? {
        let upper = Token.compact(text).uppercased()
        guard text.first?.isUppercase == true, upper.utf8.count <= 16 else { return nil }
        if upper.hasPrefix("CHE") { return 12...15 }
        let country = String(upper.prefix(2))
        guard let length = lengths[country], upper.utf8.count == 2 || upper.dropFirst(2).contains(where: \.isASCIIDigit)
        else { return nil }
        return length.lowerBound + 2...length.upperBound + 2
    }

    /// True if a number without spaces and marks has its country's form: digits, but for the letters that some have.
    static func matches(_ text: String) -> Bool {
        let body = text.dropFirst(text.hasPrefix("CHE") ? 3 : 2)
        let letters = body.filter(\.isLetter).count
        switch text.prefix(2) {
        case "AT": return body.first == "U" && letters == 1
        case "NL": return letters == 1 && body.contains("B")
        case "ES", "FR", "IE", "CY", "LT": return letters <= 2
        case "CH": return true
        default: return letters == 0
        }
    }
}
