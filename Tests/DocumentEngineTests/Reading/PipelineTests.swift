import DocumentEngine
import Foundation
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PipelineTests {
    private func pipeline(
        cache: MemoryCache? = nil,
        stop: StopFlag = StopFlag(),
        _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> DocumentPipeline {
        var configuration = Configuration()
        change(&configuration)
        return try DocumentPipeline(
            configuration: configuration,
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: cache,
            stop: stop
        )
    }

    private func job(_ path: String) -> Job { Job(id: 1, path: DocumentPath(path), size: 0) }

    private func result(_ run: PipelineRun) throws -> DocumentResult {
        guard case .completed(let result) = run.outcome else {
            Issue.record("not completed: \(run.outcome)")
            throw Failure(.unknown, "not completed")
        }
        return result
    }

    private func failure(_ run: PipelineRun) -> Failure? {
        if case .failed(let failure) = run.outcome { failure } else { nil }
    }

    private func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func textLayerIsTakenAsItStands() throws {
        let drawn = try DrawnPages()
        let path = drawn.pdf(
            "a.pdf",
            pages: [DrawnPages.lines(DrawnPages.paragraph), DrawnPages.lines(["Second page"])]
        )
        let result = try result(pipeline().run(job(path)) { _ in })
        #expect(result.identity.mediaType == "application/pdf")
        #expect(result.identity.sha256.count == 64)
        #expect(result.pages.map(\.state) == [.text, .text])
        #expect(folded(result.pages[0].text) == DrawnPages.paragraph.joined(separator: " "))
        #expect(result.pages[0].width.rounded() == 595)
    }

    @Test func pageWithoutTextLayerIsReadByOCR() throws {
        let drawn = try DrawnPages()
        let path = drawn.scan("scan.pdf", picture: DrawnPages.lines(DrawnPages.paragraph))
        let result = try result(pipeline().run(job(path)) { _ in })
        #expect(result.pages.map(\.state) == [.ocr])
        #expect(folded(result.pages[0].text) == DrawnPages.paragraph.joined(separator: " "))
        #expect(result.pages[0].confidence > 0.85)
    }

    @Test func mixedPageKeepsBothItsTextAndThatOfItsPicture() throws {
        let drawn = try DrawnPages()
        let picture = DrawnPages.lines(DrawnPages.paragraph, y: 300)
        let path = drawn.scan("mixed.pdf", picture: picture, layer: DrawnPages.lines(["Printed heading of the letter"]))
        let text = folded(try result(pipeline().run(job(path)) { _ in }).pages[0].text)
        #expect(text.hasPrefix("Printed heading of the letter"))
        #expect(text.contains("the harbour master counted"))
    }

    @Test(arguments: [0, 1, 2, 3])
    func turnedPictureIsSetUpright(quarters: Int) throws {
        let drawn = try DrawnPages()
        let path = drawn.png("turned.png", DrawnPages.lines(DrawnPages.paragraph), quarters: quarters)
        let page = try result(pipeline().run(job(path)) { _ in }).pages[0]
        #expect(folded(page.text) == DrawnPages.paragraph.joined(separator: " "))
        #expect(page.rotation == (4 - quarters) % 4 * 90)
        #expect(abs(page.width - 595) < 2 && abs(page.height - 842) < 2)
    }

    @Test func crookedPictureIsLevelled() throws {
        let drawn = try DrawnPages()
        let path = drawn.png("crooked.png", DrawnPages.lines(DrawnPages.paragraph), angle: 3)
        let page = try result(pipeline().run(job(path)) { _ in }).pages[0]
        #expect(folded(page.text) == DrawnPages.paragraph.joined(separator: " "))
    }

    @Test func everyFrameOfATIFFIsAPage() throws {
        let drawn = try DrawnPages()
        let path = drawn.tiff(
            "fax.tiff",
            frames: [DrawnPages.lines(DrawnPages.paragraph), [], DrawnPages.lines(["The last page of this fax"])]
        )
        let pages = try result(pipeline().run(job(path)) { _ in }).pages
        #expect(pages.map(\.state) == [.ocr, .blank, .ocr])
        #expect(folded(pages[2].text) == "The last page of this fax")
    }

    @Test func legacyEncodingIsDecoded() throws {
        let drawn = try DrawnPages()
        let text =
            "Gr\u{FC}\u{DF}e aus K\u{F6}ln, f\u{FC}r die s\u{FC}\u{DF}en \u{C4}pfel danken wir sch\u{F6}n.\nBis bald\n"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let result = try result(pipeline().run(job(drawn.write(bytes, to: "gruss.txt"))) { _ in })
        #expect(result.pages[0].text == text)
        #expect(result.identity.encoding?.isEmpty == false)
    }

    @Test func manyPagesAreOfferedForSharingOnceAndThenReadHere() throws {
        let drawn = try DrawnPages()
        let cache = MemoryCache()
        let pipeline = try pipeline(cache: cache) { $0.recognition.fanOutPages = 1 }
        var job = job(
            drawn.tiff("two.tiff", frames: [DrawnPages.lines(["First frame"]), DrawnPages.lines(["Second frame"])])
        )
        #expect(pipeline.run(job) { _ in }.outcome == .needsPages([1, 2]))
        #expect(try pipeline.recognize(pages: [2], of: job) { _ in } == [2: .ocr])
        job.isFannedOut = true
        let first = try result(pipeline.run(job) { _ in })
        #expect(cache.hits == 1)
        #expect(first.pages.map { folded($0.text) } == ["First frame", "Second frame"])
        let second = try result(pipeline.run(job) { _ in })
        #expect(cache.hits == 3)
        #expect(second.pages == first.pages)
    }

    @Test func raisedStopInterrupts() throws {
        let drawn = try DrawnPages()
        let stop = StopFlag()
        let pipeline = try pipeline(stop: stop)
        let path = drawn.png("page.png", DrawnPages.lines(DrawnPages.paragraph))
        let run = pipeline.run(job(path)) { progress in
            if progress.phase == .recognition { stop.raise() }
        }
        #expect(run.outcome == .interrupted)
    }

    @Test func badFilesFailWithTheReason() throws {
        let drawn = try DrawnPages()
        let pipeline = try pipeline()
        let good = try Data(contentsOf: URL(fileURLWithPath: drawn.pdf("a.pdf", pages: [DrawnPages.lines(["Text"])])))
        let truncated = try drawn.write(good.prefix(60), to: "cut.pdf")
        #expect(failure(pipeline.run(job(truncated)) { _ in })?.code == .corrupt)
        #expect(failure(pipeline.run(job(try drawn.write([], to: "zero.pdf"))) { _ in })?.code == .empty)
        #expect(failure(pipeline.run(job(drawn.path("gone.pdf"))) { _ in })?.code == .notFound)
        let broken = try drawn.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], to: "broken.png")
        #expect(failure(pipeline.run(job(broken)) { _ in })?.code == .corrupt)
    }

    @Test func unreadTypeIsSkippedWithItsName() throws {
        let drawn = try DrawnPages()
        let path = try drawn.write(Array("%!PS-Adobe-3.0\n".utf8), to: "print.pdf")
        guard case .skipped(let reason) = try pipeline().run(job(path), progress: { _ in }).outcome else {
            Issue.record("not skipped")
            return
        }
        #expect(reason.code == "unsupported_type")
        #expect(reason.message.contains("application/postscript"))
    }

    @Test func missingLanguageNamesThePackage() throws {
        do {
            _ = try pipeline { $0.recognition.languages = ["eng", "tlh_old"] }
            Issue.record("no failure")
        } catch let failure as Failure {
            #expect(failure.code == .missingLanguage)
            #expect(failure.message.contains("tesseract-ocr-tlh-old"))
        }
    }

    @Test func fingerprintFollowsTheSettingsThatShapeResults() throws {
        let plain = try pipeline().fingerprint
        #expect(try pipeline().fingerprint == plain)
        #expect(try pipeline { $0.recognition.resolution = 200 }.fingerprint != plain)
        #expect(try pipeline { $0.workers.count = 7 }.fingerprint == plain)
    }

    @Test func engineReportNamesLibrariesAndLanguages() {
        let report = DocumentPipeline.engineReport(Configuration().recognition)
        #expect(report.libraries.map(\.name).contains("tesseract"))
        #expect(report.libraries.allSatisfy { $0.version.first?.isNumber == true })
        #expect(report.languages.contains("eng"))
    }
}
