// GLib's types come with both libraries, and the compiler takes them for either's.
import CGMime
import CPoppler

/// A leaf of a mail: a body, an attached file, or another mail.
struct MailPart {
    /// Lower-case, such as `text/plain`.
    var type: String
    var charset: String?
    /// As the mail has it, decoded.
    var fileName: String?
    var isAttachment: Bool
    /// Decoded from base64 and the like; for a mail, its source.
    var content: [UInt8]
    var isMail = false
}

/// A part of a mail with its parts, in order.
indirect enum MailNode {
    case leaf(MailPart)
    /// The subtype, such as `alternative`, in lower case.
    case multipart(String, [MailNode])
}

/// A mail taken apart by GMime, which reads what mail programs send rather than what they should.
struct MailParser {
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var root: MailNode?
    private static let maxDepth = 60

    /// Headers that people look at, in the order in which they are shown.
    private static let shown = ["From", "To", "Cc", "Subject", "Date"]

    /// Takes the mail in these bytes apart; nil where GMime finds none.
    init?(_ bytes: UnsafeRawBufferPointer) {
        Self.prepare
        let characters = bytes.assumingMemoryBound(to: CChar.self).baseAddress
        guard let stream = g_mime_stream_mem_new_with_buffer(characters, bytes.count) else { return nil }
        defer { orchestrate_mime_unref(stream) }
        guard let parser = g_mime_parser_new_with_stream(stream) else { return nil }
        defer { orchestrate_mime_unref(parser) }
        guard let message = g_mime_parser_construct_message(parser, nil) else { return nil }
        defer { orchestrate_mime_unref(message) }
        for name in Self.shown {
            let object = orchestrate_mime_object(message)
            guard let header = g_mime_object_get_header(object, name) else { continue }
            let value = Self.owned(g_mime_utils_header_decode_text(nil, header))
            let folded = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !folded.isEmpty { headers.append((name, folded)) }
        }
        if let part = g_mime_message_get_mime_part(message) { root = Self.node(part, depth: 0) }
    }

    static var version: String { "\(gmime_major_version).\(gmime_minor_version).\(gmime_micro_version)" }

    /// Evaluated once a process.
    private static let prepare: Void = g_mime_init()

    private static func node(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) -> MailNode {
        guard depth < maxDepth else { return .multipart("mixed", []) }
        switch orchestrate_mime_kind(object) {
        case ORCHESTRATE_MIME_MULTIPART:
            let multipart = orchestrate_mime_multipart(object)
            var children: [MailNode] = []
            for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
                guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
                children.append(node(child, depth: depth + 1))
            }
            return .multipart(subtype(of: object), children)
        case ORCHESTRATE_MIME_MESSAGE: return .leaf(mail(object))
        case ORCHESTRATE_MIME_PART:
            var part = part(object)
            part.content = taken(orchestrate_mime_content(orchestrate_mime_part(object)))
            return .leaf(part)
        default: return .leaf(part(object))
        }
    }

    private static func mail(_ object: UnsafeMutablePointer<GMimeObject>) -> MailPart {
        var part = part(object)
        part.isMail = true
        if let inner = g_mime_message_part_get_message(orchestrate_mime_message_part(object)) {
            part.content = taken(orchestrate_mime_bytes(orchestrate_mime_object(inner)))
        }
        return part
    }

    private static func part(_ object: UnsafeMutablePointer<GMimeObject>) -> MailPart {
        let type = g_mime_object_get_content_type(object)
        let mediaType = type.map { owned(g_mime_content_type_get_mime_type($0)) } ?? "text/plain"
        let disposition = g_mime_object_get_disposition(object).map { String(cString: $0) }
        let name =
            g_mime_object_get_content_disposition_parameter(object, "filename")
            ?? g_mime_object_get_content_type_parameter(object, "name")
        return MailPart(
            type: mediaType.lowercased(),
            charset: g_mime_object_get_content_type_parameter(object, "charset").map { String(cString: $0) },
            fileName: name.map { String(cString: $0) },
            isAttachment: disposition?.lowercased() == "attachment",
            content: []
        )
    }

    private static func subtype(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        guard let type = g_mime_object_get_content_type(object),
            let subtype = g_mime_content_type_get_media_subtype(type)
        else { return "mixed" }
        return String(cString: subtype).lowercased()
    }

    private static func taken(_ bytes: UnsafeMutablePointer<GByteArray>?) -> [UInt8] {
        guard let bytes else { return [] }
        defer { orchestrate_mime_free_bytes(bytes) }
        return Array(UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len)))
    }

    private static func owned(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }
}
