import Glibc
import OrchestrateModel
import Orchestration

/// Jobs as a scan would bring them: paths of usual length, sizes and kinds of all sorts.
private struct JobSource {
    private var random: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func job(_ number: Int) -> Job {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let draw = Int(random >> 33)
        let kind = ["pdf", "txt", "tif", "png"][draw % 4]
        let path = "/srv/inbox/2026/\(draw % 365)/document-\(number).\(kind)"
        let priority = Priority(rawValue: draw % 10 == 0 ? 3 : draw % 5 == 0 ? 2 : 1) ?? .normal
        return Job(
            id: Int64(number),
            path: DocumentPath(path),
            size: Int64(draw % 4_000_000),
            priority: priority,
            sequence: Int64(number)
        )
    }
}

/// A queue with its usual rules.
private func makeQueue() -> (state: QueueState, room: BatchRoom) {
    (QueueState(rules: QueueRules(Configuration(), workers: 8)), BatchRoom(workers: 8))
}

/// Enqueues so many jobs one by one and drains them; what each operation took, in seconds.
private func fillAndDrain(_ count: Int) -> [Double] {
    var (queue, room) = makeQueue()
    var source = JobSource()
    var times: [Double] = []
    times.reserveCapacity(count * 2)
    for number in 0..<count {
        let job = source.job(number)
        let start = monotonicSeconds()
        _ = queue.enqueue([job], now: 0)
        times.append(monotonicSeconds() - start)
    }
    queue.complete()
    while true {
        let start = monotonicSeconds()
        guard case .task(let task) = queue.next(now: 1, room: room) else { return times }
        queue.finish(task)
        times.append(monotonicSeconds() - start)
    }
}

struct QueueBenchmark: Benchmark {
    static let name = "queue"
    static let subject = "queue operation, 1,000,000 jobs enqueued and drained, p99"
    static let target = "< 100 µs"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let times = fillAndDrain(1_000_000)
        let p99 = times.quantile(0.99) * 1e6
        let median = times.median * 1e6
        return Measurement(
            text: "\(Show.number(p99, 2)) µs, median \(Show.number(median, 2)) µs",
            isMet: p99 < 100
        )
    }
}

struct QueueMemoryBenchmark: Benchmark {
    static let name = "queue-memory"
    static let subject = "memory of a queued job with its path, 1,000,000 jobs"
    static let target = "≤ 300 B"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        var (queue, _) = makeQueue()
        var source = JobSource()
        let count = 1_000_000
        let before = Self.resident
        for number in 0..<count { _ = queue.enqueue([source.job(number)], now: 0) }
        let bytes = Double(Self.resident - before) / Double(count)
        // Kept until here, so that it is not freed before.
        let waiting = queue.statistics.waiting
        return Measurement(text: "\(Show.number(bytes, 0)) B", isMet: bytes <= 300 && waiting == count)
    }

    /// Bytes in memory, by the system's count.
    private static var resident: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        fgets(&line, Int32(line.count), file)
        let words = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

struct QueueScalingBenchmark: Benchmark {
    static let name = "queue-scaling"
    static let subject = "time for 1,000,000 jobs against 10 times that for 100,000"
    static let target = "< 2 times (linear)"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        var ratios: [Double] = []
        for _ in 0..<3 {
            let small = fillAndDrain(100_000).reduce(0, +)
            ratios.append(fillAndDrain(1_000_000).reduce(0, +) / (small * 10))
        }
        return Measurement(text: "\(Show.number(ratios.median, 2)) times", isMet: ratios.median < 2)
    }
}
