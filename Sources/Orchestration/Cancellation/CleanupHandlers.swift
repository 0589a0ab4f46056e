/// Work to be done when a run stops, by priority, each piece within its own time limit.
package struct CleanupHandlers: Sendable {
    package struct Handler: Sendable {
        let name: String
        let priority: Int
        let limit: Duration
        let body: @Sendable () async -> Void
    }

    private var handlers: [Handler] = []

    package init() {}

    /// Higher priorities run first; equal ones in the order they were added.
    package mutating func add(
        _ name: String,
        priority: Int,
        limit: Duration,
        _ body: @escaping @Sendable () async -> Void
    ) {
        handlers.append(Handler(name: name, priority: priority, limit: limit, body: body))
    }

    /// Runs all; the names of those that exceeded their limit are returned, they are left behind.
    package func run(clock: some Clock<Duration> = ContinuousClock()) async -> [String] {
        var late: [String] = []
        let ordered = handlers.enumerated().sorted {
            ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset)
        }
        for (_, handler) in ordered where await !Self.finishes(handler, clock: clock) {
            late.append(handler.name)
        }
        return late
    }

    private static func finishes(_ handler: Handler, clock: some Clock<Duration>) async -> Bool {
        let (finished, continuation) = AsyncStream.makeStream(of: Bool.self)
        // Loose on purpose: whichever ends first decides, and a handler that never ends must not hold the stop up.
        let body = Task {
            await handler.body()
            continuation.yield(true)
        }
        let timer = Task {
            try? await clock.sleep(for: handler.limit)
            continuation.yield(false)
        }
        defer {
            body.cancel()
            timer.cancel()
        }
        for await inTime in finished { return inTime }
        return false
    }
}
