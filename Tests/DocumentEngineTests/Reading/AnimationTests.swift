import CTesseract
import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite(.serialized, .timeLimit(.minutes(5)))
struct AnimationTests {
    private static let words = ["Lighthouse keeper", "Harbour master"]

    /// A drawn picture in another format.
    private func picture(_ drawn: DrawnPages, _ format: Int32) -> [UInt8] {
        let texts = DrawnPages.lines(Self.words, x: 20, y: 40)
        var picture = pixRead(drawn.png("frame.png", texts, size: (200, 100)))
        var grey = pixConvertTo8(picture, 0)
        defer {
            pixDestroy(&picture)
            pixDestroy(&grey)
        }
        var bytes: UnsafeMutablePointer<UInt8>?
        var size = 0
        pixWriteMem(&bytes, &size, format == IFF_WEBP ? picture : grey, format)
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    /// A little-endian number.
    private func number(_ value: Int, _ count: Int = 4) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func animatedWebP(_ still: [UInt8], frames: Int) -> [UInt8] {
        let size = number(554, 3) + number(276, 3)
        let frame = number(0, 3) + number(0, 3) + size + number(100, 3) + [0] + still.dropFirst(12)
        var body = Array("WEBPVP8X".utf8) + number(10) + [2, 0, 0, 0] + size + Array("ANIM".utf8) + number(6)
        body += [0, 0, 0, 0, 0, 0]
        for _ in 0..<frames {
            body += Array("ANMF".utf8) + number(frame.count) + frame + (frame.count % 2 == 1 ? [0] : [])
        }
        return Array("RIFF".utf8) + number(body.count) + body
    }

    /// The picture's blocks once more for each frame.
    private func animatedGIF(_ still: [UInt8], frames: Int) -> [UInt8] {
        let colours = still[10] & 0x80 == 0 ? 0 : 3 << (Int(still[10] & 7) + 1)
        let blocks = still[(13 + colours)...].dropLast()
        return still.prefix(13 + colours) + Array(repeating: blocks, count: frames).joined() + [0x3B]
    }

    private func read(_ bytes: [UInt8], as name: String) throws -> PipelineRun {
        try FormatTrial().read(bytes, as: name)
    }

    @Test func firstPictureOfAnAnimationIsReadAndTheOthersAreReported() throws {
        let drawn = try DrawnPages()
        let moving = [
            animatedWebP(picture(drawn, Int32(IFF_WEBP)), frames: 3),
            animatedGIF(picture(drawn, Int32(IFF_GIF)), frames: 3),
        ]
        for bytes in moving {
            let run = try read(bytes, as: "moving")
            #expect(run.text.contains("Lighthouse keeper"), "\(run.text)")
            let findings = run.result?.findings.filter { $0.code == "animation" } ?? []
            #expect(findings.map(\.message) == ["it is an animation of 3 pictures, of which the first was read"])
        }
        for format in [IFF_WEBP, IFF_GIF, IFF_PNG] {
            let run = try read(picture(drawn, Int32(format)), as: "still")
            #expect(run.text.contains("Lighthouse keeper"))
            #expect(run.result?.findings.contains { $0.code == "animation" } == false)
        }
    }

    @Test func animationCutOffAnywhereEnds() throws {
        let drawn = try DrawnPages()
        for (bytes, kind) in [
            (animatedWebP(picture(drawn, Int32(IFF_WEBP)), frames: 2), "webp"),
            (animatedGIF(picture(drawn, Int32(IFF_GIF)), frames: 2), "gif"),
        ] {
            for length in stride(from: 0, to: bytes.count, by: 37) {
                let animation = Array(bytes[..<length]).withUnsafeBytes { Animation($0, kind: kind) }
                #expect(animation.frames <= 2)
            }
        }
    }

    @Test func framesOfALongTIFFAreReadByThemselves() throws {
        let drawn = try DrawnPages()
        let path = drawn.tiff("long.tif", frames: [[], DrawnPages.lines(Self.words), []])
        let content = try FileContent(path: DocumentPath(path), limit: 1 << 30)
        let hash = content.sha256
        let file = try PictureFile(content: content, kind: "tiff", maxFrames: 10, name: "long.tif")
        #expect(file.frameCount == 3)
        let dark = try (0..<3).map { try file.frame($0, maxPixels: 40_000_000).binarized().map(ink) ?? -1 }
        #expect(dark[0] == 0 && dark[1] > 100 && dark[2] == 0)
        #expect(content.sha256 == hash)
    }

    private func ink(_ picture: Picture) -> Int {
        var count: Int32 = 0
        pixCountPixels(picture.handle, &count, nil)
        return Int(count)
    }
}
