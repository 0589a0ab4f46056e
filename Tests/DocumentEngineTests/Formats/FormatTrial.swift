import CArchive
import DocumentEngine
import Foundation
import OrchestrateModel
import Testing

/// A folder of its own with documents written by the test, and the pipeline that reads them.
final class FormatTrial {
    let folder: URL
    let stop = StopFlag()
    private let pipeline: DocumentPipeline

    init(passwords: [String] = [], _ change: (inout Configuration) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var configuration = Configuration()
        change(&configuration)
        pipeline = try DocumentPipeline(
            configuration: configuration,
            passwords: passwords,
            library: TemplateLibrary.load(paths: []).0,
            cache: nil,
            stop: stop
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file and reads it.
    func read(_ bytes: [UInt8], as name: String) throws -> PipelineRun {
        try Data(bytes).write(to: folder.appending(path: name))
        return read(name)
    }

    func read(_ text: String, as name: String) throws -> PipelineRun { try read(Array(text.utf8), as: name) }

    /// Reads a file that was written before, or `container!member` of one.
    func read(
        _ name: String,
        membersAround: Int = 0,
        progress: @escaping (TaskProgress) -> Void = { _ in }
    ) -> PipelineRun {
        let path = DocumentPath(folder.path + "/" + name)
        return pipeline.run(Job(id: 1, path: path, size: 0), membersAround: { _ in membersAround }, progress: progress)
    }
}

extension PipelineRun {
    /// What was found; recorded as an issue where the document did not get that far.
    var result: DocumentResult? {
        if case .completed(let result) = outcome { return result }
        Issue.record("not completed: \(outcome)")
        return nil
    }

    var failure: Failure? {
        if case .failed(let failure) = outcome { failure } else { nil }
    }

    /// The text of all pages, white space folded.
    var text: String {
        let pages = result?.pages.map(\.text) ?? []
        return pages.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The lines of the first page, without empty ones.
    var lines: [String] {
        (result?.pages.first?.text ?? "").split(separator: "\n").map(String.init)
    }

    var memberNames: [String] { members.map(\.name.display) }
}

/// Archives made by libarchive.
enum PackedFiles {
    struct Entry {
        var name: String
        var content: [UInt8]
        var isFolder = false
    }

    static func zip(_ files: [(name: String, content: [UInt8])], password: String? = nil) throws -> [UInt8] {
        try pack(files, password: password) { archive_write_set_format_zip($0) }
    }

    static func zip(_ files: [(name: String, text: String)]) throws -> [UInt8] {
        try zip(files.map { ($0.name, Array($0.text.utf8)) })
    }

    static func packedTAR(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
        try pack(files) { archive in
            archive_write_set_format_pax_restricted(archive)
            archive_write_add_filter_gzip(archive)
        }
    }

    private static func pack(
        _ files: [(name: String, content: [UInt8])],
        password: String? = nil,
        _ choose: (OpaquePointer) -> Void
    ) throws -> [UInt8] {
        guard let archive = archive_write_new() else { throw Failure(.outOfMemory, "no memory for an archive") }
        defer { archive_write_free(archive) }
        choose(archive)
        if let password {
            archive_write_set_options(archive, "zip:encryption=aes256")
            archive_write_set_passphrase(archive, password)
        }
        let room = files.reduce(1 << 16) { $0 + $1.content.count + 2048 }
        var used = 0
        var packed = [UInt8](repeating: 0, count: room)
        packed.withUnsafeMutableBytes { buffer in
            archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
            for file in files {
                let entry = archive_entry_new()
                archive_entry_set_pathname(entry, file.name)
                archive_entry_set_size(entry, Int64(file.content.count))
                archive_entry_set_filetype(entry, file.name.hasSuffix("/") ? S_IFDIR : S_IFREG)
                archive_entry_set_perm(entry, 0o644)
                archive_write_header(archive, entry)
                if !file.content.isEmpty { archive_write_data(archive, file.content, file.content.count) }
                archive_entry_free(entry)
            }
            archive_write_close(archive)
        }
        return Array(packed[..<used])
    }
}
