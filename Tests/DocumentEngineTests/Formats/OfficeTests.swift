import DocumentEngine
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct OfficeTests {
    private static let contentTypes = ("[Content_Types].xml", "<Types/>")

    private static func rels(_ entries: [(id: String, type: String, target: String)]) -> String {
        let items = entries.map { "<Relationship Id='\($0.id)' Type='http://x/\($0.type)' Target='\($0.target)'/>" }
        return "<Relationships>\(items.joined())</Relationships>"
    }

    private func word(_ body: String, more: [(name: String, text: String)] = []) throws -> [UInt8] {
        try PackedFiles.zip(
            [
                Self.contentTypes,
                ("_rels/.rels", Self.rels([("r1", "officeDocument", "word/document.xml")])),
                ("word/document.xml", "<w:document xmlns:w='w' xmlns:r='r'><w:body>\(body)</w:body></w:document>"),
            ] + more
        )
    }

    @Test func letterIsReadWithHeaderTableAndPages() throws {
        let cell = { (text: String) in "<w:tc><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>" }
        let body = """
            <w:p><w:r><w:t xml:space='preserve'>Dear </w:t></w:r><w:r><w:t>Ann</w:t><w:tab/><w:t>12 May</w:t></w:r></w:p>
            <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>We met.</w:t></w:r></w:p>
            <w:tbl><w:tr>\(cell("Rope"))\(cell("12.50"))</w:tr><w:tr>\(cell("Chain"))\(cell("340.00"))</w:tr></w:tbl>
            <w:p><w:r><w:br w:type='page'/><w:t>Second page</w:t></w:r></w:p>
            <w:sectPr><w:headerReference r:id='h1'/></w:sectPr>
            """
        let more = [
            ("word/_rels/document.xml.rels", Self.rels([("h1", "header", "header1.xml"), ("h2", "header", "no.xml")])),
            ("word/header1.xml", "<w:hdr xmlns:w='w'><w:p><w:r><w:t>Marsh Ltd</w:t></w:r></w:p></w:hdr>"),
            ("word/no.xml", "<w:hdr xmlns:w='w'><w:p><w:r><w:t>never shown</w:t></w:r></w:p></w:hdr>"),
        ]
        let run = try FormatTrial().read(word(body, more: more), as: "letter.doc")
        let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        #expect(run.result?.identity.mediaType == type)
        #expect(
            run.lines == ["Marsh Ltd", "Dear Ann        12 May", "We met.", "Rope    12.50", "Chain   340.00"]
        )
        #expect(run.result?.pages.map(\.text).last == "Second page\n")
        #expect(run.members.isEmpty)
    }

    @Test func workbookShowsValuesAsItsCellsDo() throws {
        let styles = """
            <styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/>
            <numFmt numFmtId='165' formatCode='#,##0.00\\ [$€-407];[Red]-0.00'/></numFmts><cellStyleXfs><xf numFmtId='9'/>
            </cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='10'/></cellXfs>
            </styleSheet>
            """
        let sheet = """
            <worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>Day</t></is></c>
            <c r='D1' t='s'><v>1</v></c></row><row r='2'><c r='A2'><v>7.0000000000000001E-1</v></c><c r='B2' s='1'>
            <v>45351</v></c><c r='D2' s='2'><f>1+1</f><v>1190</v></c><c r='E2' s='3'><v>0.19</v></c></row></sheetData>
            </worksheet>
            """
        let book = """
            <workbook xmlns:r='r'><sheets><sheet name='a' r:id='s2'/><sheet name='b' r:id='s1'/>
            <sheet name='c' state='hidden' r:id='s1'/></sheets></workbook>
            """
        let sheets = [("s1", "worksheet", "a.xml"), ("s2", "worksheet", "/xl/b.xml")]
        let parts = [("sst", "sharedStrings", "strings.xml"), ("st", "styles", "styles.xml")]
        let bytes = try PackedFiles.zip([
            Self.contentTypes, ("_rels/.rels", Self.rels([("r1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", Self.rels(sheets + parts)),
            ("xl/strings.xml", "<sst><si><t>No</t></si><si><r><t>Su</t></r><r><t>m</t></r></si></sst>"),
            ("xl/styles.xml", styles), ("xl/a.xml", sheet), ("xl/b.xml", "<worksheet/>"),
        ])
        let run = try FormatTrial().read(bytes, as: "book.xlsx")
        #expect(run.result?.pages.map(\.state) == [.blank, .text])
        #expect(
            run.result?.pages.last?.text
                == "No    Day          Sum\n0.7   2024-02-29   1190.00 €   19.00%\n"
        )
    }

    @Test func slidesArePagesInTheirOrder() throws {
        let slide = { (text: String) in
            "<p:sld xmlns:a='a' xmlns:p='p'><p:sp><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:sp></p:sld>"
        }
        let list =
            "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldId id='256' r:id='b'/><p:sldId id='257' r:id='a'/></p:presentation>"
        let bytes = try PackedFiles.zip([
            Self.contentTypes, ("_rels/.rels", Self.rels([("r1", "officeDocument", "ppt/presentation.xml")])),
            ("ppt/presentation.xml", list),
            (
                "ppt/_rels/presentation.xml.rels",
                Self.rels([("a", "slide", "slides/1.xml"), ("b", "slide", "slides/2.xml")])
            ),
            ("ppt/slides/1.xml", slide("last")), ("ppt/slides/2.xml", slide("first")),
        ])
        #expect(try FormatTrial().read(bytes, as: "a.pptx").result?.pages.map(\.text) == ["first\n", "last\n"])
    }

    @Test func openDocumentsAreLettersAndSheets() throws {
        let letter = """
            <office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:text>
            <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
            <text:p>One  <text:span>two</text:span><text:s text:c='2'/>three<text:line-break/>four</text:p>
            </office:text></office:body></office:document-content>
            """
        let odt = try PackedFiles.zip([
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", letter),
        ])
        let run = try FormatTrial().read(odt, as: "letter")
        #expect(run.result?.identity.mediaType == "application/vnd.oasis.opendocument.text")
        #expect(run.lines == ["One two  three", "four"])
        let cell = { (text: String) in "<table:table-cell><text:p>\(text)</text:p></table:table-cell>" }
        let sheets = """
            <office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:spreadsheet>
            <table:table><table:table-row>\(cell("a"))<table:table-cell table:number-columns-repeated='16000'/></table:table-row>
            <table:table-row>\(cell("bb"))\(cell("c"))</table:table-row></table:table>
            <table:table><table:table-row>\(cell("second"))</table:table-row></table:table>
            </office:spreadsheet></office:body></office:document-content>
            """
        let ods = try PackedFiles.zip([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", sheets),
        ])
        #expect(try FormatTrial().read(ods, as: "b").result?.pages.map(\.text) == ["a\nbb   c\n", "second\n"])
    }

    @Test func protectedDocumentsFailWithTheRemedy() throws {
        let manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
        let odt = try PackedFiles.zip([
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "scrambled"),
            ("META-INF/manifest.xml", manifest),
        ])
        let trial = try FormatTrial()
        let failure = try trial.read(odt, as: "locked.odt").failure
        #expect(failure?.code == .encrypted)
        #expect(failure?.message.contains("save it without a password") == true)
        let storage: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        let locked = storage + Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        #expect(try trial.read(locked, as: "locked.xlsx").failure?.code == .encrypted)
        guard case .skipped(let reason) = try trial.read(storage, as: "old.xls").outcome else {
            Issue.record("an old workbook is not skipped")
            return
        }
        #expect(reason.code == "unsupported_type")
    }

    @Test func entitiesAreNeverExpanded() throws {
        let bomb = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><w:document>&b;</w:document>"
        let bytes = try PackedFiles.zip([
            Self.contentTypes, ("_rels/.rels", Self.rels([("r1", "officeDocument", "word/document.xml")])),
            ("word/document.xml", bomb),
        ])
        let failure = try FormatTrial().read(bytes, as: "bomb.docx").failure
        #expect(failure?.code == .corrupt)
        #expect(failure?.message.contains("DOCTYPE") == true)
    }

    @Test func documentThatUnpacksToTooMuchIsRefused() throws {
        let spaces = String(repeating: " ", count: 80 << 20)
        let trial = try FormatTrial { $0.containers.maxRatio = 1 }
        let bytes = try word("<w:p>\(spaces)</w:p>")
        #expect(try trial.read(bytes, as: "big.docx").failure?.code == .tooLarge)
    }
}
