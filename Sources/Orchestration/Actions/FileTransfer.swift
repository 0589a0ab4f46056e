import CProcess
import Crypto
import Glibc
import OrchestrateModel

/// Files that get another name or place, never over an existing one.
enum FileTransfer {
    enum Copying: Sendable, Hashable {
        case copied
        /// The bytes are not those that were expected.
        case changed
        /// The number of the error.
        case failed(Int32)
    }

    /// Gives a file another name, `EEXIST` where that is taken; the error number or 0.
    static func rename(_ path: DocumentPath, to target: DocumentPath) -> Int32 {
        path.withCString { from in
            target.withCString { to in
                if orchestrate_rename_exclusively(from, to) == 0 { return 0 }
                // Some network file systems know no exclusive renaming, but a second name.
                guard errno == EINVAL || errno == ENOSYS else { return errno }
                guard link(from, to) == 0 else { return errno }
                return unlink(from) == 0 || errno == ENOENT ? 0 : errno
            }
        }
    }

    /// Copies a file with its times, durable when this returns; replaces what an interrupted copy left at `target`.
    static func copy(_ path: DocumentPath, to target: DocumentPath, sha256: String?) -> Copying {
        let source = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard source >= 0 else { return .failed(errno) }
        defer { close(source) }
        var status = stat()
        guard fstat(source, &status) == 0 else { return .failed(errno) }
        let mode = status.st_mode & 0o777
        let output = target.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode) }
        guard output >= 0 else { return .failed(errno) }
        defer { close(output) }
        var result = copyBytes(from: source, to: output, sha256: sha256)
        let times = [status.st_atim, status.st_mtim]
        if result == .copied, futimens(output, times) != 0 || fsync(output) != 0 { result = .failed(errno) }
        if result != .copied { _ = target.withCString { unlink($0) } }
        return result
    }

    private static func copyBytes(from source: Int32, to output: Int32, sha256: String?) -> Copying {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failed(errno) }
            guard count > 0 else { break }
            buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            var written = 0
            while written < count {
                let part = buffer[written..<count].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                if part < 0, errno != EINTR { return .failed(errno) }
                written += max(part, 0)
            }
        }
        guard let sha256 else { return .copied }
        return FileDigest.text(hash.finalize()) == sha256 ? .copied : .changed
    }

    /// Makes the names in a folder durable; the error number or 0.
    static func sync(_ folder: DocumentPath) -> Int32 {
        let descriptor = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
    }
}

/// SHA-256 of whole files.
enum FileDigest {
    /// In hexadecimal; nil where the file cannot be read.
    static func of(_ path: DocumentPath) -> String? {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return text(hash.finalize()) }
            buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    static func text(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
