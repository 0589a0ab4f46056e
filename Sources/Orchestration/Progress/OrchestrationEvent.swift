package import OrchestrateModel

/// One event as the contract describes it: a name and its own keys, for `--progress json`, logs and live feeds.
package struct OrchestrationEvent: Sendable, Equatable {
    package enum Name: String, Sendable, CaseIterable {
        case runStarted = "run_started"
        case documentDiscovered = "document_discovered"
        case documentLoaded = "document_loaded"
        case classified
        case fieldsExtracted = "fields_extracted"
        case scored
        case phaseChanged = "phase_changed"
        case progress
        case documentFinished = "document_finished"
        case timeoutWarning = "timeout_warning"
        case ioError = "io_error"
        case retryScheduled = "retry_scheduled"
        case retryExhausted = "retry_exhausted"
        case workerStarted = "worker_started"
        case workerLost = "worker_lost"
        case resourceWarning = "resource_warning"
        case resourceCritical = "resource_critical"
        case resourceRecovered = "resource_recovered"
        case scalingChanged = "scaling_changed"
        case milestoneReached = "milestone_reached"
        case performanceAlert = "performance_alert"
        case stateSaved = "state_saved"
        case cancellationRequested = "cancellation_requested"
        case cancellationConfirmed = "cancellation_confirmed"
        case cleanupCompleted = "cleanup_completed"
        case runFinished = "run_finished"
    }

    package typealias Key = (key: String, value: JSONValue)

    package let name: Name
    /// The event's own keys, in the order in which they are written.
    package let keys: [Key]

    package init(_ name: Name, _ keys: [Key] = []) {
        self.name = name
        self.keys = keys
    }

    package static func == (lhs: OrchestrationEvent, rhs: OrchestrationEvent) -> Bool {
        lhs.name == rhs.name && JSONValue.object(lhs.keys) == JSONValue.object(rhs.keys)
    }

    package subscript(key: String) -> JSONValue? { keys.first { $0.key == key }?.value }

    /// The object that is written: `event, seq, at, run`, then the event's own keys.
    package func json(sequence: Int, at time: String, run: String) -> JSONValue {
        let head: [Key] = [
            ("event", .string(name.rawValue)), ("seq", .integer(sequence)), ("at", .string(time)),
            ("run", .string(run)),
        ]
        return .object(head + keys)
    }
}

extension ProgressSnapshot {
    /// The `progress` event of the contract.
    package var event: OrchestrationEvent {
        OrchestrationEvent(
            .progress,
            [
                ("batch", .fixed(batch, places: 4)), ("documents_done", .integer(documentsDone)),
                ("documents_total", .integer(documentsTotal)), ("per_minute", .fixed(perMinute, places: 1)),
                ("fields_per_second", .fixed(fieldsPerSecond, places: 2)),
                ("eta_seconds", Self.number(etaSeconds, places: 0)),
                ("success_rate", Self.number(successRate, places: 4)),
                ("average_confidence", Self.number(averageConfidence, places: 4)),
                ("memory_mb", memoryMB.map { .integer($0) } ?? .null),
                ("cpu_percent", Self.number(cpuPercent, places: 1)),
                ("average_seconds", Self.number(averageSeconds, places: 3)),
                ("disk_free_mb", diskFreeMB.map { .integer($0) } ?? .null),
                ("threads", threads.map { .integer($0) } ?? .null), ("workers", .array(workers.map(\.json))),
            ]
        )
    }

    fileprivate static func number(_ value: Double?, places: Int) -> JSONValue {
        value.map { .fixed($0, places: places) } ?? .null
    }
}

extension WorkerProgress {
    fileprivate var json: JSONValue {
        [
            "worker": .integer(worker), "path": .optional(path), "index": index.map { .integer($0) } ?? .null,
            "phase": .optional(phase?.rawValue), "page": .integer(page), "pages": .integer(pages),
            "document_progress": ProgressSnapshot.number(documentProgress, places: 4),
            "eta_seconds": ProgressSnapshot.number(etaSeconds, places: 0),
        ]
    }
}
