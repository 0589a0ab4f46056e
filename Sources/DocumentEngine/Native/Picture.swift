import CTesseract

/// A picture in memory; owns leptonica's handle.
final class Picture {
    let handle: UnsafeMutablePointer<Pix>
    let width: Int
    let height: Int

    init(handle: UnsafeMutablePointer<Pix>) {
        self.handle = handle
        width = Int(pixGetWidth(handle))
        height = Int(pixGetHeight(handle))
    }

    deinit {
        var doomed: UnsafeMutablePointer<Pix>? = handle
        pixDestroy(&doomed)
    }

    /// A grey copy of a bitmap; nil if there is no memory for it.
    convenience init?(_ bitmap: GreyBitmap) {
        guard let handle = pixCreateNoInit(Int32(bitmap.width), Int32(bitmap.height), 8) else { return nil }
        self.init(handle: handle)
        guard let words = pixGetData(handle) else { return nil }
        let wordsPerRow = Int(pixGetWpl(handle))
        bitmap.pixels.withUnsafeBufferPointer { pixels in
            for row in 0..<bitmap.height {
                var source = row * bitmap.width
                let target = words + row * wordsPerRow
                for word in 0..<wordsPerRow {
                    var value: UInt32 = 0
                    // Leptonica keeps the leftmost pixel in the highest byte.
                    for place in 0..<4 {
                        let inside = word * 4 + place < bitmap.width
                        value = value << 8 | (inside ? UInt32(pixels[source]) : 255)
                        source += inside ? 1 : 0
                    }
                    target[word] = value
                }
            }
        }
    }

    var depth: Int { Int(pixGetDepth(handle)) }

    /// Pixels an inch by the file's metadata; 0 where it says nothing.
    var resolution: Int { Int(pixGetXRes(handle)) }

    /// The picture as one bit a pixel where it is that, else as 8-bit grey; colours and transparency laid on white.
    var grey: Picture? {
        let flat = pixGetSpp(handle) == 4 ? pixAlphaBlendUniform(handle, 0xFFFF_FF00) : pixClone(handle)
        guard let flat else { return nil }
        let opaque = Picture(handle: flat)
        if opaque.depth == 1, pixGetColormap(flat) == nil { return opaque }
        return pixConvertTo8(flat, 0).map(Picture.init(handle:))
    }

    /// A part of the picture, as far as it lies inside; nil without memory.
    func clipped(left: Int, top: Int, width: Int, height: Int) -> Picture? {
        var frame = boxCreate(Int32(left), Int32(top), Int32(width), Int32(height))
        defer { boxDestroy(&frame) }
        return pixClipRectangle(handle, frame, nil).map(Picture.init(handle:))
    }

    /// Turned clockwise by quarters.
    func turned(quarters: Int) -> Picture? {
        guard quarters % 4 != 0 else { return self }
        return pixRotateOrth(handle, Int32(quarters % 4)).map(Picture.init(handle:))
    }

    /// Turned clockwise about its middle by a small angle in degrees; its size is kept and corners become white.
    func rotated(degrees: Double) -> Picture? {
        let radians = Float(degrees * .pi / 180)
        let kind = depth == 1 ? L_ROTATE_SAMPLING : L_ROTATE_AREA_MAP
        return pixRotate(handle, radians, Int32(kind), Int32(L_BRING_IN_WHITE), 0, 0).map(Picture.init(handle:))
    }

    /// Turned clockwise by a small angle in degrees and scaled; short of memory it stays as it was.
    func levelled(degrees: Double, scale: Double) -> Picture {
        let level = degrees == 0 ? self : rotated(degrees: degrees) ?? self
        return level.scaled(by: scale) ?? level
    }

    /// Scaled alike in both directions; one bit becomes grey when it shrinks.
    func scaled(by factor: Double) -> Picture? {
        guard abs(factor - 1) > 0.01 else { return self }
        let factor = Float(factor)
        if depth == 1 {
            guard factor < 1 else { return pixScale(handle, factor, factor).map(Picture.init(handle:)) }
            return pixScaleToGray(handle, factor).map(Picture.init(handle:))
        }
        return pixScale(handle, factor, factor).map(Picture.init(handle:))
    }

    /// Each pixel the mean of those around it, `radius` pixels far; takes out the noise of compression and of dots.
    func smoothed(radius: Int) -> Picture? {
        guard depth == 8 else { return self }
        return pixBlockconv(handle, Int32(radius), Int32(radius)).map(Picture.init(handle:))
    }

    /// Light and dark exchanged.
    func inverted() -> Picture? { pixInvert(nil, handle).map(Picture.init(handle:)) }

    /// One bit a pixel, dark pixels set, by Otsu's threshold over the whole picture.
    func binarized() -> Picture? {
        guard depth != 1 else { return self }
        var result: UnsafeMutablePointer<Pix>?
        guard pixOtsuAdaptiveThreshold(handle, 4096, 4096, 0, 0, 0, nil, &result) == 0 else { return nil }
        return result.map(Picture.init(handle:))
    }

    /// Grey with its background made even, so that shadows and stains do not swallow words.
    func evened() -> Picture? {
        guard depth == 8 else { return self }
        return pixBackgroundNormSimple(handle, nil, nil).map(Picture.init(handle:))
    }

    /// The pixels in rows without padding, red in bits 16 to 23, green and blue below; nil without memory for them.
    func colours() -> [UInt32]? {
        let flat = pixGetSpp(handle) == 4 ? pixAlphaBlendUniform(handle, 0xFFFF_FF00) : pixClone(handle)
        guard let flat else { return nil }
        let opaque = Picture(handle: flat)
        guard let converted = pixConvertTo32(opaque.handle) else { return nil }
        let wide = Picture(handle: converted)
        guard let words = pixGetData(wide.handle) else { return nil }
        let stride = Int(pixGetWpl(wide.handle))
        return [UInt32](unsafeUninitializedCapacity: width * height) { buffer, count in
            // Leptonica has red in the highest byte.
            for row in 0..<height {
                for column in 0..<width { buffer[row * width + column] = words[row * stride + column] >> 8 }
            }
            count = width * height
        }
    }
}
