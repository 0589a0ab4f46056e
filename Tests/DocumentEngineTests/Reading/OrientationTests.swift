import DocumentEngine
import Foundation
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct OrientationTests {
    private func page(_ path: String) throws -> PageRecord {
        let pipeline = try DocumentPipeline(
            configuration: Configuration(),
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: nil
        )
        let run = pipeline.run(Job(id: 1, path: DocumentPath(path), size: 0)) { _ in }
        guard case .completed(let result) = run.outcome else { throw Failure(.unknown, "not completed") }
        return try #require(result.pages.first)
    }

    private func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// Short lines close above one another, with amounts far to the right: neighbours stand above, not beside.
    private static let slip: [DrawnPages.Text] = {
        let goods = ["MILK", "BREAD", "TEA", "RICE", "SALT", "EGGS", "OIL", "SOAP", "FISH", "NUTS"]
        var texts = [DrawnPages.Text(text: "CORNER MARKET", x: 40, y: 24, size: 10)]
        for row in 0..<30 {
            let y = 40 + Double(row) * 9.5
            texts.append(DrawnPages.Text(text: goods[row % goods.count], x: 12, y: y, size: 9))
            let price = String(row * 7 % 9 + 1) + "." + String(row * 13 % 9) + "5"
            texts.append(DrawnPages.Text(text: price, x: 140, y: y, size: 9))
        }
        texts.append(DrawnPages.Text(text: "TOTAL 148.35", x: 12, y: 40 + 31 * 9.5, size: 9))
        return texts
    }()

    @Test(arguments: [0, 1, 2, 3])
    func narrowSlipIsReadTheWayUpItReadsBest(quarters: Int) throws {
        let drawn = try DrawnPages()
        let path = drawn.png("slip.png", Self.slip, resolution: 160, quarters: quarters, size: (180, 350))
        let page = try page(path)
        #expect(page.rotation == (4 - quarters) % 4 * 90)
        #expect(page.width < page.height)
        let read = words(page.text)
        let wanted = Self.slip.flatMap { words($0.text) }
        let found = wanted.filter(read.contains).count
        #expect(found * 10 >= wanted.count * 9, "read \(read)")
        #expect(page.text.split(separator: "\n").count >= 28, "rows are torn: \(page.text)")
    }

    @Test(arguments: [-10.0, -6, 3, 6.5, 10])
    func pageThatHangsIsLevelled(angle: Double) throws {
        let drawn = try DrawnPages()
        let texts = DrawnPages.lines(DrawnPages.paragraph, x: 130, y: 300)
        let page = try page(drawn.png("skewed.png", texts, angle: angle))
        #expect(words(page.text) == DrawnPages.paragraph.flatMap(words))
    }

    @Test(arguments: [0, 1, 2, 3])
    func sparsePageIsReadTheWayUpItReadsBest(quarters: Int) throws {
        let drawn = try DrawnPages()
        let texts = [
            DrawnPages.Text(text: "Annual report", x: 180, y: 300, size: 28),
            DrawnPages.Text(text: "Lighthouse Society", x: 210, y: 360, size: 16),
        ]
        let page = try page(drawn.png("sparse.png", texts, quarters: quarters))
        #expect(page.rotation == (4 - quarters) % 4 * 90)
        #expect(words(page.text) == ["Annual", "report", "Lighthouse", "Society"])
    }

    @Test func dustIsNotTurned() throws {
        let drawn = try DrawnPages()
        let marks = (0..<60).map { (index: Int) -> DrawnPages.Text in
            let x = Double(index * 89 % 500)
            let y = Double(index * 131 % 700)
            return DrawnPages.Text(text: ".", x: x + 40, y: y + 60, size: 30)
        }
        #expect(try page(drawn.png("dust.png", marks)).rotation == 0)
    }
}
