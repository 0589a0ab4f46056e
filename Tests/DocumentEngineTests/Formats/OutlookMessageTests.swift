import DocumentEngine
import OrchestrateModel
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct OutlookMessageTests {
    /// Submitted on 3 May 2024 at 10:00:00, universal time.
    private static let properties: [UInt8] =
        [UInt8](repeating: 0, count: 32) + [0x40, 0, 0x39, 0, 0, 0, 0, 0]
        + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(133_592_040_000_000_000) >> ($0 * 8)) }

    private func message() -> CompoundFileWriter {
        var file = CompoundFileWriter()
        file.stream("__properties_version1.0", Self.properties)
        file.text("0037", "Rechnung für Mai")
        file.text("0C1A", "Änne Abel")
        file.text("5D01", "aenne@example.org")
        file.text("0E04", "Bo Berg")
        file.text("1000", "Hello Bo,\r\nthe invoice is attached.\r\n")
        return file
    }

    private func attach(_ name: String, _ content: [UInt8], to file: inout CompoundFileWriter, number: Int) {
        let storage = file.storage("__attach_version1.0_#0000000\(number)")
        file.stream("__properties_version1.0", [UInt8](repeating: 0, count: 8), in: storage)
        file.text("3707", name, in: storage)
        file.stream("__substg1.0_37010102", content, in: storage)
    }

    @Test func messageIsItsHeadersTextAndAttachments() throws {
        let trial = try FormatTrial()
        var file = message()
        attach("Größe.txt", Array("attached text".utf8), to: &file, number: 0)
        attach("b.csv", Array("a,b,c\n1,2,3\n4,5,6\n".utf8), to: &file, number: 1)
        let run = try trial.read(file.bytes, as: "a.msg")
        #expect(
            run.lines == [
                "From: Änne Abel <aenne@example.org>", "To: Bo Berg", "Subject: Rechnung für Mai",
                "Date: Fri, 3 May 2024 10:00:00 +0000", "Hello Bo,", "the invoice is attached.",
            ]
        )
        #expect(run.result?.identity.mediaType == "application/vnd.ms-outlook")
        #expect(run.memberNames == ["Größe.txt", "b.csv"])
        #expect(trial.read("a.msg!Größe.txt").text == "attached text")
    }

    @Test func messageInsideAMessageIsADocumentOfItsOwn() throws {
        let trial = try FormatTrial()
        var file = message()
        let storage = file.storage("__attach_version1.0_#00000000")
        file.stream("__properties_version1.0", [UInt8](repeating: 0, count: 8), in: storage)
        let inner = file.storage("__substg1.0_3701000D", in: storage)
        file.stream("__properties_version1.0", [UInt8](repeating: 0, count: 24), in: inner)
        file.text("0037", "The older one", in: inner)
        file.text("1000", "Inner text", in: inner)
        let run = try trial.read(file.bytes, as: "a.msg")
        #expect(run.memberNames == ["part-1.eml"])
        #expect(trial.read("a.msg!part-1.eml").lines.last == "Inner text")
    }

    @Test func richTextIsReadWhereThereIsNoOther() throws {
        let trial = try FormatTrial()
        var file = CompoundFileWriter()
        file.stream("__properties_version1.0", Self.properties)
        file.text("0037", "Rich")
        // From the format's specification: "{\rtf1\ansi\ansicpg1252\pard hello world}\r\n".
        let packed: [UInt8] = [
            0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 0x03, 0, 0x0A, 0, 0x72, 0x63,
            0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0, 0x20, 0x62, 0x77,
            0x05,
            0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ]
        file.stream("__substg1.0_10090102", packed)
        #expect(try trial.read(file.bytes, as: "r.msg").lines.last == "hello world")
    }

    @Test func olderOfficeDocumentsAreNamed() throws {
        var file = CompoundFileWriter()
        file.stream("Workbook", [1, 2, 3])
        guard case .skipped(let reason) = try FormatTrial().read(file.bytes, as: "a.xls").outcome else {
            Issue.record("not skipped")
            return
        }
        #expect(reason.message.contains("application/vnd.ms-excel"))
    }

    @Test func fileThatRunsInCirclesOrIsCutEnds() throws {
        let trial = try FormatTrial()
        var file = message()
        let storage = file.storage("__attach_version1.0_#00000000")
        let inner = file.storage("__substg1.0_3701000D", in: storage)
        // Each message holds the same attachment again.
        file.link(inner, to: storage)
        _ = try trial.read(file.bytes, as: "ring.msg")
        let whole = message().bytes
        for length in stride(from: 520, to: whole.count, by: 97) {
            _ = try trial.read(Array(whole[..<length]), as: "cut.msg")
            var lies = whole
            for place in 0..<8 { lies[(length * 7 + place * 131) % (whole.count - 600) + 600] = UInt8(length % 256) }
            _ = try trial.read(lies, as: "lies.msg")
        }
    }
}
