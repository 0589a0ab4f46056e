import DocumentEngine
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ContainerTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func archiveIsAListAndItsFilesAreDocuments() throws {
        let trial = try FormatTrial()
        let inner = try PackedFiles.zip([("deep.txt", bytes("deep text"))])
        let archive = try PackedFiles.zip([
            ("folder/", []), ("folder/a.txt", bytes("first text")), ("inner.zip", inner), (".hidden", bytes("no")),
            ("__MACOSX/a", bytes("no")),
        ])
        let run = try trial.read(archive, as: "a.zip")
        #expect(run.memberNames == ["folder/a.txt", "inner.zip"])
        #expect(run.members.map(\.size).first == 10)
        #expect(run.lines.first?.hasPrefix("folder/a.txt") == true)
        #expect(run.result?.state == .done)
        #expect(run.result?.findings.map(\.code) == ["members_passed_over"])
        #expect(trial.read("a.zip!folder/a.txt").text == "first text")
        #expect(trial.read("a.zip!inner.zip").memberNames == ["deep.txt"])
        #expect(trial.read("a.zip!inner.zip!deep.txt").text == "deep text")
        #expect(trial.read("a.zip!gone.txt").failure?.code == .notFound)
    }

    @Test func packedArchivesAndFilesAreRead() throws {
        let trial = try FormatTrial()
        let run = try trial.read(PackedFiles.packedTAR([("x.txt", bytes("packed text"))]), as: "b.tgz")
        #expect(run.memberNames == ["x.txt"])
        #expect(trial.read("b.tgz!x.txt").text == "packed text")
    }

    @Test func namesAreSafeAndEachOnce() throws {
        let trial = try FormatTrial()
        let names = ["../../etc/x.txt", "/abs.txt", "a.txt", "a.txt", "tab\there.txt"]
        let run = try trial.read(PackedFiles.zip(names.map { ($0, bytes($0)) }), as: "names.zip")
        #expect(run.memberNames == ["__/__/etc/x.txt", "abs.txt", "a.txt", "a (2).txt", "tab_here.txt"])
        #expect(trial.read("names.zip!a (2).txt").text == "a.txt")
    }

    @Test func fileWithAnExclamationMarkInItsNameIsItself() throws {
        let trial = try FormatTrial()
        _ = try trial.read(PackedFiles.zip([("b.txt", bytes("inside"))]), as: "a.zip")
        #expect(try trial.read("beside", as: "a.zip!b.txt").text == "beside")
    }

    @Test func lockedArchiveNeedsItsPassword() throws {
        let locked = try PackedFiles.zip([("a.txt", bytes("secret text"))], password: "open sesame")
        let failure = try FormatTrial(passwords: ["wrong"]).read(locked, as: "locked.zip").failure
        #expect(failure?.code == .encrypted)
        #expect(failure?.message.contains("--password") == true)
        let trial = try FormatTrial(passwords: ["wrong", "open sesame"])
        #expect(try trial.read(locked, as: "locked.zip").memberNames == ["a.txt"])
        #expect(trial.read("locked.zip!a.txt").text == "secret text")
    }

    @Test func memberBeyondTheLimitOfSizeFailsAndTheOthersAreRead() throws {
        let trial = try FormatTrial { $0.containers.maxUnpackedMB = 1 }
        let zeros = [UInt8](repeating: 0x20, count: 3 << 20)
        let archive = try PackedFiles.zip([
            ("a.txt", bytes("small")), ("bomb.txt", zeros), ("c.txt", bytes("also small")),
        ])
        #expect(try trial.read(archive, as: "bomb.zip").memberNames == ["a.txt", "bomb.txt", "c.txt"])
        #expect(trial.read("bomb.zip!a.txt").text == "small")
        let failure = trial.read("bomb.zip!bomb.txt").failure
        #expect(failure?.code == .tooLarge)
        #expect(failure?.message.contains("containers.max_unpacked_mb") == true)
    }

    @Test func membersBeyondTheLimitOfNumberAreLeftOutAndReported() throws {
        let trial = try FormatTrial { $0.containers.maxMembers = 2 }
        let archive = try PackedFiles.zip((1...5).map { ("\($0).txt", bytes("x")) })
        let run = try trial.read(archive, as: "many.zip")
        #expect(run.memberNames == ["1.txt", "2.txt"])
        #expect(run.result?.state == .review)
        #expect(run.result?.findings.map(\.code) == ["members_left_out"])
    }

    @Test func containersInContainersCarryNoMoreInAllThanTenTimesOne() throws {
        let trial = try FormatTrial { $0.containers.maxMembers = 2 }
        _ = try trial.read(PackedFiles.zip([("a.txt", bytes("x")), ("b.txt", bytes("y"))]), as: "a.zip")
        #expect(trial.read("a.zip", membersAround: 18).members.count == 2)
        let run = trial.read("a.zip", membersAround: 19)
        #expect(run.members.isEmpty)
        #expect(run.result?.findings.map(\.code) == ["members_left_out"])
        #expect(run.result?.state == .review)
    }

    @Test func containersInContainersEndSomewhere() throws {
        let trial = try FormatTrial { $0.containers.maxDepth = 2 }
        var archive = try PackedFiles.zip([("end.txt", bytes("end"))])
        for _ in 0..<3 { archive = try PackedFiles.zip([("z.zip", archive)]) }
        _ = try trial.read(archive, as: "z.zip")
        #expect(trial.read("z.zip!z.zip").memberNames == ["z.zip"])
        let failure = trial.read("z.zip!z.zip!z.zip").failure
        #expect(failure?.code == .tooLarge)
        #expect(failure?.message.contains("containers.max_depth") == true)
    }

    @Test func truncatedArchiveGivesWhatIsThere() throws {
        let trial = try FormatTrial()
        let noise = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let archive = try PackedFiles.zip([("a.txt", bytes("whole")), ("b.bin", noise)])
        let run = try trial.read(Array(archive.prefix(archive.count / 2)), as: "cut.zip")
        #expect(run.memberNames.first == "a.txt")
        #expect(trial.read("cut.zip!a.txt").text == "whole")
        if run.memberNames.contains("b.bin") { #expect(trial.read("cut.zip!b.bin").failure?.code == .corrupt) }
        let head = try trial.read(Array(archive.prefix(20)), as: "stump.zip")
        #expect(head.failure?.code == .corrupt)
    }

    @Test func archivesCanBeLeftAlone() throws {
        let trial = try FormatTrial { $0.containers.enabled = false }
        let run = try trial.read(PackedFiles.zip([("a.txt", bytes("x"))]), as: "a.zip")
        guard case .skipped(let reason) = run.outcome else {
            Issue.record("not skipped: \(run.outcome)")
            return
        }
        #expect(reason.message.contains("application/zip"))
    }

    @Test(.enabled(if: InvoicePDF.hasQPDF, "qpdf is not installed"))
    func filesAttachedToAPDFAreDocumentsButForTheInvoiceItself() throws {
        let trial = try FormatTrial()
        let page = InvoicePDF.page(["Covering letter"])
        _ = try InvoicePDF.write(page, attaching: "attached text", as: "terms.txt", in: trial.folder)
        let run = trial.read("invoice.pdf")
        #expect(run.text == "Covering letter")
        #expect(run.memberNames == ["terms.txt"])
        #expect(trial.read("invoice.pdf!terms.txt").text == "attached text")
        _ = try InvoicePDF.write(page, attaching: InvoiceXML.crossIndustry(), as: "factur-x.xml", in: trial.folder)
        #expect(trial.read("invoice.pdf").memberNames.isEmpty)
    }
}
