/// Tells that work on a document goes on while it has no pages yet, and whether it should.
///
/// One for each pipeline, used from its thread; long loops over rows, entries and pieces call it at every turn.
final class Pulse {
    private let stop: StopFlag
    private var told: () -> Void = {}
    private var turns = 0
    /// Turns of a loop between two signs; each takes microseconds at most.
    private static let interval = 64

    init(stop: StopFlag = StopFlag()) {
        self.stop = stop
    }

    /// From here on `told` is called now and then, until the next document begins.
    func begin(_ told: @escaping () -> Void) {
        self.told = told
        turns = 0
    }

    /// True once the work is to be given up; whoever asks ends as if what it reads were at its end.
    var isStopped: Bool { stop.isRaised }

    /// Counts a turn of a loop; false once the work is to be given up.
    func goesOn() -> Bool {
        turns += 1
        guard turns % Self.interval == 0 else { return true }
        told()
        return !stop.isRaised
    }
}
