import OrchestrateModel

extension PictureReading {
    /// The page that this picture shows, its boxes in points.
    func page(number: Int, pointsPerPixel: Double) -> RecognizedPage {
        let blocks = reading.blocks.map { lines in
            Block(lines: lines.map { Self.line($0, pointsPerPixel) })
        }
        return RecognizedPage(
            number: number,
            state: isBlank ? .blank : .ocr,
            width: Double(width) * pointsPerPixel,
            height: Double(height) * pointsPerPixel,
            rotation: quarters % 4 * 90,
            blocks: blocks,
            findings: findings
        )
    }

    private static func line(_ words: [OCRWord], _ points: Double) -> Line {
        let heights = words.map { Double($0.bottom - $0.top) }.sorted()
        let size = max(1, (heights.isEmpty ? 10 : heights[heights.count / 2]) * points * 1.2)
        return Line(
            words: words.map { word in
                Word(
                    text: word.text,
                    box: Box(
                        x0: Double(word.left) * points,
                        y0: Double(word.top) * points,
                        x1: Double(word.right) * points,
                        y1: Double(word.bottom) * points
                    ),
                    confidence: word.confidence,
                    source: .ocr,
                    fontSize: size,
                    engine: word.engine
                )
            }
        )
    }
}

extension RecognizedPage {
    /// This page of a text layer with those words of an OCR reading that stand where it has none.
    func completed(by reading: RecognizedPage) -> RecognizedPage {
        let own = words.map(\.box)
        var page = self
        for block in reading.blocks {
            var lines: [Line] = []
            for line in block.lines {
                let fresh = line.words.filter { word in
                    word.confidence > 0.3 && !own.contains { $0.meets(word.box) }
                }
                if !fresh.isEmpty { lines.append(Line(words: fresh)) }
            }
            if !lines.isEmpty { page.blocks.append(Block(lines: lines)) }
        }
        if page.blocks.count > blocks.count { page.state = .ocr }
        return page
    }
}

extension Box {
    /// True if the middle of one lies in the other.
    fileprivate func meets(_ other: Box) -> Bool { holdsMiddle(of: other) || other.holdsMiddle(of: self) }

    func holdsMiddle(of other: Box) -> Bool {
        x0 <= other.midX && other.midX <= x1 && y0 <= other.midY && other.midY <= y1
    }
}
