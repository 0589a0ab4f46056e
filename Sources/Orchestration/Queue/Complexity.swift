import Glibc
package import OrchestrateModel

/// A file's kind as far as its name tells; only a hint for the order of work, never for reading.
package enum DocumentKind: UInt8, Sendable, Hashable, CaseIterable {
    case text
    case picture
    case pictures
    case pdf
    case other

    package init(nameOf path: DocumentPath) {
        let name = path.lastComponent.bytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), name.count - dot <= 6 else {
            self = .other
            return
        }
        let lowered = name[(dot + 1)...].map { (65...90).contains($0) ? $0 + 32 : $0 }
        switch String(decoding: lowered, as: UTF8.self) {
        case "txt", "csv", "json", "html", "htm", "xml", "md", "eml": self = .text
        case "png", "jpg", "jpeg", "webp", "gif", "bmp", "jp2", "j2k": self = .picture
        case "tif", "tiff": self = .pictures
        case "pdf": self = .pdf
        default: self = .other
        }
    }
}

/// Estimates how long documents take, from kind and size at first and from what was measured later on.
package struct ComplexityModel: Sendable {
    /// What is known of one document before it is read.
    package struct Hint: Sendable, Hashable {
        package var kind: DocumentKind
        package var size: Int64
        /// Pages that have to be processed, where known.
        package var pages: Int?
        /// Whether the pages have to be recognised, where known.
        package var needsRecognition: Bool?

        package init(kind: DocumentKind, size: Int64, pages: Int? = nil, needsRecognition: Bool? = nil) {
            self.kind = kind
            self.size = size
            self.pages = pages
            self.needsRecognition = needsRecognition
        }

        package init(_ job: Job) {
            self.init(kind: DocumentKind(nameOf: job.path), size: job.size)
        }

        var logSize: Double { log(Double(max(size, 1))) }
    }

    private var laws = [CostLaw](repeating: CostLaw(), count: DocumentKind.allCases.count)

    package init() {}

    /// Seconds of one worker's time that the document is expected to take.
    package func seconds(_ hint: Hint) -> Double {
        let learnt = laws[Int(hint.kind.rawValue)].seconds(size: hint.logSize)
        return min(max(learnt ?? Self.assumed(hint), 0.001), 36_000)
    }

    package func seconds(_ job: Job) -> Double { seconds(Hint(job)) }

    /// Learns from a finished document; the newest hundred or so of a kind count.
    package mutating func observe(_ hint: Hint, seconds: Double) {
        guard seconds.isFinite, seconds >= 0 else { return }
        laws[Int(hint.kind.rawValue)].observe(size: hint.logSize, seconds: seconds)
    }

    /// Seconds on a machine of our time: a text page 4 ms, a recognised one a second.
    static func assumed(_ hint: Hint) -> Double {
        let size = Double(max(hint.size, 0))
        if let pages = hint.pages {
            let recognised = hint.needsRecognition ?? (hint.kind != .text && size > 60_000 * Double(pages))
            return 0.01 + Double(pages) * (recognised ? 1.0 : 0.004)
        }
        return switch hint.kind {
        case .text: 0.005 + size / 50_000_000
        case .picture: 0.2 + size / 250_000
        case .pictures: 0.8 + size / 100_000
        // Text pages take some 20 kB, scanned ones 200 kB.
        case .pdf where hint.needsRecognition ?? (size > 300_000): 0.02 + size / 200_000
        case .pdf: 0.01 + size / 5_000_000
        case .other: 0.02 + size / 1_000_000
        }
    }
}
