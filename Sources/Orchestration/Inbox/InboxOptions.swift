package import OrchestrateModel

/// What a scan passed over without a row in the ledger.
package struct InboxTally: Sendable, Hashable, Codable {
    /// Names that begin with a dot.
    package var hiddenFiles = 0
    package var hiddenFolders = 0
    /// Files and folders left out by `include` and `exclude`.
    package var excluded = 0
    /// Entries handed out.
    package var discovered = 0
    /// Bytes of the regular files handed out.
    package var bytes: Int64 = 0

    package init() {}
}

/// Paths on the command line that cannot be scanned at all; the run does not begin and exits 3.
package struct InboxProblem: Error, Sendable, Hashable {
    /// One for each path, in the order given.
    package let failures: [Failure]
}

/// Which files a scan takes and how urgent they are.
package struct InboxOptions: Sendable {
    /// If not empty, only files that match one of them are taken.
    package var include: [Glob]
    /// Files and folders that match one of them are left out; a folder with all that is in it.
    package var exclude: [Glob]
    /// The last rule that matches a file decides.
    package var priorities: [(glob: Glob, priority: Priority)]
    /// Paths named one by one, relative to the working folder.
    package var listed: [DocumentPath]
    /// Absolute paths of folders that are never entered, such as the state folder.
    package var ignoredFolders: [DocumentPath]

    package init(
        include: [Glob] = [],
        exclude: [Glob] = [],
        priorities: [(glob: Glob, priority: Priority)] = [],
        listed: [DocumentPath] = [],
        ignoredFolders: [DocumentPath] = []
    ) {
        self.include = include
        self.exclude = exclude
        self.priorities = priorities
        self.listed = listed
        self.ignoredFolders = ignoredFolders
    }

    /// The priority of a file at this path below its root.
    package func priority(of relativePath: DocumentPath) -> Priority {
        priorities.last { $0.glob.matches(relativePath) }?.priority ?? .normal
    }

    /// The paths in the bytes of a list: one a line, or, with `nullSeparated`, each ended by a zero byte.
    ///
    /// Empty lines are passed over and a carriage return before a line feed is dropped.
    package static func paths(inList bytes: [UInt8], separator: ListSeparator) -> [DocumentPath] {
        bytes.split(separator: separator.rawValue).compactMap { line in
            var line = line
            if separator == .lineFeed, line.last == UInt8(ascii: "\r") { line.removeLast() }
            return line.isEmpty ? nil : DocumentPath(bytes: Array(line))
        }
    }

    package enum ListSeparator: UInt8, Sendable {
        case null = 0
        case lineFeed = 10
    }
}
