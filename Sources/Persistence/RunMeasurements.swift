/// What a run needed of the machine, kept with the run; a resumed run adds to what it had.
package struct RunMeasurements: Sendable, Hashable, Codable {
    /// Time at work, pauses between interruption and resumption left out.
    package var seconds = 0.0
    /// The most workers at once.
    package var workers = 0
    /// Documents that waited at most.
    package var queuePeak = 0
    /// Round trips to workers.
    package var dispatched = 0
    /// Of the machine or the control group.
    package var memoryPeakMB = 0
    /// Percent of all processors, summed over the samples.
    package var cpuPercentSum = 0.0
    package var cpuSamples = 0
    /// Of this program and its workers.
    package var threadsPeak = 0
    /// The least that was free; nil where it cannot be read.
    package var diskFreeMB: Int?

    package init() {}

    /// Mean over the samples; nil without any.
    package var cpuPercent: Double? { cpuSamples > 0 ? cpuPercentSum / Double(cpuSamples) : nil }

    /// Both parts of an interrupted run together.
    package func merged(with earlier: RunMeasurements) -> RunMeasurements {
        var sum = self
        sum.seconds += earlier.seconds
        sum.workers = max(workers, earlier.workers)
        sum.queuePeak = max(queuePeak, earlier.queuePeak)
        sum.dispatched += earlier.dispatched
        sum.memoryPeakMB = max(memoryPeakMB, earlier.memoryPeakMB)
        sum.cpuPercentSum += earlier.cpuPercentSum
        sum.cpuSamples += earlier.cpuSamples
        sum.threadsPeak = max(threadsPeak, earlier.threadsPeak)
        sum.diskFreeMB = [diskFreeMB, earlier.diskFreeMB].compactMap(\.self).min()
        return sum
    }
}
