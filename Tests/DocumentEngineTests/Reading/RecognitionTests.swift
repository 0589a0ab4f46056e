import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite struct RecognitionTests {
    private func encoding(_ bytes: [UInt8]) -> TextEncoding? {
        bytes.withUnsafeBytes { TextEncoding(of: $0) }
    }

    private static let russian = "Съешь же ещё этих мягких французских булок, да выпей чаю. Ещё раз, пожалуйста."

    private static let encoded: [(name: String, bytes: [UInt8])] = [
        ("us-ascii", Array("plain words\n".utf8)),
        ("utf-8", Array(russian.utf8)),
        ("utf-8", [0xEF, 0xBB, 0xBF] + Array("mark".utf8)),
        ("utf-16le", Array("wide words".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
        ("utf-16be", Array("wide words".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
        ("utf-32le", "wider words".unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }),
        ("hz-gb-2312", Array("~{<:Ky2;SA;#~} plain ~{VxS-~}\n".utf8)),
    ]

    @Test(arguments: encoded)
    func encodingIsDetected(name: String, bytes: [UInt8]) {
        #expect(encoding(bytes)?.name == name)
    }

    @Test func bytesWithoutMeaningAreCountedAndShown() throws {
        var bytes = Array(String(repeating: "Много слов подряд. ", count: 200).utf8)
        bytes[101] = 0xFF
        let found = try #require(encoding(bytes))
        #expect(found.name == "utf-8")
        let decoded = bytes.withUnsafeBytes { found.decode($0) }
        #expect(decoded.undecodable > 0)
        #expect(String(decoding: decoded.text, as: UTF8.self).contains("\u{FFFD}"))
    }

    @Test func randomBytesAreNoText() {
        var state: UInt64 = 7
        let bytes = (0..<4096).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        #expect(encoding(bytes) == nil)
    }

    @Test func pageSurvivesTheCache() {
        let word = Word(
            text: "Größe",
            box: Box(x0: 1.25, y0: 2.5, x1: 30.75, y1: 12),
            confidence: 0.9731,
            source: .ocr,
            fontSize: 11.5
        )
        let page = RecognizedPage(
            number: 3,
            state: .ocr,
            width: 595.28,
            height: 841.89,
            rotation: 270,
            blocks: [Block(lines: [Line(words: [word, word])]), Block(lines: [])],
            findings: [Finding(severity: .info, code: "garbled_text_layer", message: "why")]
        )
        let encoded = PageCodec.encode(page)
        #expect(PageCodec.decode(encoded) == page)
        for length in 0..<encoded.count { #expect(PageCodec.decode(Array(encoded[..<length])) == nil) }
    }

    @Test func ringOfDirectoriesEndsTheCountOfFrames() {
        // One directory without entries at 8, whose successor is itself.
        let ring: [UInt8] = Array("II*\0".utf8) + [8, 0, 0, 0, 0, 0, 8, 0, 0, 0]
        #expect(ring.withUnsafeBytes { TIFFDirectory($0, limit: 100).beginnings.count } == 1)
        let cut = ring.dropLast(2)
        #expect(Array(cut).withUnsafeBytes { TIFFDirectory($0, limit: 100).beginnings.count } == 0)
    }

    @Test func hugePictureIsRefusedBeforeItIsDecoded() throws {
        let drawn = try DrawnPages()
        // A PNG header that promises 60,000 × 60,000 pixels of 24 bits.
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        bytes += [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0] + Array(repeating: 0, count: 64)
        let content = try FileContent(path: DocumentPath(try drawn.write(bytes, to: "huge.png")), limit: 1 << 20)
        let file = try PictureFile(content: content, kind: "png", maxFrames: 10, name: "huge.png")
        #expect(throws: Failure.self) { try file.frame(0, maxPixels: 40_000_000) }
    }

    @Test func garbledTextIsToldFromGood() {
        #expect(!TextQuality(of: Array("Invoice 4711 of 3 May: total 119,00 EUR, due at once".utf8)).isGarbled)
        #expect(
            TextQuality(of: Array("\u{E001}\u{E002}\u{E003}\u{E004} \u{E005}\u{E006}\u{E007}\u{E008}".utf8)).isGarbled
        )
        let shifted = Array(repeating: "Wklv whaw lv qrw zkdw lw vkrzv ghdu uhdghu", count: 4).joined(separator: " ")
        #expect(TextQuality(of: Array(shifted.utf8)).isGarbled)
    }

    @Test func columnsStayApartAndEveryByteKnowsItsWord() throws {
        func word(_ text: String, _ x: Double, _ y: Double) -> Word {
            let box = Box(x0: x, y0: y, x1: x + Double(text.count) * 6, y1: y + 12)
            return Word(text: text, box: box, confidence: 1, source: .text, fontSize: 10)
        }
        let left = Block(lines: [
            Line(words: [word("apples", 50, 100), word("red", 92, 100)]), Line(words: [word("pears", 50, 114)]),
        ])
        let right = Block(lines: [Line(words: [word("10.00", 300, 100)]), Line(words: [word("7.50", 306, 114)])])
        let page = RecognizedPage(number: 1, state: .text, width: 595, height: 842, blocks: [left, right])
        let layout = PageLayout(page: page)
        let lines = layout.text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("apples red   ") && lines[0].hasSuffix("   10.00"))
        #expect(lines[1].hasPrefix("pears   ") && lines[1].hasSuffix("   7.50"))
        let place = try #require(layout.text.utf8.firstRange(of: "7.50".utf8))
        let start = layout.text.utf8.distance(from: layout.text.utf8.startIndex, to: place.lowerBound)
        #expect(layout.words(in: start..<(start + 4)).map(\.text) == ["7.50"])
        #expect(layout.wordIndices.count == layout.utf8.count)
    }
}
