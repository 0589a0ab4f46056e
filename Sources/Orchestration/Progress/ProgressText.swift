import OrchestrateModel

/// A run's progress as text.
package enum ProgressText {
    /// The one line of plain mode and of SIGUSR1.
    package static func line(_ snapshot: ProgressSnapshot) -> String {
        var parts = ["\(snapshot.documentsDone)/\(snapshot.documentsTotal)\(snapshot.isScanning ? "+" : "") documents"]
        if !snapshot.isScanning { parts.append("\(percent(snapshot.batch)) %") }
        parts += counts(snapshot)
        parts.append("\(rate(snapshot.perMinute))/min")
        if let eta = snapshot.etaSeconds, snapshot.batch < 1 { parts.append("\(duration(eta)) left") }
        parts.append("\(duration(snapshot.elapsedSeconds)) so far")
        if let memory = snapshot.memoryMB { parts.append("\(memory) MB") }
        return parts.joined(separator: ", ")
    }

    /// What did not go well, and what was passed over.
    package static func counts(_ snapshot: ProgressSnapshot) -> [String] {
        let named: [(Int, String)] = [
            (snapshot.count(.failed), "failed"), (snapshot.count(.quarantined), "quarantined"),
            (snapshot.count(.review), "for review"), (snapshot.count(.skipped), "skipped"),
            (snapshot.states["unchanged"] ?? 0, "unchanged"),
        ]
        return named.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }

    /// Whole percent, rounded down, so that 100 is only said of what is done.
    package static func percent(_ share: Double) -> Int { Int((share * 100).rounded(.down)) }

    package static func rate(_ perMinute: Double) -> String {
        perMinute >= 10 ? String(Int(perMinute.rounded())) : JSONValue.fixed(perMinute, places: 1).serialized()
    }

    /// Such as `42 s`, `3:07` or `2:14:09`.
    package static func duration(_ seconds: Double) -> String {
        let total = Int(min(max(seconds, 0), 359_999).rounded())
        guard total >= 60 else { return "\(total) s" }
        let (hours, minutes) = (total / 3600, total / 60 % 60)
        let rest = two(total % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(rest)" : "\(minutes):\(rest)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
