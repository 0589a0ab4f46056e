/// Rewrites a regular expression of Python's `re` for PCRE2, where the two differ in syntax or meaning.
///
/// - `\Z` is Python's absolute end, PCRE2's `\z`; `$` needs no change, both match before a final newline.
/// - `{,n}` is `{0,n}`; other braces that are no quantifier stay literal in both.
/// - A `[` inside a class is literal in Python, and `[]…]` begins with a literal bracket in both; POSIX classes and set
///   operations do not exist in Python, so every `[` in a class is escaped.
/// - Inline flags such as `(?i)` apply to the whole pattern in Python, wherever they stand.
/// - `\uXXXX` and `\UXXXXXXXX` are code points; `(?P<name>…)`, `(?P=name)` and `(?P>…)` are the same in both.
/// - `\N{…}`, `\e`, `\h` and other escapes that Python refuses stay as they are.
enum PythonPattern {
    static func translated(_ source: String) -> String {
        var translator = Translator(source: Array(source.unicodeScalars))
        return translator.run()
    }

    private struct Translator {
        let source: [Unicode.Scalar]
        var position = 0
        var output = String.UnicodeScalarView()
        var flags = ""

        init(source: [Unicode.Scalar]) {
            self.source = source
        }

        mutating func run() -> String {
            while position < source.count {
                switch source[position] {
                case "\\": escape(insideClass: false)
                case "[": characterClass()
                case "{": brace()
                case "(": parenthesis()
                default: copy()
                }
            }
            return (flags.isEmpty ? "" : "(?\(flags))") + String(output)
        }

        private func scalar(at offset: Int) -> Unicode.Scalar? {
            position + offset < source.count ? source[position + offset] : nil
        }

        private mutating func copy() {
            output.append(source[position])
            position += 1
        }

        private mutating func append(_ text: String, skipping count: Int) {
            output.append(contentsOf: text.unicodeScalars)
            position += count
        }

        private mutating func escape(insideClass: Bool) {
            guard let next = scalar(at: 1) else { return copy() }
            switch next {
            case "Z" where !insideClass: append("\\z", skipping: 2)
            case "u": codePoint(digits: 4)
            case "U": codePoint(digits: 8)
            default:
                copy()
                copy()
            }
        }

        private mutating func codePoint(digits: Int) {
            let hexadecimal = (0..<digits).compactMap { scalar(at: 2 + $0) }.filter(\.properties.isASCIIHexDigit)
            guard hexadecimal.count == digits else {
                copy()
                return copy()
            }
            append("\\x{\(String(String.UnicodeScalarView(hexadecimal)))}", skipping: 2 + digits)
        }

        private mutating func characterClass() {
            copy()
            if scalar(at: 0) == "^" { copy() }
            if scalar(at: 0) == "]" { append("\\]", skipping: 1) }
            while let next = scalar(at: 0), next != "]" {
                switch next {
                case "\\": escape(insideClass: true)
                case "[": append("\\[", skipping: 1)
                default: copy()
                }
            }
            if position < source.count { copy() }
        }

        /// `{,n}`: Python's shorthand for at most n.
        private mutating func brace() {
            guard scalar(at: 1) == "," else { return copy() }
            var length = 2
            while let digit = scalar(at: length), ("0"..."9").contains(digit) { length += 1 }
            guard scalar(at: length) == "}" else { return copy() }
            append("{0", skipping: 1)
        }

        /// Takes global flags out of the pattern, comments and all other groups stay.
        private mutating func parenthesis() {
            guard scalar(at: 1) == "?" else { return copy() }
            var length = 2
            while let letter = scalar(at: length), "aiLmsux".unicodeScalars.contains(letter) { length += 1 }
            guard length > 2, scalar(at: length) == ")" else { return copy() }
            for letter in source[(position + 2)..<(position + length)] where "imsx".unicodeScalars.contains(letter) {
                flags.unicodeScalars.append(letter)
            }
            position += length + 1
        }
    }
}
