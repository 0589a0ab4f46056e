/// The chain of directories in a TIFF file, one a frame, walked without decoding anything.
struct TIFFDirectory {
    /// The bytes that make each directory the first one, and so a file of that frame alone, where they stand at `place`.
    private(set) var beginnings: [[UInt8]] = []
    private(set) var place = 4

    /// A chain that runs in a circle ends where it comes back, a longer one at `limit`.
    init(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        guard let reader = Reader(bytes), var offset = reader.firstDirectory else { return }
        if reader.isBig { place = 8 }
        var seen: Set<UInt64> = []
        while offset != 0, seen.count < limit, seen.insert(offset).inserted {
            // A directory that is cut off is no frame.
            guard let next = reader.directory(after: offset) else { return }
            beginnings.append(reader.encoded(offset))
            offset = next
        }
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        let isLittle: Bool
        let isBig: Bool

        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= 8 else { return nil }
            self.bytes = bytes
            isLittle = bytes[0] == UInt8(ascii: "I")
            isBig = bytes[isLittle ? 2 : 3] == UInt8(ascii: "+")
        }

        var firstDirectory: UInt64? { isBig ? number(at: 8, bytes: 8) : number(at: 4, bytes: 4) }

        /// The offset of the next directory, 0 after the last; nil where this one is not whole.
        func directory(after offset: UInt64) -> UInt64? {
            guard let entries = number(at: offset, bytes: isBig ? 8 : 2), entries < 1 << 20 else { return nil }
            let start = offset + (isBig ? 8 : 2)
            return number(at: start + entries * (isBig ? 20 : 12), bytes: isBig ? 8 : 4)
        }

        /// An offset as the file writes it.
        func encoded(_ offset: UInt64) -> [UInt8] {
            let little = (0..<(isBig ? 8 : 4)).map { UInt8(truncatingIfNeeded: offset >> ($0 * 8)) }
            return isLittle ? little : little.reversed()
        }

        private func number(at offset: UInt64, bytes count: Int) -> UInt64? {
            guard offset <= UInt64(bytes.count), UInt64(bytes.count) - offset >= UInt64(count) else { return nil }
            let field = bytes[Int(offset)..<(Int(offset) + count)]
            let ordered = isLittle ? Array(field.reversed()) : Array(field)
            return ordered.reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
