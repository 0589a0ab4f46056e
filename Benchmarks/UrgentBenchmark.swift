import FoundationEssentials
import Glibc
import OrchestrateModel
import OrchestrateTestSupport

struct UrgentBenchmark: Benchmark {
    static let name = "urgent"
    static let subject = "an urgent text, found while a scan of 500 pages is at every worker, until it is finished"
    static let target = "< 5 % of the scan's time"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let inbox = laboratory.folder + "/urgent"
        for name in ["a", "b"] {
            try FileManager.default.createDirectory(atPath: "\(inbox)/\(name)", withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: inbox) }
        try Data(DrawnPages.pdf(pages: 500)).write(to: URL(filePath: inbox + "/a/large.pdf"))
        // What the scan takes a second to pass over.
        for number in 0..<60_000 { symlink("nowhere", "\(inbox)/a/link-\(number)") }
        try Data("Invoice 7\nTotal 12.00 EUR\n".utf8).write(to: URL(filePath: inbox + "/b/urgent.txt"))
        let state = laboratory.state()
        defer { try? FileManager.default.removeItem(atPath: state) }
        let words = ["run", inbox, "--state", state, "--progress", "json", "--priority", "urgent.txt=urgent"]
        let child = try Child(laboratory.program("orchestrate"), words, readsErrors: true)
        let marks = child.seconds(until: [
            [#""event":"phase_changed""#, "large.pdf", #""phase":"ocr""#],
            [#""event":"document_discovered""#, "urgent.txt"], [#""event":"document_finished""#, "urgent.txt"],
            [#""event":"document_finished""#, "large.pdf"],
        ])
        _ = try child.finish()
        guard let shared = marks[0], let found = marks[1], let urgent = marks[2], let large = marks[3] else {
            return Measurement(text: "the run did not finish both", isMet: false)
        }
        guard shared < found, urgent < large else {
            return Measurement(text: "the scan of the folder was over too soon", isMet: nil)
        }
        let wait = Show.number(urgent - found, 2)
        let text = "\(wait) s, of \(Show.number(large, 1)) s for the large one"
        return Measurement(text: text, isMet: urgent - found < large * 0.05)
    }
}
