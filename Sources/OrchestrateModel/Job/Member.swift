/// A document that another one carries, such as a file in an archive or an attachment; it is a job of its own.
package struct Member: Sendable, Hashable, Codable {
    /// What parts a container's path from the name of its member: `a.zip!letter.pdf`.
    package static let separator = UInt8(ascii: "!")

    /// Its name in the container, unique there, with slashes where the container has folders.
    package var name: DocumentPath
    /// Bytes, as far as the container tells.
    package var size: Int64

    package init(name: DocumentPath, size: Int64) {
        self.name = name
        self.size = size
    }
}

extension DocumentPath {
    /// The path of a document that the one at this path carries.
    package func member(_ name: DocumentPath) -> DocumentPath {
        DocumentPath(bytes: bytes + [Member.separator] + name.bytes)
    }
}
