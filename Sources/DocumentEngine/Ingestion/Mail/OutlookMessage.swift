import OrchestrateModel

/// A message as Outlook saves it (MS-OXMSG), turned into a mail of the internet, which is what is read.
struct OutlookMessage {
    private let file: CompoundFile
    /// Storages that may still be looked into; those of a file that lies may be inside each other.
    private var room = 20_000
    private static let maxDepth = 8

    /// Nil for a compound file that holds something else.
    init?(_ file: CompoundFile) {
        guard file.children(of: CompoundFile.root)["__properties_version1.0"] != nil else { return nil }
        self.file = file
    }

    /// The message with what is attached to it, as MIME.
    mutating func mail() -> [UInt8] { mail(in: CompoundFile.root, depth: 0) }

    private enum Property {
        static let subject = 0x0037
        static let senderName = 0x0C1A
        static let senderAddress = 0x0C1F
        static let senderInternetAddress = 0x5D01
        static let copies = 0x0E03
        static let recipients = 0x0E04
        static let plainText = 0x1000
        static let richText = 0x1009
        static let markup = 0x1013
        static let display = 0x3001
        static let data = 0x3701
        static let shortFileName = 0x3704
        static let fileName = 0x3707
        static let mediaType = 0x370E
        static let submitted = 0x0039
        static let delivered = 0x0E06
    }

    private mutating func mail(in storage: Int, depth: Int) -> [UInt8] {
        let properties = MessageProperties(file, storage: storage, header: depth == 0 ? 32 : 24)
        var parts = MIMEWriter(depth: depth)
        for (name, value) in headers(properties) { parts.header(name, value) }
        parts.begin("mixed")
        bodies(properties, to: &parts)
        let children = file.children(of: storage).filter { $0.key.hasPrefix("__attach_version1.0_") }
        for (_, index) in children.sorted(by: { $0.key < $1.key }) where room > 0 {
            room -= 1
            attach(index, depth: depth, to: &parts)
        }
        return parts.end()
    }

    private func headers(_ properties: MessageProperties) -> [(String, String)] {
        let sender = properties.text(Property.senderName) ?? ""
        let address = properties.text(Property.senderInternetAddress) ?? properties.text(Property.senderAddress) ?? ""
        let shown = address.contains("@") && address != sender ? "\(sender) <\(address)>" : sender
        let date = properties.date(Property.submitted) ?? properties.date(Property.delivered)
        return [
            ("From", shown), ("To", properties.text(Property.recipients) ?? ""),
            ("Cc", properties.text(Property.copies) ?? ""), ("Subject", properties.text(Property.subject) ?? ""),
            ("Date", date ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    private func bodies(_ properties: MessageProperties, to parts: inout MIMEWriter) {
        if let text = properties.text(Property.plainText), text.contains(where: { !$0.isWhitespace }) {
            parts.part("text/plain; charset=utf-8", Array(text.utf8))
        } else if let markup = properties.text(Property.markup) {
            parts.part("text/html; charset=utf-8", Array(markup.utf8))
        } else if let markup = properties.bytes(Property.markup) {
            // Its encoding is what it says itself.
            parts.part("text/html", markup)
        } else if let packed = properties.bytes(Property.richText), let rich = PackedRichText.unpacked(packed) {
            let text = RichText.document(FileContent(rich)).pages.map(\.text).joined(separator: [0x0A])
            parts.part("text/plain; charset=utf-8", Array(text))
        }
    }

    private mutating func attach(_ storage: Int, depth: Int, to parts: inout MIMEWriter) {
        let properties = MessageProperties(file, storage: storage, header: 8)
        if let inner = file.children(of: storage)["__substg1.0_3701000D"] {
            guard depth < Self.maxDepth else { return }
            parts.part("message/rfc822", mail(in: inner, depth: depth + 1))
            return
        }
        guard let data = properties.bytes(Property.data) else { return }
        let names = [Property.fileName, Property.shortFileName, Property.display]
        let name = names.lazy.compactMap { properties.text($0) }.first { !$0.isEmpty }
        let claimed = properties.text(Property.mediaType)?.lowercased() ?? ""
        let isPlain = !claimed.isEmpty && claimed.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B }
        let type = isPlain && claimed.contains("/") ? claimed : "application/octet-stream"
        parts.part(type.hasPrefix("m") ? "application/octet-stream" : type, data, attachedAs: name ?? "")
    }
}

/// The properties of a message or attachment: those of a fixed size in a list, the others in streams of their own.
private struct MessageProperties {
    private let file: CompoundFile
    private let streams: [String: Int]
    private let fixed: [UInt8]
    private let header: Int

    /// `header` is how many bytes the list begins with.
    init(_ file: CompoundFile, storage: Int, header: Int) {
        self.file = file
        self.header = header
        streams = file.children(of: storage)
        fixed = streams["__properties_version1.0"].map { file.stream($0) } ?? []
    }

    func bytes(_ property: Int) -> [UInt8]? { stream(property, kind: "0102") }

    /// UTF-16, or the message's code page.
    func text(_ property: Int) -> String? {
        let name: String
        let bytes: [UInt8]
        if let wide = stream(property, kind: "001F") {
            (name, bytes) = ("UTF-16LE", wide)
        } else if let narrow = stream(property, kind: "001E") {
            let page = [0x3FFD, 0x3FDE].lazy.compactMap { number($0) }.first ?? 1252
            (name, bytes) = (page == 65001 ? "UTF-8" : page == 20127 ? "CP1252" : "CP\(page)", narrow)
        } else {
            return nil
        }
        let decoded = bytes.withUnsafeBytes { bytes in
            CharacterSet.decode(bytes, from: name) ?? CharacterSet.decode(bytes, from: "CP1252")
        }
        return decoded.map { String(decoding: $0.text.filter { $0 != 0 }, as: UTF8.self) }
    }

    /// As mails write it.
    func date(_ property: Int) -> String? {
        guard let value = value(property, kind: 0x0040) else { return nil }
        return MailDate(fileTime: value).text
    }

    private func number(_ property: Int) -> Int? { value(property, kind: 3).map { Int($0 & 0xFFFF_FFFF) } }

    private func value(_ property: Int, kind: UInt64) -> UInt64? {
        func number(_ place: Int, _ count: Int) -> UInt64 {
            (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(fixed[place + $1]) }
        }
        let place = stride(from: header, to: fixed.count - 15, by: 16).first { place in
            number(place, 4) == UInt64(property) << 16 | kind
        }
        return place.map { number($0 + 8, 8) }
    }

    private func stream(_ property: Int, kind: String) -> [UInt8]? {
        let digits = String(property, radix: 16, uppercase: true)
        let name = "__substg1.0_" + String(repeating: "0", count: 4 - digits.count) + digits + kind
        return streams[name].map { file.stream($0) }
    }
}
