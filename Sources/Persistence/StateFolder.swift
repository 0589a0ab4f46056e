import CLinux
import Glibc
package import OrchestrateModel

/// The folder that holds everything a run has to remember; private to its user.
package struct StateFolder: Sendable, Hashable {
    /// Absolute.
    package let path: String

    package var stateFile: String { path + "/state.json" }
    package var database: String { path + "/orchestrate.sqlite" }
    package var pageDatabase: String { path + "/pages.sqlite" }
    package var lock: String { path + "/lock" }
    package var logs: String { path + "/logs" }

    /// Opens the folder for a command that only reads, or that finds what an earlier run left.
    ///
    /// Throws `notFound` where it is not there.
    package static func open(at path: String) throws(Failure) -> StateFolder {
        let folder = StateFolder(path: absolute(path))
        var status = stat()
        guard stat(folder.path, &status) == 0 else { throw folder.failure("cannot be opened", errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(
                .invalidConfiguration,
                "the state folder \(folder.path) is a file; pass another path with --state"
            )
        }
        try folder.refuseNetwork(status.st_dev)
        return folder
    }

    /// Opens the folder, made with its parents (mode 0700) where it does not exist.
    package static func create(at path: String) throws(Failure) -> StateFolder {
        let folder = StateFolder(path: absolute(path))
        var ancestors = [folder.path]
        while let slash = ancestors[0].lastIndex(of: "/"), slash != ancestors[0].startIndex {
            let parent = String(ancestors[0][..<slash])
            ancestors.insert(parent, at: 0)
        }
        for ancestor in ancestors {
            let mode: mode_t = ancestor == folder.path ? 0o700 : 0o777
            guard mkdir(ancestor, mode) != 0 else { continue }
            let reason = errno
            guard reason == EEXIST || access(ancestor, F_OK) == 0 else {
                throw folder.failure("cannot be created", reason)
            }
        }
        let opened = try open(at: folder.path)
        guard mkdir(opened.logs, 0o700) == 0 || errno == EEXIST else {
            throw opened.failure("cannot be written to", errno)
        }
        return opened
    }

    /// Takes the folder for this process until the ownership is released or the process ends, however it ends.
    ///
    /// Throws `stateFolderOwned` where another process has it.
    package func acquireOwnership() throws(Failure) -> Ownership { try Ownership(of: self) }

    /// Who owns the folder, in words, or nil if nobody does.
    package func currentOwner() -> String? { Ownership.holder(of: self) }

    private func refuseNetwork(_ device: dev_t) throws(Failure) {
        let type = orchestrate_file_system_type(path)
        guard type >= 0 else { throw failure("cannot be examined", errno) }
        let mountinfo = (try? String(decoding: readSmallFile("/proc/self/mountinfo"), as: UTF8.self)) ?? ""
        let number = "\(orchestrate_device_major(UInt64(device))):\(orchestrate_device_minor(UInt64(device)))"
        let kind = FileSystemKind(
            magic: UInt32(truncatingIfNeeded: type),
            mountType: FileSystemKind.mountType(device: number, in: mountinfo)
        )
        guard let name = kind.networkName else { return }
        throw Failure(
            .database,
            "the state folder \(path) is on a network file system (\(name)), where SQLite's locks and shared memory "
                + "cannot be trusted and results could be lost; pass a local folder with --state"
        )
    }

    func failure(_ what: String, _ number: Int32) -> Failure {
        let cause = String(cString: strerror(number))
        guard number != ENOSPC, number != EDQUOT else {
            return Failure(.diskFull, "the state folder \(path) \(what): \(cause); free some space and run again")
        }
        guard number != ENOENT else {
            return Failure(.notFound, "there is no state folder \(path); run `orchestrate run` first or pass --state")
        }
        return Failure(.database, "the state folder \(path) \(what): \(cause); check its path and permissions")
    }

    private static func absolute(_ path: String) -> String {
        var path = path
        while path.hasPrefix("./"), path.count > 2 { path.removeFirst(2) }
        if !path.hasPrefix("/"), let working = getcwd(nil, 0) {
            defer { free(working) }
            let folder = String(cString: working)
            path = (folder == "/" ? "" : folder) + "/" + path
        }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

/// The bytes of a file of a few kilobytes.
func readSmallFile(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.ioError, "\(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        guard count > 0 else { return bytes }
        bytes.append(contentsOf: chunk[..<count])
    }
}
