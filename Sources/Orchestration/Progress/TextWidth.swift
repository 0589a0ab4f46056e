/// Text as a terminal shows it: columns instead of characters, and nothing that could steer the terminal.
package enum TextWidth {
    /// Columns that a text takes.
    package static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// The text without control characters, as a name of a file may contain anything.
    package static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .privateUse:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text in exactly so many columns: padded, or with its middle left out, since ends of names tell most.
    package static func fit(_ text: String, columns width: Int, ellipsis: String) -> String {
        let length = columns(of: text)
        guard length > width else { return text + String(repeating: " ", count: width - length) }
        let dots = columns(of: ellipsis)
        guard width > dots + 1 else { return padded(prefix(text, columns: width), to: width) }
        let tail = (width - dots) / 2
        let short = prefix(text, columns: width - dots - tail) + ellipsis + suffix(text, columns: tail)
        return padded(short, to: width)
    }

    /// As much of the text's beginning as fits.
    package static func prefix(_ text: String, columns width: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            let columns = columns(of: String(character))
            guard used + columns <= width else { break }
            result.append(character)
            used += columns
        }
        return result
    }

    private static func suffix(_ text: String, columns width: Int) -> String {
        String(prefix(String(text.reversed()), columns: width).reversed())
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - columns(of: text)))
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
