import CCairo
import CTesseract
import DocumentEngine
import Foundation
import OrchestrateModel

/// A folder for one test that goes with it, and documents drawn into it.
final class DrawnPages {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "reading-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }

    /// A text at a place in points, its size in points.
    struct Text {
        var text: String
        var x: Double
        var y: Double
        var size = 12.0
    }

    static let paragraph = [
        "The quick brown fox jumps over the lazy dog", "while seven wizards quietly boxed their gloves",
        "and every morning the harbour master counted", "the sails that came home before the evening tide",
        "Nobody remembered who had painted the lighthouse", "but the keeper said it was always white",
    ]

    static func lines(_ lines: [String], x: Double = 72, y: Double = 100, leading: Double = 22) -> [Text] {
        lines.enumerated().map { Text(text: $0.element, x: x, y: y + Double($0.offset) * leading) }
    }

    /// A PDF with a text layer, a page for each array.
    func pdf(_ name: String, pages: [[Text]], width: Double = 595, height: Double = 842) -> String {
        let surface = cairo_pdf_surface_create(path(name), width, height)
        let context = cairo_create(surface)
        for page in pages {
            draw(page, on: context)
            cairo_show_page(context)
        }
        cairo_destroy(context)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
        return path(name)
    }

    /// A PDF whose page shows a picture of the texts, and a text layer of its own besides.
    func scan(_ name: String, picture: [Text], layer: [Text] = []) -> String {
        let surface = cairo_pdf_surface_create(path(name), 595, 842)
        let context = cairo_create(surface)
        let image = rendered(picture, resolution: 200, angle: 0)
        cairo_save(context)
        cairo_scale(context, 72.0 / 200, 72.0 / 200)
        cairo_set_source_surface(context, image, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
        draw(layer, on: context)
        cairo_show_page(context)
        cairo_destroy(context)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
        cairo_surface_destroy(image)
        return path(name)
    }

    /// A PNG of a page, A4 unless told, turned clockwise by an angle in degrees about its middle, and then by quarters.
    func png(
        _ name: String,
        _ texts: [Text],
        resolution: Double = 200,
        angle: Double = 0,
        quarters: Int = 0,
        size: (width: Double, height: Double) = (595, 842)
    ) -> String {
        let image = rendered(texts, resolution: resolution, angle: angle, size: size)
        cairo_surface_write_to_png(image, path(name))
        cairo_surface_destroy(image)
        var picture = pixRead(path(name))
        var turned = pixRotateOrth(picture, Int32(quarters))
        pixSetResolution(turned, Int32(resolution), Int32(resolution))
        pixWrite(path(name), turned, Int32(IFF_PNG))
        pixDestroy(&picture)
        pixDestroy(&turned)
        return path(name)
    }

    /// A TIFF with a frame for each array.
    func tiff(_ name: String, frames: [[Text]]) -> String {
        for (index, frame) in frames.enumerated() {
            var picture = pixRead(png("frame.png", frame))
            var grey = pixConvertTo8(picture, 0)
            pixSetResolution(grey, 200, 200)
            pixWriteTiff(path(name), grey, Int32(IFF_TIFF_ZIP), index == 0 ? "w" : "a")
            pixDestroy(&grey)
            pixDestroy(&picture)
        }
        return path(name)
    }

    private func rendered(
        _ texts: [Text],
        resolution: Double,
        angle: Double,
        size: (width: Double, height: Double) = (595, 842)
    ) -> OpaquePointer? {
        let scale = resolution / 72
        let (width, height) = (Int32(size.width * scale), Int32(size.height * scale))
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
        let context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        cairo_translate(context, size.width / 2, size.height / 2)
        cairo_rotate(context, angle * .pi / 180)
        cairo_translate(context, -size.width / 2, -size.height / 2)
        draw(texts, on: context)
        cairo_destroy(context)
        cairo_surface_flush(surface)
        return surface
    }

    private func draw(_ texts: [Text], on context: OpaquePointer?) {
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        for text in texts {
            cairo_set_font_size(context, text.size)
            cairo_move_to(context, text.x, text.y)
            cairo_show_text(context, text.text)
        }
    }
}

/// A cache in memory that counts what it is asked for.
final class MemoryCache: RecognitionCaching, @unchecked Sendable {
    // @unchecked Sendable because each test uses it from one thread.
    private(set) var entries: [String: [UInt8]] = [:]
    private(set) var hits = 0

    private func key(_ number: Int, _ sha256: String, _ fingerprint: String) -> String {
        "\(sha256) \(number) \(fingerprint)"
    }

    func page(_ number: Int, of sha256: String, fingerprint: String) -> [UInt8]? {
        let found = entries[key(number, sha256, fingerprint)]
        hits += found == nil ? 0 : 1
        return found
    }

    func storedPages(of sha256: String, fingerprint: String) -> Set<Int> {
        Set((1...100).filter { entries[key($0, sha256, fingerprint)] != nil })
    }

    func store(_ encoded: [UInt8], page number: Int, of sha256: String, fingerprint: String) {
        entries[key(number, sha256, fingerprint)] = encoded
    }
}
