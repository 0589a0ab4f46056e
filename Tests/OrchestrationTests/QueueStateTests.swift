import OrchestrateModel
import Orchestration
import Persistence
import Testing

@Suite struct QueueStateTests {
    private func job(
        _ id: Int64,
        size: Int64 = 1_000_000,
        priority: Priority = .normal,
        attempt: Int = 0,
        name: String? = nil,
        isSlow: Bool = false,
        notBefore: Double? = nil
    ) -> Job {
        let path = DocumentPath("/in/\(name ?? "\(id).png")")
        return Job(
            id: id,
            path: path,
            size: size,
            priority: priority,
            attempt: attempt,
            isSlow: isSlow,
            notBefore: notBefore
        )
    }

    private func queue(
        workers: Int = 100,
        scoutShare: Int = .max,
        _ change: (inout Configuration) -> Void = { _ in }
    ) -> QueueState {
        var configuration = Configuration()
        change(&configuration)
        var rules = QueueRules(configuration, workers: workers)
        rules.scoutShare = scoutShare
        return QueueState(rules: rules)
    }

    private func next(_ state: inout QueueState, now: Double = 0, workers: Int = 1) -> [Int64] {
        guard case .task(let task) = state.next(now: now, room: BatchRoom(workers: workers)) else { return [] }
        return task.jobs.map(\.id)
    }

    private func drain(_ state: inout QueueState, now: Double = 0) -> [Int64] {
        var ids: [Int64] = []
        while case .task(let task) = state.next(now: now, room: BatchRoom(workers: 1)) {
            ids += task.jobs.map(\.id)
            state.finish(task)
        }
        return ids
    }

    @Test func urgentBeforeHighBeforeNormalAndLongestFirstWithin() {
        var state = queue()
        _ = state.enqueue(
            [
                job(1, size: 1_000_000), job(2, size: 9_000_000), job(3, priority: .urgent), job(4, priority: .high),
                job(5, size: 2_000_000),
            ],
            now: 0
        )
        #expect(drain(&state) == [3, 4, 2, 5, 1])
    }

    @Test func equalDocumentsGoInOrderOfArrival() {
        var state = queue()
        _ = state.enqueue((1...6).map { job($0) }, now: 0)
        #expect(drain(&state) == [1, 2, 3, 4, 5, 6])
    }

    @Test func plainQueueTakesDocumentsAsTheyCome() {
        var state = queue { $0.queue.enabled = false }
        _ = state.enqueue([job(1), job(2, size: 9_000_000), job(3, priority: .urgent), job(4, name: "x.txt")], now: 0)
        #expect(drain(&state) == [1, 2, 3, 4])
    }

    @Test func oldDocumentIsServedAlthoughUrgentOnesKeepComing() {
        var state = queue { $0.queue.ageingSeconds = 10 }
        _ = state.enqueue([job(1)], now: 0)
        var served: [Int64] = []
        for round in 0..<40 {
            _ = state.enqueue([job(Int64(100 + round), priority: .urgent)], now: Double(round))
            served += next(&state, now: Double(round))
            if served.last == 1 { break }
        }
        #expect(served.last == 1)
        #expect(served.count > 10 && served.count <= 24)
    }

    @Test func cheapDocumentsShareARoundTripWithinTheirShare() {
        var state = queue()
        _ = state.enqueue((1...30).map { job($0, size: 1000, name: "\($0).txt") }, now: 0)
        #expect(next(&state, workers: 1).count == 20)
        #expect(next(&state, workers: 5).count == 2)
        var small = queue()
        _ = small.enqueue((1...30).map { job($0, size: 1000, name: "\($0).txt") }, now: 0)
        guard case .task(let task) = small.next(now: 0, room: BatchRoom(workers: 1, freeMemory: 3 << 20)) else {
            Issue.record("there is work")
            return
        }
        #expect(task.jobs.count == 3)
    }

    @Test func dearDocumentsTravelAlone() {
        var state = queue()
        _ = state.enqueue((1...3).map { job($0) }, now: 0)
        #expect(next(&state).count == 1)
    }

    @Test func retryWaitsForItsTime() {
        var state = queue()
        _ = state.enqueue([job(1, attempt: 1, notBefore: 50)], now: 0)
        state.complete()
        guard case .wait(let time) = state.next(now: 0, room: BatchRoom(workers: 1)) else {
            Issue.record("the retry must wait")
            return
        }
        #expect(time == 50)
        #expect(state.statistics.delayed == 1)
        #expect(next(&state, now: 50) == [1])
        #expect(state.statistics.delayed == 0)
    }

    @Test func slowLaneRunsOneAtATimeAndAfterTheOthers() {
        var state = queue()
        _ = state.enqueue([job(1, isSlow: true), job(2, isSlow: true), job(3)], now: 0)
        #expect(next(&state) == [3])
        guard case .task(let first) = state.next(now: 0, room: BatchRoom(workers: 1)) else {
            Issue.record("the first slow one must go")
            return
        }
        #expect(first.jobs.map(\.id) == [1])
        #expect(next(&state) == [])
        state.finish(first)
        #expect(next(&state) == [2])
    }

    @Test func urgentDocumentPassesThePagesOfALargeOne() {
        var state = queue()
        let large = job(1, attempt: 1)
        state.enqueue(pages: (0..<100).map { [$0] }, of: large, now: 0)
        #expect(next(&state) == [1])
        _ = state.enqueue([job(2, priority: .urgent)], now: 1)
        #expect(next(&state) == [2])
        #expect(next(&state) == [1])
        #expect(state.statistics.pagePortions == 98)
    }

    @Test func pagesOfADocumentAtWorkCountAsOneDocument() {
        var state = queue { $0.queue.maxConcurrentFiles = 1 }
        state.enqueue(pages: [[1], [2], [3]], of: job(1, attempt: 1), now: 0)
        _ = state.enqueue([job(2)], now: 0)
        #expect([next(&state), next(&state), next(&state)].flatMap(\.self).sorted() == [1, 1, 1])
        #expect(next(&state) == [])
    }

    @Test func rejectingQueueKeepsWhatItHas() {
        var state = queue {
            $0.queue.maxQueueSize = 2
            $0.queue.policy = .reject
        }
        #expect(state.enqueue((1...4).map { job($0) }, now: 0).map(\.id) == [3, 4])
        #expect(state.enqueue([job(5, attempt: 1)], now: 0).isEmpty)
        #expect(state.statistics.rejected == 2 && state.statistics.waiting == 3)
        #expect(!state.isFull)
    }

    @Test func oldestFirstDropsTheOldestNewcomer() {
        var state = queue {
            $0.queue.maxQueueSize = 2
            $0.queue.policy = .oldestFirst
        }
        #expect(state.enqueue([job(1), job(2), job(3), job(4)], now: 0).map(\.id) == [1, 2])
        #expect(state.statistics.dropped == 2)
        #expect(drain(&state) == [3, 4])
    }

    @Test func pausingPolicyIsFullUntilThereIsRoom() {
        var state = queue { $0.queue.maxQueueSize = 2 }
        #expect(state.enqueue([job(1), job(2)], now: 0).isEmpty)
        #expect(state.isFull)
        #expect(next(&state) == [1])
        #expect(!state.isFull)
    }

    @Test func pausedQueueHandsOutNothingUntilItIsResumed() {
        var state = queue()
        _ = state.enqueue([job(1)], now: 0)
        state.pause()
        #expect(next(&state) == [])
        #expect(state.statistics.isPaused)
        state.resume()
        #expect(next(&state) == [1])
    }

    @Test func restrictionLetsOneAtATimeGo() {
        var state = queue()
        _ = state.enqueue([job(1), job(2)], now: 0)
        state.restrict(to: 1)
        #expect(next(&state) == [1])
        #expect(next(&state) == [])
        state.restrict(to: nil)
        #expect(next(&state) == [2])
    }

    @Test func queueIsDrainedOnlyWhenNothingIsAtWork() {
        var state = queue()
        _ = state.enqueue([job(1)], now: 0)
        state.complete()
        guard case .task(let task) = state.next(now: 0, room: BatchRoom(workers: 1)) else {
            Issue.record("there is work")
            return
        }
        guard case .idle = state.next(now: 0, room: BatchRoom(workers: 1)) else {
            Issue.record("a document at work may come back")
            return
        }
        state.finish(task)
        guard case .drained = state.next(now: 0, room: BatchRoom(workers: 1)) else {
            Issue.record("nothing is left")
            return
        }
    }

    @Test func nowAndThenASizeThatIsLittleKnownGoesInsteadOfTheLongest() {
        var state = queue(scoutShare: 3)
        _ = state.enqueue((1...7).map { job($0, size: $0 * 1_000_000) }, now: 0)
        _ = state.enqueue([job(8, size: 1, priority: .high)], now: 0)
        // Every other one at first; priority comes before.
        #expect(drain(&state) == [8, 1, 7, 2, 6, 3, 5, 4])
    }

    @Test func statisticsTellPresentAndPeak() {
        var state = queue()
        _ = state.enqueue((1...10).map { job($0) }, now: 0)
        _ = next(&state)
        #expect(state.statistics.waiting == 9 && state.statistics.peak == 10 && state.statistics.running == 1)
        #expect(state.statistics.waitingSeconds > 0)
        _ = drain(&state)
        #expect(state.statistics.waitingSeconds < 0.01)
    }

    @Test(arguments: [
        ("a.txt", 1000, 0.0...0.05), ("a.pdf", 50_000, 0.0...0.05), ("a.pdf", 5_000_000, 5...60),
        ("a.TIFF", 10_000_000, 10...200), ("a.png", 500_000, 0.5...4), ("noname", 1000, 0...0.05),
    ])
    func estimateFollowsKindAndSize(name: String, size: Int64, seconds: ClosedRange<Double>) {
        #expect(seconds.contains(ComplexityModel().seconds(job(1, size: size, name: name))))
    }

    @Test func estimateLearnsFromWhatWasMeasured() {
        var model = ComplexityModel()
        let hint = ComplexityModel.Hint(kind: .picture, size: 1_000_000)
        let before = model.seconds(hint)
        for _ in 0..<20 { model.observe(hint, seconds: before * 4) }
        #expect(abs(model.seconds(hint) - before * 4) < before * 0.2)
        #expect(model.seconds(.init(kind: .text, size: 1000)) < 0.05)
    }

    /// Large documents that take more than in proportion do not speak for small ones.
    @Test func estimateLearnsHowTimeGrowsWithSize() {
        var model = ComplexityModel()
        for size in stride(from: Int64(400_000), to: 100_000, by: -10_000) {
            let hint = ComplexityModel.Hint(kind: .picture, size: size)
            let share = Double(size) / 400_000
            model.observe(hint, seconds: 3 * share * share)
        }
        let small = ComplexityModel.Hint(kind: .picture, size: 50_000)
        let truth = 3.0 / 64
        #expect(abs(model.seconds(small) - truth) < truth * 0.2)
    }
}

@Suite struct ProcessingQueueTests {
    @Test(.timeLimit(.minutes(1))) func scanIsHeldBackWhileTheQueueIsFull() async {
        var configuration = Configuration()
        configuration.queue.maxQueueSize = 1
        let rules = QueueRules(configuration, workers: 1)
        let queue = ProcessingQueue(rules: rules, room: BatchRoom(workers: 1))
        let path = DocumentPath("/in/a.png")
        await queue.enqueue([Job(id: 1, path: path, size: 1)])
        async let second = queue.enqueue([Job(id: 2, path: path, size: 1)])
        let first = await queue.next()
        #expect(first?.jobs.map(\.id) == [1])
        _ = await second
        if let first { await queue.finish(first) }
        #expect(await queue.next()?.jobs.map(\.id) == [2])
        #expect(await queue.statistics.peak == 1)
    }

    @Test(.timeLimit(.minutes(1))) func closingWakesEverybodyWhoWaits() async {
        let rules = QueueRules(Configuration(), workers: 2)
        let queue = ProcessingQueue(rules: rules, room: BatchRoom(workers: 2))
        async let one = queue.next()
        async let two = queue.next()
        await queue.close()
        #expect(await one == nil)
        #expect(await two == nil)
    }

    @Test(.timeLimit(.minutes(1))) func retryComesWhenItsTimeHasCome() async {
        let rules = QueueRules(Configuration(), workers: 1)
        let queue = ProcessingQueue(rules: rules, room: BatchRoom(workers: 1))
        let soon = currentTime() + 0.1
        await queue.enqueue([Job(id: 1, path: DocumentPath("/a"), size: 1, attempt: 1, notBefore: soon)])
        #expect(await queue.next()?.jobs.map(\.id) == [1])
        #expect(currentTime() >= soon)
    }
}
