import Foundation
import OrchestrateModel
import Testing

@testable import Export

@Suite struct WorkbookTests {
    private static let python = "/usr/bin/python3"

    /// Prints `sheet|cells` for each row, a cell as `type:value` with text from wherever it is kept.
    private static let reader = """
        import re, sys, zipfile, xml.etree.ElementTree as tree
        book = zipfile.ZipFile(sys.argv[1])
        space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
        names = [s.get('name') for s in tree.fromstring(book.read('xl/workbook.xml')).iter(space + 'sheet')]
        for number, name in enumerate(names, 1):
            for row in tree.fromstring(book.read(f'xl/worksheets/sheet{number}.xml')).iter(space + 'row'):
                cells = []
                for cell in row.iter(space + 'c'):
                    column = re.match('[A-Z]+', cell.get('r')).group()
                    cells.append(column + '=' + cell.get('t', 'n') + ':' + ''.join(cell.itertext()))
                print(name + '|' + '|'.join(cells))
        """

    private func workbook(_ documents: [StoredDocument]) throws -> [UInt8] {
        var exporter = try WorkbookExporter()
        for document in documents { exporter.prepare(document) }
        for document in documents { try exporter.append(document) }
        var bytes: [UInt8] = []
        try exporter.finish { bytes += $0 }
        return bytes
    }

    private func rows(of bytes: [UInt8]) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = ["-c", Self.reader, file.path]
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "needs /usr/bin/python3"))
    func valuesAreCellsOfTheirTypeAndEvidenceHasItsSheet() throws {
        var document = ExportTests.document()
        document.result?.fields[1].value = .date("2024-03-05")
        let rows = try rows(of: try workbook([document, ExportTests.failed]))
        let path = "A=inlineStr:a/b.pdf"
        #expect(
            rows == [
                "documents|A=inlineStr:path|B=inlineStr:sha256|C=inlineStr:state|D=inlineStr:class"
                    + "|E=inlineStr:template|F=inlineStr:reason|G=inlineStr:issue_date|H=inlineStr:total_amount",
                "documents|\(path)|B=inlineStr:ab12|C=inlineStr:done|D=inlineStr:invoice"
                    + "|E=inlineStr:de.example|G=n:45356|H=n:119",
                "documents|A=inlineStr:f\u{FFFD}|C=inlineStr:failed|F=inlineStr:encrypted: pass --password",
                "lines|A=inlineStr:path|B=inlineStr:row|C=inlineStr:description|D=inlineStr:unit_price",
                "lines|\(path)|B=n:1|C=inlineStr:Ink, \"black\"|D=n:100",
                "evidence|A=inlineStr:path|B=inlineStr:field|C=inlineStr:value|D=inlineStr:raw|E=inlineStr:status"
                    + "|F=inlineStr:confidence|G=inlineStr:page|H=inlineStr:x0|I=inlineStr:y0|J=inlineStr:x1"
                    + "|K=inlineStr:y1|L=inlineStr:source|M=inlineStr:rule",
                "evidence|\(path)|B=inlineStr:total_amount|C=n:119|D=inlineStr:119,00 €|E=inlineStr:verified"
                    + "|F=n:0.99|G=n:1|H=n:412.1|I=n:640|J=n:466.3|K=n:651.3|L=inlineStr:text|M=inlineStr:regex:2",
                "evidence|\(path)|B=inlineStr:issue_date|C=n:45356|E=inlineStr:missing|F=n:0",
                "findings|A=inlineStr:path|B=inlineStr:severity|C=inlineStr:code|D=inlineStr:message|E=inlineStr:fields",
                "findings|\(path)|B=inlineStr:warning|C=inlineStr:sum_mismatch|D=inlineStr:off by 1"
                    + "|E=inlineStr:net_amount",
            ]
        )
    }

    @Test func sameResultsMakeTheSameFile() throws {
        #expect(try workbook([ExportTests.document()]) == workbook([ExportTests.document()]))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "needs /usr/bin/python3"))
    func textThatNoCellCanHoldIsCutAndFormulasStayText() throws {
        var document = ExportTests.document()
        document.result?.fields[0].value = .string(String(repeating: "x", count: 40_000))
        document.result?.tables[0].name = "Findings"
        document.result?.tables[0].rows[0][0].value = .string("=1+1")
        document.result?.tables[0].rows[0][1].value = .integer(9_007_199_254_740_993)
        let rows = try rows(of: try workbook([document]))
        #expect(rows[1].hasSuffix(String(repeating: "x", count: 100) + "…"))
        #expect(rows[3] == "Findings 2|A=inlineStr:a/b.pdf|B=n:1|C=inlineStr:=1+1|D=inlineStr:9007199254740993")
    }
}
