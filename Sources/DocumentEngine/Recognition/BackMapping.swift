/// Takes boxes from the picture that was read back to the picture it was made from.
struct BackMapping {
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
