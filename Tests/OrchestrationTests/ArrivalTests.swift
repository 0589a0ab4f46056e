import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

/// Whether the time of arrival is right from a fifth of the run on, over whole runs in virtual time.
@Suite struct ArrivalTests {
    enum Batch: String, CaseIterable, Sendable {
        case receipts
        case texts
        case scans
        case scansAmongTexts
        case largeAmongSmall
        case few

        /// How far off the median of the seeds may be, as a share of what is left, the median being near the 15 % that
        /// are aimed at.
        ///
        /// Of few documents, and of two natures under one name, a fifth of the run tells less.
        var tolerance: Double { [.scansAmongTexts, .few].contains(self) ? 0.45 : 0.17 }

        func documents(seed: UInt64) -> [VirtualRun.Document] {
            var inbox = VirtualInbox(seed: seed)
            switch self {
            case .receipts: inbox.addReceipts(300)
            case .texts: inbox.addTexts(1600)
            case .scans: inbox.addScans(120, pages: 1...6)
            case .scansAmongTexts:
                inbox.addTexts(400)
                inbox.addReceipts(60)
                inbox.addScans(60, pages: 1...6)
            case .largeAmongSmall:
                inbox.addScans(1, pages: 120...120)
                inbox.addReceipts(100)
            case .few: inbox.addScans(16, pages: 1...1, seconds: 2)
            }
            return inbox.shuffled()
        }
    }

    /// A run's error of the arrival as a share of what was left, and that of the progress, after shares of its time.
    private static func errors(_ batch: Batch, workers: Int, seed: UInt64) -> [(arrival: Double, batch: Double)] {
        var run = VirtualRun(batch.documents(seed: seed), workers: workers)
        let end = run.run()
        return [0.2, 0.4, 0.6, 0.8].map { share in
            let later = run.samples.first { $0.now >= share * end }
            guard let sample = later else { return (.infinity, .infinity) }
            let left = end - sample.now
            return (abs(sample.eta - left) / left, abs(sample.batch - share))
        }
    }

    @Test(arguments: Batch.allCases, [2, 4])
    func arrivalAndProgressAreRightFromAFifthOfTheRunOn(_ batch: Batch, workers: Int) {
        let runs = (1...5).map { Self.errors(batch, workers: workers, seed: UInt64($0)) }
        for (index, share) in [20, 40, 60, 80].enumerated() {
            let arrival = runs.map { $0[index].arrival }.sorted()[2]
            let progress = runs.map { $0[index].batch }.sorted()[2]
            #expect(arrival < batch.tolerance, "\(share) %: off by \(arrival)")
            #expect(progress < 0.12, "\(share) %: off by \(progress)")
        }
    }
}
