import CTesseract

/// A picture of a page with all that was measured on it and the ways to look at it that follow.
struct PreparedPage {
    /// One way to look: how strongly the picture is smoothed, and what tesseract may expect on it.
    struct Look {
        var radius: Int
        var isEvened = false
        var mode: TessPageSegMode
    }

    /// Upright, one bit or eight bits a pixel, as it came.
    let grey: Picture
    /// Dark on light, paper white and ink black.
    private let toned: Picture
    let measure: PageMeasure
    /// Degrees clockwise that level the page's lines; 0 where they are level.
    let skew: Double
    private let isNoisy: Bool

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
    /// Measured: on one-bit scans the error rate falls by a third when letters of 22 pixels shrink to 11 or 15 grey
    /// ones, and rises again below 11 because lines are lost; on grey pictures 16 to 24 are alike, and small is fast.
    var scale: Double {
        let height = measure.letterHeight
        guard height > 0 else { return 1 }
        if grey.depth == 1 { return height > 15 ? 12.5 / height : height < 9 ? min(16 / height, 3) : 1 }
        return height > 19 ? 16 / height : height < 9 ? min(16 / height, 3) : 1
    }

    private var isNarrow: Bool {
        measure.letterHeight > 0 && Double(grey.width) < Self.narrowWidth * measure.letterHeight
    }

    var firstLook: Look {
        Look(radius: isNoisy ? 1 : 0, mode: isNarrow ? PSM_SINGLE_BLOCK : PSM_AUTO)
    }

    /// What else to try where the first look is weak, the most promising first.
    var otherLooks: [Look] {
        let mode = isNarrow ? PSM_SINGLE_BLOCK : PSM_AUTO
        let stronger = Look(radius: isNoisy ? 2 : 1, mode: mode)
        let otherMode = Look(radius: isNoisy ? 1 : 0, mode: isNarrow ? PSM_AUTO : PSM_SINGLE_COLUMN)
        let evened = Look(radius: isNoisy ? 1 : 0, isEvened: true, mode: mode)
        return isNarrow ? [stronger, otherMode] : [stronger, evened]
    }

    /// The picture as it is looked at.
    func picture(for look: Look) -> Picture {
        let base = look.isEvened ? toned.evened() ?? toned : toned
        return look.radius > 0 ? base.smoothed(radius: look.radius) ?? base : base
    }
}
