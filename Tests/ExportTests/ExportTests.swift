import OrchestrateModel
import Testing

@testable import Export

@Suite struct ExportTests {
    static func document(_ path: String = "a/b.pdf") -> StoredDocument {
        let evidence = Evidence(
            page: 1,
            box: Box(x0: 412.14, y0: 640, x1: 466.3, y1: 651.25),
            source: .text,
            rule: "regex:2"
        )
        let identity = DocumentIdentity(sha256: "ab12", bytes: 48211, mediaType: "application/pdf")
        let number = DecimalNumber("100.0").map { FieldValue.amount($0) }
        var result = DocumentResult(identity: identity, fingerprint: "f", documentClass: "invoice")
        result.template = TemplateReference(name: "de.example", fingerprint: "t1")
        result.fields = [
            Field(
                name: "total_amount",
                type: .amount,
                value: DecimalNumber("119.00").map { .amount($0) },
                currency: "EUR",
                raw: "119,00 €",
                status: .verified,
                confidence: 0.99,
                evidence: [evidence]
            ),
            Field(name: "issue_date", type: .date, value: nil, status: .missing, confidence: 0),
        ]
        result.tables = [
            ExtractedTable(
                name: "lines",
                rows: [
                    [
                        TableCell(column: "description", value: .string("Ink, \"black\""), evidence: [evidence]),
                        TableCell(column: "unit_price", value: number ?? .integer(0)),
                    ]
                ]
            )
        ]
        result.findings = [
            Finding(severity: .warning, code: "sum_mismatch", message: "off by 1", fields: ["net_amount"])
        ]
        result.pages = [
            PageRecord(number: 1, state: .text, width: 595, height: 842, rotation: 0, confidence: 1, text: "Hello\nyou")
        ]
        var document = StoredDocument(
            path: DocumentPath("/in/" + path),
            exportPath: DocumentPath(path),
            state: .done,
            size: 48211
        )
        document.identity = identity
        document.result = result
        return document
    }

    static let failed = StoredDocument(
        path: DocumentPath(bytes: Array("/in/f".utf8) + [0xFC]),
        exportPath: DocumentPath(bytes: Array("f".utf8) + [0xFC]),
        state: .failed,
        reasonCode: "encrypted",
        reason: "pass --password",
        size: 7
    )

    private final class Sink {
        var text = ""
    }

    private func export(_ documents: [StoredDocument], _ options: ExportOptions) throws -> String {
        let sink = Sink()
        var exporter = DocumentExporter(options: options) { sink.text += $0 }
        if exporter.needsPreparation {
            for document in documents { exporter.prepare(document) }
        }
        try exporter.begin()
        for document in documents { try exporter.append(document) }
        try exporter.end()
        return sink.text
    }

    private static let golden = """
        {"schema":"orchestrate.document/1",\
        "document":{"path":"a/b.pdf","sha256":"ab12","bytes":48211,"media_type":"application/pdf","encoding":null},\
        "state":"done","reason":null,"class":"invoice","template":{"name":"de.example","fingerprint":"t1"},\
        "fields":{"issue_date":{"value":null,"type":"date","raw":null,"status":"missing","confidence":0.0000,\
        "evidence":[],"alternatives":[]},\
        "total_amount":{"value":119.00,"type":"amount","currency":"EUR","raw":"119,00 €","status":"verified",\
        "confidence":0.9900,"evidence":[{"page":1,"box":[412.1, 640.0, 466.3, 651.3],"source":"text","rule":"regex:2"}],\
        "alternatives":[]}},\
        "tables":{"lines":[{"description":"Ink, \\"black\\"","unit_price":100.0}]},\
        "tables_evidence":{"lines":[{"description":[{"page":1,"box":[412.1, 640.0, 466.3, 651.3],"source":"text",\
        "rule":"regex:2"}],"unit_price":[]}]},\
        "findings":[{"severity":"warning","code":"sum_mismatch","message":"off by 1","fields":["net_amount"]}],\
        "pages":[{"number":1,"state":"text","width":595.0,"height":842.0,"rotation":0,"confidence":1.0000}]}

        """

    @Test func aDocumentIsOneLineInTheOrderOfTheContract() throws {
        #expect(try export([Self.document()], ExportOptions(format: .ndjson)) == Self.golden)
    }

    @Test func jsonIsOneArrayOfTheSameDocuments() throws {
        let text = try export([Self.document(), Self.failed], ExportOptions(format: .json))
        #expect(text.hasPrefix("[\n  {\n    \"schema\": \"orchestrate.document/1\",\n"))
        #expect(text.hasSuffix("\n  }\n]\n"))
        #expect(text.contains("  },\n  {\n"))
        #expect(try export([], ExportOptions(format: .json)) == "[]\n")
    }

    @Test func aNameThatIsNotUTF8IsGivenInBase64AndAFailureWithItsCode() throws {
        let text = try export([Self.failed], ExportOptions(format: .ndjson))
        #expect(text.contains(#""path":"f\#u{FFFD}","path_base64":"Zvw=","sha256":null,"bytes":7"#))
        #expect(text.contains(#""state":"failed","reason":"encrypted: pass --password","class":null"#))
    }

    @Test func textAndHistoryAreAddedWhenAskedFor() throws {
        var options = ExportOptions(format: .ndjson)
        options.withText = true
        options.withHistory = true
        var document = Self.document()
        document.duplicateOf = DocumentPath("a/a.pdf")
        document.attempts = [.init(run: "r", version: 1, number: 1, epoch: 1, worker: 0, startedAt: 5)]
        let text = try export([document], options)
        #expect(text.contains(#""text":"Hello\nyou""#))
        #expect(text.contains(#""history":[{"run":"r","version":1,"attempt":1"#))
        #expect(text.contains(#""reason":null,"duplicate_of":"a/a.pdf","class""#))
    }

    @Test func csvHasOneRowADocumentAndTheUnionOfFields() throws {
        let text = try export([Self.document(), Self.failed], ExportOptions(format: .csv))
        let expected =
            "path,sha256,state,class,template,issue_date,total_amount\r\n"
            + "a/b.pdf,ab12,done,invoice,de.example,,119.00\r\n" + "f\u{FFFD},,failed,,,,\r\n"
        #expect(text == expected)
        #expect(try export([], ExportOptions(format: .csv)) == "path,sha256,state,class,template\r\n")
    }

    @Test func aTableGivesOneRowALineItem() throws {
        var options = ExportOptions(format: .csv)
        options.table = "lines"
        let expected =
            "path,sha256,row,description,unit_price\r\n" + "a/b.pdf,ab12,1,\"Ink, \"\"black\"\"\",100.0\r\n"
        #expect(try export([Self.document(), Self.failed], options) == expected)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+49 30", "'+49 30"), ("-cmd", "'-cmd"), ("\tx", "'\tx"), ("plain", "plain"),
        ("-12.50", "-12.50"), ("\r\n", "\"'\r\n\""),
    ])
    func formulasAreNeutralisedForSpreadsheets(_ text: String, _ expected: String) {
        #expect(CSV(isSafe: true).line([text]) == expected + "\r\n")
    }

    @Test func lineBreaksAreQuoted() {
        #expect(CSV(isSafe: false).line(["a\r\nb", "=1", ""]) == "\"a\r\nb\",=1,\r\n")
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func base64FollowsTheStandard(_ plain: String, _ encoded: String) {
        #expect(DocumentJSON.base64(Array(plain.utf8)) == encoded)
    }
}
