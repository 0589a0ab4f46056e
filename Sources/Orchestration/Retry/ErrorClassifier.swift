import Glibc
package import OrchestrateModel

/// Turns what the system reports into a `Failure`, by number and never by message text.
package enum ErrorClassifier {
    /// The code of a failed system call on a document.
    package static func code(errorNumber: Int32) -> FailureCode {
        switch errorNumber {
        case ENOENT, ENOTDIR, ESTALE, ELOOP: .notFound
        case EACCES, EPERM, EROFS: .permissionDenied
        case ENOMEM: .outOfMemory
        case ENOSPC, EDQUOT: .diskFull
        case EFBIG, EOVERFLOW, ENAMETOOLONG: .tooLarge
        case EISDIR, ENXIO, ENODEV, EOPNOTSUPP: .unsupported
        case EIO, EAGAIN, EINTR, EBUSY, ETXTBSY, ETIMEDOUT, EMFILE, ENFILE, ENOLCK, EDEADLK, ENETDOWN, ENETUNREACH,
            ENETRESET, ECONNRESET, ECONNABORTED, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, EPIPE, EREMOTEIO, ENOLINK,
            EUCLEAN:
            .ioError
        default: .unknown
        }
    }

    /// The failure of a system call: what was tried, on which path, what the system said and what to do.
    package static func failure(errorNumber: Int32, doing action: String, path: DocumentPath) -> Failure {
        let code = code(errorNumber: errorNumber)
        let message = "cannot \(action) \(path.display): \(systemMessage(errorNumber))\(advice(for: code))"
        return Failure(code, message, context: ["errno": String(errorNumber)])
    }

    private static func advice(for code: FailureCode) -> String {
        switch code {
        case .notFound: "; check the path"
        case .permissionDenied: "; grant read permission to this user"
        case .diskFull: "; free some space and go on with --resume last"
        case .outOfMemory: "; use fewer workers (-j)"
        case .ioError: "; check the disk or the network file system"
        case .tooLarge: "; shorten the path or split the file"
        default: ""
        }
    }
}
