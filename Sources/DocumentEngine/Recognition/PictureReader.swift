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

    /// Mean confidence of the words, weighted by their length; 0 without any.
    var confidence: Double { reading.confidence }

    /// Grows with the number of characters read and with how sure they are; two readings of one picture compare by it.
    var score: Double {
        reading.words.reduce(0) { $0 + Double($1.text.count) * ($1.confidence - 0.35) }
    }
}

extension OCRReading {
    var words: [OCRWord] { blocks.flatMap { $0.flatMap(\.self) } }

    /// Mean confidence of the words, weighted by their length; 0 without any.
    var confidence: Double {
        let words = words
        let length = words.reduce(0) { $0 + $1.text.count }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(max(1, length))
    }

    /// Without what stains, rules and edges were taken for.
    ///
    /// On a page that reads badly these are the words that are believed least, and signs that are no words; on a good
    /// page such words are hard ones, small capitals for example, and stay.
    func withoutSpecks() -> OCRReading {
        guard confidence < 0.87 else { return self }
        func isWord(_ word: OCRWord) -> Bool {
            guard word.confidence >= 0.15 else { return false }
            return word.confidence >= 0.5 || word.text.contains { $0.isLetter || $0.isNumber }
        }
        let kept = blocks.map { $0.map { $0.filter(isWord) }.filter { !$0.isEmpty } }
        return OCRReading(blocks: kept.filter { !$0.isEmpty })
    }
}

/// Reads pictures of pages: measures each, chooses what it needs, and looks again where the first look was weak.
final class PictureReader {
    /// Counts up with every change that alters what is read; part of the recognition fingerprint.
    static let version = 2

    private let engine: TesseractEngine
    private let stop: StopFlag

    init(engine: TesseractEngine, stop: StopFlag) {
        self.engine = engine
        self.stop = stop
    }

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
        var reading: PictureReading?
        if page.measure.isSideways, let turned = grey.turned(quarters: 1), let upright = PreparedPage(grey: turned) {
            reading = try read(upright, quarters: 1, progressed)
        } else {
            reading = try read(page, quarters: 0, progressed)
        }
        if let words = reading?.reading.words, words.isEmpty, page.measure.ink < Self.emptyInk {
            reading?.isBlank = true
        }
        return reading
    }

    /// Less ink than this share of the page is dust, unless it has the size of letters.
    private static let blankInk = 0.0004
    /// Less ink than this and not a word make a page blank.
    private static let emptyInk = 0.002
    /// Below this mean confidence a page is looked at again.
    private static let weakConfidence = 0.75
    /// Below this one it may stand on its head.
    private static let lostConfidence = 0.55

    /// Looks once, and where that was weak in other ways; the look that reads most and most surely wins.
    private func read(
        _ page: PreparedPage,
        quarters: Int,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        guard var best = try look(at: page, page.firstLook, quarters: quarters, progressed) else { return nil }
        var page = page
        if best.confidence < Self.lostConfidence, let turned = page.grey.turned(quarters: 2),
            let other = PreparedPage(grey: turned)
        {
            let quarters = quarters + 2
            guard let reading = try look(at: other, other.firstLook, quarters: quarters, progressed) else { return nil }
            if reading.score > best.score {
                best = reading
                page = other
            }
        }
        for way in page.otherLooks where best.confidence < Self.weakConfidence {
            guard let reading = try look(at: page, way, quarters: best.quarters, progressed) else { return nil }
            if reading.score > best.score { best = reading }
        }
        return best
    }

    /// Levels and scales a page, reads it, and takes the words back to where they stand on it.
    private func look(
        at page: PreparedPage,
        _ way: PreparedPage.Look,
        quarters: Int,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        var result = PictureReading(width: page.grey.width, height: page.grey.height)
        result.quarters = quarters
        let picture = page.picture(for: way)
        let level = page.skew == 0 ? picture : picture.rotated(degrees: page.skew) ?? picture
        let scaled = level.scaled(by: page.scale) ?? level
        // Small letters of printed text are about 1/14 inch high at 10 points: the height tells the resolution.
        let height = page.measure.letterHeight * page.scale
        let resolution = height > 0 ? min(max(Int(height * 14), 100), 600) : 300
        let monitor = OCRMonitor(stop: stop, progressed: progressed)
        guard
            let reading = try engine.read(scaled, resolution: resolution, segmentation: way.mode, monitor: monitor)
        else { return nil }
        let back = BackMapping(
            scale: Double(scaled.width) / Double(level.width),
            degrees: level === picture ? 0 : page.skew,
            width: page.grey.width,
            height: page.grey.height
        )
        result.reading = back.mapped(reading.withoutSpecks())
        return result
    }
}

/// Takes boxes from the picture that was read back to the picture it was made from.
private struct BackMapping {
    /// Pixels read for each pixel of the original.
    let scale: Double
    /// Degrees by which the original was turned clockwise about its middle.
    let degrees: Double
    let width: Int
    let height: Int

    func mapped(_ reading: OCRReading) -> OCRReading {
        guard scale != 1 || degrees != 0 else { return reading }
        return OCRReading(blocks: reading.blocks.map { $0.map { $0.map(mapped) } })
    }

    private func mapped(_ word: OCRWord) -> OCRWord {
        var word = word
        let halfWidth = Double(word.right - word.left) / 2 / scale
        let halfHeight = Double(word.bottom - word.top) / 2 / scale
        let (x, y) = turnedBack(
            x: Double(word.left + word.right) / 2 / scale - Double(width) / 2,
            y: Double(word.top + word.bottom) / 2 / scale - Double(height) / 2
        )
        word.left = Int((x + Double(width) / 2 - halfWidth).rounded())
        word.right = Int((x + Double(width) / 2 + halfWidth).rounded())
        word.top = Int((y + Double(height) / 2 - halfHeight).rounded())
        word.bottom = Int((y + Double(height) / 2 + halfHeight).rounded())
        return word
    }

    private func turnedBack(x: Double, y: Double) -> (Double, Double) {
        guard degrees != 0 else { return (x, y) }
        // Small angles: the series is exact to a ten-thousandth up to 10 degrees and needs no library.
        let radians = -degrees * .pi / 180
        let sine = radians - radians * radians * radians / 6
        let cosine = 1 - radians * radians / 2 + radians * radians * radians * radians / 24
        return (x * cosine - y * sine, x * sine + y * cosine)
    }
}
