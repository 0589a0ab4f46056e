extension String {
    /// The text with control characters written out, so that a file's name cannot steer the terminal.
    ///
    /// `kept` stay as they are; `\u{1B}` becomes `\x1b`.
    func printable(keeping kept: Set<Unicode.Scalar> = []) -> String {
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control && !kept.contains(scalar)
        }
        guard unicodeScalars.contains(where: isControl) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if isControl(scalar) {
                let digits = String(scalar.value, radix: 16)
                text += "\\x" + (digits.count < 2 ? "0" : "") + digits
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}
