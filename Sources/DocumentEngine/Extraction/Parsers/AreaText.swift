import OrchestrateModel

extension DocumentText {
    /// The words that touch an area as text, a line a line of words.
    func text(in area: Area) -> SourceText {
        let inside = words.indices.filter { index in
            (area.firstPage...max(area.firstPage, area.lastPage)).contains(words[index].page)
                && words[index].word.box.intersects(area.box)
        }
        var result = SourceText()
        for line in lines(of: inside) {
            for (position, index) in line.enumerated() {
                if position > 0 { result.append(" ", origin: -1) }
                result.append(words[index].word.text, origin: Int32(index))
            }
            result.append("\n", origin: -1)
        }
        return result
    }

    /// Words grouped into lines, from top to bottom and left to right: tops within 3 points are one line.
    func lines(of indices: [Int]) -> [[Int]] {
        let sorted = indices.sorted {
            (words[$0].page, words[$0].word.box.y0, $0) < (words[$1].page, words[$1].word.box.y0, $1)
        }
        var lines: [[Int]] = []
        for index in sorted {
            if let first = lines.last?.first, words[first].page == words[index].page,
                words[index].word.box.y0 - words[first].word.box.y0 <= 3
            {
                lines[lines.count - 1].append(index)
            } else {
                lines.append([index])
            }
        }
        return lines.map { line in
            line.sorted { (words[$0].word.box.x0, $0) < (words[$1].word.box.x0, $1) }
        }
    }
}
