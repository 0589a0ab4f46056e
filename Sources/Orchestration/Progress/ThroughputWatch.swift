/// Watches how much work is done per second: the recent rate, the trend for the time of arrival, and the alert.
///
/// Work is counted in expected seconds, so that a long document is not mistaken for a standstill.
package struct ThroughputWatch: Sendable {
    /// What the alert says.
    package struct Alert: Sendable, Hashable {
        /// Share of the median that is left, 0 to 1.
        package let share: Double
        package let seconds: Double
    }

    private struct Sample: Sendable {
        let time: Double
        let work: Double
    }

    /// Seconds over which the recent rate is taken.
    private static let window = 10.0
    private static let medianSamples = 300
    private let alertSeconds: Double
    private var samples: [Sample] = []
    private var rates: [Double] = []
    private var lowSince: Double?
    private var isAlerted = false
    private var trend = Trend(memory: 60)

    package init(alertSeconds: Double) {
        self.alertSeconds = alertSeconds
    }

    /// Work per second, the newest minute counting most; nil in the first second.
    package var rate: Double? { trend.value }

    /// Takes the amount of work done so far, at most once a second.
    ///
    /// - Returns: An alert where the rate has been below half its median for long enough, once until it recovers.
    package mutating func add(work: Double, now: Double) -> Alert? {
        guard let last = samples.last else {
            samples.append(Sample(time: now, work: work))
            return nil
        }
        guard now - last.time >= 1 else { return nil }
        trend.add((work - last.work) / (now - last.time))
        samples.append(Sample(time: now, work: work))
        while samples.count > 2, now - samples[1].time >= Self.window { samples.removeFirst() }
        let recent = (work - samples[0].work) / (now - samples[0].time)
        let alert = judge(recent, now: now)
        rates.append(recent)
        if rates.count > Self.medianSamples { rates.removeFirst() }
        return alert
    }

    private mutating func judge(_ recent: Double, now: Double) -> Alert? {
        guard rates.count >= 30 else { return nil }
        let median = rates.sorted()[rates.count / 2]
        guard median > 0, recent < median / 2 else {
            lowSince = nil
            isAlerted = false
            return nil
        }
        let since = lowSince ?? now
        lowSince = since
        guard !isAlerted, now - since >= alertSeconds else { return nil }
        isAlerted = true
        return Alert(share: recent / median, seconds: now - since)
    }
}
