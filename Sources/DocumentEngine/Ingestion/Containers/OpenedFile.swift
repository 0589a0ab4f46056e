import OrchestrateModel

/// The bytes of a document, whether they are a file's or those of a member of containers.
struct OpenedFile {
    let content: FileContent
    /// The file's path, for messages.
    let name: String
    /// Containers around it; 0 for a file.
    let depth: Int

    /// Opens the file at the path; where there is none and a container lies on the way, what that carries.
    init(_ path: DocumentPath, limits: ContainerLimits, passwords: [String]) throws(Failure) {
        do throws(Failure) {
            let content = try FileContent(path: path, limit: limits.maxFileBytes)
            self.init(content: content, name: path.display, depth: 0)
            return
        } catch {
            guard error.code == .notFound, path.bytes.contains(Member.separator) else { throw error }
            guard let found = try Self.member(path, limits: limits, passwords: passwords) else { throw error }
            self = found
        }
        guard !content.bytes.isEmpty else { throw Failure(.empty, "\(name) has no content (0 bytes)") }
    }

    private init(content: FileContent, name: String, depth: Int) {
        self.content = content
        self.name = name
        self.depth = depth
    }

    /// Looks for a file whose path is the beginning of this one, and for the rest inside it.
    private static func member(
        _ path: DocumentPath,
        limits: ContainerLimits,
        passwords: [String]
    ) throws(Failure) -> OpenedFile? {
        for place in path.bytes.indices where path.bytes[place] == Member.separator {
            let file = DocumentPath(bytes: Array(path.bytes[..<place]))
            do throws(Failure) {
                let content = try FileContent(path: file, limit: limits.maxFileBytes)
                let opened = OpenedFile(content: content, name: file.display, depth: 0)
                let rest = Array(path.bytes[(place + 1)...])
                return try opened.member(rest, limits: limits, passwords: passwords)
            } catch {
                // What is no file, or a folder, is part of a longer name.
                guard error.code == .notFound || error.code == .unsupported else { throw error }
            }
        }
        return nil
    }

    private func member(_ rest: [UInt8], limits: ContainerLimits, passwords: [String]) throws(Failure) -> OpenedFile {
        let gone = Failure(.notFound, "\(name)!\(String(decoding: rest, as: UTF8.self)) is no longer there")
        guard let container = try container(limits: limits, passwords: passwords) else { throw gone }
        let candidates = try container.contents().entries.filter { entry in
            let name = entry.member.name.bytes
            return rest.starts(with: name) && (rest.count == name.count || rest[name.count] == Member.separator)
        }
        guard let entry = candidates.max(by: { $0.member.name.bytes.count < $1.member.name.bytes.count }) else {
            throw gone
        }
        let content = try container.unpack(entry)
        let path = "\(name)!\(entry.member.name.display)"
        let opened = OpenedFile(content: content, name: path, depth: depth + 1)
        let length = entry.member.name.bytes.count
        guard rest.count > length else { return opened }
        return try opened.member(Array(rest[(length + 1)...]), limits: limits, passwords: passwords)
    }

    /// What the file carries, by its type; nil for a file that carries nothing.
    private func container(limits: ContainerLimits, passwords: [String]) throws(Failure) -> (any Container)? {
        switch MediaType(of: content.bytes) {
        case .archive: return ArchiveContainer(content: content, limits: limits, passwords: passwords, name: name)
        case .pdf:
            let document = try PopplerDocument(content: content, passwords: passwords, name: name)
            return PortfolioContainer(document: document, limits: limits, name: name)
        case .text(let encoding):
            if let mailbox = MailboxContainer(content, limits: limits, name: name) { return mailbox }
            guard let mail = MailFile(content, encoding: encoding) else { return nil }
            return MailContainer(mail: mail, limits: limits, name: name)
        case .picture, .other: return nil
        }
    }
}
