import CPoppler
import OrchestrateModel

/// An open PDF; owns poppler's handle and keeps the bytes that it reads from alive.
final class PopplerDocument {
    let pageCount: Int
    private let handle: OpaquePointer
    private let content: FileContent

    /// Opens a PDF, trying without a password first; `name` is the file's path for messages.
    init(content: FileContent, passwords: [String], name: String) throws(Failure) {
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

    /// The handle, or nil where the password is wrong.
    private static func open(_ content: FileContent, password: String?, name: String) throws(Failure) -> OpaquePointer?
    {
        guard let bytes = g_bytes_new_static(content.bytes.baseAddress, gsize(content.bytes.count)) else {
            throw Failure(.outOfMemory, "\(name) does not fit into memory")
        }
        defer { g_bytes_unref(bytes) }
        var problem: UnsafeMutablePointer<GError>?
        if let handle = poppler_document_new_from_bytes(bytes, password, &problem) { return handle }
        defer { g_clear_error(&problem) }
        let code = problem?.pointee.code ?? 0
        if code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) { return nil }
        let reason = problem.map { String(cString: $0.pointee.message) } ?? "poppler gives no reason"
        throw Failure(
            .corrupt,
            "\(name) is not a readable PDF (\(reason)); repair it with qpdf or mutool and run again"
        )
    }
}
