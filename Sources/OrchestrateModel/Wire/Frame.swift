/// The framing of the pipe between parent and worker: a 4-byte big-endian length, then that many bytes of JSON.
///
/// Both ends exchange `Wire.version` in the worker's first frame; a mismatch ends the worker before any task.
package enum Wire {
    package static let version = 1
    /// A longer frame is a protocol violation.
    package static let maxFrameBytes = 16 * 1024 * 1024
    package static let headerBytes = 4

    /// The bytes to write for a payload.
    package static func frame(_ payload: some Collection<UInt8>) -> [UInt8] {
        precondition(payload.count <= maxFrameBytes, "frame too long")
        let length = UInt32(payload.count)
        var bytes: [UInt8] = [
            UInt8(truncatingIfNeeded: length >> 24), UInt8(truncatingIfNeeded: length >> 16),
            UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length),
        ]
        bytes.append(contentsOf: payload)
        return bytes
    }
}

/// Cuts a stream of bytes into payloads, however they arrive.
package struct FrameParser: Sendable {
    package struct Oversized: Error, Sendable, Equatable {
        package let length: Int
    }

    private var buffer: [UInt8] = []
    private var start = 0

    package init() {}

    /// True where a frame has begun and not ended.
    package var isInsideFrame: Bool { start < buffer.count }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0, start * 2 >= buffer.count {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole payload, or nil until more bytes come.
    package mutating func next() throws(Oversized) -> [UInt8]? {
        guard buffer.count - start >= Wire.headerBytes else { return nil }
        let length = buffer[start..<(start + Wire.headerBytes)].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Wire.maxFrameBytes else { throw Oversized(length: length) }
        let end = start + Wire.headerBytes + length
        guard buffer.count >= end else { return nil }
        defer { start = end }
        return Array(buffer[(start + Wire.headerBytes)..<end])
    }
}
