package import OrchestrateModel

/// How one document's way through the pipeline ended.
package struct PipelineRun: Sendable {
    /// `completed`, `skipped`, `needsPages`, `failed` or `interrupted`; never `retry` or `quarantined`.
    package let outcome: Outcome
    package let phaseSeconds: [Phase: Double]
}

/// Reads documents: ingest, recognise, extract, validate; one a worker process, used from one thread.
package final class DocumentPipeline {
    /// Covers every setting and version that shapes results.
    package let fingerprint: String
    private let configuration: Configuration
    private let stop: StopFlag

    /// Opens the OCR languages; throws `missing_language`, naming the package to install, where one is not there.
    ///
    /// - Parameters:
    ///   - passwords: Tried in order on encrypted documents.
    ///   - cache: Recognised pages; nil to keep none.
    ///   - stop: Raised from another thread to end the work at the next page.
    package init(
        configuration: Configuration,
        passwords: [String],
        library: TemplateLibrary,
        cache: (any RecognitionCaching)?,
        stop: StopFlag = StopFlag()
    ) throws(Failure) {
        self.configuration = configuration
        self.stop = stop
        fingerprint = library.fingerprint
    }

    /// Processes one document; a job that is not fanned out may be answered by `needsPages`.
    package func run(_ job: Job, progress: @escaping (TaskProgress) -> Void) -> PipelineRun {
        PipelineRun(outcome: .interrupted, phaseSeconds: [:])
    }

    /// Recognises pages into the cache and tells each page's state; stops early, with those so far, when `stop` is raised.
    package func recognize(
        pages: [Int],
        of job: Job,
        progress: @escaping (TaskProgress) -> Void
    ) throws(Failure) -> [Int: PageState] {
        [:]
    }

    /// Versions of the parsers and the OCR languages installed.
    package static func engineReport() -> EngineReport {
        EngineReport(libraries: [], languages: [], languageFolder: "")
    }
}
