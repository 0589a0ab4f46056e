package import OrchestrateModel

/// How much of a document's progress each phase stands for.
package struct PhaseWeights: Sendable, Hashable {
    private let weights: [Phase: Double]

    package init(_ configuration: Configuration.Progress) {
        weights = [
            .ingestion: configuration.ingestionWeight, .recognition: configuration.ocrWeight,
            .extraction: configuration.extractionWeight, .validation: configuration.validationWeight,
        ]
    }

    /// The weight of a phase; without OCR the others share its weight in proportion.
    package func weight(of phase: Phase, usesRecognition: Bool) -> Double {
        let phases = Phase.allCases.filter { usesRecognition || $0 != .recognition }
        let total = phases.reduce(0) { $0 + (weights[$1] ?? 0) }
        guard phases.contains(phase), total > 0 else { return 0 }
        return (weights[phase] ?? 0) / total
    }

    /// The share of a document that is done, 0 to 1, at a page of a phase.
    package func progress(_ progress: TaskProgress, usesRecognition: Bool) -> Double {
        var done = 0.0
        for phase in Phase.allCases {
            let weight = weight(of: phase, usesRecognition: usesRecognition)
            guard phase != progress.phase else {
                let pages = progress.pages > 0 ? Double(max(progress.page - 1, 0)) / Double(progress.pages) : 0
                return min(done + weight * min(pages, 1), 1)
            }
            done += weight
        }
        return min(done, 1)
    }
}

/// A mean in which the newest values count most.
package struct Trend: Sendable, Hashable {
    package private(set) var value: Double?
    private var count = 0.0
    private let memory: Double

    /// - Parameter memory: About how many of the newest values count.
    package init(memory: Double) {
        self.memory = memory
    }

    package mutating func add(_ sample: Double) {
        guard sample.isFinite else { return }
        count = min(count + 1, memory)
        let old = value ?? sample
        value = old + (sample - old) / count
    }
}

/// What a page costs in each phase, learnt from finished documents.
package struct PageCosts: Sendable, Hashable {
    private var trends: [Phase: Trend] = [:]

    package init() {}

    /// Seconds for one page; nil until a document has shown it.
    package func seconds(in phase: Phase) -> Double? { trends[phase]?.value }

    package mutating func observe(_ report: OutcomeReport) {
        let pages = report.pages.values.reduce(0, +)
        guard pages > 0 else { return }
        // Only recognised pages cost OCR time; a document without any tells nothing about it.
        let recognised = pages - (report.pages[.text] ?? 0)
        for (phase, seconds) in report.phaseSeconds {
            let divisor = phase == .recognition ? recognised : pages
            guard divisor > 0 else { continue }
            trends[phase, default: Trend(memory: 30)].add(seconds / Double(divisor))
        }
    }
}
