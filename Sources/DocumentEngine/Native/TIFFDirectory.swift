/// The chain of directories in a TIFF file, one a frame, walked without decoding anything.
enum TIFFDirectory {
    /// The number of directories; a chain that runs in a circle ends where it comes back, a longer one at `limit`.
    static func count(in bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
        guard let reader = Reader(bytes), var offset = reader.firstDirectory else { return 0 }
        var seen: Set<UInt64> = []
        while offset != 0, seen.count < limit, seen.insert(offset).inserted {
            guard let next = reader.directory(after: offset) else {
                // A directory that is cut off is no frame.
                return seen.count - 1
            }
            offset = next
        }
        return seen.count
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

        private func number(at offset: UInt64, bytes count: Int) -> UInt64? {
            guard offset <= UInt64(bytes.count), UInt64(bytes.count) - offset >= UInt64(count) else { return nil }
            let field = bytes[Int(offset)..<(Int(offset) + count)]
            let ordered = isLittle ? Array(field.reversed()) : Array(field)
            return ordered.reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
