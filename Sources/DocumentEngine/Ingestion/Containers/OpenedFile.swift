import OrchestrateModel

/// The bytes of a document, whether they are a file's or those of a member of containers.
struct OpenedFile {
    let content: FileContent
    /// The file's path, for messages.
    let name: String
    /// Containers around it; 0 for a file.
    let depth: Int

    /// Opens the file at the path; where there is none and a container lies on the way, what that carries.
    init(
        _ path: DocumentPath,
        limits: ContainerLimits,
        passwords: [String],
        shelf: ContainerShelf = ContainerShelf()
    ) throws(Failure) {
        do throws(Failure) {
            let content = try FileContent(path: path, limit: limits.maxFileBytes, pulse: shelf.pulse)
            self.init(content: content, name: path.display, depth: 0)
            return
        } catch {
            guard error.code == .notFound, path.bytes.contains(Member.separator) else { throw error }
            let search = MemberSearch(limits: limits, passwords: passwords, shelf: shelf)
            guard let found = try search.member(path) else { throw error }
            self = found
        }
        guard !content.bytes.isEmpty else { throw Failure(.empty, "\(name) has no content (0 bytes)") }
    }

    fileprivate init(content: FileContent, name: String, depth: Int) {
        self.content = content
        self.name = name
        self.depth = depth
    }

    /// What the file carries, by its type; nil for a file that carries nothing.
    fileprivate func container(limits: ContainerLimits, passwords: [String]) throws(Failure) -> (any Container)? {
        switch MediaType(of: content.bytes) {
        case .archive: return ArchiveContainer(content: content, limits: limits, passwords: passwords, name: name)
        case .pdf:
            let document = try PopplerDocument(content: content, passwords: passwords, name: name)
            return PortfolioContainer(document: document, limits: limits, name: name)
        case .text(let encoding):
            if let mailbox = MailboxContainer(content, limits: limits, name: name) { return mailbox }
            guard let mail = MailFile(content, encoding: encoding) else { return nil }
            return MailContainer(mail: mail, limits: limits, name: name)
        case .other:
            guard let mail = CompoundFile(content).flatMap({ MailFile($0) }) else { return nil }
            return MailContainer(mail: mail, limits: limits, name: name)
        case .picture: return nil
        }
    }
}

/// Finds what containers carry, by paths in which an exclamation mark leads inside.
private struct MemberSearch {
    let limits: ContainerLimits
    let passwords: [String]
    let shelf: ContainerShelf

    /// Looks for a file whose path is the beginning of this one, and for the rest inside it.
    func member(_ path: DocumentPath) throws(Failure) -> OpenedFile? {
        defer { shelf.tidy() }
        for place in path.bytes.indices where path.bytes[place] == Member.separator {
            let outer = DocumentPath(bytes: Array(path.bytes[..<place]))
            let rest = path.bytes[(place + 1)...]
            do throws(Failure) {
                return try member(rest, in: try outermost(outer, around: rest))
            } catch {
                // What is no file, or a folder, is part of a longer name.
                guard error.code == .notFound || error.code == .unsupported else { throw error }
            }
        }
        return nil
    }

    private func outermost(_ path: DocumentPath, around rest: ArraySlice<UInt8>) throws(Failure) -> ContainerShelf.Level
    {
        let stamp = FileStamp(path)
        if let level = shelf.level(0, named: path.display, stamp: stamp) { return level }
        let content = try FileContent(path: path, limit: limits.maxFileBytes, pulse: shelf.pulse)
        let file = OpenedFile(content: content, name: path.display, depth: 0)
        return try opened(file, around: rest, stamp: stamp)
    }

    private func member(_ rest: ArraySlice<UInt8>, in level: ContainerShelf.Level) throws(Failure) -> OpenedFile {
        guard let entry = level.entry(on: rest) else { throw Self.gone(rest, from: level.file) }
        let name = "\(level.file.name)!\(entry.member.name.display)"
        let depth = level.file.depth + 1
        let inside = rest.dropFirst(entry.member.name.bytes.count + 1)
        if !inside.isEmpty, let next = shelf.level(depth, named: name) { return try member(inside, in: next) }
        let file = OpenedFile(content: try level.container.unpack(entry), name: name, depth: depth)
        return inside.isEmpty ? file : try member(inside, in: opened(file, around: inside))
    }

    /// The file as a container, which is put on the shelf.
    private func opened(
        _ file: OpenedFile,
        around rest: ArraySlice<UInt8>,
        stamp: FileStamp? = nil
    ) throws(Failure) -> ContainerShelf.Level {
        guard let container = try file.container(limits: limits, passwords: passwords) else {
            throw Self.gone(rest, from: file)
        }
        let level = try ContainerShelf.Level(file, container)
        shelf.put(level, stamp: stamp)
        return level
    }

    private static func gone(_ rest: ArraySlice<UInt8>, from file: OpenedFile) -> Failure {
        Failure(.notFound, "\(file.name)!\(String(decoding: rest, as: UTF8.self)) is no longer there")
    }
}
