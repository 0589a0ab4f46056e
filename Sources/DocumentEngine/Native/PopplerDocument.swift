// GLib's types come with both libraries, and the compiler takes them for either's.
import CGMime
import CPoppler
import CProcess
import Glibc
import OrchestrateModel

/// An open PDF; owns poppler's handle and keeps the bytes that it reads from alive.
final class PopplerDocument {
    let pageCount: Int
    private let handle: OpaquePointer
    private let content: FileContent

    /// Opens a PDF, trying without a password first; `name` is the file's path for messages.
    init(content: FileContent, passwords: [String], name: String) throws(Failure) {
        _ = Self.isSharedStateKept
        var attempts: [String?] = [nil]
        attempts.append(contentsOf: passwords.map(Optional.some))
        var opened: OpaquePointer?
        for password in attempts {
            opened = try Self.open(content, password: password, name: name)
            if opened != nil { break }
        }
        guard let handle = opened else {
            throw Failure(.encrypted, "\(name) is encrypted; pass --password or decrypt it with qpdf")
        }
        self.handle = handle
        self.content = content
        pageCount = Int(poppler_document_get_n_pages(handle))
        // Class members are set: from here on deinit frees the handle.
        guard pageCount > 0 else { throw Failure(.corrupt, "\(name) is a PDF without any page") }
    }

    deinit { orchestrate_object_unref(UnsafeMutableRawPointer(handle)) }

    /// The page with this number, from 1; nil where poppler finds none.
    func page(_ number: Int) -> PopplerPage? {
        poppler_document_get_page(handle, Int32(number - 1)).map { PopplerPage(handle: $0) }
    }

    /// True where the file may draw pictures: their dictionaries are never compressed.
    private(set) lazy var mayHoldPictures: Bool = content.contains(Array("/Image".utf8))

    /// The files that the document carries, at most `maxFiles` of those that `isWanted` takes by name; a file of more than
    /// `limit` bytes comes without content.
    func attachments(
        limit: Int,
        maxFiles: Int,
        where isWanted: (String) -> Bool
    ) -> [(name: String, content: [UInt8]?)] {
        guard poppler_document_has_attachments(handle) != 0 else { return [] }
        let list = poppler_document_get_attachments(handle)
        defer { g_list_free_full(list, orchestrate_object_unref) }
        var files: [(name: String, content: [UInt8]?)] = []
        var node = list
        while let current = node, files.count < maxFiles {
            if let attachment = current.pointee.data?.assumingMemoryBound(to: PopplerAttachment.self) {
                let name = attachment.pointee.name.map { String(cString: $0) } ?? ""
                if isWanted(name) { files.append((name, AttachmentBytes.read(attachment, limit: limit))) }
            }
            node = current.pointee.next
        }
        return files
    }

    /// Names and sizes of the files that the document carries, the first `limit`; a size is what the file claims.
    func attachmentList(limit: Int) -> [(name: String, size: Int)] {
        var files: [(name: String, size: Int)] = []
        forEachAttachment { attachment in
            let name = attachment.pointee.name.map { String(cString: $0) } ?? ""
            files.append((name, Int(clamping: attachment.pointee.size)))
            return files.count < limit
        }
        return files
    }

    /// The content of a file that the document carries, by its place in the list; nil where it does not unpack within the
    /// limit.
    func attachment(at place: Int, limit: Int) -> [UInt8]? {
        var index = 0
        var content: [UInt8]?
        forEachAttachment { attachment in
            if index == place { content = AttachmentBytes.read(attachment, limit: limit) }
            index += 1
            return index <= place
        }
        return content
    }

    /// Calls `body` with each attachment until it answers false.
    private func forEachAttachment(_ body: (UnsafeMutablePointer<PopplerAttachment>) -> Bool) {
        guard poppler_document_has_attachments(handle) != 0 else { return }
        let list = poppler_document_get_attachments(handle)
        defer { g_list_free_full(list, orchestrate_object_unref) }
        var node = list
        while let current = node {
            if let attachment = current.pointee.data?.assumingMemoryBound(to: PopplerAttachment.self) {
                guard body(attachment) else { return }
            }
            node = current.pointee.next
        }
    }

    /// True once a document was opened that is never closed.
    ///
    /// Poppler's tables of encodings and fonts live as long as any document is open: made anew for each document they take a
    /// seventh of the time of a short one.
    private static let isSharedStateKept: Bool = {
        let file: StaticString = """
            %PDF-1.4
            1 0 obj
            <</Type/Catalog/Pages 2 0 R>>
            endobj
            2 0 obj
            <</Type/Pages/Kids[3 0 R]/Count 1>>
            endobj
            3 0 obj
            <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>
            endobj
            xref
            0 4
            0000000000 65535 f\u{20}
            0000000009 00000 n\u{20}
            0000000054 00000 n\u{20}
            0000000105 00000 n\u{20}
            trailer
            <</Size 4/Root 1 0 R>>
            startxref
            166
            %%EOF

            """
        let bytes = g_bytes_new_static(file.utf8Start, gsize(file.utf8CodeUnitCount))
        defer { g_bytes_unref(bytes) }
        return poppler_document_new_from_bytes(bytes, nil, nil) != nil
    }()

    /// Opens a PDF with a password, by way of a file in memory.
    ///
    /// Where the password is wrong, poppler tries once more without one and reads from the stream that it has freed, unless it
    /// opens a file by its name: seen with poppler 22.12.
    private static func open(
        _ content: FileContent,
        password: String,
        name: String,
        problem: UnsafeMutablePointer<UnsafeMutablePointer<GError>?>
    ) throws(Failure) -> OpaquePointer? {
        let descriptor = orchestrate_memory_file("pdf")
        guard descriptor >= 0 else { throw Failure(.outOfMemory, "\(name) does not fit into memory") }
        // Poppler has opened the file for itself by then.
        defer { close(descriptor) }
        var rest = content.bytes[...]
        while !rest.isEmpty {
            let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            guard written > 0 else { throw Failure(.outOfMemory, "\(name) does not fit into memory") }
            rest = rest.dropFirst(written)
        }
        return poppler_document_new_from_file("file:///proc/self/fd/\(descriptor)", password, problem)
    }

    /// The handle, or nil where the password is wrong.
    private static func open(_ content: FileContent, password: String?, name: String) throws(Failure) -> OpaquePointer?
    {
        var problem: UnsafeMutablePointer<GError>?
        defer { g_clear_error(&problem) }
        if let password {
            if let handle = try open(content, password: password, name: name, problem: &problem) { return handle }
            return try failed(problem, name: name)
        }
        guard let bytes = g_bytes_new_static(content.bytes.baseAddress, gsize(content.bytes.count)) else {
            throw Failure(.outOfMemory, "\(name) does not fit into memory")
        }
        defer { g_bytes_unref(bytes) }
        if let handle = poppler_document_new_from_bytes(bytes, nil, &problem) { return handle }
        return try failed(problem, name: name)
    }

    /// Nil where a password is wanted; throws what else is wrong.
    private static func failed(_ problem: UnsafeMutablePointer<GError>?, name: String) throws(Failure) -> OpaquePointer?
    {
        let code = problem?.pointee.code ?? 0
        if code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) { return nil }
        let reason = problem.map { String(cString: $0.pointee.message) } ?? "poppler gives no reason"
        throw Failure(
            .corrupt,
            "\(name) is not a readable PDF (\(reason)); repair it with qpdf or mutool and run again"
        )
    }
}

/// Collects what poppler unpacks of an attachment and stops it at a limit, whatever size the file claims to have.
private final class AttachmentBytes {
    private var bytes: [UInt8] = []
    private let limit: Int

    private init(limit: Int) { self.limit = limit }

    /// The attachment's bytes; nil where there are too many or they do not unpack.
    static func read(_ attachment: UnsafeMutablePointer<PopplerAttachment>, limit: Int) -> [UInt8]? {
        let collected = AttachmentBytes(limit: limit)
        let context = Unmanaged.passUnretained(collected).toOpaque()
        let save: PopplerAttachmentSaveFunc = { buffer, count, context, _ in
            guard let buffer, let context else { return 0 }
            let collected = Unmanaged<AttachmentBytes>.fromOpaque(context).takeUnretainedValue()
            guard collected.bytes.count + Int(count) <= collected.limit else { return 0 }
            collected.bytes += UnsafeRawBufferPointer(start: buffer, count: Int(count))
            return 1
        }
        var problem: UnsafeMutablePointer<GError>?
        defer { g_clear_error(&problem) }
        let saved = withExtendedLifetime(collected) {
            poppler_attachment_save_to_callback(attachment, save, context, &problem)
        }
        return saved != 0 ? collected.bytes : nil
    }
}
