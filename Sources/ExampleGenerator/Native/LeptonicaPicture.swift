import CTesseract
import OrchestrateModel

/// Owns a leptonica picture of 8 bits a pixel.
final class LeptonicaPicture {
    private var pix: UnsafeMutablePointer<Pix>

    init(_ picture: GrayPicture, resolution: Int) throws(Failure) {
        guard let pix = pixCreate(Int32(picture.width), Int32(picture.height), 8), let words = pixGetData(pix) else {
            throw Failure(
                .outOfMemory,
                "leptonica cannot make a picture of \(picture.width) × \(picture.height) pixels"
            )
        }
        pixSetResolution(pix, Int32(resolution), Int32(resolution))
        let wordsPerLine = Int(pixGetWpl(pix))
        for row in 0..<picture.height {
            for column in 0..<picture.width {
                let shift = UInt32(24 - column % 4 * 8)
                words[row * wordsPerLine + column / 4] |=
                    UInt32(picture.pixels[row * picture.width + column]) << shift
            }
        }
        self.pix = pix
    }

    deinit {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }

    private func replace(with new: UnsafeMutablePointer<Pix>?, _ step: String) throws(Failure) {
        guard let new else { throw Failure(.unknown, "leptonica failed to \(step) the picture") }
        var old: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&old)
        pix = new
    }

    /// Turns the content clockwise and keeps the size; the corners become white.
    func rotate(degrees: Double) throws(Failure) {
        let radians = Float(degrees * .pi / 180)
        let (width, height) = (pixGetWidth(pix), pixGetHeight(pix))
        let turned = pixRotate(
            pix,
            radians,
            Int32(L_ROTATE_AREA_MAP),
            Int32(L_BRING_IN_WHITE),
            width,
            height
        )
        try replace(with: turned, "rotate")
    }

    /// Turns the page clockwise by quarters.
    func turn(quarters: Int) throws(Failure) {
        try replace(with: pixRotateOrth(pix, Int32(quarters)), "turn")
    }

    /// Averages over squares of `2 × radius + 1` pixels.
    func blur(radius: Int) throws(Failure) {
        try replace(with: pixBlockconv(pix, Int32(radius), Int32(radius)), "blur")
    }

    /// Loses detail by scaling down by `factor` and up again.
    func coarsen(factor: Double) throws(Failure) {
        let (width, height) = (pixGetWidth(pix), pixGetHeight(pix))
        try replace(with: pixScale(pix, Float(factor), Float(factor)), "shrink")
        try replace(with: pixScaleToSize(pix, width, height), "enlarge")
    }

    func grayPicture() -> GrayPicture {
        let width = Int(pixGetWidth(pix))
        let height = Int(pixGetHeight(pix))
        var picture = GrayPicture(width: width, height: height)
        guard let words = pixGetData(pix) else { return picture }
        let wordsPerLine = Int(pixGetWpl(pix))
        for row in 0..<height {
            for column in 0..<width {
                let word = words[row * wordsPerLine + column / 4]
                picture.pixels[row * width + column] = UInt8(truncatingIfNeeded: word >> UInt32(24 - column % 4 * 8))
            }
        }
        return picture
    }

    /// Writes the picture to a file, or appends it as a further page.
    func write(_ path: String, as format: ScanFormat, appending: Bool = false) throws(Failure) {
        let status =
            switch format {
            case .jpeg(let quality): pixWriteJpeg(path, pix, Int32(quality), 0)
            case .grayPNG: pixWrite(path, pix, Int32(IFF_PNG))
            case .bilevelPNG: try bilevel { pixWrite(path, $0, Int32(IFF_PNG)) }
            case .faxTIFF: try bilevel { pixWriteTiff(path, $0, Int32(IFF_TIFF_G4), appending ? "a" : "w") }
            case .grayTIFF: pixWriteTiff(path, pix, Int32(IFF_TIFF_LZW), appending ? "a" : "w")
            }
        guard status == 0 else { throw Failure(.ioError, "\(path) cannot be written; is there space on the disk?") }
    }

    /// The picture as JPEG bytes.
    func jpeg(quality: Int) throws(Failure) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemJpeg(&bytes, &count, pix, Int32(quality), 0) == 0, let bytes else {
            throw Failure(.unknown, "leptonica failed to write a JPEG picture")
        }
        defer { lept_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    private func bilevel(_ body: (UnsafeMutablePointer<Pix>) -> Int32) throws(Failure) -> Int32 {
        guard let binary = pixThresholdToBinary(pix, 150) else {
            throw Failure(.unknown, "leptonica failed to reduce the picture to black and white")
        }
        var owned: UnsafeMutablePointer<Pix>? = binary
        defer { pixDestroy(&owned) }
        pixSetResolution(binary, pixGetXRes(pix), pixGetYRes(pix))
        return body(binary)
    }
}
