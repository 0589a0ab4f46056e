import OrchestrateModel

/// Office documents with a password, which lie encrypted in the container format of older ones.
enum LockedOffice {
    /// The failure of a document that is one; nil for any other.
    static func failure(for content: FileContent, name: String) -> Failure? {
        let isStorage = MediaType(of: content.bytes) == .other("application/x-ole-storage")
        let stream = Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        guard isStorage, content.contains(stream) else { return nil }
        return Failure(
            .encrypted,
            "\(name) is password-protected; save it without a password in the program that wrote it"
        )
    }
}
