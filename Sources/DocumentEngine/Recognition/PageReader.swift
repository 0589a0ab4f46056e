import OrchestrateModel

/// Reads the pages of one document, each by what it needs.
final class PageReader {
    private let document: IngestedDocument
    private let pictures: PictureReader
    private let settings: Configuration.Recognition
    private let isSlow: Bool

    init(
        document: IngestedDocument,
        pictures: PictureReader,
        settings: Configuration.Recognition,
        isSlow: Bool
    ) {
        self.document = document
        self.pictures = pictures
        self.settings = settings
        self.isSlow = isSlow
    }

    /// What a page's text layer is good for.
    enum Assessment {
        case readable(RecognizedPage)
        case needsOCR
    }

    /// Reads a page's text layer; a page without a good one needs OCR.
    func assess(_ number: Int) -> Assessment {
        guard case .pdf(let file) = document.source else { return .needsOCR }
        guard let page = file.page(number) else { return .readable(Self.failed(number, of: document)) }
        let layer = TextLayer(page: page)
        let found = Self.textPage(number, page: page, layer: layer)
        guard !layer.blocks.isEmpty, !layer.quality.isGarbled else { return .needsOCR }
        if TextPlausibility(layer.blocks).isDoubtful || hasPicture(beside: found, page: page, of: file) {
            return .needsOCR
        }
        return .readable(found)
    }

    /// True where a picture covers most of what the text leaves free.
    private func hasPicture(beside text: RecognizedPage, page: PopplerPage, of file: PopplerDocument) -> Bool {
        guard file.mayHoldPictures,
            let empty = EmptyRegion(words: text.words, width: page.width, height: page.height)
        else { return false }
        return page.pictures().contains { empty.isCovered(by: $0) }
    }

    /// Reads a page by OCR, keeping what its text layer has of use; nil where a stop was asked for.
    func recognize(_ number: Int, progressed: @escaping () -> Void) throws(Failure) -> RecognizedPage? {
        switch document.source {
        case .pdf(let file):
            guard let page = file.page(number) else { return Self.failed(number, of: document) }
            return try recognize(page, number: number, of: file, progressed: progressed)
        case .picture(let file):
            let picture = try file.frame(number - 1, maxPixels: settings.maxPixels)
            let limited = shrunk(picture)
            guard let reading = try pictures.read(limited, progressed: progressed) else { return nil }
            let scale = PictureScale(picture: picture, read: limited)
            var page = reading.page(number: number, pointsPerPixel: scale.pointsPerPixel)
            if let finding = file.finding { page.findings.append(finding) }
            return page
        case .text(let file): return file.page().page
        case .converted(let converted):
            return converted.pages.indices.contains(number - 1) ? converted.pages[number - 1].page(number).page : nil
        }
    }

    private func recognize(
        _ page: PopplerPage,
        number: Int,
        of file: PopplerDocument,
        progressed: @escaping () -> Void
    ) throws(Failure) -> RecognizedPage? {
        let scale = renderingScale(of: page)
        guard let bitmap = page.rendered(scale: scale), let picture = Picture(bitmap) else {
            return Self.failed(number, of: document, width: page.width, height: page.height)
        }
        guard let reading = try pictures.read(picture, progressed: progressed) else { return nil }
        var read = reading.page(number: number, pointsPerPixel: 1 / scale)
        let layer = TextLayer(page: page)
        guard !layer.blocks.isEmpty else { return read }
        let text = Self.textPage(number, page: page, layer: layer)
        let plausibility = TextPlausibility(layer.blocks)
        if layer.quality.isGarbled
            || plausibility.isDoubtful && plausibility.isContradicted(by: read, layer: layer.blocks)
        {
            let message = "page \(number) has a text layer that does not say what it shows; it was read by OCR"
            read.findings.append(Finding(severity: .info, code: "garbled_text_layer", message: message))
            return read
        }
        guard read.rotation == 0, hasPicture(beside: text, page: page, of: file) else { return text }
        return text.completed(by: read)
    }

    /// Pixels a point: the wanted resolution, less where the page is too large for cairo or the pixel limit.
    private func renderingScale(of page: PopplerPage) -> Double {
        let wanted = Double(isSlow ? min(settings.resolution, 150) : settings.resolution) / 72
        let area = max(page.width * page.height, 1)
        let byPixels = (Double(settings.maxPixels) / area).squareRoot()
        let bySide = 32_000 / max(page.width, page.height, 1)
        return min(wanted, byPixels, bySide)
    }

    private func shrunk(_ picture: Picture) -> Picture {
        let pixels = Double(picture.width) * Double(picture.height)
        let limit = Double(isSlow ? settings.maxPixels / 4 : settings.maxPixels)
        guard pixels > limit else { return picture }
        return picture.scaled(by: (limit / pixels).squareRoot()) ?? picture
    }

    private static func textPage(_ number: Int, page: PopplerPage, layer: TextLayer) -> RecognizedPage {
        RecognizedPage(number: number, state: .text, width: page.width, height: page.height, blocks: layer.blocks)
    }

    /// A page that could not be opened or drawn, accounted for with a finding.
    static func failed(
        _ number: Int,
        of document: IngestedDocument,
        width: Double = 0,
        height: Double = 0,
        state: PageState = .failed,
        because reason: String = "it is damaged or too large"
    ) -> RecognizedPage {
        let message = "page \(number) of \(document.name) cannot be read: \(reason)"
        let finding = Finding(severity: .error, code: "page_failed", message: message)
        return RecognizedPage(number: number, state: state, width: width, height: height, findings: [finding])
    }
}

/// How large a picture's pixels are on paper.
private struct PictureScale {
    let pointsPerPixel: Double

    /// Believes the file's resolution where it makes sense, else takes the longer side for that of A4.
    init(picture: Picture, read: Picture) {
        let claimed = picture.resolution
        let longer = Double(max(picture.width, picture.height))
        let resolution = (100...1200).contains(claimed) ? Double(claimed) : max(longer / 11.69, 72)
        pointsPerPixel = 72 / resolution * Double(picture.width) / Double(read.width)
    }
}
