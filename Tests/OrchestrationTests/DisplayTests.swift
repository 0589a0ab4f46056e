import FoundationEssentials
import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Persistence
import Testing

@Suite struct ProgressPictureTests {
    private func snapshot(workers: Int = 2) -> ProgressSnapshot {
        var snapshot = ProgressSnapshot()
        snapshot.batch = 0.425
        snapshot.documentsDone = 85
        snapshot.documentsTotal = 200
        snapshot.isScanning = false
        snapshot.elapsedSeconds = 75
        snapshot.perMinute = 68
        snapshot.etaSeconds = 98
        snapshot.states = ["done": 80, "failed": 2, "review": 3]
        snapshot.successRate = 0.97
        snapshot.memoryMB = 1234
        snapshot.workers = (0..<workers).map { index in
            var worker = WorkerProgress(worker: index, activity: "working")
            worker.path = "/inbox/some/folder/a-rather-long-name-of-a-scanned-invoice-2026-\(index).pdf"
            worker.phase = .recognition
            worker.page = 12
            worker.pages = 500
            worker.documentProgress = 0.3
            worker.etaSeconds = 400
            return worker
        }
        return snapshot
    }

    private func lines(_ snapshot: ProgressSnapshot, columns: Int, unicode: Bool = true, lines: Int = 20) -> [String] {
        let style = ProgressPicture.Style(isUnicode: unicode, isColored: false)
        return ProgressPicture(style: style, maxLines: lines).lines(snapshot, columns: columns)
    }

    @Test(arguments: [20, 40, 60, 80, 81, 120, 200, 300]) func noLineIsWiderThanTheTerminal(columns: Int) {
        for line in lines(snapshot(), columns: columns) { #expect(TextWidth.columns(of: line) < max(columns, 21)) }
    }

    @Test func pictureTellsBatchAndWorkers() {
        let picture = lines(snapshot(), columns: 80)
        #expect(picture.count == 4)
        #expect(picture[0].contains("42 %") && picture[0].contains("85/200") && picture[0].contains("1:38 left"))
        #expect(picture[0].contains("2 failed"))
        #expect(picture[2].hasPrefix("1  ") && picture[2].contains("…") && picture[2].contains("ocr"))
        #expect(picture[2].contains("12/500") && picture[2].contains("-0.pdf"))
    }

    @Test func wideTerminalShowsWholePathAndTimeLeft() {
        let line = lines(snapshot(), columns: 200)[2]
        #expect(line.contains("/inbox/some/folder/a-rather-long-name") && line.contains("6:40 left"))
    }

    @Test func asciiStyleHasNothingBeyondASCII() {
        let picture = lines(snapshot(), columns: 80, unicode: false)
        #expect(picture.joined().utf8.allSatisfy { $0 < 128 })
        #expect(picture[0].contains("########"))
    }

    @Test func manyWorkersAreSummedUp() {
        let picture = lines(snapshot(workers: 30), columns: 80, lines: 10)
        #expect(picture.count == 10)
        #expect(picture.last?.contains("and 23 more workers") == true)
    }

    @Test func namesCannotSteerTheTerminal() {
        var evil = snapshot(workers: 1)
        evil.workers[0].path = "/in/\u{1B}[2J\u{7}\u{202E}evil.pdf"
        #expect(lines(evil, columns: 120).joined().unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{202E}" })
    }

    @Test(arguments: [("abc", 3), ("\u{65E5}\u{672C}", 4), ("e\u{301}", 1), ("\u{1F600}", 2)])
    func columnsAreThoseOfATerminal(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: 0...12) func fittedTextHasExactlyItsWidth(width: Int) {
        for text in ["", "abc", "a-long-name.pdf", "\u{65E5}\u{672C}\u{8A9E}\u{306E}\u{6587}\u{66F8}"] {
            #expect(TextWidth.columns(of: TextWidth.fit(text, columns: width, ellipsis: "…")) == width)
        }
    }

    @Test func screenWritesOnlyWhatChanged() {
        var screen = ProgressScreen()
        #expect(screen.show(["one", "two"], columns: 80).contains("one"))
        #expect(screen.show(["one", "two"], columns: 80).isEmpty)
        let update = screen.show(["one", "three"], columns: 80)
        #expect(update.contains("\u{1B}[2A") && update.contains("three") && !update.contains("one"))
        #expect(!update.contains("\u{1B}[2J"))
        #expect(screen.erase(columns: 80) == "\r\u{1B}[2A\u{1B}[J")
        #expect(screen.erase(columns: 80).isEmpty)
    }

    @Test func narrowerTerminalIsClearedByTheRowsThatWereWrapped() {
        var screen = ProgressScreen()
        _ = screen.show([String(repeating: "x", count: 79), "short"], columns: 80)
        #expect(screen.show(["new"], columns: 40).hasPrefix("\r\u{1B}[3A\u{1B}[J"))
    }

    @Test(arguments: [(0.0, "0 s"), (59.4, "59 s"), (60, "1:00"), (3725, "1:02:05"), (-5, "0 s"), (1e12, "99:59:59")])
    func durationsReadWell(seconds: Double, text: String) {
        #expect(ProgressText.duration(seconds) == text)
    }

    @Test func plainLineTellsTheRun() {
        #expect(
            ProgressText.line(snapshot())
                == "85/200 documents, 42 %, 2 failed, 3 for review, 68/min, 1:38 left, 1:15 so far, 1234 MB"
        )
    }
}

@Suite struct LogTests {
    private func lines(_ folder: TemporaryFolder, _ name: String) throws -> [String] {
        let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    private func job() -> Job { Job(id: 1, path: DocumentPath("/in/a.pdf"), size: 1, attempt: 1) }

    @Test func logIsRotatedBySizeAndOldOnesGo() throws {
        let folder = try TemporaryFolder()
        var limits = Configuration.Logging()
        limits.maxFileMB = 1
        limits.keepFiles = 2
        let log = LogFile(path: "\(folder.path)/x.log", limits: limits)
        let entry: JSONValue = ["text": .string(String(repeating: "x", count: 400_000))]
        for _ in 0..<10 { log.write(entry) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["x.log", "x.log.1", "x.log.2"])
        for name in names { #expect(try lines(folder, name).allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") }) }
        #expect(log.lost == 0)
        var status = stat()
        #expect(stat("\(folder.path)/x.log", &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func fullDiskLosesLinesAndNotTheRun() throws {
        let log = LogFile(path: "/dev/full", limits: Configuration.Logging())
        log.write(["a": 1])
        #expect(log.lost == 1)
    }

    @Test func documentsAndInfrastructureHaveALogEach() throws {
        let folder = try TemporaryFolder()
        let log = RunLog(folder: folder.path, configuration: Configuration())
        log.observe(.pool(.started(worker: 0, pid: 5)))
        log.observe(.pool(.standardError(worker: 0, pid: 5, line: "SECRET CONTENT")))
        log.observe(.documentFinished(job(), .review, reason: "119.00 is not 120.00", report: nil))
        log.observe(.documentFinished(job(), .failed, reason: "/in/a.pdf is encrypted", report: nil))
        let analysis = try lines(folder, "analysis.log")
        let system = try lines(folder, "system.log")
        #expect(analysis.count == 2 && analysis[1].contains("is encrypted") && analysis[1].contains("\"warning\""))
        #expect(!analysis[0].contains("119.00"))
        #expect(system.count == 1 && system[0].contains("worker_started"))
    }

    @Test func levelDecidesWhatIsWritten() throws {
        let folder = try TemporaryFolder()
        var configuration = Configuration()
        configuration.logging.level = .warning
        let log = RunLog(folder: folder.path, configuration: configuration)
        log.note("started")
        log.note("trouble", .error, [("what", "disk")])
        #expect(try lines(folder, "system.log").count == 1)
    }
}

@Suite struct OutputThreadTests {
    @Test(.timeLimit(.minutes(1))) func readerThatTakesNothingBlocksNobody() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let output = OutputThread(descriptor: ends[1])
        for number in 0..<10_000 { output.write("line \(number) of a display that nobody reads\n") }
        #expect(!output.isIdle)
        #expect(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        var chunk = [UInt8](repeating: 0, count: 65536)
        var received: [UInt8] = []
        while !output.isIdle {
            let count = read(ends[0], &chunk, chunk.count)
            received += chunk[..<max(count, 0)]
        }
        close(ends[1])
        while true {
            let count = read(ends[0], &chunk, chunk.count)
            guard count > 0 else { break }
            received += chunk[..<count]
        }
        close(ends[0])
        let lines = String(decoding: received, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 10_000)
        #expect(lines.last == "line 9999 of a display that nobody reads")
    }
}
