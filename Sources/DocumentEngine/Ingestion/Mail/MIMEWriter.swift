/// Writes a mail with its parts; what it writes is read by a mail parser at once and never sent.
struct MIMEWriter {
    private var bytes: [UInt8] = []
    private let boundary: String

    /// Mails inside mails need boundaries of their own, which the depth tells apart.
    init(depth: Int) {
        boundary = "orchestrate-part-\(depth)-of-a-message"
    }

    mutating func header(_ name: String, _ value: String) {
        let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
        bytes += Array("\(name): \(line)\n".utf8)
    }

    mutating func begin(_ kind: String) {
        bytes += Array("MIME-Version: 1.0\nContent-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\n".utf8)
    }

    /// A part; a name makes it an attachment, even an empty one.
    mutating func part(_ type: String, _ content: [UInt8], attachedAs name: String? = nil) {
        bytes += Array("--\(boundary)\nContent-Type: \(type)\n".utf8)
        if let name {
            bytes += Array("Content-Disposition: attachment".utf8)
            if !name.isEmpty { bytes += Array("; filename*=utf-8''\(Self.encoded(name))".utf8) }
            bytes.append(0x0A)
        }
        if type == "message/rfc822" {
            bytes += [0x0A] + content + [0x0A]
        } else {
            bytes += Array("Content-Transfer-Encoding: base64\n\n".utf8)
            appendBase64(content)
        }
    }

    mutating func end() -> [UInt8] {
        bytes += Array("--\(boundary)--\n".utf8)
        return bytes
    }

    private mutating func appendBase64(_ content: [UInt8]) {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        bytes.reserveCapacity(bytes.count + content.count / 3 * 4 + content.count / 57 + 8)
        for (turn, start) in stride(from: 0, to: content.count, by: 3).enumerated() {
            let group = content[start..<min(start + 3, content.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << ((3 - group.count) * 8)
            for place in 0..<4 {
                bytes.append(place <= group.count ? digits[value >> (18 - place * 6) & 63] : UInt8(ascii: "="))
            }
            if turn % 19 == 18 { bytes.append(0x0A) }
        }
        bytes.append(0x0A)
    }

    private static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        .joined()
    }
}
