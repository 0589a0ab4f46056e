import OrchestrateModel

/// Checks the check digits of values whose field's name says what they are.
struct ChecksumCheck {
    private enum Kind: String {
        case iban = "IBAN"
        case vat = "VAT number"
        case luhn = "number with a Luhn digit"
        case gtin = "GTIN"
        case isbn = "ISBN"
    }

    func run(on sheet: inout CheckSheet) {
        for field in sheet.fields where field.isGrounded {
            guard let kind = Self.kind(of: field.name), let value = field.value, value.type != .list else { continue }
            switch Self.check(Self.plain(value.text), as: kind) {
            case true: sheet.confirm(field.name)
            case false:
                let message = "\(field.name): the check digits of “\(value.text)” are wrong for a \(kind.rawValue)"
                sheet.contradict([field.name], code: "checksum_failed", message: message)
            default: continue
            }
        }
    }

    /// What a field's name says of its value, by the words it is made of.
    private static func kind(of name: String) -> Kind? {
        let words = Set(name.lowercased().split(separator: "_").map(String.init))
        if words.contains("iban") { return .iban }
        if !words.isDisjoint(with: ["siren", "siret"]) { return .luhn }
        if !words.isDisjoint(with: ["ean", "gtin", "barcode"]) { return .gtin }
        if words.contains("isbn") { return .isbn }
        let other: Set<String> = ["amount", "rate", "percent", "total", "tax", "net", "date"]
        if words.contains("vat") || words.contains("vatin"), words.isDisjoint(with: other) { return .vat }
        return nil
    }

    private static func plain(_ text: String) -> String {
        String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    /// Nil where the value is of a kind that has no check we know.
    private static func check(_ text: String, as kind: Kind) -> Bool? {
        switch kind {
        case .iban: Checksums.iban(text)
        case .vat: VATNumbers.isValid(text)
        case .luhn: Checksums.digits(text).flatMap { [9, 14].contains($0.count) ? Checksums.luhn($0) : false }
        case .gtin: Checksums.digits(text).flatMap { [8, 12, 13, 14].contains($0.count) ? Checksums.gtin($0) : nil }
        case .isbn: Checksums.isbn(text)
        }
    }
}
