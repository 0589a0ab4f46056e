import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite(.serialized, .timeLimit(.minutes(5)))
struct IngestionProgressTests {
    private func workbook(rows: Int) throws -> [UInt8] {
        let cells = "<row><c><v>1</v></c></row>"
        let relations = "<R><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></R>"
        let sheets = "<R><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/></R>"
        return try PackedFiles.zip([
            ("[Content_Types].xml", "<T/>"), ("_rels/.rels", relations),
            ("xl/workbook.xml", "<w xmlns:r=\"r\"><sheet r:id=\"a\"/></w>"), ("xl/_rels/workbook.xml.rels", sheets),
            ("xl/s.xml", "<w>" + String(repeating: cells, count: rows) + "</w>"),
        ])
    }

    @Test func largeWorkbookTellsThatItIsRead() throws {
        let trial = try FormatTrial()
        try Data(workbook(rows: 20_000)).write(to: trial.folder.appending(path: "a.xlsx"))
        var signs: [TaskProgress] = []
        let run = trial.read("a.xlsx") { signs.append($0) }
        #expect(run.result?.pages.count == 1)
        let reading = signs.filter { $0.phase == .ingestion }
        #expect(reading.count > 100)
        // A page of its own would be blamed for a death.
        #expect(reading.allSatisfy { $0.page == 0 })
    }

    @Test func stopEndsWhatIsReadWithoutPages() throws {
        let trial = try FormatTrial()
        try Data(workbook(rows: 20_000)).write(to: trial.folder.appending(path: "a.xlsx"))
        var signs = 0
        let run = trial.read("a.xlsx") { _ in
            signs += 1
            if signs == 5 { trial.stop.raise() }
        }
        #expect(signs < 10)
        guard case .interrupted = run.outcome else {
            Issue.record("not interrupted: \(run.outcome)")
            return
        }
    }

    @Test func membersInTheirOrderAreUnpackedInOnePass() throws {
        let files = (1...400).map { ("\($0).txt", [UInt8](repeating: UInt8($0 % 64 + 32), count: 20_000)) }
        var signs = 0
        let pulse = Pulse()
        let content = FileContent(try PackedFiles.packedTAR(files), pulse: pulse)
        let limits = ContainerLimits(Configuration())
        let archive = ArchiveContainer(content: content, limits: limits, passwords: [], name: "a.tgz")
        pulse.begin { signs += 1 }
        let entries = try archive.contents().entries
        let onePass = signs
        func first(_ entry: Contents.Entry) throws -> UInt8? {
            let file = try archive.unpack(entry)
            return withExtendedLifetime(file) { file.bytes.count == 20_000 ? file.bytes.first : nil }
        }
        for (entry, file) in zip(entries, files) { #expect(try first(entry) == file.1[0]) }
        #expect(signs <= onePass * 4)
        // And in any other order all the same.
        let last = try #require(entries.last)
        #expect(try first(last) == files[399].1.first)
        #expect(try first(entries[0]) == files[0].1.first)
    }

    @Test func archiveThatChangedIsOpenedAnew() throws {
        let trial = try FormatTrial()
        func pack(_ text: String) throws -> [UInt8] { try PackedFiles.packedTAR([("x.txt", Array(text.utf8))]) }
        _ = try trial.read(pack("the first text"), as: "a.tgz")
        #expect(trial.read("a.tgz!x.txt").text == "the first text")
        _ = try trial.read(pack("another text by now"), as: "a.tgz")
        #expect(trial.read("a.tgz!x.txt").text == "another text by now")
    }

    @Test func packedFileWithoutEndIsGivenUpAtTheLimit() throws {
        let trial = try FormatTrial { $0.containers.maxUnpackedMB = 1 }
        let zeros = [UInt8](repeating: 0x20, count: 8 << 20)
        let run = try trial.read(
            PackedFiles.packedTAR([("a.txt", [0x41]), ("b.txt", zeros), ("c.txt", [0x42])]),
            as: "b.tgz"
        )
        #expect(run.memberNames == ["a.txt", "b.txt"])
        #expect(run.result?.findings.map(\.code) == ["container_damaged"])
        #expect(trial.read("b.tgz!a.txt").text == "A")
        #expect(trial.read("b.tgz!b.txt").failure?.code == .tooLarge)
    }
}
