import Dispatch
import FoundationEssentials
import GRDB
import Glibc
import OrchestrateModel
import Synchronization
import Testing

@testable import Persistence

@Suite struct StateFolderTests {
    @Test func theFolderIsPrivate() throws {
        try Fixture.withFolder { folder in
            var status = stat()
            #expect(stat(folder.path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
    }

    @Test func aSecondOwnerIsRefusedUntilTheFirstLetsGo() throws {
        try Fixture.withFolder { folder in
            var first: Ownership? = try folder.acquireOwnership()
            let failure = #expect(throws: Failure.self) { try folder.acquireOwnership() }
            #expect(failure?.code == .stateFolderOwned)
            #expect(failure?.message.contains("pid \(getpid())") == true)
            #expect(folder.currentOwner()?.contains("pid \(getpid())") == true)
            withExtendedLifetime(first) {}
            first = nil
            #expect(folder.currentOwner() == nil)
            _ = try folder.acquireOwnership()
        }
    }

    @Test func theLockIsNotPassedOnToPrograms() throws {
        try Fixture.withFolder { folder in
            let ownership = try folder.acquireOwnership()
            var isClosedOnExec = false
            for descriptor in Int32(3)..<256 {
                var opened = stat()
                var lock = stat()
                guard fstat(descriptor, &opened) == 0, stat(folder.lock, &lock) == 0, opened.st_ino == lock.st_ino
                else { continue }
                isClosedOnExec = fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0
            }
            #expect(isClosedOnExec)
            withExtendedLifetime(ownership) {}
        }
    }

    @Test(
        arguments: [
            (0x6969, "nfs4", "NFS"), (0xFF53_4D42, "cifs", "CIFS"), (0x6573_5546, "fuse.sshfs", "fuse.sshfs"),
            (0x6573_5546, "fuse.bindfs", nil), (0x6573_5546, "fuseblk", nil), (0xEF53, "ext4", nil),
            (0x0102_1994, "tmpfs", nil),
        ] as [(UInt32, String, String?)]
    )
    func networkFileSystemsAreKnown(_ magic: UInt32, _ type: String, _ name: String?) {
        #expect(FileSystemKind(magic: magic, mountType: type).networkName == name)
    }

    @Test func theMountTypeIsFoundByDevice() {
        let text = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            40 22 0:35 / /mnt/far rw,nosuid shared:7 master:1 - fuse.sshfs me@far:/ rw,user_id=0
            """
        #expect(FileSystemKind.mountType(device: "0:35", in: text) == "fuse.sshfs")
        #expect(FileSystemKind.mountType(device: "0:99", in: text) == nil)
    }

    @Test func aFolderThatCannotBeMadeIsExplained() {
        let failure = #expect(throws: Failure.self) { try StateFolder.create(at: "/sys/nowhere/state") }
        #expect(failure?.code == .database)
        #expect(failure?.message.hasPrefix("the state folder /sys/nowhere/state cannot be created: ") == true)
    }

    @Test func aMissingFolderOrDatabaseIsExplained() throws {
        try Fixture.withFolder { folder in
            #expect(throws: Failure.self) { try StateFolder.open(at: folder.path + "/none") }
            let failure = #expect(throws: Failure.self) { try JobStore(folder, role: .reader) }
            #expect(failure?.message.contains("orchestrate run") == true)
        }
    }
}

@Suite struct ConnectionTests {
    @Test func commitsAreDurableAndNobodyCheckpointsOnItsOwn() throws {
        try Fixture.with { fixture in
            for role in [JobStore.Role.owner(fixture.ownership), .worker] {
                let store = try JobStore(fixture.folder, role: role)
                let settings = try store.connection.read { db in
                    [
                        try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                        try String.fetchOne(db, sql: "PRAGMA synchronous"),
                        try String.fetchOne(db, sql: "PRAGMA wal_autocheckpoint"),
                        try String.fetchOne(db, sql: "PRAGMA foreign_keys"),
                    ]
                }
                #expect(settings == ["wal", "2", "0", "1"])
            }
        }
    }

    @Test func aNewerDatabaseIsRefusedUntouched() throws {
        try Fixture.with { fixture in
            try fixture.store.connection.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')")
            }
            for role in [JobStore.Role.owner(fixture.ownership), .worker, .reader] {
                let failure = #expect(throws: Failure.self) { try JobStore(fixture.folder, role: role) }
                #expect(failure?.message.contains("newer version") == true)
            }
        }
    }

    @Test func aForeignDatabaseIsRefused() throws {
        try Fixture.withFolder { folder in
            let queue = try DatabaseQueue(path: folder.database)
            try queue.write { try $0.execute(sql: "CREATE TABLE other (x)") }
            let ownership = try folder.acquireOwnership()
            let failure = #expect(throws: Failure.self) { try JobStore(folder, role: .owner(ownership)) }
            #expect(failure?.message.contains("not a database of orchestrate") == true)
        }
    }

    @Test func anOlderDatabaseIsMigratedByItsOwnerAndByAReaderWhenNobodyOwnsIt() throws {
        try Fixture.withFolder { folder in
            let queue = try DatabaseQueue(path: folder.database)
            try Migrations.migrator.migrate(queue, upTo: "1 ledger")
            try queue.close()
            let worker = #expect(throws: Failure.self) { try JobStore(folder, role: .worker) }
            #expect(worker?.message.contains("older version") == true)
            let store = try JobStore(folder, role: .reader)
            try store.forEachDocument { _ in }
            #expect(try store.runs().isEmpty)
        }
    }

    @Test func aDamagedDatabaseIsExplained() throws {
        try Fixture.withFolder { folder in
            try Data("this is no database, whatever its name says".utf8).write(to: URL(filePath: folder.database))
            let ownership = try folder.acquireOwnership()
            let failure = #expect(throws: Failure.self) { try JobStore(folder, role: .owner(ownership)) }
            #expect(failure?.code == .database)
            #expect(failure?.message.contains("damaged") == true)
        }
    }

    @Test func aLockedDatabaseIsExplained() throws {
        try Fixture.with { fixture in
            var storage = OrchestrateModel.Configuration.Storage()
            storage.busySeconds = 0.05
            let other = try JobStore(fixture.folder, role: .worker, storage: storage)
            let failure = #expect(throws: Failure.self) {
                try fixture.store.connection.write { _ in _ = try other.settle([]) }
            }
            #expect(failure?.code == .databaseBusy)
        }
    }

    @Test func readersWorkWhileARunOwnsTheFolderAndSeeOneView() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed("a.txt")
            let reader = try JobStore(fixture.folder, role: .reader)
            var seen: [String] = []
            try reader.forEachDocument { document in
                seen.append(document.exportPath.display)
                _ = try fixture.processed("b.txt")
            }
            #expect(seen == ["a.txt"])
        }
    }

    @Test func aReaderOpensAFolderThatCannotBeWritten() throws {
        try Fixture.with { fixture in
            _ = try fixture.processed("a b.txt")
            try fixture.store.close()
            chmod(fixture.folder.database, 0o400)
            chmod(fixture.folder.path, 0o500)
            defer { chmod(fixture.folder.path, 0o700) }
            let reader = try JobStore(fixture.folder, role: .reader)
            #expect(try reader.documents(named: "a b.txt").count == 1)
        }
    }

    @Test func aCheckpointEmptiesTheLogWhileOthersWrite() throws {
        try Fixture.with { fixture in
            let names = (0..<200).map { "f\($0)" }
            let jobs = try fixture.enqueue(names.map { Fixture.file($0) }).jobs
            let claimed = try fixture.store.claim(jobs.map(\.id), epoch: fixture.epoch, worker: 0)
            let epoch = fixture.epoch
            let writers = try [0, 1].map { part in
                let store = try JobStore(fixture.folder, role: .worker)
                let mine = claimed.filter { Int($0.id) % 2 == part }
                return Writer(store: store, jobs: mine, epoch: epoch)
            }
            let settled = Mutex(0)
            let checkpoints = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 3) { index in
                if index < 2 {
                    let count = writers[index].run()
                    settled.withLock { $0 += count }
                } else {
                    for _ in 0..<20 where (try? fixture.store.checkpoint()) != nil { checkpoints.withLock { $0 += 1 } }
                }
            }
            #expect(settled.withLock(\.self) == 200)
            #expect(checkpoints.withLock(\.self) == 20)
            let report = try fixture.store.checkpoint()
            #expect(report.logged == report.moved)
            #expect(try Verification.run(fixture.folder).isEmpty)
        }
    }
}

private struct Writer: Sendable {
    let store: JobStore
    let jobs: [Job]
    let epoch: Int64

    /// The number of jobs that were settled.
    func run() -> Int {
        jobs.count { job in
            let settlement = Settlement(of: job, epoch: epoch, outcome: .completed(Fixture.result()))
            return (try? store.settle([settlement])) == [.settled(.done)]
        }
    }
}
