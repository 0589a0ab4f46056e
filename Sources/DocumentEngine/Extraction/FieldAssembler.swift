import OrchestrateModel

/// Makes one field of what was found for it.
struct FieldAssembler {
    let name: String
    let type: FieldType?
    let grouping: Grouping?
    let dialect: Dialect
    /// The template's, for amounts that show none of their own.
    let currency: String?
    let found: [ReadCandidate]

    /// The field, and what about it a person should know; nil where nothing was found.
    func field() -> (field: Field, finding: Finding?)? {
        guard !found.isEmpty else { return nil }
        let usable = found.filter { $0.reading.value != nil }
        guard !usable.isEmpty else { return doubtful(found) }
        if let grouping { return grouped(usable, by: grouping) }
        let distinct = Self.distinct(usable)
        if type == .list { return list(distinct) }
        if distinct.count == 1 { return single(distinct[0], evidence: distinct[0].candidate.evidence) }
        return dialect == .invoice2data ? list(distinct) : several(distinct)
    }

    /// The candidates with different values, in order, each with its first occurrence.
    private static func distinct(_ found: [ReadCandidate]) -> [ReadCandidate] {
        var seen: Set<FieldValue> = []
        return found.filter { $0.reading.value.map { seen.insert($0).inserted } ?? false }
    }

    private func single(_ read: ReadCandidate, evidence: [Evidence]) -> (field: Field, finding: Finding?)? {
        guard let value = read.reading.value else { return nil }
        if case .string("") = value { return nil }
        var field = Field(
            name: name,
            type: value.type,
            value: value,
            raw: read.candidate.raw,
            status: read.reading.doubt == nil ? .valid : .review,
            confidence: read.confidence,
            evidence: evidence
        )
        if value.type == .amount { field.currency = currency(of: read) }
        return (field, read.reading.doubt.map { finding($0, text: read.candidate.raw) })
    }

    /// The currency beside the number, unless it is a bare `$`, which is the template's where that has one.
    private func currency(of read: ReadCandidate) -> String? {
        guard let own = read.reading.currency else { return currency }
        let text = read.candidate.text.uppercased()
        return own == "USD" && !text.contains("US") ? currency ?? own : own
    }

    /// A value that has no reading, or several and nothing to choose by: its text is kept.
    private func doubtful(_ found: [ReadCandidate]) -> (field: Field, finding: Finding?)? {
        guard let first = found.first(where: { !$0.candidate.text.trimmingSpaces().isEmpty }) else { return nil }
        let alternatives = first.reading.alternatives.map {
            Alternative(
                value: $0,
                raw: first.candidate.raw,
                confidence: first.confidence / Double(max(1, first.reading.alternatives.count)),
                evidence: first.candidate.evidence
            )
        }
        let field = Field(
            name: name,
            type: type ?? .string,
            value: nil,
            raw: first.candidate.raw,
            status: .review,
            confidence: 0,
            evidence: first.candidate.evidence,
            alternatives: alternatives
        )
        return (field, finding(first.reading.doubt ?? .unreadable, text: first.candidate.raw))
    }

    private func finding(_ doubt: Reading.Doubt, text: String) -> Finding {
        let kind = (type ?? .string).rawValue
        let code: String
        let message: String
        switch doubt {
        case .unreadable:
            code = "unreadable_value"
            message = "\(name): “\(text)” cannot be read as \(kind)"
        case .ambiguous:
            code = type == .date ? "ambiguous_date" : "ambiguous_number"
            message = "\(name): “\(text)” has two readings and nothing decides between them"
        case .contradictsTemplate:
            code = "unexpected_notation"
            message = "\(name): “\(text)” is not written as the template says"
        }
        return Finding(severity: .warning, code: code, message: message, fields: [name])
    }

    /// Several values where one is wanted: the first, the others as alternatives.
    private func several(_ found: [ReadCandidate]) -> (field: Field, finding: Finding?)? {
        guard var (field, _) = single(found[0], evidence: found[0].candidate.evidence) else { return nil }
        field.status = .review
        field.confidence = min(field.confidence, 1 / Double(found.count))
        field.alternatives = found.dropFirst().compactMap { other in
            other.reading.value.map {
                Alternative(
                    value: $0,
                    raw: other.candidate.raw,
                    confidence: min(other.confidence, 1 / Double(found.count)),
                    evidence: other.candidate.evidence
                )
            }
        }
        let message =
            "\(name): \(found.count) different values were found; say which with `group: first` or a narrower pattern"
        return (field, Finding(severity: .warning, code: "several_values", message: message, fields: [name]))
    }

    private func list(_ found: [ReadCandidate]) -> (field: Field, finding: Finding?)? {
        let doubt = found.first { $0.reading.doubt != nil }
        let field = Field(
            name: name,
            type: .list,
            value: .list(found.compactMap(\.reading.value)),
            raw: found.map(\.candidate.raw).joined(separator: "; "),
            status: doubt == nil ? .valid : .review,
            confidence: found.map(\.confidence).min() ?? 0,
            evidence: found.flatMap(\.candidate.evidence)
        )
        return (field, doubt.flatMap { read in read.reading.doubt.map { finding($0, text: read.candidate.raw) } })
    }
}

extension FieldAssembler {
    private func grouped(_ found: [ReadCandidate], by grouping: Grouping) -> (field: Field, finding: Finding?)? {
        let found = found.filter { !$0.isEmpty }
        guard let first = found.first, let last = found.last else { return nil }
        switch grouping {
        case .first: return single(first, evidence: first.candidate.evidence)
        case .last: return single(last, evidence: last.candidate.evidence)
        case .min, .max:
            let sorted = found.sorted { Self.isLess($0.reading.value, $1.reading.value) }
            guard let chosen = grouping == .min ? sorted.first : sorted.last else { return nil }
            return single(chosen, evidence: chosen.candidate.evidence)
        case .sum: return combined(found) { Self.sum(found.compactMap(\.reading.value)) }
        case .join:
            return combined(found) { .string(found.compactMap(\.reading.value?.text).joined(separator: " ")) }
        }
    }

    private func combined(
        _ found: [ReadCandidate],
        value: () -> FieldValue?
    ) -> (field: Field, finding: Finding?)? {
        guard let value = value(), var whole = found.first else { return doubtful(found) }
        whole.reading.value = value
        whole.reading.doubt = found.lazy.compactMap(\.reading.doubt).first
        whole.candidate.text = found.map(\.candidate.raw).joined(separator: found.count > 1 ? " + " : "")
        whole.candidate.original = nil
        whole.candidate.words = found.flatMap(\.candidate.words)
        return single(whole, evidence: found.flatMap(\.candidate.evidence))
    }

    private static func isLess(_ left: FieldValue?, _ right: FieldValue?) -> Bool {
        guard let left, let right else { return false }
        if let first = left.decimal, let second = right.decimal { return first < second }
        return left.text < right.text
    }

    /// The exact sum, of the first value's type; nil where one is no number.
    private static func sum(_ values: [FieldValue]) -> FieldValue? {
        var total = DecimalNumber(coefficient: 0, scale: 0)
        for value in values {
            guard let number = value.decimal ?? DecimalNumber(value.text) else { return nil }
            total = total + number
        }
        return switch values.first {
        case .amount: .amount(total)
        case .integer: .integer(total.coefficient)
        default: .number(total)
        }
    }
}

extension ReadCandidate {
    /// True for what groupings pass over: empty text and zero.
    fileprivate var isEmpty: Bool {
        guard let value = reading.value else { return true }
        return value.text.isEmpty || value.decimal?.isZero == true
    }
}
