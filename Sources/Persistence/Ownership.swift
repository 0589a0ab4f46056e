import Glibc
import OrchestrateModel

/// Proof that this process alone runs work in a state folder.
///
/// An advisory lock on the file `lock`, which the kernel releases when the process ends by any cause; the descriptor is
/// not passed on to children. The file's text serves the message to others only.
package final class Ownership: Sendable {
    package let folder: StateFolder
    private let descriptor: Int32

    init(of folder: StateFolder) throws(Failure) {
        self.folder = folder
        descriptor = try Self.lock(folder)
        let text = "pid \(getpid()) on \(Self.hostName()) since \(Self.utcTime())\n"
        let isWritten = ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.utf8.count, 0) >= 0
        guard isWritten else {
            let failure = folder.failure("cannot be written to", errno)
            close(descriptor)
            throw failure
        }
    }

    deinit { close(descriptor) }

    /// Locks the file; once more where it was replaced between opening and locking.
    private static func lock(_ folder: StateFolder) throws(Failure) -> Int32 {
        while true {
            let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw folder.failure("cannot be locked", errno) }
            var request = wholeFile(F_WRLCK)
            guard fcntl(descriptor, setOpenFileLock, &request) == 0 else {
                let number = errno
                close(descriptor)
                guard number == EWOULDBLOCK || number == EACCES else {
                    throw folder.failure("cannot be locked", number)
                }
                throw Failure(
                    .stateFolderOwned,
                    "another run owns the state folder \(folder.path) (\(words(in: folder))); "
                        + "wait for it, pass --wait, or use another folder with --state"
                )
            }
            var locked = stat()
            var named = stat()
            if fstat(descriptor, &locked) == 0, stat(folder.lock, &named) == 0, locked.st_ino == named.st_ino {
                return descriptor
            }
            close(descriptor)
        }
    }

    // Open file description locks: unlike those of POSIX they survive the closing of another descriptor, and unlike
    // `flock` they can be asked for without being taken. Swift does not import the names.
    private static let getOpenFileLock: Int32 = 36
    private static let setOpenFileLock: Int32 = 37

    private static func wholeFile(_ type: Int32) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    /// Who holds the lock, found without taking it.
    static func holder(of folder: StateFolder) -> String? {
        let descriptor = open(folder.lock, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var request = wholeFile(F_RDLCK)
        guard fcntl(descriptor, getOpenFileLock, &request) == 0, Int32(request.l_type) != F_UNLCK else { return nil }
        return words(in: folder)
    }

    private static func words(in folder: StateFolder) -> String {
        let text = (try? readSmallFile(folder.lock)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let words = text.split(separator: "\n").first.map(String.init) ?? ""
        return words.isEmpty ? "its process is just starting" : words
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "this machine" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func utcTime() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
