import CTesseract

/// A picture of a page with all that was measured on it and the ways to look at it that follow.
struct PreparedPage {
    /// One way to look: how strongly the picture is smoothed, how it is scaled, and what tesseract may expect on it.
    struct Look {
        var radius: Int
        var isEvened = false
        var scale = 1.0
        var mode: TessPageSegMode
        /// Characters that cannot be on the page.
        var unwanted = ""
    }

    /// Upright, one bit or eight bits a pixel, as it came.
    let grey: Picture
    /// Dark on light, paper white and ink black.
    private let toned: Picture
    let measure: PageMeasure
    /// Degrees clockwise that level the page's lines; 0 where they are level.
    let skew: Double
    private let isNoisy: Bool
    /// Tesseract's codes, the likeliest first, once they are known.
    var languages: [String]?

    /// Measures the picture; nil without memory for it.
    init?(grey: Picture) {
        self.grey = grey
        let curve = ToneCurve(grey: grey)
        if let curve, curve.isInverted, let inverted = grey.inverted(), let other = ToneCurve(grey: inverted) {
            toned = other.applied(to: inverted)
        } else {
            toned = curve?.applied(to: grey) ?? grey
        }
        isNoisy = (curve?.noise ?? 0) > Self.noisyShare
        let smooth = isNoisy ? toned.smoothed(radius: 1) : toned
        guard let binary = smooth?.binarized() else { return nil }
        measure = PageMeasure(binary: binary)
        let angle = PageMeasure.skew(of: binary)
        skew = abs(angle) > 0.3 ? angle : 0
    }

    /// Clean renderings have a tenth of this, pictures from a camera or compressed by JPEG twice and more.
    private static let noisyShare = 0.5
    /// A page narrower than this many letter heights has one column, as receipts have.
    private static let narrowWidth = 50.0

    /// The factor that brings letters to the height that the engine reads best and fastest.
    ///
    /// Measured: on one-bit scans the error rate falls by a third when letters of 22 pixels shrink to 12 or 15 grey
    /// ones, and rises again below 11 because lines are lost; on grey pictures 16 to 24 are alike, and small is fast;
    /// noisy slips from a till lose below 20.
    private var scale: Double {
        let height = measure.letterHeight
        guard height > 0 else { return 1 }
        if height < 9 { return min(16 / height, 3) }
        if grey.depth == 1 { return height > 15 ? (isNarrow ? 15 : 12.5) / height : 1 }
        return isNoisy && isNarrow ? min(22 / height, 1) : height > 19 ? 16 / height : 1
    }

    /// Signs that stains and frayed letters are taken for and that slips from a till do not carry.
    private static let strangeSigns =
        "\u{A7}\u{A5}\u{AB}\u{BB}\u{A9}\u{AE}\u{2122}\u{A2}~|\\{}\u{201C}\u{201D}\u{2018}\u{2019}"

    private var isNarrow: Bool {
        measure.letterHeight > 0 && Double(grey.width) < Self.narrowWidth * measure.letterHeight
    }

    private var usualLook: Look {
        Look(
            radius: isNoisy ? 1 : 0,
            scale: scale,
            mode: isNarrow ? PSM_SINGLE_BLOCK : PSM_AUTO,
            unwanted: isNoisy && isNarrow ? Self.strangeSigns : ""
        )
    }

    var firstLook: Look { usualLook }

    /// The look at a part of a page, in which nothing is to be found but lines.
    var sampleLook: Look {
        var look = usualLook
        look.mode = PSM_SINGLE_BLOCK
        return look
    }

    /// What else to try where the first look is weak, the most promising first.
    var otherLooks: [Look] {
        var other = usualLook
        var evened = usualLook
        evened.isEvened = true
        if isNarrow {
            other.mode = PSM_SINGLE_COLUMN
            evened.mode = PSM_SINGLE_COLUMN
            if isNoisy, measure.letterHeight >= 9 {
                other.scale = 1
                evened.scale = 1
            }
        } else {
            other.radius += 1
        }
        return [other, evened]
    }

    /// The part of the picture with the most letters, about twenty lines of a column; nil without memory.
    var sample: Picture? {
        guard let area = measure.densest else { return grey }
        return grey.clipped(left: area.left, top: area.top, width: area.side, height: area.side)
    }

    /// Half of that part, which is enough to tell a language; nil without memory.
    var shortSample: Picture? {
        guard let sample else { return nil }
        return sample.clipped(left: 0, top: sample.height / 4, width: sample.width, height: sample.height / 2)
    }

    /// The page turned clockwise and measured anew; nil for no turn or without memory.
    func turned(quarters: Int) -> PreparedPage? {
        guard quarters % 4 != 0 else { return nil }
        return grey.turned(quarters: quarters).flatMap(PreparedPage.init(grey:))
    }

    /// The picture as it is looked at.
    func picture(for look: Look) -> Picture {
        let base = look.isEvened ? toned.evened() ?? toned : toned
        return look.radius > 0 ? base.smoothed(radius: look.radius) ?? base : base
    }
}
