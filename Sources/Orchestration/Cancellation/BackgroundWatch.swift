/// The rules by which the background tasks of a run are supervised; times are seconds on any clock that does not go back.
///
/// None of them ends by itself, so an end is a death: the task is started again after a pause that doubles, and the third
/// death within `window` stops the run. A task that is silent for `silence` is reported once.
package struct BackgroundWatch: Sendable {
    package enum Verdict: Sendable, Hashable {
        case restart(afterSeconds: Double)
        case stopRun
    }

    package static let silence = 30.0
    static let window = 300.0
    static let deaths = 3
    static let pause = 0.5

    private var endings: [String: [Double]] = [:]
    private var beats: [String: Double] = [:]

    package init() {}

    /// What follows the death of a task.
    package mutating func ended(_ name: String, at now: Double) -> Verdict {
        let recent = endings[name, default: []].filter { now - $0 < Self.window } + [now]
        endings[name] = recent
        beats[name] = nil
        guard recent.count < Self.deaths else { return .stopRun }
        return .restart(afterSeconds: Self.pause * Double(1 << (recent.count - 1)))
    }

    /// Notes a sign of life and returns the tasks that gave none for too long, each of them once.
    package mutating func beat(_ name: String, at now: Double) -> [String] {
        beats[name] = now
        let silent = beats.filter { now - $0.value >= Self.silence }.keys.sorted()
        for name in silent { beats[name] = nil }
        return silent
    }
}
