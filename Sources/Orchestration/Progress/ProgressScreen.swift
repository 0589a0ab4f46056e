/// What to send to the terminal so that one picture takes the place of another without flicker.
///
/// Only lines that differ are written again, and never the whole screen cleared. The cursor rests below the picture.
package struct ProgressScreen: Sendable {
    private var shown: [String] = []
    private var columns = 0

    package init() {}

    package var isEmpty: Bool { shown.isEmpty }

    /// The bytes that lead from the picture that is shown to another one.
    package mutating func show(_ lines: [String], columns: Int) -> String {
        guard columns == self.columns || shown.isEmpty else {
            let text = erase(columns: columns)
            return text + show(lines, columns: columns)
        }
        self.columns = columns
        guard lines != shown else { return "" }
        var text = shown.isEmpty ? "" : "\u{1B}[\(shown.count)A"
        for (index, line) in lines.enumerated() {
            text += index < shown.count && shown[index] == line ? "\n" : "\r\(line)\u{1B}[K\n"
        }
        if shown.count > lines.count { text += "\u{1B}[J" }
        shown = lines
        // Synchronized output: terminals that know it show the whole at once, others ignore it.
        return "\u{1B}[?2026h\(text)\u{1B}[?2026l"
    }

    /// The bytes that take the picture away, so that plain lines can be written.
    ///
    /// `columns` is the width of the terminal now; lines that are wider were wrapped when it became narrower.
    package mutating func erase(columns: Int) -> String {
        guard !shown.isEmpty else { return "" }
        let height = shown.reduce(0) { $0 + max(1, (Self.visibleColumns($1) + columns - 1) / max(columns, 1)) }
        shown = []
        return "\r\u{1B}[\(height)A\u{1B}[J"
    }

    /// Columns of a line without its colours.
    private static func visibleColumns(_ line: String) -> Int {
        var isEscape = false
        var visible = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            if scalar == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = scalar != "m"
            } else {
                visible.append(scalar)
            }
        }
        return TextWidth.columns(of: String(visible))
    }
}
