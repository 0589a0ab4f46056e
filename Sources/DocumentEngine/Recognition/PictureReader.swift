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
    var confidence: Double {
        var sum = 0.0
        var length = 0
        for word in reading.words {
            sum += word.confidence * Double(word.text.count)
            length += word.text.count
        }
        return length == 0 ? 0 : sum / Double(length)
    }

    /// Grows with the number of characters read and with how sure they are; two readings of one picture compare by it.
    var score: Double {
        reading.words.reduce(0) { $0 + Double($1.text.count) * ($1.confidence - 0.35) }
    }
}

extension OCRReading {
    var words: [OCRWord] { blocks.flatMap { $0.flatMap(\.self) } }
}

/// Reads pictures of pages: measures each, chooses what it needs, and looks twice where the first look was weak.
final class PictureReader {
    /// Counts up with every change that alters what is read; part of the recognition fingerprint.
    static let version = 1

    private let engine: TesseractEngine
    private let stop: StopFlag

    init(engine: TesseractEngine, stop: StopFlag) {
        self.engine = engine
        self.stop = stop
    }

    /// Reads a picture; nil where a stop was asked for.
    func read(_ source: Picture, progressed: @escaping () -> Void) throws(Failure) -> PictureReading? {
        var look = PictureReading(width: source.width, height: source.height)
        guard let grey = source.grey, let binary = grey.binarized() else {
            throw Failure(.outOfMemory, "no memory for a picture of \(source.width) × \(source.height) pixels")
        }
        var measure = PageMeasure(binary: binary)
        guard measure.ink > Self.blankInk || measure.letters >= 12 else {
            look.isBlank = true
            return look
        }
        var upright = grey
        if measure.isSideways, let turned = grey.turned(quarters: 1), let turnedBinary = turned.binarized() {
            upright = turned
            measure = PageMeasure(binary: turnedBinary)
            look.quarters = 1
        }
        guard var best = try self.look(at: upright, measure, as: look, progressed) else { return nil }
        if best.confidence < Self.weakConfidence {
            guard let second = try secondLook(at: upright, measure, after: best, progressed) else { return nil }
            best = second
        }
        return best
    }

    /// Less ink than this share of the page is dust.
    private static let blankInk = 0.0004
    /// Below this mean confidence a page is looked at again.
    private static let weakConfidence = 0.75
    /// Below this one it may stand on its head.
    private static let lostConfidence = 0.55

    /// Tries the page turned by a half where hardly anything was read, then with an evened background; the best wins.
    private func secondLook(
        at upright: Picture,
        _ measure: PageMeasure,
        after first: PictureReading,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        var best = first
        if best.confidence < Self.lostConfidence, let turned = upright.turned(quarters: 2) {
            var look = PictureReading(width: turned.width, height: turned.height)
            look.quarters = first.quarters + 2
            guard let other = try self.look(at: turned, measure, as: look, progressed) else { return nil }
            if other.score > best.score { best = other }
        }
        let picture = best.quarters == first.quarters ? upright : upright.turned(quarters: 2)
        if let evened = picture?.evened() {
            var look = PictureReading(width: evened.width, height: evened.height)
            look.quarters = best.quarters
            guard let other = try self.look(at: evened, measure, as: look, progressed) else { return nil }
            if other.score > best.score { best = other }
        }
        return best
    }

    /// Levels and scales a picture, reads it, and takes the words back to where they stand on it.
    private func look(
        at picture: Picture,
        _ measure: PageMeasure,
        as empty: PictureReading,
        _ progressed: @escaping () -> Void
    ) throws(Failure) -> PictureReading? {
        var result = empty
        result.width = picture.width
        result.height = picture.height
        let angle = picture.binarized().map(PageMeasure.skew) ?? 0
        let level = abs(angle) > 0.3 ? picture.rotated(degrees: angle) ?? picture : picture
        let factor = Self.scale(for: measure, picture)
        let scaled = level.scaled(by: factor) ?? level
        // Small letters of printed text are about 1/14 inch high at 10 points: the height tells the resolution.
        let resolution = measure.letterHeight > 0 ? Int(measure.letterHeight * factor * 14) : 300
        let monitor = OCRMonitor(stop: stop, progressed: progressed)
        let limited = min(max(resolution, 100), 600)
        guard
            let reading = try engine.read(scaled, resolution: limited, segmentation: PSM_AUTO, monitor: monitor)
        else { return nil }
        let back = BackMapping(
            scale: Double(scaled.width) / Double(level.width),
            degrees: level === picture ? 0 : angle,
            width: picture.width,
            height: picture.height
        )
        result.reading = back.mapped(reading)
        return result
    }

    /// The factor that brings letters to a height that the engine reads well, without making large pages larger.
    private static func scale(for measure: PageMeasure, _ picture: Picture) -> Double {
        guard measure.letterHeight > 0 else { return 1 }
        let wanted = 24.0
        if measure.letterHeight < 18 { return min(wanted / measure.letterHeight, 3) }
        if measure.letterHeight > 40 { return wanted / measure.letterHeight }
        return 1
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
