/// A store of recognised pages, shared by all workers; it may lose entries at any time.
package protocol RecognitionCaching: Sendable {
    /// The encoded page, or nil where it was never recognised under this fingerprint.
    func page(_ number: Int, of sha256: String, fingerprint: String) throws -> [UInt8]?
    /// The numbers of the pages that are stored, of those asked for.
    func storedPages(of sha256: String, fingerprint: String) throws -> Set<Int>
    /// Durable when it returns.
    func store(_ encoded: [UInt8], page number: Int, of sha256: String, fingerprint: String) throws
}
