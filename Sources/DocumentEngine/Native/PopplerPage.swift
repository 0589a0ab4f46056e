// GLib's types come with both libraries, and the compiler takes them for either's.
import CGMime
import CPoppler
import OrchestrateModel

/// One page of an open PDF; owns poppler's handle.
final class PopplerPage {
    /// Points, as shown: crop box and rotation applied.
    let width: Double
    let height: Double
    let handle: OpaquePointer

    init(handle: OpaquePointer) {
        self.handle = handle
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(handle, &width, &height)
        self.width = width
        self.height = height
    }

    deinit { orchestrate_object_unref(UnsafeMutableRawPointer(handle)) }

    /// Calls `body` with the page's text and the box of each of its characters, newlines included.
    func withText<Result>(
        _ body: (_ text: UnsafeBufferPointer<UInt8>, _ boxes: UnsafeBufferPointer<PopplerRectangle>) -> Result
    ) -> Result {
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        let text = poppler_page_get_text(handle)
        _ = poppler_page_get_text_layout(handle, &rectangles, &count)
        defer {
            g_free(rectangles)
            g_free(text)
        }
        let length = text.map { strlen($0) } ?? 0
        let boxes = UnsafeBufferPointer(start: rectangles.map { UnsafePointer($0) }, count: Int(count))
        return UnsafeBufferPointer(start: text, count: length).withMemoryRebound(to: UInt8.self) { body($0, boxes) }
    }

    /// Font sizes by runs of characters: each run's first character and its size in points.
    func fontRuns() -> [(start: Int, size: Double)] {
        guard let list = poppler_page_get_text_attributes(handle) else { return [] }
        defer { poppler_page_free_text_attributes(list) }
        var runs: [(start: Int, size: Double)] = []
        var node: UnsafeMutablePointer<GList>? = list
        while let current = node {
            if let attributes = current.pointee.data?.assumingMemoryBound(to: PopplerTextAttributes.self) {
                runs.append((Int(attributes.pointee.start_index), attributes.pointee.font_size))
            }
            node = current.pointee.next
        }
        return runs
    }

    /// Where pictures are drawn on the page.
    func pictures() -> [Box] {
        guard let list = poppler_page_get_image_mapping(handle) else { return [] }
        defer { poppler_page_free_image_mapping(list) }
        var boxes: [Box] = []
        var node: UnsafeMutablePointer<GList>? = list
        while let current = node {
            if let mapping = current.pointee.data?.assumingMemoryBound(to: PopplerImageMapping.self) {
                let area = mapping.pointee.area
                let box = Box(
                    x0: max(0, min(area.x1, area.x2)),
                    y0: max(0, min(area.y1, area.y2)),
                    x1: min(width, max(area.x1, area.x2)),
                    y1: min(height, max(area.y1, area.y2))
                )
                if box.width > 0, box.height > 0 { boxes.append(box) }
            }
            node = current.pointee.next
        }
        return boxes
    }

    /// Draws the page with a cairo context, a point a unit.
    func render(on context: OpaquePointer) { poppler_page_render(handle, context) }

    /// Draws the page in grey at `scale` pixels a point; nil where cairo refuses the size.
    ///
    /// - Returns: 8-bit grey, 255 white, rows of `width` bytes.
    func rendered(scale: Double) -> GreyBitmap? {
        let columns = Int32((width * scale).rounded(.up))
        let rows = Int32((height * scale).rounded(.up))
        guard columns > 0, rows > 0, let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows) else {
            return nil
        }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            return nil
        }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        poppler_page_render(handle, context)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
        cairo_surface_flush(surface)
        guard let pixels = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return GreyBitmap(
            width: Int(columns),
            height: Int(rows),
            rgb: UnsafeRawBufferPointer(start: pixels, count: stride * Int(rows)),
            stride: stride
        )
    }
}

/// Grey pixels, 255 white, rows without padding.
struct GreyBitmap {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// Turns 32-bit pixels as cairo has them, blue lowest, into luma.
    fileprivate init(width: Int, height: Int, rgb: UnsafeRawBufferPointer, stride: Int) {
        self.width = width
        self.height = height
        pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for row in 0..<height {
                for column in 0..<width {
                    let pixel = rgb.load(fromByteOffset: row * stride + column * 4, as: UInt32.self)
                    let red = pixel >> 16 & 255
                    let green = pixel >> 8 & 255
                    let blue = pixel & 255
                    buffer[row * width + column] = UInt8(truncatingIfNeeded: (red * 77 + green * 150 + blue * 29) >> 8)
                }
            }
            count = width * height
        }
    }
}
