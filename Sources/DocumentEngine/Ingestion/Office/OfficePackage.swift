import OrchestrateModel

/// The parts of a document that is a ZIP archive inside: Office Open XML, OpenDocument, EPUB.
struct OfficePackage {
    enum Kind {
        case word
        case workbook
        case slides
        /// OpenDocument, by its media type.
        case open(String)
        case book
    }

    let kind: Kind
    /// The part that everything begins with.
    let main: String
    /// The document's path, for messages.
    let name: String
    private let parts: [String: FileContent]

    /// Unpacks the parts that hold text; nil where the archive is no such document.
    init?(_ content: FileContent, limits: ContainerLimits, name: String) throws(Failure) {
        self.name = name
        let names = Self.names(in: content)
        let isOffice = names.contains("[content_types].xml")
        let isOpen = names.contains("mimetype") && (names.contains("content.xml") || names.contains(Self.bookContainer))
        guard isOffice || isOpen else { return nil }
        parts = try Self.unpack(content, limits: limits, name: name)
        if isOpen {
            let type = parts["mimetype"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
            let plain = String(type.filter { !$0.isWhitespace })
            kind = plain == "application/epub+zip" ? .book : .open(plain)
            main = "content.xml"
        } else {
            let relations = Self.relations(in: parts["_rels/.rels"], base: "")
            let target = relations.first { $0.type.hasSuffix("/officeDocument") }?.target
            guard let main = target ?? Self.usualMainParts.first(where: { names.contains($0) }) else { return nil }
            guard let kind = Self.kind(ofMain: main) else { return nil }
            self.kind = kind
            self.main = main
        }
    }

    var mediaType: String {
        switch kind {
        case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .slides: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .open(let type): type
        case .book: "application/epub+zip"
        }
    }

    func part(_ path: String) -> FileContent? { parts[Self.key(path)] }

    /// The document as pages of text.
    func document() throws(Failure) -> ConvertedDocument {
        do throws(XMLTree.Problem) {
            var flow = TextFlow()
            switch kind {
            case .word: try WordText(package: self).write(to: &flow)
            case .workbook: try WorkbookText(package: self).write(to: &flow)
            case .slides: try SlidesText(package: self).write(to: &flow)
            case .open: try OpenDocumentText(package: self).write(to: &flow)
            case .book: try BookText(package: self).write(to: &flow)
            }
            return ConvertedDocument(flow, mediaType: mediaType)
        } catch {
            guard error != Self.locked else {
                throw Failure(
                    .encrypted,
                    "\(name) is password-protected; save it without a password in the program that wrote it"
                )
            }
            throw Failure(
                .corrupt,
                "\(name) is not a readable document, because \(error.message); open it in an office program and save it anew"
            )
        }
    }

    /// What a format's reader throws where the document is encrypted.
    static let locked = XMLTree.Problem(message: "it is encrypted")
    static let bookContainer = "meta-inf/container.xml"

    // MARK: Relations

    struct Relation {
        var id: String
        var type: String
        /// A part's path.
        var target: String
    }

    /// What a part refers to.
    func relations(of path: String) -> [Relation] {
        let key = Self.key(path)
        let cut = key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex
        let base = String(key[..<cut])
        return Self.relations(in: parts["\(base)_rels/\(key[cut...]).rels"], base: base)
    }

    private static func relations(in part: FileContent?, base: String) -> [Relation] {
        guard let part, let events = try? XMLEvents(part) else { return [] }
        var relations: [Relation] = []
        while let event = try? events.next() {
            guard case .start("Relationship") = event, events.attribute("TargetMode") != "External",
                let id = events.attribute("Id"), let target = events.attribute("Target")
            else { continue }
            let type = events.attribute("Type") ?? ""
            relations.append(Relation(id: id, type: type, target: resolve(target, against: base)))
        }
        return relations
    }

    /// A target's path in the archive: `../media/a.xml` from `word/`.
    static func resolve(_ target: String, against base: String) -> String {
        var steps: [Substring] = target.hasPrefix("/") ? [] : base.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return key(steps.joined(separator: "/"))
    }

    // MARK: Unpacking

    private static let usualMainParts = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"]

    private static func kind(ofMain path: String) -> Kind? {
        guard path.hasSuffix(".xml") else { return nil }
        if path.hasPrefix("word/") { return .word }
        if path.hasPrefix("xl/") { return .workbook }
        return path.hasPrefix("ppt/") ? .slides : nil
    }

    private static func key(_ path: String) -> String {
        String(path.map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" }).lowercased()
    }

    private static func names(in content: FileContent) -> Set<String> {
        var names: Set<String> = []
        guard let reader = try? ArchiveReader(content) else { return [] }
        while names.count < 20_000, let entry = try? reader.next() {
            names.insert(key(String(decoding: entry.name, as: UTF8.self)))
        }
        return names
    }

    /// Pictures and sounds stay packed.
    private static func holdsText(_ key: String) -> Bool {
        key == "mimetype" || [".xml", ".rels", ".opf", ".xhtml", ".html", ".htm"].contains { key.hasSuffix($0) }
    }

    private static func unpack(
        _ content: FileContent,
        limits: ContainerLimits,
        name: String
    ) throws(Failure) -> [String: FileContent] {
        var parts: [String: FileContent] = [:]
        var room = min(limits.unpackedBytes(of: content.bytes.count), 512 << 20)
        do throws(ArchiveReader.Problem) {
            let reader = try ArchiveReader(content)
            while let entry = try reader.next() {
                let path = key(String(decoding: entry.name, as: UTF8.self))
                guard entry.isFile, holdsText(path) else { continue }
                let bytes = try reader.read(limit: room)
                room -= bytes.count
                parts[path] = FileContent(bytes, pulse: content.pulse)
            }
        } catch {
            switch error {
            case .encrypted: throw Failure(.encrypted, "\(name) is encrypted; save it without a password")
            case .stopped: throw Failure(.unknown, "\(name) was not read to its end: the work was stopped")
            case .tooLarge:
                throw Failure(
                    .tooLarge,
                    "\(name) unpacks to more than is allowed; raise containers.max_ratio to read it"
                )
            case .damaged(let reason):
                throw Failure(.corrupt, "\(name) is damaged (\(reason)); open it in an office program and save it anew")
            }
        }
        return parts
    }
}
