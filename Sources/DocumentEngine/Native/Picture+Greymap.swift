import CTesseract

extension Picture {
    /// The picture as a binary PGM file, 8 bits a pixel; nil without memory for it.
    func portableGreymap() -> [UInt8]? {
        let eight = depth == 8 ? self : pixConvertTo8(handle, 0).map(Picture.init(handle:))
        guard let eight, let words = pixGetData(eight.handle) else { return nil }
        let wordsPerRow = Int(pixGetWpl(eight.handle))
        var bytes = Array("P5\n\(width) \(height)\n255\n".utf8)
        bytes.reserveCapacity(bytes.count + width * height)
        for row in 0..<height {
            let start = words + row * wordsPerRow
            var left = width
            for place in 0..<wordsPerRow where left > 0 {
                // Leptonica keeps the leftmost pixel in the highest byte.
                withUnsafeBytes(of: start[place].bigEndian) { bytes.append(contentsOf: $0.prefix(min(left, 4))) }
                left -= 4
            }
        }
        return bytes
    }
}
