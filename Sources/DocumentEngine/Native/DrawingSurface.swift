import CPoppler
import OrchestrateModel

/// A picture in memory to draw on with cairo, in pixels of a page's points times `scale`; owns surface and context.
final class DrawingSurface {
    let scale: Double
    /// Points.
    private let width: Double
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// A white sheet of `width` by `height` points; nil where cairo refuses the size.
    init?(width: Double, height: Double, scale: Double) {
        let columns = Int32((width * scale).rounded(.up))
        let rows = Int32((height * scale).rounded(.up))
        guard columns > 0, rows > 0, let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows) else {
            return nil
        }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            cairo_surface_destroy(surface)
            return nil
        }
        self.scale = scale
        self.width = width
        self.surface = surface
        self.context = context
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Draws a page turned clockwise by quarters, so that it fills the sheet.
    func draw(_ page: PopplerPage, quarters: Int, width: Double, height: Double) {
        cairo_save(context)
        switch quarters % 4 {
        case 1: cairo_translate(context, width, 0)
        case 2: cairo_translate(context, width, height)
        case 3: cairo_translate(context, 0, height)
        default: break
        }
        cairo_rotate(context, Double(quarters % 4) * .pi / 2)
        page.render(on: context)
        cairo_restore(context)
    }

    /// Draws pixels over the whole sheet: rows without padding, red in bits 16 to 23, green and blue below.
    func draw(pixels: [UInt32], columns: Int, rows: Int, width: Double, height: Double) {
        guard columns > 0, rows > 0,
            let source = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows))
        else { return }
        defer { cairo_surface_destroy(source) }
        guard let target = cairo_image_surface_get_data(source) else { return }
        let stride = Int(cairo_image_surface_get_stride(source))
        pixels.withUnsafeBytes { bytes in
            for row in 0..<rows {
                let line = UnsafeRawBufferPointer(rebasing: bytes[row * columns * 4..<(row + 1) * columns * 4])
                UnsafeMutableRawBufferPointer(start: target + row * stride, count: columns * 4).copyMemory(from: line)
            }
        }
        cairo_surface_mark_dirty(source)
        cairo_save(context)
        cairo_scale(context, width / Double(columns), height / Double(rows))
        cairo_set_source_surface(context, source, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
    }

    /// A frame around a box with a label above it.
    func draw(frame box: Box, label: String, color: (red: Double, green: Double, blue: Double)) {
        cairo_set_source_rgba(context, color.red, color.green, color.blue, 0.12)
        rectangle(box)
        cairo_fill(context)
        cairo_set_source_rgb(context, color.red, color.green, color.blue)
        cairo_set_line_width(context, 1.2)
        rectangle(box)
        cairo_stroke(context)
        if !label.isEmpty { write(label, beside: box, color: color) }
    }

    /// Writes right of a box or, where the page ends there, above it; on white, so that it can be read over print.
    private func write(_ label: String, beside box: Box, color: (red: Double, green: Double, blue: Double)) {
        cairo_select_font_face(context, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, 6.5)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, label, &extents)
        let fits = box.x1 + 6 + extents.x_advance < width
        let x = fits ? box.x1 + 4 : max(2, box.x1 - extents.x_advance)
        let y = fits ? box.midY + 2.2 : max(7, box.y0 - 3)
        cairo_set_source_rgba(context, 1, 1, 1, 0.8)
        cairo_rectangle(context, x - 1, y - 6, extents.x_advance + 2, 8)
        cairo_fill(context)
        cairo_set_source_rgb(context, color.red, color.green, color.blue)
        cairo_move_to(context, x, y)
        cairo_show_text(context, label)
    }

    private func rectangle(_ box: Box) {
        cairo_rectangle(context, box.x0 - 1.5, box.y0 - 1.5, box.width + 3, box.height + 3)
    }

    /// The picture as the bytes of a PNG file; nil where it cannot be written.
    func png() -> [UInt8]? {
        cairo_surface_flush(surface)
        let sink = ByteSink()
        let write: cairo_write_func_t = { sink, bytes, count in
            guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes +=
                UnsafeBufferPointer(start: bytes, count: Int(count))
            return CAIRO_STATUS_SUCCESS
        }
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(surface, write, Unmanaged.passUnretained(sink).toOpaque())
        }
        return status == CAIRO_STATUS_SUCCESS ? sink.bytes : nil
    }
}

/// Collects what cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []
}
