import OrchestrateModel

/// All settings there are, in the order of the reference: the one list that files, variables, `config` and the docs use.
package enum ConfigurationTable {
    package static let keys: [ConfigurationKey] =
        workers + queue + retry + resources + progress + cancellation + recognition + containers + extraction + inputs
        + storage + logging

    /// What a section is about.
    package static let sections: [(name: String, help: String)] = [
        ("workers", "The processes that read documents, and the limits they are held to"),
        ("queue", "Order, batches and size of the queue"),
        ("retry", "What follows a failure"),
        ("resources", "Limits on memory, processor and disk, and the number of workers"),
        ("progress", "Display and statistics while a run goes on"),
        ("cancellation", "Stopping and saving"),
        ("recognition", "Reading pages by OCR"),
        ("containers", "Archives, mails and PDF portfolios, whose files are documents of their own"),
        ("extraction", "Finding fields"),
        ("inputs", "What becomes of the input files"),
        ("storage", "The database"),
        ("logging", "analysis.log and system.log in the state folder"),
    ]

    package static func key(named name: String) -> ConfigurationKey? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })
    static let day = 86_400.0

    private static let workers: [ConfigurationKey] = [
        .integer("workers.count", \.workers.count, 0...100, "Worker processes; 0 means one a core, 2 to 8"),
        .seconds("workers.page_cpu_seconds", \.workers.pageCPUSeconds, 1...day, "Processor time for one page"),
        .seconds(
            "workers.no_progress_seconds",
            \.workers.noProgressSeconds,
            1...day,
            "Time without a sign of progress"
        ),
        .seconds("workers.document_seconds", \.workers.documentSeconds, 1...day, "Time for a whole document"),
        .seconds("workers.hello_seconds", \.workers.helloSeconds, 0.1...3600, "Time for a worker to start"),
        .seconds("workers.frame_seconds", \.workers.frameSeconds, 0.1...3600, "Time for the rest of a message"),
        .seconds("workers.write_seconds", \.workers.writeSeconds, 0.1...3600, "Time for a message to be taken"),
        .seconds("workers.control_seconds", \.workers.controlSeconds, 0.1...3600, "Time for the answer to a question"),
        .seconds(
            "workers.terminate_seconds",
            \.workers.terminateSeconds,
            0.1...3600,
            "Time between asking to stop and killing"
        ),
        .integer(
            "workers.recycle_after_documents",
            \.workers.recycleAfterDocuments,
            1...1_000_000,
            "A worker is replaced after so many documents"
        ),
        .integer(
            "workers.recycle_memory_mb",
            \.workers.recycleMemoryMB,
            50...1_000_000,
            "A worker that holds more than this when idle is replaced"
        ),
        .integer(
            "workers.memory_limit_mb",
            \.workers.memoryLimitMB,
            0...1_000_000,
            "Address space of a worker; 0 for no limit"
        ),
        .integer(
            "workers.breaker_deaths",
            \.workers.breakerDeaths,
            1...100,
            "More deaths than this before a first task, within breaker_seconds, stop the run"
        ),
        .seconds(
            "workers.breaker_seconds",
            \.workers.breakerSeconds,
            1...day,
            "The time in which those deaths are counted"
        ),
        .integer(
            "workers.max_interruptions",
            \.workers.maxInterruptions,
            0...100,
            "Attempts given back to a document whose worker was killed by something else"
        ),
        .integer("workers.niceness", \.workers.niceness, 0...19, "Niceness of the workers"),
    ]

    private static let queue: [ConfigurationKey] = [
        .boolean(
            "queue.enabled",
            \.queue.enabled,
            "False for a plain queue: no priorities, no batches, no fan-out order, documents as they are found"
        ),
        .integer(
            "queue.max_concurrent_files",
            \.queue.maxConcurrentFiles,
            0...100,
            "Documents in work at once; 0 means as many as workers"
        ),
        .integer("queue.max_queue_size", \.queue.maxQueueSize, 0...100_000_000, "Waiting documents; 0 for no limit"),
        .choice("queue.policy", \.queue.policy, "What happens when the queue is full"),
        .priorities(
            "queue.priorities",
            \.queue.priorities,
            "Rules of a glob and a priority; the last one that matches a document decides"
        ),
        .boolean("queue.batching", \.queue.batching, "Send cheap documents to a worker several at a time"),
        .boolean("queue.longest_first", \.queue.longestFirst, "Begin with the documents that take longest"),
        .seconds(
            "queue.ageing_seconds",
            \.queue.ageingSeconds,
            0.001...30 * day,
            "A document that has waited this long is preferred now and then, so that none starves"
        ),
        .seconds(
            "queue.cheap_seconds",
            \.queue.cheapSeconds,
            0.001...60,
            "Documents that are expected to take less than this are cheap"
        ),
    ]

    private static let retry: [ConfigurationKey] = [
        .boolean("retry.enabled", \.retry.enabled, "False to take the first failure of a document as its last"),
        .integer("retry.max_attempts", \.retry.maxAttempts, 0...100, "Attempts at a document; 0 counts as 1"),
        .number("retry.backoff_factor", \.retry.backoffFactor, 1...100, "Each delay is so many times the one before"),
        .seconds("retry.base_delay_seconds", \.retry.baseDelaySeconds, 0.001...day, "Delay after the first attempt"),
        .seconds("retry.max_delay_seconds", \.retry.maxDelaySeconds, 0.001...day, "Longest delay"),
        .boolean("retry.jitter", \.retry.jitter, "Draw each delay at random between nothing and its full length"),
        .codes(
            "retry.retryable_codes",
            \.retry.retryableCodes,
            "Failures that are retried; null means all of the classes temporary and resource"
        ),
    ]
}
