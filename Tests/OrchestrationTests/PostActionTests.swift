import FoundationEssentials
import Glibc
import OrchestrateModel
import OrchestrateTestSupport
import Persistence
import Synchronization
import Testing

@testable import Orchestration

/// A state folder whose run has read some files, and these files.
private struct Desk {
    let folder: TemporaryFolder
    let store: JobStore
    let ownership: Ownership
    var inbox: String { folder.path + "/in" }
    var done: String { folder.path + "/done" }

    /// Discovers the files, which hold their own names, and ends each as done.
    init(_ action: PostAction, names: [String], folder: TemporaryFolder) throws {
        self.folder = folder
        for name in names { try folder.write("content of \(name)", to: "in/\(name)") }
        let state = try StateFolder.create(at: folder.path + "/state")
        ownership = try state.acquireOwnership()
        store = try JobStore(state, role: .owner(ownership))
        let session = try store.beginSession()
        var run = RunRecord(id: "r", startedAt: 1, arguments: [], configuration: .init(), fingerprint: "f")
        run.configuration.inputs.onDone = action
        try store.beginRun(run)
        var scan = try Inbox(roots: [DocumentPath(folder.path + "/in")])
        let jobs = try store.enqueue(scan.next(), run: "r", fingerprint: "f").jobs
        for job in try store.claim(jobs.map(\.id), epoch: session.epoch, worker: 0) {
            let sha256 = try #require(FileDigest.of(job.path))
            let identity = DocumentIdentity(sha256: sha256, bytes: job.size, mediaType: "text/plain", encoding: nil)
            let result = DocumentResult(identity: identity, fingerprint: "f")
            _ = try store.settle([Settlement(of: job, epoch: session.epoch, outcome: .completed(result))])
        }
    }

    func carryOut() throws -> [PostActionRunner.Problem] {
        try PostActionRunner(store: store).carryOut { true }
    }

    func content(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    func names(in path: String) -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        return all.filter { content("\(path)/\($0)") != nil }.sorted()
    }
}

@Suite struct PostActionTests {
    private static let names = ["a.pdf", "b.txt", "sub/a.pdf"]

    @Test func movedFilesKeepTheirPlaceBelowTheRoot() throws {
        let folder = try TemporaryFolder()
        let desk = try Desk(.move(folder.path + "/done"), names: Self.names, folder: folder)
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.names(in: desk.inbox).isEmpty)
        #expect(desk.names(in: desk.done) == Self.names)
        #expect(try desk.store.actionCounts(run: "r") == ["done": 3])
    }

    @Test func copiesLeaveTheInput() throws {
        let folder = try TemporaryFolder()
        let desk = try Desk(.copy(folder.path + "/done"), names: Self.names, folder: folder)
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.names(in: desk.inbox) == Self.names)
        #expect(desk.names(in: desk.done) == Self.names)
    }

    @Test func deletedFilesAreGone() throws {
        let folder = try TemporaryFolder()
        let desk = try Desk(.delete, names: Self.names, folder: folder)
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.names(in: desk.inbox).isEmpty)
    }

    @Test(arguments: [PostAction.move("/done"), .copy("/done")])
    func anExistingFileIsNeverOverwritten(_ action: PostAction) throws {
        let folder = try TemporaryFolder()
        try folder.write("older", to: "done/a.pdf")
        try folder.write("older still", to: "done/a-2.pdf")
        let desk = try Desk(action.mapFolder { folder.path + $0 }, names: ["a.pdf"], folder: folder)
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.content(desk.done + "/a.pdf") == "older")
        #expect(desk.content(desk.done + "/a-2.pdf") == "older still")
        #expect(desk.content(desk.done + "/a-3.pdf") == "content of a.pdf")
    }

    @Test(arguments: [PostAction.move("/done"), .delete])
    func aFileThatChangedSinceItWasReadStays(_ action: PostAction) throws {
        let folder = try TemporaryFolder()
        let desk = try Desk(action.mapFolder { folder.path + $0 }, names: ["a.pdf"], folder: folder)
        try folder.write("a newer version", to: "in/a.pdf")
        let problems = try desk.carryOut()
        #expect(problems.map(\.isPostponed) == [false])
        #expect(desk.content(desk.inbox + "/a.pdf") == "a newer version")
        #expect(try desk.store.plannedActions(limit: 9).isEmpty)
    }

    @Test func aLinkStaysWhereItIs() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "elsewhere.pdf")
        try folder.write("y", to: "in/b.pdf")
        symlink(folder.path + "/elsewhere.pdf", folder.path + "/in/a.pdf")
        let desk = try Desk(.delete, names: [], folder: folder)
        #expect(try desk.carryOut().map(\.path.lastComponent.display) == ["a.pdf"])
        #expect(desk.content(folder.path + "/elsewhere.pdf") == "x")
        #expect(desk.names(in: desk.inbox) == ["a.pdf"])
    }

    @Test func aFileInItsPlaceAlreadyIsLeftThere() throws {
        let folder = try TemporaryFolder()
        let desk = try Desk(.move(folder.path + "/in"), names: ["a.pdf"], folder: folder)
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.names(in: desk.inbox) == ["a.pdf"])
    }

    @Test func whatCannotBeDoneIsTriedAgainByTheNextRun() throws {
        let folder = try TemporaryFolder()
        try folder.write("in the way", to: "done")
        let desk = try Desk(.move(folder.path + "/done"), names: ["a.pdf"], folder: folder)
        #expect(try desk.carryOut().map(\.isPostponed) == [true])
        #expect(desk.names(in: desk.inbox) == ["a.pdf"])
        try FileManager.default.removeItem(atPath: folder.path + "/done")
        #expect(try desk.carryOut().isEmpty)
        #expect(desk.names(in: desk.done) == ["a.pdf"])
    }

    private static let places = ["/done", "/dev/shm"]

    /// Cut off at every step in turn, within one file system and, where there is another, across two.
    @Test(arguments: places, [PostAction.move(""), .copy(""), .delete])
    func aRunCutOffAnywhereIsFinishedByTheNext(_ place: String, _ kind: PostAction) throws {
        for stop in 1...12 {
            let folder = try TemporaryFolder()
            let target = place == "/done" ? folder.path + place : "\(place)/\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: target) }
            let desk = try Desk(kind.mapFolder { _ in target }, names: Self.names, folder: folder)
            let steps = Mutex(0)
            let cutOff = PostActionRunner(store: desk.store) { _ throws(Failure) in
                let step = steps.withLock { count in
                    count += 1
                    return count
                }
                if step == stop { throw Failure(.unknown, "cut off") }
            }
            _ = try? cutOff.carryOut { true }
            #expect(try desk.carryOut().isEmpty)
            let isCopy = if case .copy = kind { true } else { false }
            #expect(desk.names(in: desk.inbox) == (isCopy ? Self.names : []))
            #expect(desk.names(in: target) == (kind == .delete ? [] : Self.names))
            #expect(try desk.store.plannedActions(limit: 9).isEmpty)
        }
    }
}
