import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Testing

/// A large document does not keep an urgent one waiting that comes later.
@Suite(.timeLimit(.minutes(3)))
struct UrgentTests {
    private struct Event: Decodable {
        var event: String
        var path: String?
        var phase: String?
        var state: String?
    }

    @Test func urgentDocumentPassesTheSharedPagesOfALargeOne() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "inbox/a/large.pdf")
        let large = folder.path + "/inbox/a/large.pdf"
        try Data(DrawnPages.pdf(pages: 40)).write(to: URL(filePath: large))
        // The scan goes on in portions of 512 entries, and waits while the queue is full: until the large one is at work.
        for number in 0..<600 { #expect(symlink("nowhere", "\(folder.path)/inbox/a/link-\(number)") == 0) }
        try folder.write("Invoice 7\nTotal 12.00 EUR\n", to: "inbox/b/urgent.txt")
        try folder.write("queue:\n  max_queue_size: 1\n  max_concurrent_files: 1\n", to: "orchestrate.yaml")
        let words =
            ["run", folder.path + "/inbox", "-j", "1", "--state", folder.path + "/state", "--progress", "json"]
            + ["--config", folder.path + "/orchestrate.yaml", "--priority", "urgent.txt=urgent"]
        let ran = try await run("orchestrate", words)
        #expect(ran.code == 0, "\(ran.errors.suffix(2000))")
        let events = ran.errors.split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(Event.self, from: Data(line.utf8))
        }
        let index = { (name: String, path: String) in
            events.firstIndex { $0.event == name && $0.path?.hasSuffix(path) == true }
        }
        let begun = try #require(index("phase_changed", "large.pdf"))
        let found = try #require(index("document_discovered", "urgent.txt"))
        let urgent = try #require(index("document_finished", "urgent.txt"))
        let finished = try #require(index("document_finished", "large.pdf"))
        #expect(begun < urgent && found < urgent && urgent < finished)
        // Its pages were still to be read by then.
        #expect(events[urgent..<finished].contains { $0.event == "phase_changed" && $0.phase == "ocr" })
    }
}
