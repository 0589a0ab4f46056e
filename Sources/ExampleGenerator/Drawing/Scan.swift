import OrchestrateModel

/// A picture of 8 bits a pixel, 0 black and 255 white, rows from the top.
struct GrayPicture {
    var width: Int
    var height: Int
    var pixels: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = Array(repeating: 255, count: width * height)
    }
}

/// The file formats that scans are kept in.
enum ScanFormat {
    case jpeg(quality: Int)
    case grayPNG
    case bilevelPNG
    /// CCITT group 4.
    case faxTIFF
    /// LZW.
    case grayTIFF
}

/// What printing, handling and scanning do to a page.
struct Degradation {
    /// Dots an inch.
    var resolution = 200
    /// Degrees clockwise.
    var skew = 0.0
    /// Pixels to either side that are averaged.
    var blur = 0
    /// Detail kept, 1 for all.
    var detail = 1.0
    /// Standard deviation of noise, in levels of gray.
    var noise = 0.0
    /// Levels by which ink is lighter than black.
    var fade = 0
    /// Levels by which the right edge is darker than the left.
    var shade = 0
    /// Share of the light that a shadow across the lower half takes.
    var shadow = 0.0
    /// Level of gray of a stamp's ink across the text; 255 for no stamp.
    var stamp = 255
    /// Clockwise quarters by which the page lies turned.
    var quarters = 0
    /// True for light text on dark paper.
    var isInverted = false

    /// The sheet as a scanner would deliver it.
    func scan(_ sheet: Sheet, random: inout SeededRandom) throws(Failure) -> GrayPicture {
        let target = try CairoTarget.picture(of: sheet, resolution: resolution)
        target.draw(sheet)
        let optics = try LeptonicaPicture(target.grayPicture(), resolution: resolution)
        if skew != 0 { try optics.rotate(degrees: skew) }
        if detail < 1 { try optics.coarsen(factor: detail) }
        if blur > 0 { try optics.blur(radius: blur) }
        if quarters > 0 { try optics.turn(quarters: quarters) }
        return expose(optics.grayPicture(), random: &random)
    }

    /// Ink and light: fades, shades and adds noise.
    private func expose(_ picture: GrayPicture, random: inout SeededRandom) -> GrayPicture {
        guard noise > 0 || fade > 0 || shade > 0 || shadow > 0 || stamp < 255 || isInverted else { return picture }
        var exposed = picture
        for index in exposed.pixels.indices {
            var level = Double(fade) + Double(exposed.pixels[index]) * Double(255 - fade) / 255
            level -= Double(shade * (index % picture.width)) / Double(picture.width)
            let (x, y) = place(of: index, in: picture)
            if shadow > 0, y > 0.35 + 0.3 * x { level *= 1 - shadow }
            if stamp < 255, Self.isStamped(x, y) { level = min(level, Double(stamp)) }
            if isInverted { level = 255 - level }
            if noise > 0 { level += random.gaussian() * noise }
            exposed.pixels[index] = UInt8(min(255, max(0, level)))
        }
        return exposed
    }

    /// Shares of the width and the height.
    private func place(of index: Int, in picture: GrayPicture) -> (x: Double, y: Double) {
        (Double(index % picture.width) / Double(picture.width), Double(index / picture.width) / Double(picture.height))
    }

    /// A ring across the text, and a bar through it.
    private static func isStamped(_ x: Double, _ y: Double) -> Bool {
        let distance = ((x - 0.5) * (x - 0.5) / 2 + (y - 0.3) * (y - 0.3)).squareRoot()
        return (0.14...0.155).contains(distance) || (distance < 0.14 && abs(y - 0.3 - (x - 0.5) / 4) < 0.012)
    }
}
