import Glibc
package import OrchestrateModel

/// The number of files that this process may have open.
package enum DescriptorLimit {
    /// What the parent needs without any worker: databases, logs, lock, signals, and the runtime's own.
    private static let base = 32
    /// Pipes, process and wake-up of a worker, and what its start takes for a moment.
    private static let each = 10

    /// Raises the limit as far as may be, and throws `ioError` where it is too low for so many workers.
    ///
    /// Without descriptors even libraries that cannot fail do, so this comes before anything else.
    package static func require(workers: Int) throws(Failure) {
        let needed = rlim_t(inherited + base + each * workers)
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < max(needed, 1024) else { return }
        limit.rlim_cur = min(limit.rlim_max, max(needed, 1024))
        _ = setrlimit(kind, &limit)
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < needed else { return }
        throw Failure(
            .ioError,
            "only \(limit.rlim_cur) files may be open at once, a run with -j \(workers) needs \(needed); "
                + "raise the limit (ulimit -n) or lower -j"
        )
    }

    /// Open descriptors beyond the three standard ones, such as a parent left open.
    private static var inherited: Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // `.`, `..`, the folder itself and the standard ones.
        return max(0, count - 6)
    }
}
