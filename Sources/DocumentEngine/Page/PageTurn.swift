import OrchestrateModel

/// Which way a page's text runs, so that its layout is that of the page held upright; boxes stay where they are.
struct PageTurn {
    /// Clockwise quarters that set the text upright.
    let quarters: Int
    private let width: Double
    private let height: Double

    /// Looks at the words of a text layer; what OCR read is upright already.
    init(page: RecognizedPage) {
        var level = 0
        var down = 0
        var up = 0
        var forward = 0
        var backward = 0
        for line in page.blocks.flatMap(\.lines) {
            for (index, word) in line.words.enumerated() where word.source == .text {
                let next = index + 1 < line.words.count ? line.words[index + 1].box : nil
                if word.text.unicodeScalars.count >= 3, word.box.height > 1.5 * word.box.width {
                    if let next, next.midY > word.box.midY { down += 1 } else { up += 1 }
                } else {
                    level += 1
                    guard let next, Self.isLeftToRight(word.text) else { continue }
                    if next.midX > word.box.midX { forward += 1 } else { backward += 1 }
                }
            }
        }
        width = page.width
        height = page.height
        if max(up, down) > level {
            quarters = up >= down ? 1 : 3
        } else {
            quarters = backward > forward ? 2 : 0
        }
    }

    private static func isLeftToRight(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 0x590 && $0.properties.isAlphabetic }
    }

    /// The page held upright.
    func applied(to page: RecognizedPage) -> RecognizedPage {
        guard quarters != 0 else { return page }
        var turned = page
        for block in turned.blocks.indices {
            for line in turned.blocks[block].lines.indices {
                for word in turned.blocks[block].lines[line].words.indices {
                    let box = turned.blocks[block].lines[line].words[word].box
                    turned.blocks[block].lines[line].words[word].box = applied(to: box)
                }
            }
        }
        return turned
    }

    private func applied(to box: Box) -> Box {
        switch quarters {
        case 1: Box(x0: height - box.y1, y0: box.x0, x1: height - box.y0, y1: box.x1)
        case 2: Box(x0: width - box.x1, y0: height - box.y1, x1: width - box.x0, y1: height - box.y0)
        default: Box(x0: box.y0, y0: width - box.x1, x1: box.y1, y1: width - box.x0)
        }
    }

    /// Where a box of the upright page lies on the page as it is.
    func undone(on box: Box) -> Box {
        switch quarters {
        case 0: box
        case 1: Box(x0: box.y0, y0: height - box.x1, x1: box.y1, y1: height - box.x0)
        case 2: applied(to: box)
        default: Box(x0: width - box.y1, y0: box.x0, x1: width - box.y0, y1: box.x1)
        }
    }
}
