import FoundationEssentials
import GRDB
import Glibc
import OrchestrateModel
import Testing

@testable import Persistence

/// A state folder of its own for one test, with an owner, a session and a run.
struct Fixture {
    static let fingerprint = "f1"

    let path: String
    let folder: StateFolder
    let ownership: Ownership
    let store: JobStore
    let epoch: Int64
    let run: RunRecord

    /// Runs `body` on a new state folder, which is removed afterwards.
    static func with(_ body: (Fixture) throws -> Void) throws {
        try withFolder { folder in
            let ownership = try folder.acquireOwnership()
            let store = try JobStore(folder, role: .owner(ownership))
            let session = try store.beginSession()
            let run = record("run-1")
            try store.beginRun(run)
            try body(
                Fixture(
                    path: folder.path,
                    folder: folder,
                    ownership: ownership,
                    store: store,
                    epoch: session.epoch,
                    run: run
                )
            )
        }
    }

    /// Runs `body` on an empty state folder, which is removed afterwards.
    static func withFolder(_ body: (StateFolder) throws -> Void) throws {
        var template = Array("/tmp/persistence-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(.ioError, "mkdtemp: \(errno)") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(StateFolder.create(at: path + "/state"))
    }

    static func record(_ id: String) -> RunRecord {
        RunRecord(
            id: id,
            startedAt: 1_000,
            arguments: ["run", "/in"],
            configuration: .init(),
            fingerprint: fingerprint,
            roots: [DocumentPath("/in")]
        )
    }

    static func file(
        _ name: String,
        root: String = "/in",
        modified: Int64 = 1,
        admission: DiscoveredFile.Admission = .process
    ) -> DiscoveredFile {
        DiscoveredFile(
            path: DocumentPath(root + "/" + name),
            root: DocumentPath(root),
            stamp: .init(size: 10, modified: modified, changed: modified, inode: 7, device: 1),
            admission: admission
        )
    }

    static func result(sha256: String = "aa", review: String? = nil) -> DocumentResult {
        DocumentResult(
            identity: DocumentIdentity(sha256: sha256, bytes: 10, mediaType: "text/plain", encoding: "utf-8"),
            fingerprint: fingerprint,
            documentClass: "invoice",
            template: TemplateReference(name: "t", fingerprint: "tf"),
            fields: [
                Field(
                    name: "total_amount",
                    type: .amount,
                    value: DecimalNumber("119.00").map { .amount($0) },
                    currency: "EUR",
                    raw: "119,00 €",
                    status: .verified,
                    confidence: 0.987654,
                    evidence: [
                        Evidence(page: 1, box: Box(x0: 1.25, y0: 2, x1: 3, y1: 4), source: .text, rule: "regex:2")
                    ],
                    alternatives: [Alternative(value: .list([.string("a"), .integer(2)]), raw: "a 2", confidence: 0.5)]
                ),
                Field(name: "issue_date", type: .date, value: nil, status: .missing, confidence: 0),
            ],
            tables: [
                ExtractedTable(
                    name: "lines",
                    rows: [[TableCell(column: "quantity", value: .integer(1))], []]
                ),
                ExtractedTable(name: "empty", rows: []),
            ],
            findings: [Finding(severity: .warning, code: "sum_mismatch", message: "m", fields: ["net_amount"])],
            pages: [
                PageRecord(
                    number: 1,
                    state: .text,
                    width: 595,
                    height: 842,
                    rotation: 0,
                    confidence: 1,
                    text: String(repeating: "Grüße aus dem Text  ", count: 200)
                ),
                PageRecord(number: 2, state: .blank, width: 595, height: 842, rotation: 0, confidence: 0, text: ""),
            ],
            reviewReason: review
        )
    }

    func enqueue(_ files: [DiscoveredFile], run id: String = "run-1") throws -> EnqueueReport {
        try store.enqueue(files, run: id, fingerprint: Self.fingerprint)
    }

    /// Discovers and claims one document.
    func claimed(_ name: String = "a.txt") throws -> Job {
        let jobs = try enqueue([Self.file(name)]).jobs
        return try #require(try store.claim(jobs.map(\.id), epoch: epoch, worker: 0).first)
    }

    /// Processes one document to its end.
    func processed(_ name: String = "a.txt", _ outcome: Outcome = .completed(result())) throws -> Job {
        let job = try claimed(name)
        let verdict = try store.settle([Settlement(of: job, epoch: epoch, outcome: outcome)])
        #expect(verdict != [.stale])
        return job
    }

    func documents() throws -> [StoredDocument] {
        var documents: [StoredDocument] = []
        try store.forEachDocument(DocumentQuery(detail: .history)) { documents.append($0) }
        return documents
    }

    func document(_ name: String = "a.txt") throws -> StoredDocument {
        try #require(try documents().first { $0.exportPath.display == name })
    }

    /// Changes the database behind the store's back, without its safeguards.
    func doctor(_ sql: String) throws {
        let queue = try DatabaseQueue(
            path: folder.database,
            configuration: {
                var configuration = GRDB.Configuration()
                configuration.foreignKeysEnabled = false
                return configuration
            }()
        )
        try queue.write { db in
            try db.execute(sql: "DROP TRIGGER jobs_illegal_change; DROP TRIGGER jobs_changed")
            try db.execute(sql: sql)
        }
    }
}
