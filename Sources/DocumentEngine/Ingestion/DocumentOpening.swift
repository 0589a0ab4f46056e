import OrchestrateModel

/// Opens the bytes of a document by what they are, whatever its name says.
struct DocumentOpening {
    struct Outcome {
        /// IANA name.
        var mediaType: String
        /// Lower-case IANA name, for text.
        var encoding: String?
        /// Nil for a type that is not read.
        var source: IngestedDocument.Source?
        var carried = Carried()
    }

    private let file: OpenedFile
    private let settings: Configuration.Recognition
    private let limits: ContainerLimits
    private let passwords: [String]

    /// What is read of a text; its words take many times as much memory.
    private static let maxTextBytes = 4 << 20

    private var name: String { file.name }

    init(_ file: OpenedFile, _ settings: Configuration.Recognition, _ limits: ContainerLimits, _ passwords: [String]) {
        self.file = file
        self.settings = settings
        self.limits = limits
        self.passwords = passwords
    }

    func open() throws(Failure) -> Outcome {
        let content = file.content
        let type = MediaType(of: content.bytes)
        switch type {
        case .pdf: return try pdf()
        case .picture(let kind):
            let picture = try PictureFile(content: content, kind: kind, maxFrames: settings.maxPages, name: name)
            return Outcome(mediaType: type.name, source: .picture(picture))
        case .text(let encoding): return text(encoding)
        case .archive: return try archive(type)
        case .other("application/rtf"): return converted(RichText.document(content))
        case .other:
            if let failure = LockedOffice.failure(for: content, name: name) { throw failure }
            guard let compound = CompoundFile(content) else { return Outcome(mediaType: type.name) }
            guard let mail = MailFile(compound) else { return Outcome(mediaType: compound.mediaType ?? type.name) }
            return self.mail(mail, mediaType: "application/vnd.ms-outlook")
        }
    }

    private func pdf() throws(Failure) -> Outcome {
        let document = try PopplerDocument(content: file.content, passwords: passwords, name: name)
        let portfolio = PortfolioContainer(document: document, limits: limits, name: name)
        return Outcome(mediaType: "application/pdf", source: .pdf(document), carried: try carried(by: portfolio))
    }

    private func text(_ encoding: TextEncoding) -> Outcome {
        if limits.settings.enabled, let mailbox = MailboxContainer(file.content, limits: limits, name: name) {
            let contents = mailbox.contents()
            var outcome = converted(ArchiveListing.document(contents, mediaType: "application/mbox"))
            outcome.carried = Carried(contents, name: name, depth: file.depth, limits: limits)
            return outcome
        }
        if let mail = MailFile(file.content, encoding: encoding) {
            return self.mail(mail, mediaType: "message/rfc822")
        }
        let content = file.content.beginning(atMost: Self.maxTextBytes)
        let isCut = content !== file.content
        if var document = StructuredText.document(content, encoding: encoding, name: name) {
            if isCut, !document.findings.contains(.cut) { document.findings.append(.cut) }
            return converted(document)
        }
        var text = TextFile(content: content, encoding: encoding)
        text.isCut = isCut
        return Outcome(mediaType: encoding.mediaType, encoding: encoding.name, source: .text(text))
    }

    private func mail(_ mail: MailFile, mediaType: String) -> Outcome {
        let contents = MailContainer(mail: mail, limits: limits, name: name).contents()
        var outcome = converted(mail.document)
        outcome.mediaType = mediaType
        outcome.carried = Carried(contents, name: name, depth: file.depth, limits: limits)
        return outcome
    }

    private func archive(_ type: MediaType) throws(Failure) -> Outcome {
        if let outcome = try package(type) { return outcome }
        guard limits.settings.enabled else { return Outcome(mediaType: type.name) }
        guard file.depth < limits.settings.maxDepth else {
            throw Failure(
                .tooLarge,
                "\(name) lies \(file.depth) containers deep and holds more; unpack it yourself or raise "
                    + "containers.max_depth"
            )
        }
        let archive = ArchiveContainer(content: file.content, limits: limits, passwords: passwords, name: name)
        let contents = try archive.contents()
        var outcome = converted(ArchiveListing.document(contents, mediaType: type.name))
        outcome.carried = Carried(contents, name: name, depth: file.depth, limits: limits)
        return outcome
    }

    /// A document that is a ZIP archive inside; nil for an archive of files.
    private func package(_ type: MediaType) throws(Failure) -> Outcome? {
        guard type == .archive("application/zip"),
            let package = try OfficePackage(file.content, limits: limits, name: name)
        else { return nil }
        return converted(try package.document())
    }

    private func converted(_ document: ConvertedDocument) -> Outcome {
        Outcome(mediaType: document.mediaType, encoding: document.encoding, source: .converted(document))
    }

    private func carried(by container: some Container) throws(Failure) -> Carried {
        guard limits.settings.enabled else { return Carried() }
        return Carried(try container.contents(), name: name, depth: file.depth, limits: limits)
    }
}
