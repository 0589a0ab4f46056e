import Glibc
package import OrchestrateModel

/// Walks folders and hands out what it finds, in order of the bytes of the names, a portion at a time.
///
/// One folder is open at any time, whatever the depth; in memory are the names of the folders from the root down to it.
/// Links to files are followed once. A link to a folder is not followed, like in other tools of its kind: the folder's
/// files would have two paths, and a link to `/` would be an inbox of everything; it is a `skipped` row that says so.
package struct Inbox: Sendable {
    package private(set) var tally = InboxTally()

    private let options: InboxOptions
    private var starts: [InboxRoots.Start]
    private var explicit: Set<DocumentPath> = []
    private var explicitFolders: Set<FileStatus.Place> = []
    private var ignored: Set<FileStatus.Place> = []
    private var stack: [Frame] = []
    private var root = DocumentPath("/")

    private struct Frame: Sendable {
        let path: DocumentPath
        let place: FileStatus.Place
        var names: SortedNames
        var position = 0
        /// Open while this is the folder at work.
        var folder: OpenFolder?
    }

    /// Resolves the roots.
    ///
    /// - Throws: `InboxProblem` naming every root that is missing or unreadable.
    package init(roots: [DocumentPath], options: InboxOptions = InboxOptions()) throws(InboxProblem) {
        self.options = options
        starts = try InboxRoots(paths: roots, listed: options.listed).starts.reversed()
        guard starts.count > 1 || !options.ignoredFolders.isEmpty else { return }
        explicit = Set(starts.filter { !$0.isFolder }.map(\.path))
        explicitFolders = Set(starts.filter(\.isFolder).compactMap { try? FileStatus.follow($0.path).get().place })
        ignored = Set(options.ignoredFolders.compactMap { try? FileStatus.follow($0).get().place })
    }

    /// The next entries, at most `limit`; empty at the end of the scan.
    package mutating func next(limit: Int = 512) -> [DiscoveredFile] {
        var files: [DiscoveredFile] = []
        while files.count < limit {
            if stack.isEmpty {
                guard let start = starts.popLast() else { break }
                begin(start, into: &files)
            } else {
                step(into: &files)
            }
        }
        for file in files {
            tally.discovered += 1
            tally.bytes += file.stamp.size
        }
        return files
    }

    private mutating func begin(_ start: InboxRoots.Start, into files: inout [DiscoveredFile]) {
        root = start.root
        if start.isFolder {
            enter(start.path, into: &files)
            return
        }
        switch FileStatus.itself(start.path) {
        case .success(let status): examine(start.path, status, in: nil, into: &files)
        case .failure(let error):
            let failure = ErrorClassifier.failure(errorNumber: error.code, doing: "read", path: start.path)
            files.append(discovered(start.path, nil, .fail(failure)))
        }
    }

    private mutating func enter(_ path: DocumentPath, into files: inout [DiscoveredFile]) {
        if !stack.isEmpty { stack[stack.count - 1].folder = nil }
        do {
            let folder = try OpenFolder(path)
            let place = try folder.status().place
            guard !stack.contains(where: { $0.place == place }) else {
                files.append(discovered(path, nil, .skip(.loop(path))))
                return
            }
            stack.append(Frame(path: path, place: place, names: try folder.names(), folder: folder))
        } catch {
            let failure = ErrorClassifier.failure(errorNumber: error.code, doing: "open the folder", path: path)
            files.append(discovered(path, nil, .fail(failure)))
        }
    }

    private mutating func step(into files: inout [DiscoveredFile]) {
        let last = stack.count - 1
        let position = stack[last].position
        guard position < stack[last].names.count else {
            stack.removeLast()
            return
        }
        guard let folder = openedFolder() else {
            files.append(discovered(stack[last].path, nil, .fail(.vanished(stack[last].path))))
            stack.removeLast()
            return
        }
        stack[last].position += 1
        let (name, result) = stack[last].names.withName(at: position) { pointer in
            (DocumentPath(cString: pointer), folder.status(of: pointer, flags: AT_SYMLINK_NOFOLLOW))
        }
        // A file that went away since the folder was read was never discovered.
        guard case .success(let status) = result else {
            if case .failure(let error) = result, error.code != ENOENT {
                let path = stack[last].path.appending(name)
                let failure = ErrorClassifier.failure(errorNumber: error.code, doing: "read", path: path)
                files.append(discovered(path, nil, .fail(failure)))
            }
            return
        }
        guard name.bytes.first != UInt8(ascii: ".") else {
            if status.kind == S_IFDIR { tally.hiddenFolders += 1 } else { tally.hiddenFiles += 1 }
            return
        }
        let path = stack[last].path.appending(name)
        if explicit.contains(path) { return }
        if status.kind == S_IFDIR {
            // A folder to ignore may have been made since the scan began.
            let isIgnored = ignored.contains(status.place) || options.ignoredFolders.contains(path)
            if isIgnored || explicitFolders.contains(status.place) { return }
            if isExcluded(relative(path)) { tally.excluded += 1 } else { enter(path, into: &files) }
        } else {
            examine(path, status, in: folder, into: &files)
        }
    }

    /// The folder at work, opened again after a visit to one below it; nil if it is gone or another one now.
    private mutating func openedFolder() -> OpenFolder? {
        let last = stack.count - 1
        if let folder = stack[last].folder { return folder }
        guard let folder = try? OpenFolder(stack[last].path), (try? folder.status().place) == stack[last].place else {
            return nil
        }
        stack[last].folder = folder
        return folder
    }

    /// Decides on a path that is no folder.
    private mutating func examine(
        _ path: DocumentPath,
        _ status: FileStatus,
        in folder: OpenFolder?,
        into files: inout [DiscoveredFile]
    ) {
        let relativePath = relative(path)
        guard isIncluded(relativePath), !isExcluded(relativePath) else {
            tally.excluded += 1
            return
        }
        var status = status
        if status.kind == S_IFLNK {
            switch target(of: path) {
            case .success(let target): status = target
            case .failure(let reason):
                files.append(discovered(path, status, .skip(reason)))
                return
            }
        }
        files.append(discovered(path, status, admission(of: path, status, in: folder)))
    }

    private func admission(
        of path: DocumentPath,
        _ status: FileStatus,
        in folder: OpenFolder?
    ) -> DiscoveredFile.Admission {
        guard status.kind == S_IFREG else { return .skip(.notRegular(path, kind: status.kind)) }
        guard isReadable(path, in: folder) else {
            return .fail(ErrorClassifier.failure(errorNumber: EACCES, doing: "read", path: path))
        }
        return .process
    }

    /// What a link leads to, or why it leads nowhere.
    private func target(of path: DocumentPath) -> Result<FileStatus, SkipReason> {
        switch FileStatus.follow(path) {
        case .failure(let error) where error.code == ELOOP: .failure(.loop(path))
        case .failure(let error): .failure(.dangling(path, errorNumber: error.code))
        case .success(let target) where target.kind != S_IFDIR: .success(target)
        case .success(let target):
            .failure(stack.contains { $0.place == target.place } ? .loop(path) : .linkToFolder(path))
        }
    }

    private func isReadable(_ path: DocumentPath, in folder: OpenFolder?) -> Bool {
        guard let folder else { return path.withCString { access($0, R_OK) } == 0 }
        return path.lastComponent.withCString { folder.isReadable($0) }
    }

    private func isIncluded(_ relativePath: DocumentPath) -> Bool {
        options.include.isEmpty || options.include.contains { $0.matches(relativePath) }
    }

    private func isExcluded(_ relativePath: DocumentPath) -> Bool {
        options.exclude.contains { $0.matches(relativePath) }
    }

    /// The path below the current root.
    private func relative(_ path: DocumentPath) -> DocumentPath { path.relative(to: root) ?? path.lastComponent }

    private func discovered(
        _ path: DocumentPath,
        _ status: FileStatus?,
        _ admission: DiscoveredFile.Admission
    ) -> DiscoveredFile {
        DiscoveredFile(
            path: path,
            root: root,
            stamp: DiscoveredFile.Stamp(
                size: status?.kind == S_IFREG ? status?.size ?? 0 : 0,
                modified: status?.modified ?? 0,
                changed: status?.changed ?? 0,
                inode: status?.place.inode ?? 0,
                device: status?.place.device ?? 0
            ),
            priority: options.priority(of: relative(path)),
            admission: admission
        )
    }
}

extension SkipReason: Error {
    fileprivate static func loop(_ path: DocumentPath) -> SkipReason {
        SkipReason(code: "link_loop", message: "\(path.display) leads back to itself; remove the link")
    }

    fileprivate static func linkToFolder(_ path: DocumentPath) -> SkipReason {
        let message = "\(path.display) is a link to a folder, which is not followed; name that folder itself"
        return SkipReason(code: "link_to_folder", message: message)
    }

    fileprivate static func dangling(_ path: DocumentPath, errorNumber: Int32) -> SkipReason {
        let message = "\(path.display) is a link whose target cannot be reached (\(systemMessage(errorNumber)))"
        return SkipReason(code: "dangling_link", message: message)
    }

    fileprivate static func notRegular(_ path: DocumentPath, kind: mode_t) -> SkipReason {
        let name =
            switch kind {
            case S_IFIFO: "a named pipe"
            case S_IFSOCK: "a socket"
            case S_IFCHR, S_IFBLK: "a device"
            default: "no regular file"
            }
        return SkipReason(code: "not_a_regular_file", message: "\(path.display) is \(name), not a document")
    }
}

extension Failure {
    fileprivate static func vanished(_ path: DocumentPath) -> Failure {
        Failure(.notFound, "\(path.display) was removed or replaced while it was scanned; run again")
    }
}
