import DocumentEngine
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct StructuredTextTests {
    @Test func markupIsReadByBlocksAndWhatIsHiddenIsLeftOut() throws {
        let html = """
            <!DOCTYPE html><html><head><title>no</title><style>p{color:red}</style></head><body>
            <h1>Delivery   note</h1><p>Goods of <b>May</b>,<br>by cart.</p>
            <script>alert('no')</script><p hidden>no</p><div style="Display: none">no</div>
            <ol><li>Oats</li><li>Barley</li></ol><p>Fish&nbsp;&amp;&nbsp;chips</p></body></html>
            """
        let run = try FormatTrial().read(html, as: "note.pdf")
        #expect(run.result?.identity.mediaType == "text/html")
        #expect(run.lines == ["Delivery note", "Goods of May,", "by cart.", "1. Oats", "2. Barley", "Fish & chips"])
    }

    @Test func markupTablesKeepTheirColumnsApart() throws {
        let html = """
            <table><tr><th>Item</th><th>Price</th></tr><tr><td>Rope</td><td>12.50</td></tr>
            <tr><td>Anchor chain</td><td>340.00</td></tr><tr><td colspan=2>Thank you for your custom</td></tr></table>
            """
        let run = try FormatTrial().read(html, as: "table.html")
        #expect(
            run.lines == [
                "Item           Price", "Rope           12.50", "Anchor chain   340.00", "Thank you for your custom",
            ]
        )
        let words = try #require(run.result)
        #expect(words.pages.map(\.state) == [.text])
    }

    @Test func tablesInsideTablesStandInTheirCells() throws {
        let html = "<table><tr><td>left<table><tr><td>a</td><td>b</td></tr></table></td><td>right</td></tr></table>"
        #expect(try FormatTrial().read(html, as: "nested.html").lines == ["left    right", "a   b"])
    }

    @Test func markupIsDecodedAsItDeclares() throws {
        let head = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'></head><body>"
        let run = try FormatTrial().read(Array(head.utf8) + [0xA3, 0xF3, 0x64, 0xBC], as: "page.html")
        #expect(run.text == "Łódź")
        #expect(run.result?.identity.encoding == "iso-8859-2")
    }

    @Test func deepMarkupEnds() throws {
        let deep = String(repeating: "<div><table><tr><td>", count: 3000) + "end"
        #expect(try FormatTrial().read(deep, as: "deep.html").text == "end")
    }

    @Test(arguments: [",", ";", "|", "\t"])
    func delimitedValuesAreSetOutInColumns(delimiter: String) throws {
        let rows = [["no", "text", "sum"], ["1", "\"two, or; more|\"", "3.00"], ["10", "b", "4.00"]]
        let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n")
        let run = try FormatTrial().read(text, as: "values")
        #expect(
            run.lines == [
                "no   text             sum", "1    two, or; more|   3.00", "10   b                4.00",
            ]
        )
        #expect(run.result?.identity.mediaType == (delimiter == "\t" ? "text/tab-separated-values" : "text/csv"))
    }

    @Test func sentencesWithCommasAreNoTable() throws {
        let text = "Dear Ann, dear Bob, dear all,\nwe met, we spoke, we parted,\nand so, as ever, we wrote,\n"
        let run = try FormatTrial().read(text, as: "letter")
        #expect(run.result?.identity.mediaType == "text/plain")
        #expect(run.lines == text.split(separator: "\n").map(String.init))
    }

    @Test func objectsAreLinesAndListsOfThemTables() throws {
        let json = """
            {"invoice": "A-1", "seller": {"name": "J\\u00fcrgen \\ud83d\\ude00"}, "net": 100.10, "paid": false,
             "lines": [{"text": "Rope", "price": 1.50}, {"text": "Chain", "price": 340}], "tags": ["a", "b"]}
            """
        let run = try FormatTrial().read(json, as: "order.txt")
        #expect(run.result?.identity.mediaType == "application/json")
        #expect(
            run.lines == [
                "invoice: A-1", "seller:", "  name: Jürgen 😀", "net: 100.10", "paid: false", "lines:",
                "  text    price", "  Rope    1.50", "  Chain   340", "tags:", "  a   b",
            ]
        )
    }

    @Test(arguments: ["{\"a\": ", "[1, 2] and so on", "[see below]"])
    func whatOnlyBeginsLikeJSONIsText(text: String) throws {
        #expect(try FormatTrial().read(text, as: "x.json").result?.identity.mediaType == "text/plain")
    }

    @Test func deepListsAreNotFollowed() throws {
        let bomb = String(repeating: "[", count: 100_000)
        #expect(try FormatTrial().read(bomb, as: "bomb.json").result?.pages.count == 1)
    }

    @Test func richTextIsReadWithItsCodePageAndTables() throws {
        let rtf = #"""
            {\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator x;}\f0 M\'fcller \u8364? 5{\v hidden}\par
            \trowd\cellx1000\cellx2000 Rope\cell 12.50\cell\row\trowd\cellx1000\cellx2000 Chain\cell 340\cell\row
            \pard after\par}
            """#
        let run = try FormatTrial().read(rtf, as: "a.rtf")
        #expect(run.result?.identity.mediaType == "application/rtf")
        #expect(run.lines == ["Müller € 5", "Rope    12.50", "Chain   340", "after"])
    }
}
