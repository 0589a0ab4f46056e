import OrchestrateModel
import Orchestration

/// `run --dry-run`: what the scan finds, without touching anything.
struct DryRun {
    let inbox: Inbox

    func show(json: Bool) {
        var inbox = inbox
        var counts = (process: 0, skip: 0, fail: 0)
        while true {
            let files = inbox.next()
            guard !files.isEmpty else { break }
            for file in files {
                let verdict: String
                switch file.admission {
                case .process:
                    counts.process += 1
                    verdict = "process"
                case .skip(let reason):
                    counts.skip += 1
                    verdict = "skip (\(reason.message))"
                case .fail(let failure):
                    counts.fail += 1
                    verdict = "fail (\(failure.message))"
                }
                if !json { Console.data("\(verdict)  \(file.path.display.printable())") }
            }
        }
        guard json else { return }
        let summary: JSONValue = [
            "schema": "orchestrate.dry_run/1", "process": .integer(counts.process), "skip": .integer(counts.skip),
            "fail": .integer(counts.fail),
        ]
        Console.data(summary.serialized())
    }
}
