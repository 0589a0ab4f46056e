import Crypto
import Glibc
import OrchestrateModel

/// The bytes of one file, read once: what is hashed is what is parsed.
final class FileContent {
    let bytes: UnsafeRawBufferPointer
    /// Whoever is to know that reading it goes on.
    let pulse: Pulse
    private let storage: UnsafeMutableRawBufferPointer

    /// Reads a regular file of at most `limit` bytes; throws what a person has to know where that fails.
    init(path: DocumentPath, limit: Int, pulse: Pulse = Pulse()) throws(Failure) {
        self.pulse = pulse
        // O_NONBLOCK: opening a FIFO that took a file's place since the scan must not wait for a writer.
        let descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw Self.failure(errno, path: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.unsupported, "\(path.display) is not a regular file; name a document")
        }
        let size = Int(status.st_size)
        guard size <= limit else {
            let megabytes = size / 1_048_576
            throw Failure(.tooLarge, "\(path.display) has \(megabytes) MB; raise recognition.max_file_mb to read it")
        }
        guard size > 0 else { throw Failure(.empty, "\(path.display) has no content (0 bytes)") }
        storage = .allocate(byteCount: size, alignment: 16)
        bytes = UnsafeRawBufferPointer(storage)
        try fill(from: descriptor, path: path)
    }

    /// Takes the bytes of a file that another one carries.
    init(_ content: [UInt8], pulse: Pulse = Pulse()) {
        self.pulse = pulse
        storage = .allocate(byteCount: max(1, content.count), alignment: 16)
        bytes = UnsafeRawBufferPointer(start: storage.baseAddress, count: content.count)
        storage.copyBytes(from: content)
    }

    /// The beginning, up to a line end where one is near; itself where it is no longer than that.
    func beginning(atMost limit: Int) -> FileContent {
        guard bytes.count > limit else { return self }
        let lineEnd = bytes[(limit / 2)..<limit].lastIndex(of: 0x0A)
        // Half a line is better than half of everything; a multiple of four cuts no wide character.
        return FileContent(Array(bytes[..<(lineEnd.map { $0 / 4 * 4 + 4 } ?? limit / 4 * 4)]), pulse: pulse)
    }

    /// Gives `body` the bytes with some of them replaced, which are put back when it ends.
    func replacing<Result>(_ place: Int, by other: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard place >= 0, place + other.count <= bytes.count else { return body(bytes) }
        let own = Array(bytes[place..<(place + other.count)])
        defer { UnsafeMutableRawBufferPointer(rebasing: storage[place...]).copyBytes(from: own) }
        UnsafeMutableRawBufferPointer(rebasing: storage[place...]).copyBytes(from: other)
        return body(bytes)
    }

    deinit { storage.deallocate() }

    /// Lower-case hexadecimal SHA-256.
    var sha256: String {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hexadecimal, as: UTF8.self)
    }

    /// True if the bytes occur anywhere.
    func contains(_ pattern: [UInt8]) -> Bool {
        guard let first = pattern.first, let base = bytes.baseAddress else { return false }
        var offset = 0
        while offset + pattern.count <= bytes.count,
            let hit = memchr(base + offset, Int32(first), bytes.count - offset - pattern.count + 1)
        {
            if memcmp(hit, pattern, pattern.count) == 0 { return true }
            offset = UnsafeRawPointer(hit) - base + 1
        }
        return false
    }

    private func fill(from descriptor: Int32, path: DocumentPath) throws(Failure) {
        var offset = 0
        while offset < storage.count {
            let count = read(descriptor, storage.baseAddress.map { $0 + offset }, storage.count - offset)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(errno, path: path) }
            guard count > 0 else {
                throw Failure(.changedWhileRead, "\(path.display) became shorter while it was read")
            }
            offset += count
        }
        var beyond: UInt8 = 0
        guard read(descriptor, &beyond, 1) <= 0 else {
            throw Failure(.changedWhileRead, "\(path.display) became longer while it was read")
        }
    }

    private static func failure(_ code: Int32, path: DocumentPath) -> Failure {
        let name = path.display
        return switch code {
        // A name that no file can have is one in a container.
        case ENOENT, ENOTDIR, ENAMETOOLONG: Failure(.notFound, "\(name) is no longer there")
        case EACCES, EPERM: Failure(.permissionDenied, "\(name) may not be read; give this user permission to read it")
        case ENXIO: Failure(.unsupported, "\(name) is not a regular file; name a document")
        default: Failure(.ioError, "\(name) cannot be read: \(String(cString: strerror(code)))")
        }
    }
}
