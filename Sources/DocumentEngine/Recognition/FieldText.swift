import OrchestrateModel

/// Sets what was filled into a form's field as lines of words, since the form does not say where each stands.
enum FieldText {
    /// The field's words as a viewer would set them: line by line from the top, a single line in the middle.
    static func block(of field: FilledField) -> Block? {
        let rows = field.text.split(whereSeparator: \.isNewline)
        guard !rows.isEmpty else { return nil }
        let room = field.box.height / Double(rows.count)
        let size = field.fontSize > 0 ? field.fontSize : min(max(room * 0.7, 4), 12)
        var lines = rows.flatMap { wrapped($0.split(whereSeparator: \.isWhitespace), in: field.box, size: size) }
        lines = lines.filter { !$0.words.isEmpty }
        let leading = 1.15 * size
        let spare = field.box.height - Double(lines.count) * leading
        let top = field.box.y0 + (lines.count == 1 ? spare / 2 : min(2, max(spare, 0)))
        for index in lines.indices {
            for word in lines[index].words.indices {
                lines[index].words[word].box.y0 = top + Double(index) * leading
                lines[index].words[word].box.y1 = top + Double(index + 1) * leading
            }
        }
        return lines.isEmpty ? nil : Block(lines: lines)
    }

    /// Breaks words into lines where they reach the field's right edge; the heights are still to be set.
    private static func wrapped(_ words: [Substring], in box: Box, size: Double) -> [Line] {
        let character = 0.5 * size
        var lines: [Line] = [Line(words: [])]
        var x = box.x0 + 2
        for word in words {
            let width = Double(word.unicodeScalars.count) * character
            if x + width > box.x1, !lines[lines.count - 1].words.isEmpty, box.height > 2.2 * size {
                lines.append(Line(words: []))
                x = box.x0 + 2
            }
            let place = Box(x0: x, y0: 0, x1: x + width, y1: 0)
            lines[lines.count - 1].words.append(
                Word(text: String(word), box: place, confidence: 1, source: .text, fontSize: size)
            )
            x += width + character
        }
        return lines
    }
}
