/// Rich Text Format as a page of text: paragraphs, tabs, tables; fonts, pictures and what is hidden are left out.
struct RichText {
    /// What a group of braces changes until it ends.
    private struct State {
        var isUnseen = false
        var isHidden = false
        /// Bytes that stand in for a character for readers without Unicode.
        var substitutes = 1
    }

    private let bytes: UnsafeRawBufferPointer
    private var index = 0
    private var flow = TextFlow()
    private var states = [State()]
    private var codePage = "windows-1252"
    /// Bytes in the code page that are not decoded yet.
    private var pending: [UInt8] = []
    private var isTable = false
    private var substitutesLeft = 0
    private var highSurrogate: UInt32?

    private static let maxDepth = 1000

    /// Groups that hold no text of the document.
    private static let unseen: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore",
        "latentstyles", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "fldinst", "bkmkstart",
        "bkmkend", "filetbl", "revtbl", "nonshppict", "mmathPr", "wgrffmtfilter", "template", "annotation", "atnid",
    ]

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The document; one that is cut off gives what is there.
    static func document(_ content: FileContent) -> ConvertedDocument {
        var reader = RichText(content.bytes)
        reader.read()
        return ConvertedDocument(reader.flow, mediaType: "application/rtf")
    }

    private mutating func read() {
        while index < bytes.count, states.count < Self.maxDepth {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"):
                flush()
                states.append(states[states.count - 1])
            case UInt8(ascii: "}"):
                flush()
                if states.count > 1 { states.removeLast() }
            case UInt8(ascii: "\\"): control()
            case 0x0A, 0x0D, 0: break
            default: put(byte)
            }
        }
        flush()
        if isTable { flow.endTable() }
    }

    private mutating func put(_ byte: UInt8) {
        guard substitutesLeft == 0 else {
            substitutesLeft -= 1
            return
        }
        pending.append(byte)
    }

    /// Decodes what has come in the code page.
    private mutating func flush() {
        guard !pending.isEmpty else { return }
        let state = states[states.count - 1]
        if !state.isUnseen, !state.isHidden {
            let text = pending.withUnsafeBytes { CharacterSet.decode($0, from: codePage)?.text } ?? pending
            flow.append(verbatim: String(decoding: text, as: UTF8.self))
        }
        pending = []
    }

    private mutating func put(scalar value: UInt32) {
        flush()
        let state = states[states.count - 1]
        substitutesLeft = state.substitutes
        guard !state.isUnseen, !state.isHidden else { return }
        if (0xD800..<0xDC00).contains(value) {
            highSurrogate = value
        } else if let high = highSurrogate, (0xDC00..<0xE000).contains(value) {
            highSurrogate = nil
            let whole = 0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00)
            flow.append(verbatim: Unicode.Scalar(whole).map { String($0) } ?? "\u{FFFD}")
        } else {
            flow.append(verbatim: Unicode.Scalar(value).map { String($0) } ?? "\u{FFFD}")
        }
    }

    // MARK: Controls

    private mutating func control() {
        guard index < bytes.count else { return }
        let first = bytes[index]
        guard Self.isLetter(first) else {
            index += 1
            return symbol(first)
        }
        let start = index
        while index < bytes.count, Self.isLetter(bytes[index]), index - start < 40 { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        let number = parameter()
        if index < bytes.count, bytes[index] == 0x20 { index += 1 }
        apply(word, number)
    }

    private mutating func parameter() -> Int? {
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        while index < bytes.count, (0x30...0x39).contains(bytes[index]), index - start < 12 { index += 1 }
        return Int(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"):
            let digits = String(decoding: bytes.dropFirst(index).prefix(2), as: UTF8.self)
            index = min(index + 2, bytes.count)
            if let value = UInt8(digits, radix: 16) { put(value) }
        case UInt8(ascii: "*"): states[states.count - 1].isUnseen = true
        case UInt8(ascii: "~"): put(0x20)
        case UInt8(ascii: "_"): put(UInt8(ascii: "-"))
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(byte)
        case 0x0A, 0x0D: breakLine()
        default: break
        }
    }

    private mutating func apply(_ word: String, _ number: Int?) {
        let last = states.count - 1
        switch word {
        case "u": put(scalar: UInt32(truncatingIfNeeded: (number ?? 0x3F) & 0xFFFF))
        case "uc": states[last].substitutes = min(max(number ?? 1, 0), 10)
        case "ansicpg": codePage = number.map { "CP\($0)" } ?? codePage
        case "mac": codePage = "MACINTOSH"
        case "v":
            flush()
            states[last].isHidden = number != 0
        case "par", "line", "sect": breakLine()
        case "page":
            flush()
            if !states[last].isUnseen { flow.breakPage() }
        case "tab":
            flush()
            if !states[last].isUnseen { flow.tab() }
        case "trowd", "cell", "row", "pard": table(word)
        case "bin": index = min(index + max(0, number ?? 0), bytes.count)
        default:
            if let scalar = Self.marks[word] {
                put(scalar: scalar)
                substitutesLeft = 0
            } else if Self.unseen.contains(word) {
                states[last].isUnseen = true
            }
        }
    }

    /// Characters that have words of their own, and no substitutes.
    private static let marks: [String: UInt32] = [
        "emdash": 0x2014, "endash": 0x2013, "lquote": 0x2018, "rquote": 0x2019, "ldblquote": 0x201C,
        "rdblquote": 0x201D, "bullet": 0x2022, "emspace": 0x20, "enspace": 0x20,
    ]

    private mutating func breakLine() {
        flush()
        if !states[states.count - 1].isUnseen { flow.breakLine() }
    }

    /// Rows of cells; text that is in no row ends the table.
    private mutating func table(_ word: String) {
        flush()
        guard !states[states.count - 1].isUnseen else { return }
        switch word {
        case "trowd":
            guard !isTable else { return }
            isTable = true
            flow.beginTable()
            flow.beginCell()
        case "cell" where isTable:
            flow.endCell()
            flow.beginCell()
        case "row" where isTable:
            flow.dropCell()
            flow.endRow()
            isTable = goesOn()
            if isTable { flow.beginCell() } else { flow.endTable() }
        default: break
        }
    }

    /// True where another row is defined before any text.
    private func goesOn() -> Bool {
        let ahead = String(decoding: bytes.dropFirst(index).prefix(200), as: UTF8.self)
        guard let row = ahead.firstRange(of: "\\trowd") else { return false }
        return !ahead[..<row.lowerBound].contains("\\par ") && !ahead[..<row.lowerBound].contains("\\par\n")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
