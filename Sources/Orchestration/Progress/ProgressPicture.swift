import OrchestrateModel

/// Draws a run for a terminal: a bar for the batch and a line for each worker, each exactly as wide as the terminal allows.
package struct ProgressPicture: Sendable {
    /// What the terminal can show.
    package struct Style: Sendable, Hashable {
        package var isUnicode: Bool
        package var isColored: Bool

        package init(isUnicode: Bool, isColored: Bool) {
            self.isUnicode = isUnicode
            self.isColored = isColored
        }

        fileprivate var ellipsis: String { isUnicode ? "…" : "..." }

        /// A bar of so many columns; in Unicode with eighths of a column.
        fileprivate func bar(_ share: Double, columns: Int) -> String {
            let share = min(max(share, 0), 1)
            guard isUnicode else {
                let full = Int(share * Double(columns))
                return String(repeating: "#", count: full) + String(repeating: ".", count: columns - full)
            }
            let eighths = Int(share * Double(columns) * 8)
            let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
            let bar = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
            return bar + String(repeating: "░", count: max(0, columns - bar.count))
        }
    }

    private let style: Style
    /// Lines that may be taken; more workers than fit are counted in the last one.
    private let maxLines: Int

    package init(style: Style, maxLines: Int = 20) {
        self.style = style
        self.maxLines = max(maxLines, 2)
    }

    /// The lines of the picture, none wider than `columns`.
    package func lines(_ snapshot: ProgressSnapshot, columns: Int) -> [String] {
        // The last column stays free: some terminals wrap when it is written.
        let width = max(columns - 1, 20)
        var lines = [batch(snapshot, width: width)]
        if width >= 60 { lines.append(details(snapshot, width: width)) }
        let room = maxLines - lines.count
        let shown = snapshot.workers.count > room ? room - 1 : snapshot.workers.count
        lines += snapshot.workers.prefix(shown).map { line($0, width: width) }
        if snapshot.workers.count > shown {
            let text = "   and \(snapshot.workers.count - shown) more workers"
            lines.append(TextWidth.prefix(text, columns: width))
        }
        return lines
    }

    private func batch(_ snapshot: ProgressSnapshot, width: Int) -> String {
        let total = "\(snapshot.documentsDone)/\(snapshot.documentsTotal)\(snapshot.isScanning ? "+" : "")"
        let share = snapshot.isScanning ? "scanning" : "\(ProgressText.percent(snapshot.batch)) %"
        var parts = [share, total]
        var rest = snapshot.perMinute > 0 ? ["\(ProgressText.rate(snapshot.perMinute))/min"] : []
        if let eta = snapshot.etaSeconds, snapshot.batch < 1 { rest.append("\(ProgressText.duration(eta)) left") }
        let bad = snapshot.count(.failed, .quarantined)
        if bad > 0 { rest.append("\(bad) failed") }
        let barWidth = max(10, min(40, width / 4))
        for part in rest where TextWidth.columns(of: (parts + [part]).joined(separator: "  ")) + barWidth + 2 <= width {
            parts.append(part)
        }
        let bar = style.bar(snapshot.batch, columns: barWidth)
        let text = TextWidth.prefix(parts.joined(separator: "  "), columns: max(0, width - barWidth - 2))
        return "\(colored(bar, bad > 0 ? "33" : "32"))  \(text)"
    }

    private func details(_ snapshot: ProgressSnapshot, width: Int) -> String {
        var parts = ["\(ProgressText.duration(snapshot.elapsedSeconds)) so far"]
        if let rate = snapshot.successRate { parts.append("\(ProgressText.percent(rate)) % succeeded") }
        if let confidence = snapshot.averageConfidence {
            parts.append("confidence \(JSONValue.fixed(confidence, places: 2).serialized())")
        }
        if snapshot.retries > 0 { parts.append("\(snapshot.retries) retries") }
        parts += ProgressText.counts(snapshot)
        if let memory = snapshot.memoryMB { parts.append("\(memory) MB") }
        if let cpu = snapshot.cpuPercent { parts.append("CPU \(Int(cpu.rounded())) %") }
        var text = parts.removeFirst()
        for part in parts where TextWidth.columns(of: text) + part.count + 3 <= width {
            text += style.isUnicode ? " · \(part)" : " | \(part)"
        }
        return colored(TextWidth.prefix(text, columns: width), "2")
    }

    private func line(_ worker: WorkerProgress, width: Int) -> String {
        let number = TextWidth.fit(String(worker.worker + 1), columns: 2, ellipsis: "")
        guard let path = worker.path, let phase = worker.phase else {
            return colored(TextWidth.prefix("\(number) \(worker.activity)", columns: width), "2")
        }
        let isWide = width >= 100
        let pages = worker.pages > 0 ? "\(max(worker.page, 1))/\(worker.pages)" : ""
        let eta = worker.etaSeconds.map { "\(ProgressText.duration($0)) left" } ?? ""
        let share = worker.documentProgress ?? 0
        var tail =
            "\(TextWidth.fit(phase.rawValue, columns: 10, ellipsis: ""))  \(TextWidth.fit(pages, columns: 9, ellipsis: ""))"
        if width >= 60 { tail += "  \(style.bar(share, columns: isWide ? 20 : 8))" }
        if isWide {
            tail += "  \(TextWidth.fit(eta, columns: 13, ellipsis: ""))"
            tail += "  \(TextWidth.fit("\(worker.residentBytes >> 20) MB", columns: 8, ellipsis: ""))"
        }
        let room = max(0, width - TextWidth.columns(of: tail) - 5)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let shown = isWide && TextWidth.columns(of: path) <= room ? path : name
        let text = TextWidth.fit(TextWidth.printable(shown), columns: room, ellipsis: style.ellipsis)
        return TextWidth.prefix("\(number) \(text)  \(tail)", columns: width)
    }

    private func colored(_ text: String, _ code: String) -> String {
        style.isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
