import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct GarbledLayerTests {
    private static let lines = [
        "Dear Madam or Sir, thank you for the order received last week.",
        "The goods were sent to your address on the third of May and should",
        "have arrived by now. Invoice 4711 is to be paid within thirty days:",
        "Total amount 1,234.56 EUR including tax of 19 percent. If you have",
        "any questions about this letter please write to our office.",
    ]

    private static let codes = (33...126).map { UInt8($0) }

    /// Ways in which a font's codes come to mean something else than it shows.
    private static let wrongMeanings: [(name: String, meaning: @Sendable (Int) -> Int)] = [
        ("next letter", { 33 + ($0 - 33 + 1) % 94 }), ("fifth letter", { 33 + ($0 - 33 + 5) % 94 }),
        ("signs for letters", { 33 + ($0 - 33 + 29) % 94 }), ("private use", { 0xE000 + $0 }),
        ("nothing", { _ in 0xFFFD }), ("upper half of Latin-1", { $0 + 128 }), ("Cyrillic", { $0 + 0x400 }),
        ("ideographs", { 0x4E00 + $0 * 7 }), ("mathematics", { 0x2200 + $0 }), ("one letter", { _ in 0x41 }),
        ("digits without meaning", { (48...57).contains($0) ? 0xE000 + $0 : $0 }),
    ]

    private func result(_ bytes: [UInt8]) throws -> DocumentResult {
        let drawn = try DrawnPages()
        let pipeline = try DocumentPipeline(
            configuration: Configuration(),
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: nil
        )
        let path = DocumentPath(try drawn.write(bytes, to: "layer.pdf"))
        let run = pipeline.run(Job(id: 1, path: path, size: 0)) { _ in }
        guard case .completed(let result) = run.outcome else { throw Failure(.unknown, "not completed") }
        return result
    }

    @Test(arguments: wrongMeanings.indices)
    func layerThatSaysSomethingElseIsReadByOCR(index: Int) throws {
        let (name, meaning) = Self.wrongMeanings[index]
        let meanings = Dictionary(uniqueKeysWithValues: Self.codes.map { ($0, meaning(Int($0))) })
        let result = try result(WrittenPDF(contents: [WrittenPDF.text(Self.lines)], meanings: meanings).bytes)
        let page = try #require(result.pages.first)
        #expect(page.state == .ocr, "\(name): \(page.text)")
        #expect(result.findings.contains { $0.code == "garbled_text_layer" })
        #expect(page.text.contains("Total amount 1,234.56 EUR"))
    }

    @Test(arguments: [
        "Pembayaran harus dilakukan selambatnya tiga puluh hari setelah tanggal",
        "Malipo yanafaa kufanywa kabla ya siku thelathini baada ya tarehe hiyo",
        "XK-4471 BV-9920 TR-1184 QQ-7732 ZL-5510 MM-8271 PD-4436 RS-2210 WB-9931",
    ])
    func soundLayerInAnUnknownLanguageIsKept(line: String) throws {
        let bytes = WrittenPDF(contents: [WrittenPDF.text(Array(repeating: line, count: 4))]).bytes
        let page = try #require(try result(bytes).pages.first)
        #expect(page.state == .text)
        #expect(page.text.contains(line))
    }

    @Test func bulletsWithoutMeaningDoNotCondemnAPage() throws {
        // The code of the tilde means a bullet of an icon font.
        let meanings = Dictionary(uniqueKeysWithValues: Self.codes.map { ($0, $0 == 126 ? 0xF0B7 : Int($0)) })
        let lines = Self.lines.map { "~ \($0)" }
        let page = try #require(
            try result(WrittenPDF(contents: [WrittenPDF.text(lines)], meanings: meanings).bytes).pages.first
        )
        #expect(page.state == .text)
    }
}
