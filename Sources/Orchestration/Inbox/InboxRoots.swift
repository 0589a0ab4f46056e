import Glibc
import OrchestrateModel

/// The places that a scan begins at.
struct InboxRoots: Sendable {
    struct Start: Sendable {
        /// Absolute, links of folders resolved.
        let path: DocumentPath
        /// The folder that relative paths count from.
        let root: DocumentPath
        let isFolder: Bool
        /// True for a path from a list, whose absence is a row and not the end.
        let isListed: Bool
    }

    private(set) var starts: [Start] = []

    /// Resolves paths against the working folder; every one that is missing or unreadable is reported at once.
    init(paths: [DocumentPath], listed: [DocumentPath]) throws(InboxProblem) {
        var failures: [Failure] = []
        for path in paths {
            do {
                starts.append(try Self.start(path, isListed: false))
            } catch {
                failures.append(Self.failure(error, at: path))
            }
        }
        guard failures.isEmpty else { throw InboxProblem(failures: failures) }
        let working = Self.resolved(DocumentPath(".")) ?? DocumentPath("/")
        starts += listed.map { Self.listedStart($0, working: working) }
        deduplicate()
    }

    private static func failure(_ error: ErrorNumber, at path: DocumentPath) -> Failure {
        ErrorClassifier.failure(errorNumber: error.code, doing: "scan", path: path)
    }

    private static func start(_ path: DocumentPath, isListed: Bool) throws(ErrorNumber) -> Start {
        let status = try FileStatus.itself(path).get()
        var isFolder = status.kind == S_IFDIR
        if status.kind == S_IFLNK, case .success(let target) = FileStatus.follow(path) {
            isFolder = target.kind == S_IFDIR
        }
        if isFolder {
            guard let resolved = resolved(path) else { throw ErrorNumber() }
            guard path.withCString({ access($0, R_OK | X_OK) }) == 0 else { throw ErrorNumber() }
            return Start(path: resolved, root: resolved, isFolder: true, isListed: isListed)
        }
        guard let folder = resolved(path.parent) else { throw ErrorNumber() }
        let full = folder.appending(path.lastComponent)
        return Start(path: full, root: folder, isFolder: false, isListed: isListed)
    }

    /// A listed path counts from the working folder if it lies below, else from its own folder.
    private static func listedStart(_ path: DocumentPath, working: DocumentPath) -> Start {
        let found = try? start(path, isListed: true)
        let absolute = path.bytes.first == UInt8(ascii: "/") ? path : working.appending(path)
        let full = found?.path ?? absolute
        return Start(
            path: full,
            root: full.relative(to: working) == nil ? found?.root ?? full.parent : working,
            isFolder: found?.isFolder ?? false,
            isListed: true
        )
    }

    /// Sorts by path, so that the order of the rows does not depend on how the paths were given, and drops repetitions.
    private mutating func deduplicate() {
        starts.sort { ($0.path, $0.isListed ? 1 : 0) < ($1.path, $1.isListed ? 1 : 0) }
        var unique: [Start] = []
        for start in starts where unique.last?.path != start.path { unique.append(start) }
        starts = unique
    }

    private static func resolved(_ path: DocumentPath) -> DocumentPath? {
        guard let resolved = path.withCString({ realpath($0, nil) }) else { return nil }
        defer { free(resolved) }
        return DocumentPath(cString: resolved)
    }
}

extension DocumentPath {
    /// The folder that the path lies in; `.` for a bare name.
    var parent: DocumentPath {
        var bytes = bytes[...]
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return DocumentPath(".") }
        return slash == 0 ? DocumentPath("/") : DocumentPath(bytes: Array(bytes[..<slash]))
    }
}
