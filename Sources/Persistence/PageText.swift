import CZlib
import FoundationEssentials
import OrchestrateModel

/// A page's text as it is stored: short ones plain, so that SQL can search them, longer ones compressed by zlib.
enum PageText {
    case plain(String)
    /// A zlib stream (RFC 1950) of UTF-8.
    case compressed(FoundationEssentials.Data)

    static let plainLimit = 1024

    init(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard bytes.count > Self.plainLimit else {
            self = .plain(text)
            return
        }
        var length = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        let status = compress2(&output, &length, bytes, uLong(bytes.count), 1)
        guard status == Z_OK else { throw Failure(.outOfMemory, "zlib cannot compress a page's text (\(status))") }
        self = .compressed(FoundationEssentials.Data(output[..<Int(length)]))
    }

    /// The text of a compressed page.
    static func decompress(_ data: FoundationEssentials.Data) throws -> String {
        let input = Array(data)
        var capacity = max(4096, input.count * 8)
        while capacity <= 1 << 30 {
            var output = [UInt8](repeating: 0, count: capacity)
            var length = uLong(capacity)
            let status = uncompress(&output, &length, input, uLong(input.count))
            if status == Z_OK { return String(decoding: output[..<Int(length)], as: UTF8.self) }
            guard status == Z_BUF_ERROR else { break }
            capacity *= 4
        }
        throw Failure(.database, "a page's stored text is damaged; run `orchestrate verify`, then `run --force`")
    }
}
