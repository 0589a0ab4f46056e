import CProcess
import Glibc
package import OrchestrateModel

/// What a worker gives up before it reads a stranger's bytes.
package enum ResourceLimits {
    /// Open files; a worker needs its pipes, two databases, a document and language data.
    private static let descriptors: rlim_t = 256
    /// Bytes of the largest file that it may write; bounds a runaway, not the page cache.
    private static let fileBytes: rlim_t = 64 << 30
    /// Where the kernel runs out of memory, workers go before the parent.
    private static let memoryKillScore = 500

    /// Limits that need no configuration; the first thing that a worker does.
    package static func applyAtStart() {
        orchestrate_prctl(PR_SET_NO_NEW_PRIVS, 1)
        raiseMemoryKillScore()
        lower(RLIMIT_CORE, to: 0)
        lower(RLIMIT_NOFILE, to: descriptors)
        lower(RLIMIT_FSIZE, to: fileBytes)
        // After the score, which cannot be written once /proc/self belongs to root.
        orchestrate_prctl(PR_SET_DUMPABLE, 0)
    }

    /// Limits that the configuration sets; before the first library is opened.
    package static func apply(_ workers: Configuration.Workers) {
        if workers.memoryLimitMB > 0 { lower(RLIMIT_AS, to: rlim_t(workers.memoryLimitMB) << 20) }
        if workers.niceness > 0 { _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, Int32(workers.niceness)) }
    }

    /// No further processes and threads, once all that are needed run; root is beyond this limit.
    package static func forbidProcesses() {
        guard geteuid() != 0 else { return }
        lower(__RLIMIT_NPROC, to: 0)
    }

    /// CPU time for the next task, as a second line behind the parent's own watch.
    ///
    /// The kernel counts from the start of the process, so the limit moves up with each task; only the soft one is set.
    package static func allowCPU(seconds: Double) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        var limit = rlimit()
        guard orchestrate_get_limit(Int32(RLIMIT_CPU.rawValue), &limit) == 0 else { return }
        let wanted = rlim_t(used.tv_sec) + rlim_t(max(1, seconds))
        orchestrate_set_limit(Int32(RLIMIT_CPU.rawValue), min(wanted, limit.rlim_max), limit.rlim_max)
    }

    /// Lowers both limits, or leaves them where they are lower already.
    private static func lower(_ resource: __rlimit_resource, to value: rlim_t) {
        let number = Int32(resource.rawValue)
        var limit = rlimit()
        guard orchestrate_get_limit(number, &limit) == 0 else { return }
        let hard = min(limit.rlim_max, value)
        orchestrate_set_limit(number, min(limit.rlim_cur, hard), hard)
    }

    private static func raiseMemoryKillScore() {
        let descriptor = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let text = Array("\(memoryKillScore)".utf8)
        _ = write(descriptor, text, text.count)
    }
}
