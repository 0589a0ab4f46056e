import OrchestrateModel

/// Reads a text as a value of a type.
struct ValueReader {
    let locale: ValueLocale
    /// What dates of digits mean in this document; nil where it does not tell.
    let order: DateOrder?

    func read(_ text: String, as type: FieldType) -> Reading {
        switch type {
        case .string, .list: return .clear(.string(text))
        case .date: return DateReader.read(text, locale: locale, order: order)
        case .boolean: return boolean(text)
        case .integer: return integer(text)
        case .number: return number(text) { .number($0) }
        case .amount: return number(text) { .amount($0) }
        }
    }

    private func number(_ text: String, _ value: (DecimalNumber) -> FieldValue) -> Reading {
        let result = NumberReader.read(text, locale: locale)
        guard let number = result.number else { return .unreadable }
        guard result.doubt == .ambiguous, let other = result.alternative else {
            return Reading(value: value(number), doubt: result.doubt, currency: result.currency)
        }
        return Reading(alternatives: [value(number), value(other)], doubt: .ambiguous, currency: result.currency)
    }

    /// A whole number; `12.00` is one, `12.50` is not.
    private func integer(_ text: String) -> Reading {
        let result = NumberReader.read(text, locale: locale)
        let candidates = [result.number, result.alternative].compactMap { $0?.normalized }.filter { $0.scale == 0 }
        guard let first = candidates.first else { return .unreadable }
        return Reading(value: .integer(first.coefficient), doubt: result.doubt == .ambiguous ? nil : result.doubt)
    }

    private static let words: [String: Bool] = [
        "true": true, "yes": true, "ja": true, "oui": true, "si": true, "sim": true, "tak": true, "x": true, "1": true,
        "false": false, "no": false, "nein": false, "non": false, "nee": false, "nao": false, "nie": false, "0": false,
    ]

    private func boolean(_ text: String) -> Reading {
        Self.words[Accents.folded(text.trimmingSpaces())].map { .clear(.boolean($0)) } ?? .unreadable
    }
}
