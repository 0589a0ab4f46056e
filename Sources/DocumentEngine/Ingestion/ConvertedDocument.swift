import OrchestrateModel

/// A document of a format without pages of its own, set out as pages of text.
struct ConvertedDocument {
    /// Part of the fingerprint: changes with everything that changes the text.
    static let version = 2

    /// Never empty; a document without any text is one blank page.
    let pages: [TextFile]
    /// IANA name.
    let mediaType: String
    /// Lower-case IANA name; nil where the format fixes it.
    var encoding: String?
    /// What was noticed, such as text beyond a limit.
    var findings: [Finding] = []
    /// False where the text is about the document, not of it: nothing is extracted from a list of files.
    var isContent = true

    /// Takes pages of lines.
    init(pages: [[String]], mediaType: String, encoding: String? = nil) {
        self.pages = (pages.isEmpty ? [[]] : pages).map { lines in
            TextFile(utf8: Array(lines.joined(separator: "\n").utf8) + (lines.isEmpty ? [] : [0x0A]))
        }
        self.mediaType = mediaType
        self.encoding = encoding
    }

    /// Takes what a flow collected.
    init(_ flow: TextFlow, mediaType: String, encoding: String? = nil) {
        var flow = flow
        flow.endPage()
        self.init(pages: flow.pages, mediaType: mediaType, encoding: encoding)
        guard flow.isCut else { return }
        findings.append(.cut)
    }
}

extension Finding {
    /// There is more text than is read.
    static let cut = Finding(
        severity: .warning,
        code: "text_cut",
        message: "the document has more text than is read; its end was left out; split it into several files"
    )
}

extension ConvertedDocument {
    /// All its pages; what was noticed of the whole stands with the first.
    func read() -> RecognizedDocument {
        var document = RecognizedDocument(pages: [], layouts: [])
        for (index, file) in pages.enumerated() {
            var (page, layout) = file.page(index + 1)
            if index == 0 { page.findings += findings }
            document.pages.append(page)
            document.layouts.append(layout)
        }
        return document
    }
}
