/// What a file is, by its content.
enum MediaType: Sendable, Hashable {
    case pdf
    /// A picture that leptonica decodes; the IANA name's second part.
    case picture(String)
    case text(TextEncoding)
    /// An archive or packed file; documents that are ZIP archives inside begin as this.
    case archive(String)
    /// Known or unknown, but not read.
    case other(String)

    /// Bytes that a text is told by.
    private static let sample = 16 << 20

    /// Tells the type by signatures, text by its plausibility.
    init(of bytes: UnsafeRawBufferPointer) {
        if let found = Self.bySignature(bytes) {
            self = found
        } else if let encoding = TextEncoding(of: UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.sample))) {
            self = .text(encoding)
        } else {
            self = .other("application/octet-stream")
        }
    }

    var name: String {
        switch self {
        case .pdf: "application/pdf"
        case .picture(let kind): "image/\(kind)"
        case .text(let encoding): encoding.mediaType
        case .archive(let name), .other(let name): name
        }
    }

    /// True for a single file, or an archive, that was packed as a whole.
    var isPackedFile: Bool {
        ["application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd"].contains(name)
    }

    private static let signatures: [(offset: Int, bytes: [UInt8], type: MediaType)] = [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .picture("png")),
        (0, [0xFF, 0xD8, 0xFF], .picture("jpeg")),
        (0, Array("II*\0".utf8), .picture("tiff")),
        (0, Array("MM\0*".utf8), .picture("tiff")),
        (0, Array("II+\0".utf8), .picture("tiff")),
        (0, Array("MM\0+".utf8), .picture("tiff")),
        (0, Array("GIF8".utf8), .picture("gif")),
        (8, Array("WEBP".utf8), .picture("webp")),
        (0, [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .picture("jp2")),
        (0, [0xFF, 0x4F, 0xFF, 0x51], .picture("jp2")),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .other("application/x-ole-storage")),
        (0, Array("PK\u{3}\u{4}".utf8), .archive("application/zip")),
        (0, Array("PK\u{5}\u{6}".utf8), .archive("application/zip")),
        (0, [0x1F, 0x8B], .archive("application/gzip")),
        (0, Array("BZh".utf8), .archive("application/x-bzip2")),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .archive("application/x-xz")),
        (0, [0x28, 0xB5, 0x2F, 0xFD], .archive("application/zstd")),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive("application/x-7z-compressed")),
        (0, Array("Rar!\u{1A}\u{7}".utf8), .archive("application/vnd.rar")),
        (257, Array("ustar".utf8), .archive("application/x-tar")),
        (0, Array("ID3".utf8), .other("audio/mpeg")),
        (0, Array("OggS".utf8), .other("application/ogg")),
        (0, Array("fLaC".utf8), .other("audio/flac")),
        (8, Array("WAVE".utf8), .other("audio/wav")),
        (4, Array("ftyp".utf8), .other("video/mp4")),
        (0, Array("{\\rtf".utf8), .other("application/rtf")),
        (0, Array("%!PS".utf8), .other("application/postscript")),
        (0, Array("\u{7F}ELF".utf8), .other("application/x-executable")),
        (0, Array("SQLite format 3\0".utf8), .other("application/vnd.sqlite3")),
    ]

    private static func bySignature(_ bytes: UnsafeRawBufferPointer) -> MediaType? {
        for (offset, signature, type) in signatures where bytes.dropFirst(offset).starts(with: signature) {
            return type
        }
        // A bitmap's signature is two letters, so its header's size is looked at as well.
        if bytes.count > 26, bytes.starts(with: Array("BM".utf8)), [12, 40, 52, 56, 108, 124].contains(bytes[14]),
            bytes[15] == 0
        {
            return .picture("bmp")
        }
        return hasPDFHeader(bytes) ? .pdf : nil
    }

    /// True if `%PDF-` stands in the first 1,024 bytes, where readers look for it, at the beginning of a line or of the file.
    ///
    /// Behind other letters it is a word of a text, unless an object of a PDF begins below.
    private static func hasPDFHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let header = Array("%PDF-".utf8)
        let last = min(bytes.count, 1024) - header.count
        guard last >= 0 else { return false }
        let start = (0...last).first { start in
            bytes[start] == header[0] && bytes[start..<(start + header.count)].elementsEqual(header)
        }
        guard let start else { return false }
        let isInLine = start > 0 && (0x20...0x7E).contains(bytes[start - 1])
        return !isInLine || hasObject(bytes[start...])
    }

    /// True if a line ends with `obj` or goes on with a dictionary behind it.
    private static func hasObject(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        let word = Array(" obj".utf8)
        var rest = bytes
        while let start = rest.firstIndex(of: word[0]) {
            rest = rest[(start + 1)...]
            guard bytes[start...].starts(with: word), rest.count > word.count else { continue }
            if [0x0A, 0x0D, 0x20, UInt8(ascii: "<")].contains(bytes[start + word.count]) { return true }
        }
        return false
    }
}
