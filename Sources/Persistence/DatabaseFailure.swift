import GRDB
import OrchestrateModel

extension Failure {
    /// What an error of the database means, and what to do about it.
    init(_ error: any Error, in path: String) {
        if let failure = error as? Failure {
            self = failure
        } else if let error = error as? DatabaseError {
            self.init(error, in: path)
        } else {
            self.init(.database, "\(path): \(error)")
        }
    }

    private init(_ error: DatabaseError, in path: String) {
        let context = ["sqlite": String(error.extendedResultCode.rawValue), "statement": error.sql ?? ""]
        let message = error.message ?? "unknown error"
        let isFull = error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
        switch error.resultCode {
        case _ where isFull:
            self.init(.diskFull, "the disk of \(path) is full; free some space and run again", context: context)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            let advice = "another program keeps it locked; end that program (sqlite3, a backup) and run again"
            self.init(.databaseBusy, "\(path) is locked: \(advice)", context: context)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            let advice = "restore it from a backup, or move the state folder away and run again"
            self.init(.database, "\(path) is damaged (\(message)); \(advice)", context: context)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            let advice = "check the permissions of the state folder and that its disk is not mounted read-only"
            self.init(.database, "\(path) cannot be written (\(message)); \(advice)", context: context)
        case .SQLITE_IOERR:
            let advice = "check the disk (dmesg, smartctl) and run again; what was acknowledged is safe"
            self.init(.database, "\(path): reading or writing failed (\(message)); \(advice)", context: context)
        default:
            self.init(.database, "\(path): \(message)", context: context)
        }
    }
}
