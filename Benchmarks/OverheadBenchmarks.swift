import OrchestrateModel

/// What a plain parallel batch is, in the environment.
private let allOff = [
    "ORCHESTRATE_QUEUE_ENABLED": "false", "ORCHESTRATE_RETRY_ENABLED": "false",
    "ORCHESTRATE_RESOURCES_ENABLED": "false", "ORCHESTRATE_PROGRESS_ENABLED": "false",
    "ORCHESTRATE_CANCELLATION_SAVE_STATE": "false", "ORCHESTRATE_LOGGING_LEVEL": "error",
]

struct EnhancedPartsBenchmark: Benchmark {
    static let name = "enhanced"
    static let subject = "all enhanced parts on against off, processor time over 500 text PDFs"
    static let target = "< +5 %"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let inbox = try laboratory.inbox(count: 500, kinds: "text")
        let ratio = try laboratory.ratio {
            try laboratory.batch(inbox, ["--progress", "always"])
        } _: {
            try laboratory.batch(inbox, ["--progress", "never"], environment: allOff)
        }
        return Measurement(text: Show.change(ratio), isMet: ratio < 1.05)
    }
}

struct ProgressBenchmark: Benchmark {
    static let name = "progress"
    static let subject = "live display on against off, processor time over 500 text PDFs"
    static let target = "< +2 %"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let inbox = try laboratory.inbox(count: 500, kinds: "text")
        let off = ["ORCHESTRATE_PROGRESS_ENABLED": "false"]
        let ratio = try laboratory.ratio {
            try laboratory.batch(inbox, ["--progress", "always"])
        } _: {
            try laboratory.batch(inbox, ["--progress", "never"], environment: off)
        }
        return Measurement(text: Show.change(ratio), isMet: ratio < 1.02)
    }
}

struct ParentShareBenchmark: Benchmark {
    static let name = "parent"
    static let subject = "share of the parent in the processor time of an OCR batch, 24 scans"
    static let target = "< 2 %"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let inbox = try laboratory.inbox(count: 24, kinds: "scan,receipt")
        let end = try laboratory.batch(inbox, ["--progress", "always"])
        let share = end.ownCPUSeconds / end.cpuSeconds * 100
        let text = "\(Show.number(share, 2)) % of \(Show.number(end.cpuSeconds)) s"
        return Measurement(text: text, isMet: share < 2)
    }
}
