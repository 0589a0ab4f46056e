import OrchestrateModel

/// A file that was opened, hashed and recognised for what it is, ready to be read page by page.
struct IngestedDocument {
    enum Source {
        case pdf(PopplerDocument)
        case picture(PictureFile)
        case text(TextFile)
    }

    /// Why a file does not become a document.
    enum Refusal: Error {
        case skipped(SkipReason)
        case failed(Failure)
    }

    let identity: DocumentIdentity
    let source: Source
    /// The file's path, for messages.
    let name: String

    var pageCount: Int {
        switch source {
        case .pdf(let document): document.pageCount
        case .picture(let file): file.frameCount
        case .text: 1
        }
    }

    /// Reads the file once, hashes these bytes and opens them by what they are.
    init(path: DocumentPath, settings: Configuration.Recognition, passwords: [String]) throws(Refusal) {
        name = path.display
        (identity, source) = try Self.open(path, settings: settings, passwords: passwords)
    }

    private static func open(
        _ path: DocumentPath,
        settings: Configuration.Recognition,
        passwords: [String]
    ) throws(Refusal) -> (DocumentIdentity, Source) {
        let name = path.display
        let refusal: SkipReason
        do throws(Failure) {
            let content = try FileContent(path: path, limit: settings.maxFileMB << 20)
            let type = MediaType(of: content.bytes)
            let size = Int64(content.bytes.count)
            var identity = DocumentIdentity(sha256: content.sha256, bytes: size, mediaType: type.name)
            switch type {
            case .pdf:
                return (identity, .pdf(try PopplerDocument(content: content, passwords: passwords, name: name)))
            case .picture(let kind):
                let limit = settings.maxPages
                let file = try PictureFile(content: content, kind: kind, maxFrames: limit, name: name)
                return (identity, .picture(file))
            case .text(let encoding):
                identity.encoding = encoding.name
                return (identity, .text(TextFile(content: content, encoding: encoding)))
            case .other(let kind):
                refusal = SkipReason(
                    code: "unsupported_type",
                    message: "\(name) is of the type \(kind), which is not read; convert it to PDF or exclude it",
                    identity: identity
                )
            }
        } catch {
            throw .failed(error)
        }
        throw .skipped(refusal)
    }
}
