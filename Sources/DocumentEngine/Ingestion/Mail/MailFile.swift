import OrchestrateModel

/// A mail: what its sender wrote, as a page of text, and the files that came with it.
struct MailFile {
    /// A file that came with the mail.
    struct Attachment {
        var name: String
        var content: [UInt8]
    }

    private(set) var headers: [(name: String, value: String)]
    private(set) var bodies: [MailPart] = []
    private(set) var attachments: [Attachment] = []
    /// Signatures and the like, which nobody reads.
    private(set) var passedOver = 0

    /// Takes a text that begins like a mail apart; nil where it is no mail.
    init?(_ content: FileContent, encoding: TextEncoding) {
        guard Self.looksLikeMail(content.bytes), !Self.isMaze(content.bytes) else { return nil }
        guard let parser = MailParser(Self.withoutMark(content.bytes)), let root = parser.root else { return nil }
        headers = parser.headers
        sort(root, isRoot: true)
    }

    /// Takes a message of Outlook apart; nil where the compound file is something else.
    init?(_ file: CompoundFile) {
        guard var message = OutlookMessage(file) else { return nil }
        let parsed = message.mail().withUnsafeBytes { MailParser($0) }
        guard let parsed, let root = parsed.root else { return nil }
        headers = parsed.headers
        sort(root, isRoot: true)
    }

    /// The mail as a page: headers, then the bodies.
    var document: ConvertedDocument {
        var flow = TextFlow()
        for (name, value) in headers {
            flow.append(verbatim: "\(name): \(value)")
            flow.breakLine()
        }
        var undecodable = 0
        for body in bodies {
            flow.gap()
            let (text, lost) = Self.decoded(body)
            undecodable += lost
            if body.type == "text/html", MarkupText.append(text, to: &flow) { continue }
            flow.append(verbatim: String(decoding: text, as: UTF8.self))
        }
        var document = ConvertedDocument(flow, mediaType: "message/rfc822")
        if undecodable > 0 { document.findings.append(.undecodable(bytes: undecodable)) }
        return document
    }

    // MARK: Parts

    /// Tells bodies from attachments, in the order of the mail.
    private mutating func sort(_ node: MailNode, isRoot: Bool) {
        switch node {
        case .leaf(let part): sort(part, isRoot: isRoot)
        case .multipart("alternative", let parts): sort(alternatives: parts)
        case .multipart("signed", let parts):
            parts.first.map { sort($0, isRoot: isRoot) }
            passedOver += max(0, parts.count - 1)
        case .multipart("related", let parts):
            parts.first.map { sort($0, isRoot: isRoot) }
            for part in parts.dropFirst() { sort(part, isRoot: false) }
        case .multipart(_, let parts):
            for part in parts { sort(part, isRoot: true) }
        }
    }

    private mutating func sort(_ part: MailPart, isRoot: Bool) {
        let isText = part.type == "text/plain" || part.type == "text/html"
        if isText, isRoot, !part.isAttachment, part.fileName == nil {
            bodies.append(part)
        } else if Self.isSignature(part.type) {
            passedOver += 1
        } else {
            let name = part.fileName ?? Self.fallbackName(part, number: attachments.count + 1)
            attachments.append(Attachment(name: name, content: part.content))
        }
    }

    /// The same message several times: the plain text where there is one, else the last that can be read; files that come
    /// with a version of it are kept.
    private mutating func sort(alternatives parts: [MailNode]) {
        let plain = parts.first { Self.text(of: $0)?.type == "text/plain" && Self.hasText($0) }
        let chosen = plain ?? parts.last { Self.text(of: $0) != nil && Self.hasText($0) } ?? parts.first
        chosen.map { sort($0, isRoot: true) }
        for part in parts {
            switch part {
            case .multipart(let kind, let children) where kind == "related" || kind == "mixed":
                // The chosen version has brought its files already.
                guard !Self.isSame(part, chosen) else { continue }
                for child in children.dropFirst() { sort(child, isRoot: false) }
            case .leaf(let leaf) where leaf.isAttachment && !Self.isSame(part, chosen): sort(leaf, isRoot: false)
            default: continue
            }
        }
    }

    /// The text that a version of a message begins with.
    private static func text(of node: MailNode) -> MailPart? {
        switch node {
        case .leaf(let part): part.type.hasPrefix("text/") && !part.isAttachment ? part : nil
        case .multipart("alternative", let parts): parts.lazy.compactMap { text(of: $0) }.last
        case .multipart(_, let parts): parts.first.flatMap { text(of: $0) }
        }
    }

    private static func hasText(_ node: MailNode) -> Bool {
        text(of: node)?.content.contains { $0 > 0x20 } ?? false
    }

    private static func isSame(_ node: MailNode, _ other: MailNode?) -> Bool {
        guard let other else { return false }
        switch (node, other) {
        case (.leaf(let one), .leaf(let two)): return one.type == two.type && one.content == two.content
        case (.multipart(let one, let parts), .multipart(let two, let others)):
            return one == two && parts.count == others.count && zip(parts, others).allSatisfy { isSame($0, $1) }
        default: return false
        }
    }

    private static func isSignature(_ type: String) -> Bool {
        ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"].contains(type)
    }

    private static func fallbackName(_ part: MailPart, number: Int) -> String {
        let endings = [
            "text/plain": "txt", "text/html": "html", "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf",
        ]
        let ending = part.isMail ? "eml" : endings[part.type] ?? "bin"
        return "part-\(number).\(ending)"
    }

    /// UTF-8 by the charset that the part names, else by what its bytes look like.
    private static func decoded(_ part: MailPart) -> (text: [UInt8], undecodable: Int) {
        part.content.withUnsafeBytes { bytes in
            if let charset = part.charset, charset.lowercased() != "us-ascii",
                let decoded = CharacterSet.decode(bytes, from: charset)
            {
                return decoded
            }
            guard let encoding = TextEncoding(of: bytes) else { return (Array(bytes), 0) }
            return encoding.decode(bytes)
        }
    }

    // MARK: Recognition

    private static let known: Set<String> = [
        "from", "to", "cc", "subject", "date", "received", "return-path", "message-id", "mime-version", "content-type",
        "content-transfer-encoding", "delivered-to", "reply-to", "sender", "x-mailer", "in-reply-to", "references",
        "envelope-to", "delivery-date", "dkim-signature", "content-disposition", "authentication-results",
        "resent-from", "x-priority",
    ]

    /// True where parts are nested so often that telling them apart takes for ever: each line may end any of them.
    private static func isMaze(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let pattern = Array("ultipart/".utf8)
        var count = 0
        var rest = bytes[...]
        while count <= maxMultiparts, let place = rest.firstIndex(of: UInt8(ascii: "u")) {
            if rest[place...].starts(with: pattern) { count += 1 }
            rest = rest[(place + 1)...]
        }
        return count > maxMultiparts
    }

    private static let maxMultiparts = 1000

    /// The mail without the line that mailboxes put in front of each.
    private static func withoutMark(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard bytes.starts(with: MailboxContainer.mark), let end = bytes.firstIndex(of: 0x0A) else { return bytes }
        return UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
    }

    /// True where the text begins with header lines, at least two of which mails have, and one that letters have not.
    static func looksLikeMail(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let head = String(decoding: bytes.prefix(16_384), as: UTF8.self)
        var found: Set<String> = []
        for (index, line) in head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.isEmpty { break }
            if line.first == " " || line.first == "\t" || index == 0 && line.hasPrefix("From ") { continue }
            guard let colon = line.firstIndex(of: ":") else { break }
            let name = line[..<colon]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
            else { break }
            let lowered = name.lowercased()
            if known.contains(lowered) { found.insert(lowered) }
        }
        let technical: Set<String> = [
            "received", "return-path", "message-id", "mime-version", "content-type", "delivered-to", "x-mailer",
            "envelope-to", "dkim-signature", "content-transfer-encoding",
        ]
        return found.count >= 2 && !found.isDisjoint(with: technical)
    }
}
