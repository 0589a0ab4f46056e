import CTesseract
import OrchestrateModel

/// A picture file with one or more frames; decodes a frame at a time and never more than a bounded size.
///
/// The frames of a TIFF file are pages; of an animation only the first picture is read.
final class PictureFile {
    let frameCount: Int
    /// What is not read of the file, if anything.
    let finding: Finding?
    private let content: FileContent
    private let directory: TIFFDirectory?
    private let kind: String
    private let name: String

    /// Looks at the headers only; `name` is the file's path for messages.
    init(content: FileContent, kind: String, maxFrames: Int, name: String) throws(Failure) {
        let animation = Animation(content.bytes, kind: kind)
        self.content = animation.first.map { FileContent($0) } ?? content
        finding = animation.frames > 1 ? Self.finding(animation.frames) : nil
        self.kind = kind
        self.name = name
        directory = kind == "tiff" ? TIFFDirectory(content.bytes, limit: maxFrames + 1) : nil
        frameCount = directory?.beginnings.count ?? 1
        guard frameCount > 0 else {
            throw Failure(.corrupt, "\(name) is a broken TIFF file: it has no readable picture; convert it anew")
        }
    }

    /// Decodes a frame, from 0, at most about `maxPixels` large where the format can shrink while it decodes.
    func frame(_ index: Int, maxPixels: Int) throws(Failure) -> Picture {
        let header = try header(of: index)
        let bytes = UnsafePointer(content.bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        let size = content.bytes.count
        let decoded: UnsafeMutablePointer<Pix>?
        switch kind {
        case "jpeg":
            var reduction = 1
            while reduction < 8, header.pixels / (reduction * reduction) > maxPixels { reduction *= 2 }
            try check(header, bytes: header.pixels / (reduction * reduction))
            var warnings: Int32 = 0
            // Pictures in printing colours have no brightness of their own to read.
            decoded =
                pixReadMemJpeg(bytes, size, 0, Int32(reduction), &warnings, Int32(L_JPEG_READ_LUMINANCE))
                ?? pixReadMemJpeg(bytes, size, 0, Int32(reduction), &warnings, 0)
        case "tiff":
            try check(header, bytes: header.decodedBytes)
            decoded = asFirst(index) { pixReadMemTiff($0, size, 0) }
        default:
            try check(header, bytes: header.decodedBytes)
            decoded = pixReadMem(bytes, size)
        }
        guard let decoded else {
            throw Failure(.corrupt, "\(place(index)) cannot be decoded; open it in a picture viewer and save it anew")
        }
        return Picture(handle: decoded)
    }

    private static func finding(_ frames: Int) -> Finding {
        let message = "it is an animation of \(frames) pictures, of which the first was read"
        return Finding(severity: .warning, code: "animation", message: message)
    }

    private struct Header {
        var width: Int
        var height: Int
        /// Bits a pixel in memory.
        var depth: Int

        var pixels: Int { width.multipliedReportingOverflow(by: height).partialValue }
        var decodedBytes: Int { pixels / 8 * depth }
    }

    /// More memory than this for one decoded frame is refused before anything is decoded.
    private static let maxDecodedBytes = 400 << 20

    private func check(_ header: Header, bytes: Int) throws(Failure) {
        guard bytes > Self.maxDecodedBytes else { return }
        throw Failure(
            .tooLarge,
            "\(name) has \(header.width) × \(header.height) pixels, more than can be read; scale it down and run again"
        )
    }

    private func header(of index: Int) throws(Failure) -> Header {
        let bytes = UnsafePointer(content.bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        let size = content.bytes.count
        var format: Int32 = 0
        var width: Int32 = 0
        var height: Int32 = 0
        var bits: Int32 = 0
        var samples: Int32 = 0
        var map: Int32 = 0
        var resolution: Int32 = 0
        let failed =
            kind == "tiff"
            ? asFirst(index) {
                readHeaderMemTiff($0, size, 0, &width, &height, &bits, &samples, &resolution, &map, &format)
            }
            : pixReadHeaderMem(bytes, size, &format, &width, &height, &bits, &samples, &map)
        guard failed == 0, width > 0, height > 0 else {
            throw Failure(
                .corrupt,
                "\(place(index)) has no readable header; open it in a picture viewer and save it anew"
            )
        }
        let depth = samples > 1 ? 32 : max(1, Int(bits))
        return Header(width: Int(width), height: Int(height), depth: depth)
    }

    /// A frame as the first of its file: the library would read all directories before it once more.
    private func asFirst<Result>(_ index: Int, _ body: (UnsafePointer<UInt8>?) -> Result) -> Result {
        guard let directory else { return body(nil) }
        return content.replacing(directory.place, by: directory.beginnings[index]) { bytes in
            body(bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        }
    }

    private func place(_ index: Int) -> String {
        frameCount > 1 ? "page \(index + 1) of \(name)" : name
    }
}
