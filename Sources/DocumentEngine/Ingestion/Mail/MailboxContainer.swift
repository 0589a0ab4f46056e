import OrchestrateModel

/// The mails of a mailbox in one file, each behind a line that begins with `From `.
struct MailboxContainer: Container {
    let content: FileContent
    let limits: ContainerLimits
    /// The mailbox's path, for messages.
    let name: String
    /// The mails without the lines that part them.
    private let mails: [Range<Int>]

    /// Takes a text for a mailbox where it holds two mails or more; nil where it does not.
    init?(_ content: FileContent, limits: ContainerLimits, name: String) {
        guard content.bytes.starts(with: Self.mark), MailFile.looksLikeMail(content.bytes) else { return nil }
        self.content = content
        self.limits = limits
        self.name = name
        mails = Self.mails(in: content.bytes)
        guard mails.count > 1 else { return nil }
    }

    func contents() -> Contents {
        var contents = Contents()
        contents.leftOut = max(0, mails.count - limits.settings.maxMembers)
        for (place, mail) in mails.prefix(limits.settings.maxMembers).enumerated() {
            let digits = String(place + 1)
            let number = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            let member = Member(name: DocumentPath("mail-\(number).eml"), size: Int64(mail.count))
            contents.entries.append(Contents.Entry(member: member, place: place))
        }
        return contents
    }

    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent {
        guard mails.indices.contains(entry.place) else {
            throw Failure(.notFound, "\(name)!\(entry.member.name.display) is no longer there")
        }
        return FileContent(Array(content.bytes[mails[entry.place]]), pulse: content.pulse)
    }

    static let mark = Array("From ".utf8)

    /// What lies between the marks that stand at the beginning or after an empty line, before a line with a colon.
    private static func mails(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var mails: [Range<Int>] = []
        var begin: Int?
        var lineStart = 0
        var isAfterEmpty = true
        while lineStart < bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            if isAfterEmpty, bytes[lineStart..<lineEnd].starts(with: mark), isHeader(bytes[lineEnd...]) {
                if let begin { mails.append(begin..<lineStart) }
                begin = lineEnd
            }
            isAfterEmpty = bytes[lineStart..<lineEnd].allSatisfy { $0 == 0x0A || $0 == 0x0D }
            lineStart = lineEnd
        }
        if let begin, begin < bytes.count { mails.append(begin..<bytes.count) }
        return mails
    }

    private static func isHeader(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        let name = bytes.prefix(80).prefix { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        return !name.isEmpty && bytes.dropFirst(name.count).first == UInt8(ascii: ":")
    }
}
