import FoundationEssentials
import OrchestrateTestSupport
import Testing

/// What a run does about a disk that is full or read-only, on a small file system of the test's own.
@Suite(.timeLimit(.minutes(3)), .enabled(if: PrivateMounts.areAllowed, "needs a mount namespace of its own"))
struct DiskTests {
    /// Runs a script in which `$o` is the program, `$state` the options for a folder on a small disk, and `$disk` that.
    private func run(_ script: String, in workshop: Workshop) async throws {
        let disk = workshop.folder.path + "/disk"
        try workshop.folder.write("resources:\n  disk_mb: 0\nstorage:\n  busy_seconds: 0.2\n", to: "small.yaml")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let head = """
            o='\(BuiltProducts.path("orchestrate"))' disk='\(disk)' inbox='\(workshop.inbox)'
            state="--state $disk/state --config \(workshop.folder.path)/small.yaml"
            said() { echo "$1 ended $?"; }
            """
        let program = try Program(PrivateMounts.words + [head + "\n" + script], output: workshop.log)
        #expect(await program.exitCode() == 0, "\(workshop.written)")
    }

    @Test(arguments: [300, 450, 600, 800])
    func fullDiskEndsWithFourAndTheNextRunFinishes(kilobytes: Int) async throws {
        let workshop = try await Workshop(documents: 24, kinds: "text,letter,receipt,text")
        #expect(try await workshop.run("run", workshop.inbox, state: "undisturbed") == 0)
        let script = """
            mount -t tmpfs -o size=\(kilobytes)k tmpfs $disk || exit 1
            $o run $inbox $state; said first
            $o verify $state; said verify
            mount -o remount,size=64m $disk || exit 1
            $o run --resume last $state; said resume
            $o run $inbox $state; said again
            $o verify $state; said verify
            $o export $state --output \(workshop.folder.path)/export-small.json; said export
            """
        try await run(script, in: workshop)
        let written = workshop.written
        #expect(written.contains("first ended 4"), "\(written)")
        #expect(written.contains("free some space"))
        for step in ["verify", "resume", "again", "export"] {
            #expect(written.contains("\(step) ended 0"), "\(step): \(written)")
        }
        #expect(!written.contains("verify ended 4"))
        let export = try Data(contentsOf: URL(filePath: workshop.folder.path + "/export-small.json"))
        #expect(try await export == workshop.export("undisturbed"))
    }

    @Test func readOnlyFolderCanBeReadAndRefusesRunsWithFour() async throws {
        let workshop = try await Workshop(documents: 3, kinds: "text")
        let script = """
            mount -t tmpfs -o size=64m tmpfs $disk || exit 1
            $o run $inbox $state; said first
            mount -o remount,ro $disk || exit 1
            $o run $inbox $state; said run
            $o run --resume last $state; said resume
            $o retry $state; said retry
            for command in verify list status export; do $o $command $state > /dev/null; said $command; done
            """
        try await run(script, in: workshop)
        for step in ["run", "resume", "retry"] {
            #expect(workshop.written.contains("\(step) ended 4"), "\(step): \(workshop.written)")
        }
        #expect(workshop.written.contains("Read-only file system; check its path and permissions"))
        for step in ["first", "verify", "list", "status", "export"] {
            #expect(workshop.written.contains("\(step) ended 0"), "\(step): \(workshop.written)")
        }
    }
}
