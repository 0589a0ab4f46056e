import Glibc
import OrchestrateModel
import Persistence

/// One planned action on one input file, step by step; each step can be taken again after a stop at any moment.
struct InputMove: Sendable {
    let planned: PlannedAction
    private(set) var target: DocumentPath?
    /// True once the content is safe elsewhere and only the input is left to remove.
    private(set) var mustRemove = false
    private(set) var ending: ActionEnding?
    private var isPlaced = false

    init(_ planned: PlannedAction) {
        self.planned = planned
        target = planned.target
    }

    var path: DocumentPath { planned.path }

    private var isMove: Bool { if case .move = planned.action { true } else { false } }

    /// True where a name was chosen that the ledger does not have yet.
    var isNewlyNamed: Bool { ending == nil && target != planned.target && !isPlaced }

    mutating func end(_ ending: ActionEnding) { self.ending = ending }

    // MARK: Looking

    /// Finds out what is left to do, and under which name; names in `taken` belong to others.
    mutating func prepare(taken: inout Set<DocumentPath>) {
        guard planned.isCurrent else { return end(.kept("it was changed or queued again since")) }
        guard planned.memberStates.isSubset(of: [.done, .skipped]) else {
            return end(.kept("not all that it carries is done"))
        }
        let source = FileStatus.itself(path)
        if let folder = planned.action.folder {
            prepare(bringingTo: folder, source, taken: &taken)
        } else if case .failure(let error) = source {
            end(error.code == ENOENT ? .done : .postponed(systemMessage(error.code)))
        } else if let reason = reasonToKeep(source) {
            end(.kept(reason))
        } else {
            mustRemove = true
        }
    }

    private mutating func prepare(
        bringingTo folder: String,
        _ source: Result<FileStatus, ErrorNumber>,
        taken: inout Set<DocumentPath>
    ) {
        let isThere = target.map { FileStatus.itself($0).isSuccess } ?? false
        if case .failure(let error) = source {
            guard error.code == ENOENT else { return end(.postponed(systemMessage(error.code))) }
            return end(isThere ? .done : .kept("it is gone"))
        }
        if let reason = reasonToKeep(source) { return end(.kept(reason)) }
        if isThere, let target, let mine = FileDigest.of(path), mine == FileDigest.of(target) {
            // Cut off after the copy.
            isPlaced = true
            mustRemove = isMove
            if !isMove { end(.done) }
            return
        }
        if !isThere, target != nil { return }
        choose(in: folder, taken: &taken)
    }

    /// Why the file must not be touched; nil where it is the one that was read.
    private func reasonToKeep(_ source: Result<FileStatus, ErrorNumber>) -> String? {
        guard case .success(let status) = source else { return nil }
        if status.kind == S_IFLNK {
            if case .copy = planned.action { return nil }
            return "it is a link"
        }
        let stamp = planned.stamp
        // A file that was never a document has no stamp to compare.
        guard status.kind == S_IFREG else { return "it is no regular file" }
        let isSame =
            status.size == stamp.size && status.modified == stamp.modified && status.place.inode == stamp.inode
        return isSame ? nil : "it was changed since it was read"
    }

    // MARK: Names

    private mutating func choose(in folder: String, taken: inout Set<DocumentPath>) {
        let relative = path.relative(to: planned.root) ?? path.lastComponent
        let wanted = DocumentPath(folder).appending(relative)
        if let number = Self.makeFolders(above: wanted) {
            return end(.postponed("cannot create the folder of \(wanted.display): \(systemMessage(number))"))
        }
        if Self.isSamePlace(wanted, path) { return end(.done) }
        for number in 1...10_000 {
            let name = number == 1 ? wanted : wanted.numbered(number)
            guard !taken.contains(name), case .failure(let error) = FileStatus.itself(name), error.code == ENOENT else {
                continue
            }
            taken.insert(name)
            target = name
            return
        }
        end(.postponed("every name like \(wanted.display) is taken"))
    }

    /// Takes another name, since the one chosen was given away meanwhile.
    mutating func chooseAnother(taken: inout Set<DocumentPath>) {
        guard let folder = planned.action.folder else { return }
        choose(in: folder, taken: &taken)
    }

    /// The error number, or nil.
    private static func makeFolders(above path: DocumentPath) -> Int32? {
        guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
        let folder = DocumentPath(bytes: Array(path.bytes[..<slash]))
        if folder.withCString({ mkdir($0, 0o777) }) == 0 || errno == EEXIST { return nil }
        guard errno == ENOENT else { return errno }
        if let number = makeFolders(above: folder) { return number }
        return folder.withCString { mkdir($0, 0o777) } == 0 || errno == EEXIST ? nil : errno
    }

    private static func isSamePlace(_ left: DocumentPath, _ right: DocumentPath) -> Bool {
        guard left.lastComponent == right.lastComponent, case .success(let one) = FileStatus.follow(left.folder),
            case .success(let other) = FileStatus.follow(right.folder)
        else { return false }
        return one.place == other.place
    }

    // MARK: Doing

    /// Brings the content to its new name; false where another file has taken that name.
    mutating func place() -> Bool {
        guard ending == nil, !isPlaced, let target else { return true }
        var number = isMove ? FileTransfer.rename(path, to: target) : EXDEV
        if number == EXDEV || number == EPERM || number == EOPNOTSUPP {
            let temporary = target.folder.appending(DocumentPath(".orchestrate-\(planned.id).part"))
            switch FileTransfer.copy(path, to: temporary, sha256: planned.sha256) {
            case .failed(let error): return postpone(error, doing: "copy")
            case .changed:
                end(.kept("it was changed since it was read"))
                return true
            case .copied: break
            }
            number = FileTransfer.rename(temporary, to: target)
            if number != 0 { _ = temporary.withCString { unlink($0) } }
            mustRemove = number == 0 && isMove
        }
        guard number != EEXIST else { return false }
        guard number == 0 else { return postpone(number, doing: "move") }
        isPlaced = true
        return true
    }

    private mutating func postpone(_ number: Int32, doing action: String) -> Bool {
        let place = target.map { " to \($0.display)" } ?? ""
        end(.postponed("cannot \(action) it\(place): \(systemMessage(number))"))
        return true
    }

    /// Removes the input where its content is safe or was to be deleted.
    mutating func remove() {
        guard ending == nil else { return }
        if mustRemove, path.withCString({ unlink($0) }) != 0, errno != ENOENT {
            return end(.postponed("cannot remove it: \(systemMessage(errno))"))
        }
        end(.done)
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}

extension DocumentPath {
    /// The path before the last slash; the working folder where there is none.
    var folder: DocumentPath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return DocumentPath(".") }
        return slash == 0 ? DocumentPath("/") : DocumentPath(bytes: Array(bytes[..<slash]))
    }

    /// `a/b.pdf` as `a/b-2.pdf`.
    fileprivate func numbered(_ number: Int) -> DocumentPath {
        let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        let dot = bytes[start...].lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > start ? $0 : nil } ?? bytes.count
        return DocumentPath(bytes: bytes[..<dot] + Array("-\(number)".utf8) + bytes[dot...])
    }
}
