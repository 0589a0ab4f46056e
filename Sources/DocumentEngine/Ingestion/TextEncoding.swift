/// The encoding of a text file and how sure it is.
struct TextEncoding: Sendable, Hashable {
    /// Lower-case IANA name.
    let name: String
    let mediaType: String
    /// Bytes of a byte order mark in front.
    let markLength: Int

    /// Tells the encoding of a text; nil where the bytes are not plausible as text.
    ///
    /// In this order: byte order mark, zero bytes where UTF-16 and UTF-32 have them, well-formed UTF-8, the detector of
    /// uchardet as far as its answer decodes, and last a western code page.
    init?(of bytes: UnsafeRawBufferPointer) {
        guard let (name, markLength) = Self.detect(bytes) else { return nil }
        self.name = name
        self.markLength = markLength
        mediaType = Self.mediaType(of: bytes.dropFirst(markLength))
    }

    /// The file's text as UTF-8, line ends kept, and the number of undecodable bytes.
    func decode(_ bytes: UnsafeRawBufferPointer) -> (text: [UInt8], undecodable: Int) {
        let content = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(markLength))
        if name == "hz-gb-2312" {
            let unpacked = Self.unpackedHZ(content)
            let decoded = unpacked.withUnsafeBytes { CharacterSet.decode($0, from: "GB2312") }
            return decoded ?? (Array(content), 0)
        }
        return CharacterSet.decode(content, from: Self.systemName(of: name)) ?? (Array(content), 0)
    }

    private static let marks: [(bytes: [UInt8], name: String)] = [
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE, 0, 0], "utf-32"),
        ([0, 0, 0xFE, 0xFF], "utf-32"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16"),
    ]

    private static func detect(_ bytes: UnsafeRawBufferPointer) -> (name: String, markLength: Int)? {
        for (mark, name) in marks where bytes.starts(with: mark) {
            // UTF-16 and UTF-32 keep their mark, from which the converter knows the byte order.
            return (name, name == "utf-8" ? mark.count : 0)
        }
        if let wide = wideEncoding(bytes) { return (wide, 0) }
        let counts = ByteCounts(bytes)
        guard counts.isPlausibleText else { return nil }
        let hasEscapes = counts.escapes > 0 || counts.hasTildeBraces
        if counts.high == 0, !hasEscapes { return ("us-ascii", 0) }
        if counts.high > 0, isUTF8(bytes) { return ("utf-8", 0) }
        if let found = CharacterSet.detected(in: bytes), let name = plausibleName(found, bytes: bytes) {
            return (name, 0)
        }
        if counts.high == 0 { return ("us-ascii", 0) }
        // Without a name the bytes need to look like a western text; random bytes do not.
        return counts.high * 2 < bytes.count ? ("windows-1252", 0) : nil
    }

    /// The name of UTF-16 or UTF-32 without a byte order mark, by the places of zero bytes.
    private static func wideEncoding(_ bytes: UnsafeRawBufferPointer) -> String? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 4, sample.contains(0) else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 4] += 1 }
        let quarter = sample.count / 4
        if zeros[0] >= quarter, zeros[1] * 10 >= quarter * 9, bytes.count % 4 == 0 {
            return decodesCleanly(bytes, "UTF-32BE") ? "utf-32be" : nil
        }
        if zeros[3] >= quarter, zeros[2] * 10 >= quarter * 9, bytes.count % 4 == 0 {
            return decodesCleanly(bytes, "UTF-32LE") ? "utf-32le" : nil
        }
        guard bytes.count % 2 == 0 else { return nil }
        let even = zeros[0] + zeros[2]
        let odd = zeros[1] + zeros[3]
        // Spaces, digits and line ends have a zero half in every script.
        guard max(even, odd) * 25 >= sample.count, min(even, odd) * 20 <= max(even, odd) else { return nil }
        let name = even > odd ? "utf-16be" : "utf-16le"
        return decodesCleanly(bytes, name.uppercased()) ? name : nil
    }

    private static func decodesCleanly(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Bool {
        guard let decoded = CharacterSet.decode(bytes, from: name), decoded.undecodable == 0 else { return false }
        return decoded.text.withUnsafeBytes { ByteCounts($0).isPlausibleText }
    }

    /// The IANA name for the detector's answer, nil if the bytes do not decode by it.
    private static func plausibleName(_ detected: String, bytes: UnsafeRawBufferPointer) -> String? {
        let name = westernName(names[detected] ?? detected.lowercased(), bytes: bytes)
        guard name != "hz-gb-2312" else { return name }
        guard let decoded = CharacterSet.decode(bytes, from: systemName(of: name)) else { return nil }
        return decoded.undecodable * 100 <= bytes.count ? name : nil
    }

    /// Latin 9 instead of Latin 1 where a byte stands for a letter or the euro sign rather than for a rare symbol.
    private static func westernName(_ name: String, bytes: UnsafeRawBufferPointer) -> String {
        guard name == "iso-8859-1" else { return name }
        var last: UInt8 = 0x20
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            switch byte {
            case 0xA4: return "iso-8859-15"
            case 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE:
                // Between letters the symbols of Latin 1 hardly ever stand; fractions follow digits.
                if isLetter(next), isLetter(last) || byte >= 0xBC { return "iso-8859-15" }
            default: break
            }
            last = byte
        }
        return name
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0xC0 || (0x61...0x7A).contains(byte | 0x20) }

    private static let names: [String: String] = [
        "ASCII": "us-ascii", "UHC": "ks_c_5601-1987", "CP949": "ks_c_5601-1987",
        "GB2312": "gb18030",
    ]

    /// The name by which iconv knows an IANA name.
    private static func systemName(of name: String) -> String {
        switch name {
        case "ks_c_5601-1987": "CP949"
        case "x-mac-ce": "MACCENTRALEUROPE"
        default: name.uppercased()
        }
    }

    private static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let decoded = CharacterSet.decode(bytes, from: "UTF-8") else { return false }
        return decoded.undecodable * 2000 < bytes.count
    }

    /// HZ as GB 2312 with high bits set, which iconv reads: `~{` and `~}` switch, `~~` is a tilde, `~` joins lines.
    private static func unpackedHZ(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var unpacked: [UInt8] = []
        var isDouble = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "~"), index + 1 < bytes.count {
                switch bytes[index + 1] {
                case UInt8(ascii: "{"): isDouble = true
                case UInt8(ascii: "}"): isDouble = false
                case UInt8(ascii: "~"): unpacked.append(byte)
                default: break
                }
                index += 2
            } else {
                if byte == UInt8(ascii: "\n") { isDouble = false }
                unpacked.append(isDouble ? byte | 0x80 : byte)
                index += 1
            }
        }
        return unpacked
    }

    private static func mediaType(of bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let start = bytes.prefix(512).drop { $0 <= 0x20 || $0 == 0 }
        let letters = start.filter { $0 != 0 }.prefix(64)
        let head = String(decoding: letters, as: UTF8.self).lowercased()
        if head.hasPrefix("<?xml") { return "application/xml" }
        if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") { return "text/html" }
        if head.hasPrefix("<"), head.contains(" xmlns") { return "application/xml" }
        return "text/plain"
    }
}

/// How many bytes of each kind a text has.
struct ByteCounts {
    private(set) var high = 0
    private(set) var controls = 0
    private(set) var escapes = 0
    private(set) var hasTildeBraces = false
    private let total: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        total = bytes.count
        var last: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x80...: high += 1
            case 0x20...0x7E:
                if byte == UInt8(ascii: "{"), last == UInt8(ascii: "~") { hasTildeBraces = true }
            case 0x09, 0x0A, 0x0C, 0x0D: break
            case 0x0E, 0x0F, 0x1B: escapes += 1
            default: controls += 1
            }
            last = byte
        }
    }

    /// True if control characters are rare enough for a text.
    var isPlausibleText: Bool { controls * 200 <= total && escapes * 3 <= total }
}
