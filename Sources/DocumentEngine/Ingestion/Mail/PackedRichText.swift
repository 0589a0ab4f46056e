/// Rich text as messages keep it (MS-OXRTFCP): runs of bytes that occurred before are told by place and length.
enum PackedRichText {
    private static let known = Array(
        """
        {\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor \
        MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \
        \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx
        """.utf8
    )
    private static let maxBytes = 16 << 20

    /// Nil where the bytes are something else.
    static func unpacked(_ packed: [UInt8]) -> [UInt8]? {
        guard packed.count > 16 else { return nil }
        let kind = Array(packed[8..<12])
        if kind == Array("MELA".utf8) { return Array(packed[16...]) }
        guard kind == Array("LZFu".utf8) else { return nil }
        var window = known + [UInt8](repeating: 0x20, count: 4096 - known.count)
        var place = known.count
        var result: [UInt8] = []
        func put(_ byte: UInt8) {
            result.append(byte)
            window[place] = byte
            place = (place + 1) % 4096
        }
        var index = 16
        while index < packed.count, result.count < maxBytes {
            let flags = packed[index]
            index += 1
            for bit in 0..<8 where index < packed.count {
                guard flags >> bit & 1 == 1 else {
                    put(packed[index])
                    index += 1
                    continue
                }
                guard index + 1 < packed.count else { return result }
                let offset = Int(packed[index]) << 4 | Int(packed[index + 1] >> 4)
                let length = Int(packed[index + 1] & 15) + 2
                index += 2
                // A run that begins where the next byte goes is the end.
                guard offset != place else { return result }
                for step in 0..<length { put(window[(offset + step) % 4096]) }
            }
        }
        return result
    }
}
