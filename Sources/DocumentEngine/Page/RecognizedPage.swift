package import OrchestrateModel

/// One word as it stands on a page, whichever source it was read from.
package struct Word: Sendable, Hashable, Codable {
    package var text: String
    package var box: Box
    /// 0 to 1; 1 for a text layer.
    package var confidence: Double
    package var source: ValueSource
    /// Points; for OCR derived from the line's height.
    package var fontSize: Double
    /// Name of the external engine that read it; nil where none did.
    package var engine: String?

    package init(
        text: String,
        box: Box,
        confidence: Double,
        source: ValueSource,
        fontSize: Double,
        engine: String? = nil
    ) {
        self.text = text
        self.box = box
        self.confidence = confidence
        self.source = source
        self.fontSize = fontSize
        self.engine = engine
    }
}

/// Words on one baseline, in reading order.
package struct Line: Sendable, Hashable, Codable {
    package var words: [Word]

    package init(words: [Word]) {
        self.words = words
    }
}

/// Lines that belong together: a paragraph, a column's part, a cell.
package struct Block: Sendable, Hashable, Codable {
    package var lines: [Line]

    package init(lines: [Line]) {
        self.lines = lines
    }
}

/// One page with its words, from the text layer and OCR alike; what the recognition cache stores.
package struct RecognizedPage: Sendable, Hashable, Codable {
    /// From 1.
    package var number: Int
    package var state: PageState
    /// Width and height in points after `rotation` was applied: the page as a reader sees it; all boxes are in this frame.
    package var width: Double
    package var height: Double
    /// Clockwise degrees by which the content was turned to be upright: 0, 90, 180 or 270.
    package var rotation: Int
    package var blocks: [Block]
    /// What reading noticed, such as a garbled text layer.
    package var findings: [Finding]

    package init(
        number: Int,
        state: PageState,
        width: Double,
        height: Double,
        rotation: Int = 0,
        blocks: [Block] = [],
        findings: [Finding] = []
    ) {
        self.number = number
        self.state = state
        self.width = width
        self.height = height
        self.rotation = rotation
        self.blocks = blocks
        self.findings = findings
    }

    package var words: [Word] { blocks.flatMap { $0.lines.flatMap(\.words) } }

    /// Mean confidence of the words weighted by their length, 1 for a page without any.
    package var confidence: Double {
        var sum = 0.0
        var length = 0
        for word in words {
            sum += word.confidence * Double(word.text.count)
            length += word.text.count
        }
        return length == 0 ? 1 : sum / Double(length)
    }
}
