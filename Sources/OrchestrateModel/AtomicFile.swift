import Glibc

/// Files that are replaced whole or not at all.
package enum AtomicFile {
    /// Writes a temporary file beside `path`, syncs it, renames it over `path` and syncs the folder.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let temporary = "\(path).tmp-\(getpid())"
        do throws(Failure) {
            try create(temporary, bytes: bytes)
            guard rename(temporary, path) == 0 else { throw failure("cannot replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try syncFolder(of: path)
    }

    private static func create(_ path: String, bytes: [UInt8]) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("cannot create", path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw failure("cannot write", path) }
            } else {
                written += count
            }
        }
        guard fsync(descriptor) == 0 else { throw failure("cannot sync", path) }
    }

    private static func syncFolder(of path: String) throws(Failure) {
        let folder = path.lastIndex(of: "/").map { path[...$0] }.map(String.init) ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open the folder", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("cannot sync the folder", folder) }
    }

    private static func failure(_ action: String, _ path: String) -> Failure {
        let number = errno
        let cause = String(cString: strerror(number))
        let isFull = number == ENOSPC || number == EDQUOT
        let remedy = isFull ? "free some space and go on with --resume" : "check the folder and its permissions"
        return Failure(isFull ? .diskFull : .ioError, "\(action) \(path): \(cause); \(remedy)")
    }
}
