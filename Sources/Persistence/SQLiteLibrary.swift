import GRDBSQLite

/// The SQLite library that this program runs with.
package enum SQLiteLibrary {
    /// Such as `3.40.1`.
    package static var version: String { String(cString: sqlite3_libversion()) }

    /// True before 3.51.3, where a checkpoint that meets a commit which restarts the log can damage it.
    package static var hasCheckpointDefect: Bool { sqlite3_libversion_number() < 3_051_003 }
}
