import Foundation
import OrchestrateModel

/// Draws a page as it was read, with frames around its values.
struct PagePicture {
    let document: IngestedDocument
    let drawing: PageDrawing

    /// Pixels a point, and no more pixels than fit the answer whatever they show.
    private static let scale = 1.75
    private static let maxPixels = 2_400_000.0

    func base64() throws(Failure) -> String {
        guard let bytes = try drawn() else {
            throw Failure(
                .unsupported,
                "page \(drawing.page) of \(document.name) cannot be drawn; only pages of PDFs and pictures can"
            )
        }
        return Data(bytes).base64EncodedString()
    }

    private func drawn() throws(Failure) -> [UInt8]? {
        let (width, height) = (drawing.width, drawing.height)
        let scale = min(Self.scale, (Self.maxPixels / max(width * height, 1)).squareRoot())
        guard width > 0, height > 0, let surface = DrawingSurface(width: width, height: height, scale: scale) else {
            return nil
        }
        switch document.source {
        case .pdf(let file):
            guard let page = file.page(drawing.page) else { return nil }
            surface.draw(page, quarters: drawing.rotation / 90, width: width, height: height)
        case .picture(let file):
            guard drawing.page <= file.frameCount else { return nil }
            let frame = try file.frame(drawing.page - 1, maxPixels: Int(Self.maxPixels) * 4)
            guard let upright = frame.turned(quarters: drawing.rotation / 90),
                let small = upright.fitted(pixels: width * height * scale * scale), let pixels = small.colours()
            else { return nil }
            surface.draw(pixels: pixels, columns: small.width, rows: small.height, width: width, height: height)
        case .text, .converted: return nil
        }
        for frame in drawing.frames { surface.draw(frame: frame.box, color: frame.status.color) }
        // Labels come last, so that they find where neither print nor frames are.
        for frame in drawing.frames where !frame.label.isEmpty {
            surface.write(frame.label, beside: frame.box, color: frame.status.color)
        }
        return surface.png()
    }
}

extension FieldStatus {
    /// Green is settled, blue is read, orange is for a person.
    fileprivate var color: (red: Double, green: Double, blue: Double) {
        switch self {
        case .verified: (0.05, 0.55, 0.2)
        case .valid: (0.1, 0.35, 0.85)
        case .review: (0.9, 0.45, 0)
        case .missing: (0.8, 0.1, 0.1)
        }
    }
}

extension Picture {
    /// The picture with at most about so many pixels.
    fileprivate func fitted(pixels: Double) -> Picture? {
        let own = Double(width) * Double(height)
        return own > pixels ? scaled(by: (pixels / own).squareRoot()) : self
    }
}
