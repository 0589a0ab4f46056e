/// The pictures of an animated GIF, PNG or WebP, found by the file's blocks without decoding anything.
struct Animation {
    /// Pictures in the file; counted no further than `limit`.
    private(set) var frames = 0
    /// The first picture as a file of its own, where the decoder does not take the whole.
    private(set) var first: [UInt8]?

    private static let limit = 10_000

    init(_ bytes: UnsafeRawBufferPointer, kind: String) {
        switch kind {
        case "gif": countGIF(Blocks(bytes))
        case "png": countPNG(Blocks(bytes))
        case "webp": readWebP(Blocks(bytes))
        default: frames = 1
        }
    }

    /// Descriptors of pictures; between them lie blocks of parts of at most 255 bytes.
    private mutating func countGIF(_ blocks: Blocks) {
        func colours(_ flags: Int) -> Int { flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1) }
        func end(ofPartsAt start: Int) -> Int? {
            var place = start
            while let size = blocks.little(place, 1) {
                place += 1 + size
                if size == 0 { return place }
            }
            return nil
        }
        guard let flags = blocks.little(10, 1) else { return }
        var place = 13 + colours(flags)
        while frames < Self.limit, let mark = blocks.little(place, 1) {
            switch mark {
            case 0x21: place += 2
            case 0x2C:
                frames += 1
                guard let flags = blocks.little(place + 9, 1) else { return }
                place += 10 + colours(flags) + 1
            default: return
            }
            guard let next = end(ofPartsAt: place) else { return }
            place = next
        }
    }

    /// The number that stands in front of an animated picture's data.
    private mutating func countPNG(_ blocks: Blocks) {
        frames = 1
        var place = 8
        while let size = blocks.big(place, 4), let name = blocks.name(place + 4), name != "IDAT" {
            if name == "acTL" { frames = min(blocks.big(place + 8, 4) ?? 1, Self.limit) }
            place += 12 + size
        }
    }

    /// Frames, each with a header of 16 bytes before the chunks of a picture; the first becomes a file.
    private mutating func readWebP(_ blocks: Blocks) {
        var place = 12
        while frames < Self.limit, let name = blocks.name(place), let size = blocks.little(place + 4, 4) {
            if name == "ANMF" {
                if frames == 0 { first = blocks.bytes(place + 8, size).flatMap { Self.file(ofFrame: $0) } }
                frames += 1
            }
            place += 8 + size + size % 2
        }
        frames = max(frames, 1)
    }

    /// A frame's chunks as a file; an extended header where it has a channel of its own for what is transparent.
    private static func file(ofFrame frame: [UInt8]) -> [UInt8]? {
        guard frame.count > 24 else { return nil }
        let chunks = Array(frame[16...])
        var body = Array("WEBP".utf8)
        if chunks.starts(with: "ALPH".utf8) {
            body += Array("VP8X".utf8) + number(10) + [0x10, 0, 0, 0] + frame[6..<12]
        }
        body += chunks
        return Array("RIFF".utf8) + number(body.count) + body
    }

    private static func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}

/// Numbers and names in a file's bytes; nil beyond its end.
private struct Blocks {
    private let content: UnsafeRawBufferPointer

    init(_ content: UnsafeRawBufferPointer) {
        self.content = content
    }

    func bytes(_ place: Int, _ count: Int) -> [UInt8]? {
        guard place >= 0, count >= 0, place <= content.count, content.count - place >= count else { return nil }
        return Array(content[place..<(place + count)])
    }

    func little(_ place: Int, _ count: Int) -> Int? { bytes(place, count)?.reversed().reduce(0) { $0 << 8 | Int($1) } }

    func big(_ place: Int, _ count: Int) -> Int? { bytes(place, count)?.reduce(0) { $0 << 8 | Int($1) } }

    func name(_ place: Int) -> String? { bytes(place, 4).map { String(decoding: $0, as: UTF8.self) } }
}
