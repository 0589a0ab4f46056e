import OrchestrateModel

// Events about workers and the machine.
extension EventTranslator {
    static func pool(_ event: PoolEvent) -> [OrchestrationEvent] {
        switch event {
        case .started(let worker, let pid):
            return [OrchestrationEvent(.workerStarted, [("worker", .integer(worker)), ("pid", .integer(pid))])]
        case .lost(let death):
            let keys: [OrchestrationEvent.Key] = [
                ("worker", .integer(death.worker)), ("pid", .integer(death.pid)),
                ("code", .string(death.code.rawValue)), ("page", death.progress.map { .integer($0.page) } ?? .null),
                ("memory_mb", .integer(death.residentBytes >> 20)),
            ]
            return [OrchestrationEvent(.workerLost, keys)]
        case .scaled(let from, let to):
            return [OrchestrationEvent(.scalingChanged, [("from", .integer(from)), ("to", .integer(to))])]
        case .ready, .left, .respawning, .broken, .standardError: return []
        }
    }

    static func resource(_ action: ResourceAction) -> [OrchestrationEvent] {
        switch action {
        case .warn(let notice): return [event(.resourceWarning, notice)]
        case .alarm(let notice): return [event(.resourceCritical, notice)]
        case .recover(let notice): return [event(.resourceRecovered, notice)]
        case .stopLargestWorker(let reason):
            let keys: [OrchestrationEvent.Key] = [
                ("resource", "memory"), ("action", "stop_largest_worker"), ("message", .string(reason)),
            ]
            return [OrchestrationEvent(.resourceCritical, keys)]
        case .drain(let failure):
            let keys: [OrchestrationEvent.Key] = [
                ("resource", "disk"), ("action", "drain"), ("message", .string(failure.message)),
            ]
            return [OrchestrationEvent(.resourceCritical, keys)]
        // The pool tells when it has done so.
        case .scale: return []
        }
    }

    private static func event(_ name: OrchestrationEvent.Name, _ notice: ResourceNotice) -> OrchestrationEvent {
        OrchestrationEvent(
            name,
            [
                ("resource", .string(notice.resource.rawValue)), ("value", .fixed(notice.value, places: 1)),
                ("threshold", .fixed(notice.threshold, places: 1)), ("message", .string(notice.message)),
            ]
        )
    }
}
