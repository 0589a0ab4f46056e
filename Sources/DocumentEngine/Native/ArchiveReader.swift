import CArchive
import Glibc
import OrchestrateModel

/// An archive in memory, read from its first entry to its last; owns libarchive's handle.
///
/// ZIP, TAR, 7-Zip and RAR, and single files packed by gzip, bzip2, xz or zstd. Never runs a program, never writes a file.
final class ArchiveReader {
    /// Why an archive or one of its entries is not read.
    enum Problem: Error, Equatable {
        case damaged(String)
        case encrypted
        /// There is more than was asked for.
        case tooLarge
        /// The work was given up.
        case stopped
    }

    struct Entry {
        /// As the archive has it; bytes that need not be UTF-8.
        var name: [UInt8]
        /// Unpacked bytes; nil where the archive does not say.
        var size: Int?
        var isFile: Bool
        var isEncrypted: Bool
    }

    private let handle: OpaquePointer
    private let content: FileContent

    /// Opens what the content holds; passwords are tried in order.
    init(_ content: FileContent, passwords: [String] = []) throws(Problem) {
        guard let handle = archive_read_new() else { throw .damaged("there is not enough memory") }
        self.handle = handle
        self.content = content
        let bytes = content.bytes
        archive_read_support_format_zip(handle)
        archive_read_support_format_tar(handle)
        archive_read_support_format_7zip(handle)
        archive_read_support_format_rar(handle)
        archive_read_support_format_rar5(handle)
        archive_read_support_filter_gzip(handle)
        archive_read_support_filter_bzip2(handle)
        archive_read_support_filter_xz(handle)
        archive_read_support_filter_zstd(handle)
        if Self.isPackedFile(bytes) { archive_read_support_format_raw(handle) }
        for password in passwords { archive_read_add_passphrase(handle, password) }
        guard archive_read_open_memory(handle, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
            throw problem()
        }
    }

    deinit { archive_read_free(handle) }

    static var version: String { String(cString: archive_version_string()).filter { $0.isNumber || $0 == "." } }

    /// Bytes that came out of the packing of the whole archive so far; of one that is packed file by file, bytes read.
    var unpackedBytes: Int { Int(archive_filter_bytes(handle, 0)) }

    /// The next entry, nil after the last.
    func next() throws(Problem) -> Entry? {
        guard content.pulse.goesOn() else { throw .stopped }
        var entry: OpaquePointer?
        let previous = uselocale(Self.locale)
        defer { uselocale(previous) }
        let result = archive_read_next_header(handle, &entry)
        if result == ARCHIVE_EOF { return nil }
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry else { throw problem() }
        let isSized = archive_entry_size_is_set(entry) != 0
        return Entry(
            name: Self.name(of: entry),
            size: isSized ? Int(archive_entry_size(entry)) : nil,
            isFile: archive_entry_filetype(entry) & S_IFMT == S_IFREG && archive_entry_hardlink(entry) == nil,
            isEncrypted: archive_entry_is_encrypted(entry) != 0
        )
    }

    /// The content of the entry that `next` gave last.
    func read(limit: Int) throws(Problem) -> [UInt8] {
        var unpacked: [UInt8] = []
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
                count = archive_read_data(handle, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            guard count >= 0 else { throw problem() }
            guard count > 0 else { return unpacked }
            guard unpacked.count + count <= limit else { throw .tooLarge }
            unpacked += chunk
            guard content.pulse.goesOn() else { throw .stopped }
        }
    }

    /// Passes over the content of the entry that `next` gave last, as far as it is packed with others; gives its size.
    ///
    /// Throws `tooLarge` as soon as all that was unpacked so far is more than `limit`.
    func skip(limit: Int) throws(Problem) -> Int {
        var end = 0
        while true {
            var block: UnsafeRawPointer?
            var size = 0
            var offset: Int64 = 0
            let result = archive_read_data_block(handle, &block, &size, &offset)
            if result == ARCHIVE_EOF { return end }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw problem() }
            end = Int(offset) + size
            guard unpackedBytes <= limit else { throw .tooLarge }
            guard content.pulse.goesOn() else { throw .stopped }
        }
    }

    private func problem() -> Problem {
        let text = archive_error_string(handle).map { String(cString: $0) } ?? "no reason is given"
        // libarchive has no number for it.
        let isLocked = text.contains("assphrase") || text.contains("ncrypt")
        return isLocked ? .encrypted : .damaged(text)
    }

    private static func name(of entry: OpaquePointer) -> [UInt8] {
        guard let text = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else { return [] }
        return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// Names in archives are UTF-8 for libarchive only where the locale says so.
    nonisolated(unsafe) private static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

    private static func isPackedFile(_ bytes: UnsafeRawBufferPointer) -> Bool {
        MediaType(of: bytes).isPackedFile
    }
}
