/// A file that the scan came upon, with what tells one version of it from the next without reading it.
package struct DiscoveredFile: Sendable, Hashable, Codable {
    /// What is to become of the file.
    package enum Admission: Sendable, Hashable, Codable {
        case process
        /// Not a regular file, a looping link and the like: its row ends `skipped`.
        case skip(SkipReason)
        /// Unreadable, vanished: its row ends `failed`.
        case fail(Failure)
    }

    /// Size, times and place of the file on its device: equal values mean unchanged bytes.
    package struct Stamp: Sendable, Hashable, Codable {
        package var size: Int64
        /// Nanoseconds since 1970.
        package var modified: Int64
        /// Nanoseconds since 1970; also moves when permissions change.
        package var changed: Int64
        package var inode: UInt64
        package var device: UInt64

        package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64) {
            self.size = size
            self.modified = modified
            self.changed = changed
            self.inode = inode
            self.device = device
        }
    }

    /// Absolute: `root` followed by `relativePath`.
    package var path: DocumentPath
    /// Absolute path of the scanned folder; of a file named by itself, the folder it lies in.
    package var root: DocumentPath
    package var stamp: Stamp
    package var priority: Priority
    package var admission: Admission

    package init(
        path: DocumentPath,
        root: DocumentPath,
        stamp: Stamp,
        priority: Priority = .normal,
        admission: Admission = .process
    ) {
        self.path = path
        self.root = root
        self.stamp = stamp
        self.priority = priority
        self.admission = admission
    }

    /// The path below the root.
    package var relativePath: DocumentPath { path.relative(to: root) ?? path }
}
