import CTesseract
import OrchestrateModel

/// What was read in one picture, in the frame of the upright picture.
struct PictureReading {
    var reading = OCRReading()
    /// Size of the upright picture in pixels.
    var width: Int
    var height: Int
    /// Clockwise quarters by which the picture was turned.
    var quarters = 0
    var isBlank = false
    /// What reading noticed, such as an engine that failed.
    var findings: [Finding] = []

    /// Mean confidence of the words, weighted by their length; 0 without any.
    var confidence: Double { reading.confidence }
}

/// Reads pictures of pages: measures each, chooses what it needs, and looks again where the first look was weak.
final class PictureReader {
    /// Counts up with every change that alters what is read; part of the recognition fingerprint.
    static let version = 6

    let engine: TesseractEngine
    private let external: ExternalReading
    private let stop: StopFlag

    init(engine: TesseractEngine, external: ExternalReading = ExternalReading(), stop: StopFlag) {
        self.engine = engine
        self.external = external
        self.stop = stop
    }

    /// The external engines that take part, for the recognition fingerprint.
    var externalEngines: [String] { external.fingerprint }

    /// Reads a picture; nil where a stop was asked for.
    func read(_ source: Picture, progressed: @escaping () -> Void) throws(Failure) -> PictureReading? {
        guard let grey = source.grey, let page = PreparedPage(grey: grey) else {
            throw Failure(.outOfMemory, "no memory for a picture of \(source.width) × \(source.height) pixels")
        }
        guard page.measure.ink > Self.blankInk || page.measure.letters >= 5 else {
            var blank = PictureReading(width: source.width, height: source.height)
            blank.isBlank = true
            return blank
        }
        guard var reading = try readUpright(page, progressed) else { return nil }
        if reading.reading.words.isEmpty, page.measure.ink < Self.emptyInk { reading.isBlank = true }
        return reading
    }

    /// Less ink than this share of the page is dust, unless it has the size of letters.
    private static let blankInk = 0.0004
    /// Less ink than this and not a word make a page blank.
    private static let emptyInk = 0.002
    /// Below this mean confidence a page is looked at again.
    private static let weakConfidence = 0.85
    /// Below this one it may stand on its head or lie on its side.
    private static let lostConfidence = 0.65

    /// Reads a page the way up in which a sample of it reads best.
    private func readUpright(
        _ page: PreparedPage,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        var untried = [2, 1, 3]
        if page.measure.isSideways {
            guard let quarters = try uprightQuarters(of: page, among: [1, 3], progressed) else { return nil }
            if let turned = page.turned(quarters: quarters) {
                return try read(turned, quarters: quarters, first: nil, progressed)
            }
            untried = [2]
        }
        guard !external.readsPages else { return try read(page, quarters: 0, first: nil, progressed) }
        guard let page = try withLanguages(page, progressed) else { return nil }
        guard let first = try look(at: page, page.firstLook, progressed) else { return nil }
        if first.runsUpwards, let turned = page.turned(quarters: 3) {
            guard let turned = try withLanguages(turned, progressed) else { return nil }
            guard let other = try look(at: turned, turned.firstLook, progressed) else { return nil }
            if other.confidence > Self.lostConfidence, !other.runsUpwards {
                return try read(turned, quarters: 3, first: other, progressed)
            }
        }
        if first.confidence < Self.lostConfidence {
            guard let quarters = try uprightQuarters(of: page, among: untried, progressed) else { return nil }
            if let turned = page.turned(quarters: quarters) {
                return try read(turned, quarters: quarters, first: nil, progressed)
            }
        }
        return try read(page, quarters: 0, first: first, progressed)
    }

    /// Reads a page by the engine of choice, and what it read weakly by that of the second look.
    private func read(
        _ page: PreparedPage,
        quarters: Int,
        first: OCRReading?,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        let watch = { [stop] in
            progressed()
            return !stop.isRaised
        }
        var findings: [Finding] = []
        switch external.read(page, quarters: quarters, watch) {
        case .read(let reading): return reading
        case .stopped: return nil
        case .failed(let finding): findings = [finding]
        case .notAsked: break
        }
        guard let page = try withLanguages(page, progressed) else { return nil }
        var known = first
        if known == nil { known = try look(at: page, page.firstLook, progressed) }
        guard let reading = known else { return nil }
        func own(_ reading: OCRReading) -> PictureReading {
            let (width, height) = (page.grey.width, page.grey.height)
            let plain = reading.withoutSpecks()
            return PictureReading(reading: plain, width: width, height: height, quarters: quarters, findings: findings)
        }
        if external.looksAgain {
            // It sees more than tesseract does in other ways; only where both saw little those are worth their time.
            guard let improved = external.improved(own(reading), of: page, watch) else { return nil }
            guard improved.confidence < Self.lostConfidence else { return improved }
            guard let other = try otherLooks(at: page, after: reading, progressed).map(own) else { return nil }
            return other.confidence > improved.confidence ? external.improved(other, of: page, watch) : improved
        }
        return try otherLooks(at: page, after: reading, progressed).map(own)
    }

    /// Looks in other ways at what was read weakly, and takes the surest words of all looks.
    private func otherLooks(
        at page: PreparedPage,
        after first: OCRReading,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> OCRReading? {
        var reading = first
        for way in page.otherLooks where reading.confidence < Self.weakConfidence {
            guard let other = try look(at: page, way, progressed) else { return nil }
            reading = reading.merged(with: other)
        }
        return reading
    }

    /// The clockwise quarters after which a sample of the page reads best: 0, or one of the candidates where it reads
    /// better by a clear margin; nil where a stop was asked for.
    private func uprightQuarters(
        of page: PreparedPage,
        among candidates: [Int],
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> Int? {
        guard let sample = page.sample, let straight = PreparedPage(grey: sample) else { return 0 }
        guard let reading = try look(at: straight, straight.sampleLook, progressed) else { return nil }
        var best = (quarters: 0, score: max(reading.score, 0) * 1.5 + 4)
        guard !Self.isConvincing(reading) else { return 0 }
        for quarters in candidates {
            guard let turned = straight.turned(quarters: quarters) else { continue }
            guard let other = try look(at: turned, turned.sampleLook, progressed) else { return nil }
            guard other.score > best.score, other.confidence > reading.confidence + 0.1 else { continue }
            best = (quarters, other.score)
            if Self.isConvincing(other) { break }
        }
        return best.quarters
    }

    /// Letters that stand on their heads or lie on their sides are never read this surely.
    static func isConvincing(_ reading: OCRReading) -> Bool { reading.confidence > 0.8 && reading.score > 12 }

    /// Levels and scales a page, reads it, and takes the words back to where they stand on it.
    func look(
        at page: PreparedPage,
        _ way: PreparedPage.Look,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> OCRReading? {
        let picture = page.picture(for: way)
        let ready = picture.levelled(degrees: page.skew, scale: way.scale)
        // Small letters of printed text are about 1/14 inch high at 10 points: the height tells the resolution.
        let height = page.measure.letterHeight * way.scale
        let settings = OCRSettings(
            resolution: height > 0 ? min(max(Int(height * 14), 100), 600) : 300,
            segmentation: way.mode,
            unwanted: way.unwanted,
            languages: page.languages ?? engine.languages.candidates
        )
        let monitor = OCRMonitor(stop: stop, progressed: progressed)
        guard let reading = try engine.read(ready, settings, monitor: monitor) else { return nil }
        let back = BackMapping(
            scale: Double(ready.width) / Double(picture.width),
            degrees: page.skew,
            width: page.grey.width,
            height: page.grey.height
        )
        return back.mapped(reading)
    }
}
