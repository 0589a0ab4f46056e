import CTesseract
import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct BoundsTests {
    private func result(_ path: String, maxPages: Int = 5000, maxPixels: Int = 1_000_000) throws -> DocumentResult {
        var configuration = Configuration()
        configuration.recognition.maxPages = maxPages
        configuration.recognition.maxPixels = maxPixels
        let pipeline = try DocumentPipeline(
            configuration: configuration,
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: nil
        )
        let run = pipeline.run(Job(id: 1, path: DocumentPath(path), size: 0)) { _ in }
        switch run.outcome {
        case .completed(let result): return result
        case .failed(let failure): throw failure
        default: throw Failure(.unknown, "neither completed nor failed")
        }
    }

    private static let page = WrittenPDF.text([
        "A page of text with enough words on it to be kept", "and a second line.",
    ])

    @Test func pageTheSizeOfAHouseIsDrawnWithinThePixelLimit() throws {
        let drawn = try DrawnPages()
        let content = "q 0.1 g 4000 9000 26000 400 re f Q"
        let bytes = WrittenPDF(contents: [content], width: 35_000, height: 35_000).bytes
        let page = try #require(try result(drawn.write(bytes, to: "house.pdf")).pages.first)
        #expect(page.state != .failed)
        #expect(page.width == 35_000)
    }

    @Test func hugeOneBitPictureIsShrunkAndItsBoxesAreThoseOfThePage() throws {
        let drawn = try DrawnPages()
        var grey = pixRead(drawn.png("page.png", DrawnPages.lines(DrawnPages.paragraph), resolution: 600))
        defer { pixDestroy(&grey) }
        var flat = pixConvertTo8(grey, 0)
        defer { pixDestroy(&flat) }
        var binary = pixThresholdToBinary(flat, 128)
        defer { pixDestroy(&binary) }
        pixSetResolution(binary, 600, 600)
        pixWriteTiff(drawn.path("page.tif"), binary, Int32(IFF_TIFF_G4), "w")
        // 4,958 × 7,016 pixels, a seventh of which may be read.
        let page = try #require(try result(drawn.path("page.tif"), maxPixels: 5_000_000).pages.first)
        #expect(abs(page.width - 595) < 1)
        #expect(page.text.contains("lighthouse"))
    }

    @Test func ringOfFramesIsReadOnce() throws {
        let drawn = try DrawnPages()
        var bytes = Array(
            try Data(contentsOf: URL(filePath: drawn.tiff("ring.tif", frames: [DrawnPages.lines(["Ring"])])))
        )
        let start = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let next = start + 2 + 12 * (Int(bytes[start]) | Int(bytes[start + 1]) << 8)
        bytes.replaceSubrange(next..<(next + 4), with: bytes[4..<8])
        let result = try result(drawn.write(bytes, to: "ring.tif"))
        #expect(result.pages.map(\.number) == [1])
    }

    @Test func pictureThatUnpacksToMoreThanItShouldLeavesTheOtherPagesReadable() throws {
        let drawn = try DrawnPages()
        let bytes = WrittenPDF(
            contents: ["q 595 0 0 842 0 0 cm /I Do Q", Self.page],
            picture: WrittenPDF.whitePicture(side: 12_000)
        ).bytes
        let result = try result(drawn.write(bytes, to: "bomb.pdf"))
        #expect(result.pages.count == 2)
        #expect(result.pages.last?.state == .text)
    }

    @Test func pagesBeyondTheLimitAreCountedAndTheKeyIsNamed() throws {
        let drawn = try DrawnPages()
        let bytes = WrittenPDF(contents: Array(repeating: Self.page, count: 40)).bytes
        let result = try result(drawn.write(bytes, to: "long.pdf"), maxPages: 30)
        #expect(result.pages.filter { $0.state == .text }.count == 30)
        #expect(result.pages.filter { $0.state == .failed }.map(\.number) == [31])
        #expect(result.findings.contains { $0.message.contains("raise recognition.max_pages") })
        #expect(result.reviewReason != nil)
    }
}
