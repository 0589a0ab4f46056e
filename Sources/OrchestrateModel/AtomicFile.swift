import Glibc

/// Files that are replaced whole or not at all.
package enum AtomicFile {
    /// Writes a temporary file beside `path`, syncs it, renames it over `path` and syncs the folder.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let writer = try Writer(path: path)
        try writer.append(bytes)
        try writer.commit()
    }

    /// A file under construction, which takes its name when it is committed and vanishes when it is not.
    package final class Writer {
        private let path: String
        private let temporary: String
        private let descriptor: Int32
        private var isCommitted = false

        package init(path: String) throws(Failure) {
            self.path = path
            temporary = "\(path).tmp-\(getpid())"
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw AtomicFile.failure("cannot create", path) }
        }

        deinit {
            guard descriptor >= 0 else { return }
            close(descriptor)
            if !isCommitted { unlink(temporary) }
        }

        package func append(_ bytes: [UInt8]) throws(Failure) {
            var written = 0
            while written < bytes.count {
                let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 {
                    guard errno == EINTR else { throw AtomicFile.failure("cannot write", path) }
                } else {
                    written += count
                }
            }
        }

        /// Makes the file durable under its name.
        package func commit() throws(Failure) {
            guard fsync(descriptor) == 0 else { throw AtomicFile.failure("cannot sync", path) }
            guard rename(temporary, path) == 0 else { throw AtomicFile.failure("cannot replace", path) }
            isCommitted = true
            try AtomicFile.syncFolder(of: path)
        }
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
