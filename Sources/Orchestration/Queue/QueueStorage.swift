import HeapModule
import OrchestrateModel

/// The queued items in slots that are used again, and chained from the oldest to the newest.
struct QueueStorage: Sendable {
    /// One document, or some pages of one.
    struct Item: Sendable {
        var job: Job
        /// Empty for a whole document.
        var pages: [Int]
        /// Seconds since 1970.
        var enqueued: Double
        /// Seconds.
        var estimate: Float
        /// Kind and size, by which documents are alike.
        var sort: UInt16
    }

    private struct Slot: Sendable {
        var item: Item?
        var generation: UInt32 = 0
        var older: UInt32 = .max
        var newer: UInt32 = .max
    }

    /// A reference that turns invalid when its item is taken.
    struct Ticket: Sendable, Hashable {
        let slot: UInt32
        let generation: UInt32
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []
    private(set) var count = 0
    private var oldestSlot = UInt32.max
    private var newestSlot = UInt32.max

    subscript(ticket: Ticket) -> Item? {
        let slot = slots[Int(ticket.slot)]
        return slot.generation == ticket.generation ? slot.item : nil
    }

    func contains(_ ticket: Ticket) -> Bool { slots[Int(ticket.slot)].generation == ticket.generation }

    mutating func insert(_ item: Item) -> Ticket {
        let index: UInt32
        if let last = free.popLast() {
            index = last
        } else {
            index = UInt32(slots.count)
            slots.append(Slot())
        }
        slots[Int(index)].item = item
        slots[Int(index)].older = newestSlot
        slots[Int(index)].newer = .max
        if newestSlot == .max { oldestSlot = index } else { slots[Int(newestSlot)].newer = index }
        newestSlot = index
        count += 1
        return Ticket(slot: index, generation: slots[Int(index)].generation)
    }

    mutating func remove(_ ticket: Ticket) -> Item? {
        let index = Int(ticket.slot)
        guard slots[index].generation == ticket.generation, let item = slots[index].item else { return nil }
        let (older, newer) = (slots[index].older, slots[index].newer)
        if older == .max { oldestSlot = newer } else { slots[Int(older)].newer = newer }
        if newer == .max { newestSlot = older } else { slots[Int(newer)].older = older }
        slots[index].item = nil
        slots[index].generation &+= 1
        free.append(ticket.slot)
        count -= 1
        return item
    }

    /// The item with the lowest rank, of equals the oldest, among the oldest ones that have a rank; looks at no more than
    /// `limit`.
    func lowest(within limit: Int, by rank: (Item) -> Int?) -> Ticket? {
        var best: (rank: Int, ticket: Ticket)?
        var index = oldestSlot
        for _ in 0..<limit where index != .max {
            let slot = slots[Int(index)]
            if let rank = slot.item.flatMap(rank), rank < best?.rank ?? .max {
                best = (rank, Ticket(slot: index, generation: slot.generation))
            }
            index = slot.newer
        }
        return best?.ticket
    }

    /// The oldest item that a condition holds for, looking at no more than `limit`.
    func oldest(within limit: Int, where condition: (Item) -> Bool) -> Ticket? {
        var index = oldestSlot
        var looked = 0
        while index != .max, looked < limit {
            let slot = slots[Int(index)]
            if let item = slot.item, condition(item) { return Ticket(slot: index, generation: slot.generation) }
            index = slot.newer
            looked += 1
        }
        return nil
    }
}

/// Items of one priority, the one with the highest rank first; taken items leave their marks until they come up.
struct QueueLane: Sendable {
    private struct Mark: Comparable, Sendable {
        let rank: UInt64
        let ticket: QueueStorage.Ticket

        static func < (lhs: Mark, rhs: Mark) -> Bool { lhs.rank < rhs.rank }
    }

    private var marks = Heap<Mark>()
    private var arrivals: UInt32 = 0

    /// Longer items come first, older ones among equals.
    mutating func insert(_ ticket: QueueStorage.Ticket, estimate: Float) {
        // The bits of a positive float are ordered as its values are.
        let rank = UInt64(max(estimate, 0).bitPattern) << 32 | UInt64(UInt32.max - arrivals)
        arrivals &+= 1
        marks.insert(Mark(rank: rank, ticket: ticket))
    }

    /// The first item that is still there.
    mutating func first(in storage: QueueStorage) -> QueueStorage.Ticket? {
        while let mark = marks.max {
            if storage.contains(mark.ticket) { return mark.ticket }
            marks.removeMax()
        }
        return nil
    }
}

/// Items that wait for a time.
struct QueueTimers: Sendable {
    private struct Mark: Comparable, Sendable {
        let time: Double
        let ticket: QueueStorage.Ticket

        static func < (lhs: Mark, rhs: Mark) -> Bool { lhs.time < rhs.time }
    }

    private var marks = Heap<Mark>()

    mutating func insert(_ ticket: QueueStorage.Ticket, at time: Double) {
        marks.insert(Mark(time: time, ticket: ticket))
    }

    /// The earliest time; nil if nothing waits.
    mutating func next(in storage: QueueStorage) -> Double? {
        while let mark = marks.min {
            if storage.contains(mark.ticket) { return mark.time }
            marks.removeMin()
        }
        return nil
    }

    /// The next item whose time has come.
    mutating func popDue(at now: Double, in storage: QueueStorage) -> QueueStorage.Ticket? {
        guard let time = next(in: storage), time <= now else { return nil }
        return marks.popMin()?.ticket
    }
}
