/// A file's path as the bytes the system knows it by, which need not be UTF-8.
package struct DocumentPath: Sendable, Hashable, Comparable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ path: String) {
        bytes = Array(path.utf8)
    }

    /// The path for people; undecodable bytes show as U+FFFD.
    package var display: String { String(decoding: bytes, as: UTF8.self) }

    package var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// The part after the last slash.
    package var lastComponent: DocumentPath {
        DocumentPath(bytes: Array(bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]))
    }

    /// This folder's path followed by a slash and the name.
    package func appending(_ name: DocumentPath) -> DocumentPath {
        guard let last = bytes.last else { return name }
        let separator = last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
        return DocumentPath(bytes: bytes + separator + name.bytes)
    }

    /// Calls `body` with the path as a C string.
    package func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        try (bytes + [0]).withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else { preconditionFailure("a non-empty array has an address") }
                return try body(base)
            }
        }
    }

    package static func < (lhs: DocumentPath, rhs: DocumentPath) -> Bool {
        lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
    }
}

extension DocumentPath: Codable {
    /// UTF-8 paths are encoded as text, others as an array of bytes.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.init(text)
        } else {
            self.init(bytes: try container.decode([UInt8].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if isUTF8 {
            try container.encode(display)
        } else {
            try container.encode(bytes)
        }
    }
}
