import CCairo
import OrchestrateModel

/// Owns a cairo surface and the context that draws on it.
final class CairoTarget {
    private let surface: OpaquePointer
    private let context: OpaquePointer

    private init(surface: OpaquePointer?) throws(Failure) {
        guard let surface, let context = cairo_create(surface), cairo_status(context) == CAIRO_STATUS_SUCCESS else {
            throw Failure(.unknown, "cairo cannot make a surface; is there enough memory?")
        }
        self.surface = surface
        self.context = context
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// A PDF file; its date is fixed so that the same drawing gives the same bytes.
    static func pdf(_ path: String, title: String) throws(Failure) -> CairoTarget {
        let target = try CairoTarget(surface: cairo_pdf_surface_create(path, 595, 842))
        cairo_pdf_surface_set_metadata(target.surface, CAIRO_PDF_METADATA_CREATE_DATE, "2025-01-01T00:00:00Z")
        cairo_pdf_surface_set_metadata(target.surface, CAIRO_PDF_METADATA_TITLE, title)
        return target
    }

    /// A white picture of a sheet's size at `resolution` dots an inch.
    static func picture(of sheet: Sheet, resolution: Int) throws(Failure) -> CairoTarget {
        let scale = Double(resolution) / 72
        let (width, height) = (Int32(sheet.width * scale), Int32(sheet.height * scale))
        let target = try CairoTarget(surface: cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height))
        cairo_set_source_rgb(target.context, 1, 1, 1)
        cairo_paint(target.context)
        cairo_scale(target.context, scale, scale)
        return target
    }

    func draw(_ sheet: Sheet) {
        for mark in sheet.marks {
            switch mark {
            case .text(let string, let x, let y, let font, let alignment):
                draw(string, x: x, y: y, font: font, alignment: alignment)
            case .rectangle(let x, let y, let width, let height, let gray):
                cairo_set_source_rgb(context, gray, gray, gray)
                cairo_rectangle(context, x, y, width, height)
                cairo_fill(context)
            }
        }
    }

    private func draw(_ string: String, x: Double, y: Double, font: Font, alignment: Alignment) {
        let weight = font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        cairo_select_font_face(context, font.family.rawValue, CAIRO_FONT_SLANT_NORMAL, weight)
        cairo_set_font_size(context, font.size)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, string, &extents)
        let shift =
            switch alignment {
            case .left: 0.0
            case .center: extents.x_advance / 2
            case .right: extents.x_advance
            }
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_move_to(context, x - shift, y)
        cairo_show_text(context, string)
    }

    /// Begins a page of this size; to be called before each page of a PDF is drawn.
    func resize(to sheet: Sheet) {
        cairo_pdf_surface_set_size(surface, sheet.width, sheet.height)
    }

    /// Fills a page of `sheet`'s size with a picture, which stays JPEG in the file.
    func draw(_ picture: GrayPicture, jpeg: [UInt8], filling sheet: Sheet) throws(Failure) {
        let width = Int32(picture.width)
        let height = Int32(picture.height)
        guard let image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) else {
            throw Failure(.unknown, "cairo cannot make a picture of \(width) × \(height) pixels")
        }
        defer { cairo_surface_destroy(image) }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: jpeg.count)
        copy.initialize(from: jpeg, count: jpeg.count)
        let status = cairo_surface_set_mime_data(
            image,
            CAIRO_MIME_TYPE_JPEG,
            copy,
            UInt(jpeg.count),
            { pointer in pointer?.assumingMemoryBound(to: UInt8.self).deallocate() },
            copy
        )
        guard status == CAIRO_STATUS_SUCCESS else {
            copy.deallocate()
            throw Failure(.unknown, "cairo does not take the JPEG picture")
        }
        cairo_save(context)
        cairo_scale(context, sheet.width / Double(width), sheet.height / Double(height))
        cairo_set_source_surface(context, image, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
    }

    func endPage() {
        cairo_show_page(context)
    }

    /// Writes what is left to the file; nothing may be drawn afterwards.
    func finish(_ path: String) throws(Failure) {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown error"
            throw Failure(.ioError, "\(path) cannot be written: \(reason)")
        }
    }

    /// The drawn picture in gray.
    func grayPicture() -> GrayPicture {
        cairo_surface_flush(surface)
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        var picture = GrayPicture(width: width, height: height)
        guard let bytes = cairo_image_surface_get_data(surface) else { return picture }
        for row in 0..<height {
            for column in 0..<width {
                // Everything drawn is gray, so the blue byte says it all.
                picture.pixels[row * width + column] = bytes[row * stride + column * 4]
            }
        }
        return picture
    }
}
