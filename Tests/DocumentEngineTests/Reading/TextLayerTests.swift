import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite(.timeLimit(.minutes(1)))
struct TextLayerTests {
    private func layer(_ pdf: String, _ drawn: DrawnPages, _ name: String) throws -> (TextLayer, PopplerPage) {
        let path = try drawn.write(Array(pdf.utf8), to: name)
        let document = try IngestedDocument(
            path: DocumentPath(path),
            configuration: Configuration(),
            passwords: []
        )
        guard case .pdf(let file) = document.source, let page = file.page(1) else {
            throw Failure(.unknown, "not a PDF")
        }
        return (TextLayer(page: page), page)
    }

    /// A page with the word Name and a form: a text field, a hidden one, a box that is ticked and one that is not.
    private static let form = """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R 7 0 R 8 0 R]>>>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Annots[5 0 R 6 0 R 7 0 R 8 0 R]
          /Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
        4 0 obj <</Length 46>> stream
        BT /F1 12 Tf 20 250 Td (Name of the buyer) Tj ET
        endstream endobj
        5 0 obj <</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Ada Lovelace)/Rect[150 245 300 265]/F 4>> endobj
        6 0 obj <</Type/Annot/Subtype/Widget/FT/Tx/T(b)/V(not to be seen)/Rect[150 205 300 225]/F 2>> endobj
        7 0 obj <</Type/Annot/Subtype/Widget/FT/Btn/T(c)/V/Yes/AS/Yes/Rect[20 150 32 162]/F 4
          /AP<</N<</Yes 9 0 R/Off 9 0 R>>>>>> endobj
        8 0 obj <</Type/Annot/Subtype/Widget/FT/Btn/T(d)/V/Off/AS/Off/Rect[20 120 32 132]/F 4
          /AP<</N<</Yes 9 0 R/Off 9 0 R>>>>>> endobj
        9 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 12 12]/Length 0>> stream
        endstream endobj
        trailer <</Root 1 0 R>>
        """

    @Test func whatWasFilledIntoAFormIsRead() throws {
        let (layer, page) = try layer(Self.form, DrawnPages(), "form.pdf")
        let read = RecognizedPage(
            number: 1,
            state: .text,
            width: page.width,
            height: page.height,
            blocks: layer.blocks
        )
        let layout = PageLayout(page: read)
        let first = try #require(layout.text.split(separator: "\n").first)
        #expect(first.split(separator: " ") == ["Name", "of", "the", "buyer", "Ada", "Lovelace"])
        #expect(read.words.map(\.text).filter { $0 == "\u{2718}" }.count == 1)
        #expect(!layout.text.contains("seen"))
        let word = try #require(read.words.first { $0.text == "Lovelace" })
        #expect(word.box.x0 > 150 && word.box.x1 < 300 && word.box.y0 >= 35 && word.box.y1 <= 55)
    }

    /// A page of two columns, as it is and as it looks where the sheet is turned.
    private func page(turned quarters: Int) -> RecognizedPage {
        let words = [
            [("fine", 50, 100), ("red", 92, 100), ("10.00", 300, 100)], [("pears", 50, 120), ("7.50", 306, 120)],
        ]
        let lines = words.map { line in
            Line(
                words: line.map { text, x, y in
                    let upright = Box(x0: Double(x), y0: Double(y), x1: Double(x + text.count * 7), y1: Double(y + 12))
                    return Word(
                        text: text,
                        box: Self.turned(upright, quarters),
                        confidence: 1,
                        source: .text,
                        fontSize: 10
                    )
                }
            )
        }
        let isSideways = quarters % 2 == 1
        return RecognizedPage(
            number: 1,
            state: .text,
            width: isSideways ? 800 : 600,
            height: isSideways ? 600 : 800,
            blocks: lines.map { Block(lines: [$0]) }
        )
    }

    /// Clockwise, on a sheet of 600 × 800.
    private static func turned(_ box: Box, _ quarters: Int) -> Box {
        switch quarters {
        case 1: Box(x0: 800 - box.y1, y0: box.x0, x1: 800 - box.y0, y1: box.x1)
        case 2: Box(x0: 600 - box.x1, y0: 800 - box.y1, x1: 600 - box.x0, y1: 800 - box.y0)
        case 3: Box(x0: box.y0, y0: 600 - box.x1, x1: box.y1, y1: 600 - box.x0)
        default: box
        }
    }

    @Test(arguments: [0, 1, 2, 3])
    func turnedTextLayerIsLaidOutUprightAndKeepsItsBoxes(quarters: Int) throws {
        let page = page(turned: quarters)
        let layout = PageLayout(page: page)
        let upright = PageLayout(page: self.page(turned: 0))
        #expect(layout.text == upright.text)
        #expect(layout.words.map(\.text) == upright.words.map(\.text))
        for word in layout.words {
            let original = try #require(page.words.first { $0.text == word.text })
            #expect(abs(word.box.x0 - original.box.x0) < 0.001 && abs(word.box.y1 - original.box.y1) < 0.001)
        }
    }
}
