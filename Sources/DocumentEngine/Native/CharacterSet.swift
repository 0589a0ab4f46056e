import CUchardet
import Glibc

/// Detection by uchardet and conversion by iconv.
enum CharacterSet {
    /// Uchardet's name for the encoding of these bytes, upper-case; nil where it has no idea.
    static func detected(in bytes: UnsafeRawBufferPointer) -> String? {
        guard let detector = uchardet_new() else { return nil }
        defer { uchardet_delete(detector) }
        let characters = bytes.assumingMemoryBound(to: CChar.self)
        guard uchardet_handle_data(detector, characters.baseAddress, characters.count) == 0 else { return nil }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector) else { return nil }
        let text = String(cString: name).uppercased()
        return text.isEmpty ? nil : text
    }

    /// The text as UTF-8 and the number of bytes that stand for nothing, each of which became U+FFFD.
    ///
    /// Nil if the system does not know the encoding.
    static func decode(_ bytes: UnsafeRawBufferPointer, from name: String) -> (text: [UInt8], undecodable: Int)? {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var undecodable = 0
        var source = UnsafeMutablePointer(mutating: bytes.assumingMemoryBound(to: CChar.self).baseAddress)
        var left = bytes.count
        while left > 0 {
            let code = convertChunk(converter, &source, &left, into: &text)
            guard code != 0, code != E2BIG else { continue }
            // EILSEQ: skip a byte; EINVAL: the text ends inside a character.
            text.append(contentsOf: [0xEF, 0xBF, 0xBD])
            undecodable += 1
            source = source.map { $0 + 1 }
            left -= 1
        }
        return (text, undecodable)
    }

    /// Converts until the input or a chunk of output ends; 0 or the error's number.
    private static func convertChunk(
        _ converter: iconv_t,
        _ source: inout UnsafeMutablePointer<CChar>?,
        _ left: inout Int,
        into text: inout [UInt8]
    ) -> Int32 {
        var code: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                var target = characters.baseAddress
                var room = characters.count
                let result = iconv(converter, &source, &left, &target, &room)
                code = result == -1 ? errno : 0
                count = characters.count - room
            }
        }
        text.append(contentsOf: chunk)
        return code
    }
}
