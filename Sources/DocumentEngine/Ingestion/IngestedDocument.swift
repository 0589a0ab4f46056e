import OrchestrateModel

/// A file that was opened, hashed and recognised for what it is, ready to be read page by page.
struct IngestedDocument {
    enum Source {
        case pdf(PopplerDocument)
        case picture(PictureFile)
        case text(TextFile)
        /// A format without pages of its own, set out as text.
        case converted(ConvertedDocument)
    }

    /// Why a file does not become a document.
    enum Refusal: Error {
        case skipped(SkipReason)
        case failed(Failure)
    }

    let identity: DocumentIdentity
    let source: Source
    /// The documents that this one carries.
    var carried: Carried
    /// The file's path, for messages.
    let name: String

    var pageCount: Int {
        switch source {
        case .pdf(let document): document.pageCount
        case .picture(let file): file.frameCount
        case .text: 1
        case .converted(let document): document.pages.count
        }
    }

    /// Reads the file once, hashes these bytes and opens them by what they are.
    init(
        path: DocumentPath,
        configuration: Configuration,
        passwords: [String],
        shelf: ContainerShelf = ContainerShelf()
    ) throws(Refusal) {
        name = path.display
        let limits = ContainerLimits(configuration)
        let outcome: DocumentOpening.Outcome
        let file: OpenedFile
        do throws(Failure) {
            file = try OpenedFile(path, limits: limits, passwords: passwords, shelf: shelf)
            outcome = try DocumentOpening(file, configuration.recognition, limits, passwords).open()
        } catch {
            throw .failed(error)
        }
        var identity = DocumentIdentity(
            sha256: file.content.sha256,
            bytes: Int64(file.content.bytes.count),
            mediaType: outcome.mediaType
        )
        identity.encoding = outcome.encoding
        guard let source = outcome.source else {
            throw .skipped(
                SkipReason(
                    code: "unsupported_type",
                    message: "\(name) is of the type \(outcome.mediaType), which is not read; "
                        + "convert it to PDF or exclude it",
                    identity: identity
                )
            )
        }
        self.identity = identity
        self.source = source
        carried = outcome.carried
    }
}
