import FoundationEssentials
import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

@Suite struct InboxTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func make(_ names: String...) throws {
        for name in names {
            if let slash = name.lastIndex(of: "/") {
                let path = "\(folder.path)/\(name[..<slash])"
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            try folder.write(name, to: name)
        }
    }

    private func link(_ name: String, to target: String) {
        #expect(symlink(target, "\(folder.path)/\(name)") == 0)
    }

    private func scan(
        _ roots: [String] = [""],
        options: InboxOptions = InboxOptions()
    ) throws -> (files: [DiscoveredFile], tally: InboxTally) {
        var inbox = try Inbox(roots: roots.map { DocumentPath("\(folder.path)/\($0)") }, options: options)
        var files: [DiscoveredFile] = []
        while true {
            let portion = inbox.next(limit: 2)
            guard !portion.isEmpty else { return (files, inbox.tally) }
            files += portion
        }
    }

    private func names(_ files: [DiscoveredFile]) -> [String] { files.map(\.relativePath.display) }

    private func skipCode(_ file: DiscoveredFile?) -> String? {
        if case .skip(let reason)? = file?.admission { reason.code } else { nil }
    }

    @Test func filesComeInOrderOfBytesWithTheirStamps() throws {
        try make("b.pdf", "a/z.pdf", "a/B.pdf", "c/d/e.txt", "A.txt")
        let (files, tally) = try scan()
        #expect(names(files) == ["A.txt", "a/B.pdf", "a/z.pdf", "b.pdf", "c/d/e.txt"])
        #expect(files.allSatisfy { $0.admission == .process && $0.stamp.inode > 0 && $0.stamp.modified > 0 })
        #expect(files.first?.stamp.size == 5)
        #expect(files.first?.path.bytes.first == UInt8(ascii: "/"))
        #expect(tally.discovered == 5)
    }

    @Test func hiddenFilesAndFoldersArePassedOverAndCounted() throws {
        try make(".hidden", "a.pdf", ".git/config", ".git/x/y", "sub/.DS_Store")
        let (files, tally) = try scan()
        #expect(names(files) == ["a.pdf"])
        #expect(tally.hiddenFiles == 2 && tally.hiddenFolders == 1)
    }

    @Test func whatIsNoDocumentIsSkippedWithItsReason() throws {
        try make("real.pdf", "sub/x.pdf")
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        link("to-file", to: "real.pdf")
        link("to-nothing", to: "missing")
        link("to-itself", to: "to-itself")
        link("to-folder", to: "sub")
        link("sub/to-parent", to: "..")
        link("to-device", to: "/dev/null")
        let files = try scan().files
        let codes = Dictionary(uniqueKeysWithValues: files.map { ($0.relativePath.display, skipCode($0) ?? "process") })
        #expect(
            codes == [
                "real.pdf": "process", "sub/x.pdf": "process", "to-file": "process", "pipe": "not_a_regular_file",
                "to-nothing": "dangling_link", "to-itself": "link_loop", "to-folder": "link_to_folder",
                "sub/to-parent": "link_loop", "to-device": "not_a_regular_file",
            ]
        )
        #expect(files.first { $0.relativePath.display == "to-file" }?.stamp.size == 8)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything")) func unreadableIsARowThatFails() throws {
        try make("locked/x.pdf", "secret.pdf")
        chmod("\(folder.path)/locked", 0)
        chmod("\(folder.path)/secret.pdf", 0)
        defer { chmod("\(folder.path)/locked", 0o700) }
        let files = try scan().files
        #expect(names(files) == ["locked", "secret.pdf"])
        for file in files {
            guard case .fail(let failure) = file.admission else {
                Issue.record("\(file) must fail")
                continue
            }
            #expect(failure.code == .permissionDenied)
        }
    }

    @Test func namesAreKeptByteForByte() throws {
        let path = DocumentPath(bytes: Array("\(folder.path)/caf".utf8) + [0xE9] + Array(".pdf".utf8))
        let descriptor = path.withCString { creat($0, 0o600) }
        #expect(descriptor >= 0)
        close(descriptor)
        let files = try scan().files
        #expect(files.map(\.path.bytes) == [path.bytes])
        #expect(files.first?.path.isUTF8 == false)
    }

    @Test func missingRootsAreReportedTogether() throws {
        try make("a.pdf")
        let problem = #expect(throws: InboxProblem.self) { try scan(["a.pdf", "nowhere", "neither"]) }
        #expect(problem?.failures.map(\.code) == [.notFound, .notFound])
        #expect(problem?.failures.first?.message.contains("nowhere") == true)
    }

    @Test func filesAreRootsToo() throws {
        try make("a.pdf", "sub/b.pdf")
        let files = try scan(["sub/b.pdf", "a.pdf", "a.pdf"]).files
        #expect(files.map(\.path.display.count).count == 2)
        #expect(Set(names(files)) == ["a.pdf", "b.pdf"])
    }

    @Test func overlappingRootsYieldEachFileOnce() throws {
        try make("in/a.pdf", "in/sub/b.pdf", "in/c.pdf")
        let files = try scan(["in", "in/sub", "in/c.pdf"]).files
        #expect(Set(files.map(\.path)).count == 3)
        #expect(files.count == 3)
    }

    @Test func globsChooseFilesAndLeaveFoldersOut() throws {
        try make("a.pdf", "b.txt", "old/c.pdf", "new/d.pdf", "new/e.pdf")
        var options = InboxOptions(include: [try Glob("*.pdf")], exclude: [try Glob("old"), try Glob("new/e.*")])
        options.priorities = [(try Glob("*.pdf"), .high), (try Glob("new/**"), .urgent)]
        let (files, tally) = try scan(options: options)
        #expect(names(files) == ["a.pdf", "new/d.pdf"])
        #expect(files.map(\.priority) == [.high, .urgent])
        #expect(tally.excluded == 3)
    }

    @Test func stateFolderInsideARootIsNeverEntered() throws {
        try make("a.pdf", "state/orchestrate.sqlite")
        let options = InboxOptions(ignoredFolders: [DocumentPath("\(folder.path)/state")])
        #expect(names(try scan(options: options).files) == ["a.pdf"])
    }

    @Test func listedPathsAreTakenAndMissingOnesAreRows() throws {
        try make("x/a.pdf", "x/.b.pdf")
        let list = Array("\(folder.path)/x/a.pdf\r\n\n\(folder.path)/x/.b.pdf\n\(folder.path)/gone.pdf".utf8)
        let listed = InboxOptions.paths(inList: list, separator: .lineFeed)
        let files = try scan([], options: InboxOptions(listed: listed)).files
        #expect(files.map(\.path.lastComponent.display) == ["gone.pdf", ".b.pdf", "a.pdf"])
        guard case .fail(let failure)? = files.first?.admission else {
            Issue.record("a missing file must fail")
            return
        }
        #expect(failure.code == .notFound)
    }

    @Test func listsMayBeSeparatedByZeroBytes() {
        let paths = InboxOptions.paths(inList: Array("a\nb\0c\0".utf8), separator: .null)
        #expect(paths.map(\.display) == ["a\nb", "c"])
    }

    @Test(.timeLimit(.minutes(1))) func deepFoldersNeedOneDescriptor() throws {
        let deep = (0..<300).map { _ in "d" }.joined(separator: "/")
        try make("\(deep)/a.pdf", "z.pdf")
        #expect(try scan().files.count == 2)
    }
}
