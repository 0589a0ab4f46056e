import CPoppler
import OrchestrateModel

/// A picture in memory to draw on with cairo, in pixels of a page's points times `scale`; owns surface and context.
final class DrawingSurface {
    let scale: Double
    /// Points.
    private let width: Double
    private let height: Double
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
        self.height = height
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

    /// A frame around a box.
    func draw(frame box: Box, color: (red: Double, green: Double, blue: Double)) {
        cairo_set_source_rgba(context, color.red, color.green, color.blue, 0.12)
        rectangle(box)
        cairo_fill(context)
        cairo_set_source_rgb(context, color.red, color.green, color.blue)
        cairo_set_line_width(context, 1.2)
        rectangle(box)
        cairo_stroke(context)
    }

    /// Writes beside a box where the least print is covered; on white, so that it can be read over what it covers.
    func write(_ label: String, beside box: Box, color: (red: Double, green: Double, blue: Double)) {
        cairo_select_font_face(context, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, 6.5)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, label, &extents)
        let area = place(width: extents.x_advance + 2, height: 8, beside: box)
        cairo_set_source_rgba(context, 1, 1, 1, 0.8)
        cairo_rectangle(context, area.x0, area.y0, area.width, area.height)
        cairo_fill(context)
        cairo_set_source_rgb(context, color.red, color.green, color.blue)
        cairo_move_to(context, area.x0 + 1, area.y0 + 6)
        cairo_show_text(context, label)
    }

    /// The place for a label: right of a box, left of it, above or below, whichever has the least on it.
    private func place(width: Double, height: Double, beside box: Box) -> Box {
        let middle = box.midY - height / 2
        let corners = [
            (box.x1 + 3, middle), (box.x0 - width - 3, middle), (box.x0 - 1.5, box.y0 - height - 2.5),
            (box.x1 - width + 1.5, box.y0 - height - 2.5), (box.x0 - 1.5, box.y1 + 2.5),
            (box.x1 - width + 1.5, box.y1 + 2.5),
        ]
        let areas = corners.map { Box(x0: $0.0, y0: $0.1, x1: $0.0 + width, y1: $0.1 + height) }
        let inside = areas.filter { $0.x0 >= 0 && $0.y0 >= 0 && $0.x1 <= self.width && $0.y1 <= self.height }
        let ranked = inside.map { ($0, ink(in: $0)) }
        return ranked.first { $0.1 == 0 }?.0 ?? ranked.min { $0.1 < $1.1 }?.0
            ?? Box(x0: max(0, box.x1 - width), y0: max(0, box.y0 - height), x1: box.x1, y1: max(height, box.y0))
    }

    /// The number of pixels of an area that are dark or coloured.
    private func ink(in area: Box) -> Int {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return 0 }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let (columns, rows) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        let x = max(0, Int(area.x0 * scale))..<max(1, min(columns, Int(area.x1 * scale)))
        let y = max(0, Int(area.y0 * scale))..<max(1, min(rows, Int(area.y1 * scale)))
        guard !x.isEmpty, !y.isEmpty else { return 0 }
        var dark = 0
        for row in y {
            for column in x {
                let pixel = data + row * stride + column * 4
                // The darkest of blue, green and red.
                if min(pixel[0], pixel[1], pixel[2]) < Self.paper { dark += 1 }
            }
        }
        return dark
    }

    /// What is darker than this is print, and not the paper of a scan.
    private static let paper: UInt8 = 150

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
