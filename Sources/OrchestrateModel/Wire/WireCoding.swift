import FoundationEssentials

extension Wire {
    /// The frame of a message.
    ///
    /// - Throws: `FrameParser.Oversized` where it is longer than a frame may be.
    package static func encode(_ message: some Encodable) throws -> [UInt8] {
        let payload = try JSONEncoder().encode(message)
        guard payload.count <= maxFrameBytes else { throw FrameParser.Oversized(length: payload.count) }
        return frame(payload)
    }

    /// The message of a payload.
    package static func decode<Message: Decodable>(_ type: Message.Type, from payload: [UInt8]) throws -> Message {
        try JSONDecoder().decode(type, from: Data(payload))
    }
}
