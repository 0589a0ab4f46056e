/// How a failure is to be handled.
package enum FailureClass: String, Sendable, Codable {
    /// Input or output, a lock, a throttle: retried with backoff.
    case temporary
    /// Memory, time or disk ran out: retried once in the slow lane.
    case resource
    /// Missing, forbidden, encrypted, corrupt, unsupported: never retried.
    case permanent
    /// The engine itself: stops the run, resumable.
    case critical
}

/// What went wrong, by a stable name.
package enum FailureCode: String, Sendable, Codable, CaseIterable {
    case notFound = "not_found"
    case permissionDenied = "permission_denied"
    case encrypted
    case corrupt
    case empty
    case unsupported
    case tooLarge = "too_large"
    case ioError = "io_error"
    case changedWhileRead = "changed_while_read"
    case databaseBusy = "database_busy"
    case outOfMemory = "out_of_memory"
    case pageTimeout = "page_timeout"
    case documentTimeout = "document_timeout"
    case noProgress = "no_progress"
    case workerCrashed = "worker_crashed"
    case workerKilled = "worker_killed"
    case workerProtocol = "worker_protocol"
    case workerStart = "worker_start"
    case missingLanguage = "missing_language"
    case diskFull = "disk_full"
    case database
    /// Another run owns the state folder.
    case stateFolderOwned = "state_folder_owned"
    case invalidConfiguration = "invalid_configuration"
    case unknown

    /// The class a failure of this code has unless the configuration says otherwise.
    package var failureClass: FailureClass {
        switch self {
        case .notFound, .permissionDenied, .encrypted, .corrupt, .empty, .unsupported, .tooLarge: .permanent
        case .ioError, .changedWhileRead, .databaseBusy, .workerProtocol, .unknown: .temporary
        case .outOfMemory, .pageTimeout, .documentTimeout, .noProgress, .workerCrashed, .workerKilled: .resource
        case .workerStart, .missingLanguage, .diskFull, .database, .stateFolderOwned, .invalidConfiguration: .critical
        }
    }
}

/// One failure of one document: classified once, where it is caught.
package struct Failure: Error, Sendable, Hashable, Codable {
    package var code: FailureCode
    /// What happened, to which file, and what to do about it.
    package var message: String
    /// Facts for the log, such as `signal` or `page`.
    package var context: [String: String]

    package init(_ code: FailureCode, _ message: String, context: [String: String] = [:]) {
        self.code = code
        self.message = message
        self.context = context
    }

    package var failureClass: FailureClass { code.failureClass }
}
