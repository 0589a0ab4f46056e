import Glibc
import OrchestrateModel

/// What `stat` says of a path.
struct FileStatus: Sendable, Hashable {
    struct Place: Sendable, Hashable {
        let device: UInt64
        let inode: UInt64
    }

    let kind: mode_t
    let place: Place
    let size: Int64
    let modified: Int64
    let changed: Int64

    init(_ status: stat) {
        kind = status.st_mode & S_IFMT
        place = Place(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }

    /// The status of what a path leads to, or the error number.
    static func follow(_ path: DocumentPath) -> Result<FileStatus, ErrorNumber> {
        var status = stat()
        return path.withCString { stat($0, &status) } == 0 ? .success(FileStatus(status)) : .failure(ErrorNumber())
    }

    /// The status of the path itself, even where it is a link, or the error number.
    static func itself(_ path: DocumentPath) -> Result<FileStatus, ErrorNumber> {
        var status = stat()
        return path.withCString { lstat($0, &status) } == 0 ? .success(FileStatus(status)) : .failure(ErrorNumber())
    }
}

/// The error number of the system call that just failed.
struct ErrorNumber: Error, Sendable, Hashable {
    let code: Int32

    init() { code = errno }

    init(_ code: Int32) { self.code = code }
}

/// An open folder; closed with the last reference.
final class OpenFolder: Sendable {
    private let descriptor: Int32

    /// Opens a folder without following a link at its end, unless told to.
    init(_ path: DocumentPath) throws(ErrorNumber) {
        descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw ErrorNumber() }
    }

    deinit { close(descriptor) }

    func status() throws(ErrorNumber) -> FileStatus {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw ErrorNumber() }
        return FileStatus(status)
    }

    func status(of name: UnsafePointer<CChar>, flags: Int32) -> Result<FileStatus, ErrorNumber> {
        var status = stat()
        guard fstatat(descriptor, name, &status, flags) == 0 else { return .failure(ErrorNumber()) }
        return .success(FileStatus(status))
    }

    func isReadable(_ name: UnsafePointer<CChar>) -> Bool {
        faccessat(descriptor, name, R_OK, AT_EACCESS) == 0
    }

    /// The folder's names in order of their bytes, without `.` and `..`.
    func names() throws(ErrorNumber) -> SortedNames {
        // fdopendir takes the descriptor over, so it gets a second one.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw ErrorNumber() }
        guard let stream = fdopendir(copy) else {
            let problem = ErrorNumber()
            close(copy)
            throw problem
        }
        defer { closedir(stream) }
        var names = SortedNames()
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw ErrorNumber() }
                break
            }
            withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { names.append($0) }
            }
        }
        names.sort()
        return names
    }
}

/// The names in one folder, packed into one buffer: about 12 bytes a name beyond the name itself.
struct SortedNames: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []

    var count: Int { starts.count }

    /// Adds a name that ends in a zero byte; `.` and `..` are left out.
    mutating func append(_ name: UnsafePointer<CChar>) {
        let length = strlen(name)
        let isDots = name[0] == 46 && (length == 1 || (length == 2 && name[1] == 46))
        guard !isDots else { return }
        starts.append(UInt32(bytes.count))
        name.withMemoryRebound(to: UInt8.self, capacity: length + 1) { pointer in
            bytes.append(contentsOf: UnsafeBufferPointer(start: pointer, count: length + 1))
        }
    }

    mutating func sort() {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            starts.sort { left, right in strcmp(Self.pointer(base, left), Self.pointer(base, right)) < 0 }
        }
    }

    /// Calls `body` with the name at an index as a C string.
    func withName<Result>(at index: Int, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an index means that there is a name") }
            return body(Self.pointer(base, starts[index]))
        }
    }

    private static func pointer(_ base: UnsafePointer<UInt8>, _ start: UInt32) -> UnsafePointer<CChar> {
        UnsafeRawPointer(base + Int(start)).assumingMemoryBound(to: CChar.self)
    }
}

extension DocumentPath {
    /// The bytes before the zero byte.
    init(cString pointer: UnsafePointer<CChar>) {
        let length = strlen(pointer)
        self.init(
            bytes: pointer.withMemoryRebound(to: UInt8.self, capacity: length) {
                Array(UnsafeBufferPointer(start: $0, count: length))
            }
        )
    }
}

/// The system's words for an error number.
func systemMessage(_ errorNumber: Int32) -> String {
    strerror(errorNumber).map { String(cString: $0) } ?? "error \(errorNumber)"
}
