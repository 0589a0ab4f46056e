/// Rows of RFC 4180: fields quoted where they must be, lines ended by CR LF.
struct CSV {
    /// True to keep spreadsheets from taking text for a formula, by a leading apostrophe.
    let isSafe: Bool

    func line(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private func field(_ text: String) -> String {
        let text = isSafe && Self.looksLikeFormula(text) ? "'" + text : text
        // Looked for among the bytes: CR LF is one character in Swift.
        let mustQuote = text.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
                || byte == UInt8(ascii: "\n")
        }
        guard mustQuote else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// True for text that begins as a formula does.
    ///
    /// A plain negative number is none: `-12.50` stays a number.
    private static func looksLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return false }
        return Double(text) == nil || first != "-"
    }
}
