import CArchive
import FoundationEssentials
import Glibc
import OrchestrateModel

/// Puts files into archives and mails, always with the same bytes.
enum Packing {
    static func zip(_ files: [(name: String, content: Data)]) throws(Failure) -> Data {
        guard let archive = archive_write_new() else {
            throw Failure(.outOfMemory, "there is no memory for an archive")
        }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        var packed = [UInt8](repeating: 0, count: files.reduce(65_536) { $0 + $1.content.count + 4096 })
        var used = 0
        let isWritten = packed.withUnsafeMutableBytes { buffer in
            guard archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used) == ARCHIVE_OK else {
                return false
            }
            let areIn = files.allSatisfy { add($0.content, named: $0.name, to: archive) }
            return areIn && archive_write_close(archive) == ARCHIVE_OK
        }
        guard isWritten else { throw Failure(.ioError, "libarchive does not write the archive") }
        return Data(packed[..<used])
    }

    private static func add(_ content: Data, named name: String, to archive: OpaquePointer) -> Bool {
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, Int64(content.count))
        archive_entry_set_filetype(entry, S_IFREG)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, 1_735_689_600, 0)
        guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
        return content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) } == content.count
    }

    /// A mail of a few words with files attached to it.
    static func mail(_ files: [(name: String, content: Data)]) -> Data {
        var text = """
            From: Tilda Marsh <tilda@tidewater.example>
            To: accounts@wrenhaven.example
            Subject: =?UTF-8?Q?Your_order_=E2=80=93_papers_attached?=
            Date: Mon, 12 May 2025 09:14:00 +0100
            Message-ID: <20250512.0914@tidewater.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="=-sheet-="

            --=-sheet-=
            Content-Type: text/plain; charset=utf-8

            Good morning, you find the papers attached. Tilda

            """
        for file in files {
            text += """

                --=-sheet-=
                Content-Type: application/octet-stream; name="\(file.name)"
                Content-Disposition: attachment; filename="\(file.name)"
                Content-Transfer-Encoding: base64

                \(file.content.base64EncodedString(options: .lineLength76Characters))
                """
        }
        text += "\n--=-sheet-=--\n"
        return Data(text.utf8)
    }
}
