import Glibc
package import OrchestrateModel

/// How one document's way through the pipeline ended.
package struct PipelineRun: Sendable {
    /// `completed`, `skipped`, `needsPages`, `failed` or `interrupted`; never `retry` or `quarantined`.
    package let outcome: Outcome
    package let phaseSeconds: [Phase: Double]
    /// What a completed document carries: each is to be a document of its own.
    package var members: [Member] = []
}

/// Reads documents: ingest, recognise, extract, validate; one a worker process, used from one thread.
package final class DocumentPipeline {
    /// Covers every setting and version that shapes results.
    package let fingerprint: String
    private let configuration: Configuration
    private let passwords: [String]
    private let pictures: PictureReader
    private let extractor: Extractor
    private let cache: (any RecognitionCaching)?
    private let stop: StopFlag
    private let shelf: ContainerShelf

    /// Checks that the OCR languages are there; throws `missing_language`, naming the package to install, if not.
    ///
    /// The passwords are tried in order on encrypted documents; without a cache nothing recognised is kept; `stop` is
    /// raised from another thread to end the work at the next page, or inside OCR at the next word.
    package init(
        configuration: Configuration,
        passwords: [String],
        library: TemplateLibrary,
        cache: (any RecognitionCaching)?,
        stop: StopFlag = StopFlag()
    ) throws(Failure) {
        self.configuration = configuration
        self.passwords = passwords
        self.cache = cache
        self.stop = stop
        shelf = ContainerShelf(pulse: Pulse(stop: stop))
        NativeLibraries.silence()
        let engine = try TesseractEngine(languages: configuration.recognition.languages)
        let external = try ExternalReading(configuration.recognition, languages: engine.languages.candidates)
        pictures = PictureReader(engine: engine, external: external, stop: stop)
        extractor = Extractor(library: library, configuration: configuration)
        fingerprint = EngineVersions.digest([
            EngineVersions.recognitionFingerprint(
                configuration.recognition,
                languages: engine.languages,
                engines: external.fingerprint,
                isSlow: false
            ),
            String(configuration.recognition.maxPages), String(configuration.recognition.maxFileMB),
            library.fingerprint, String(configuration.extraction.embedded),
            String(EmbeddedInvoices.version),
            String(ConvertedDocument.version), ContainerLimits(configuration).fingerprint,
        ])
    }

    /// Processes one document; a job that is not fanned out may be answered by `needsPages`.
    ///
    /// `membersAround` counts, up to a limit, what the outermost container around the document carries already; `reuse` gives
    /// a result that was stored for the same bytes and settings, by their SHA-256.
    package func run(
        _ job: Job,
        reuse: (String) -> DocumentResult? = { _ in nil },
        membersAround: (_ limit: Int) -> Int = { _ in 0 },
        progress: @escaping (TaskProgress) -> Void
    ) -> PipelineRun {
        var clock = PhaseClock()
        do throws(PipelineEnd) {
            clock.begin(.ingestion)
            var document = try ingest(job, progress)
            let isCut = document.carried.cut(to: configuration.containers, around: membersAround)
            if !isCut, var known = reuse(document.identity.sha256) {
                known.identity = document.identity
                let members = document.carried.members
                return PipelineRun(outcome: .completed(known), phaseSeconds: clock.end(), members: members)
            }
            clock.begin(.recognition)
            let recognized = try recognize(document, for: job, progress)
            clock.begin(.extraction)
            progress(TaskProgress(job: job.id, phase: .extraction, page: 0, pages: recognized.pages.count))
            let extraction = extract(recognized, of: document)
            clock.begin(.validation)
            let validation = Validator().validate(extraction)
            let result = Self.result(document, recognized, validation, fingerprint: fingerprint)
            let members = document.carried.members
            return PipelineRun(outcome: .completed(result), phaseSeconds: clock.end(), members: members)
        } catch {
            return PipelineRun(outcome: error.outcome, phaseSeconds: clock.end())
        }
    }

    /// Recognises pages into the cache and tells each page's state; stops early, with those so far, when `stop` is raised.
    package func recognize(
        pages: [Int],
        of job: Job,
        progress: @escaping (TaskProgress) -> Void
    ) throws(Failure) -> [Int: PageState] {
        do throws(PipelineEnd) {
            let document = try ingest(job, progress)
            return try recognition(of: document, for: job, progress).fillCache(pages.filter { $0 >= 1 })
        } catch {
            guard case .failed(let failure) = error.outcome else { return [:] }
            throw failure
        }
    }

    /// Why the document is read as it is: by templates, and by built-in knowledge.
    func explain(_ job: Job, name: String?, library: TemplateLibrary) throws(Failure) -> InspectionAnswer {
        do throws(PipelineEnd) {
            let document = try ingest(job) { _ in }
            let recognized = try recognize(document, for: job) { _ in }
            let validation = Validator().validate(extract(recognized, of: document))
            let result = Self.result(document, recognized, validation, fingerprint: fingerprint)
            let knowledge = BuiltInKnowledge().read(recognized.text, pages: recognized.pages)
            let explainer = TemplateExplainer(
                library: library,
                document: recognized.text,
                pages: recognized.pages,
                name: name
            )
            return .explanation(
                explainer.explain(
                    mediaType: document.identity.mediaType,
                    result: result,
                    builtIn: Validator().validate(knowledge)
                )
            )
        } catch {
            switch error.outcome {
            case .skipped(let reason): return .skipped(reason)
            case .failed(let failure): throw failure
            default: throw Failure(.unknown, "reading was stopped; ask again")
            }
        }
    }

    /// Versions of the parsers, the OCR languages installed, and whether external engines can be used.
    package static func engineReport(_ settings: Configuration.Recognition) -> EngineReport {
        var report = EngineReport(
            libraries: EngineVersions.libraries,
            languages: TesseractEngine.installedLanguages,
            languageFolder: TesseractEngine.dataFolder
        )
        var languages = settings.languages
        do throws(Failure) {
            languages = try TesseractEngine(languages: languages).languages.candidates
        } catch {
            report.languageProblem = error
        }
        do throws(Failure) {
            report.engines = try ExternalReading(settings, languages: languages).identities.map {
                EngineReport.Library(name: $0.name, version: $0.version)
            }
        } catch {
            report.engineProblem = error
        }
        return report
    }

    private func ingest(
        _ job: Job,
        _ progress: @escaping (TaskProgress) -> Void
    ) throws(PipelineEnd) -> IngestedDocument {
        let begun = TaskProgress(job: job.id, phase: .ingestion, page: 0, pages: 0)
        progress(begun)
        shelf.pulse.begin { progress(begun) }
        defer { shelf.pulse.begin {} }
        do throws(IngestedDocument.Refusal) {
            let document = try IngestedDocument(
                path: job.path,
                configuration: configuration,
                passwords: passwords,
                shelf: shelf
            )
            // What was stopped ends as if the document did.
            guard !shelf.pulse.isStopped else { throw IngestedDocument.Refusal.failed(Failure(.unknown, "stopped")) }
            return document
        } catch {
            guard !shelf.pulse.isStopped else { throw PipelineEnd(outcome: .interrupted) }
            switch error {
            case .skipped(let reason): throw PipelineEnd(outcome: .skipped(reason))
            case .failed(let failure): throw PipelineEnd(outcome: .failed(failure))
            }
        }
    }

    private func recognize(
        _ document: IngestedDocument,
        for job: Job,
        _ progress: @escaping (TaskProgress) -> Void
    ) throws(PipelineEnd) -> RecognizedDocument {
        try recognition(of: document, for: job, progress).read()
    }

    private func recognition(
        of document: IngestedDocument,
        for job: Job,
        _ progress: @escaping (TaskProgress) -> Void
    ) -> DocumentRecognition {
        DocumentRecognition(
            document: document,
            job: job,
            settings: configuration.recognition,
            pictures: pictures,
            cache: cache,
            stop: stop,
            progress: progress
        )
    }

    /// What the pages say by template, completed by an e-invoice's XML where the document carries one.
    private func extract(_ recognized: RecognizedDocument, of document: IngestedDocument) -> Extraction {
        if case .converted(let converted) = document.source, !converted.isContent { return Extraction() }
        let text = recognized.text
        let found = extractor.extract(text, pages: recognized.pages)
        let read = EngineEvidence(pages: recognized.pages).signed(found)
        guard configuration.extraction.embedded else { return read }
        return EmbeddedInvoices.complete(read, of: document, text: text)
    }

    private static func result(
        _ document: IngestedDocument,
        _ recognized: RecognizedDocument,
        _ validation: Validation,
        fingerprint: String
    ) -> DocumentResult {
        DocumentResult(
            identity: document.identity,
            fingerprint: fingerprint,
            documentClass: validation.documentClass,
            template: validation.template,
            fields: validation.fields,
            tables: validation.tables,
            findings: recognized.findings + document.carried.findings + validation.findings,
            pages: recognized.records,
            reviewReason: reviewReason(document, recognized, validation)
        )
    }
}

extension DocumentPipeline {
    /// Why a person should look; of a list of files nothing is expected but that it is whole.
    private static func reviewReason(
        _ document: IngestedDocument,
        _ recognized: RecognizedDocument,
        _ validation: Validation
    ) -> String? {
        if case .converted(let converted) = document.source, !converted.isContent {
            return document.carried.reviewReason
        }
        return recognized.reviewReason ?? validation.reviewReason ?? document.carried.reviewReason
    }
}

/// The outcome of a document that does not get to the end of the straight path.
struct PipelineEnd: Error {
    let outcome: Outcome
}

/// Measures wall time by phase.
private struct PhaseClock {
    private var seconds: [Phase: Double] = [:]
    private var current: (phase: Phase, since: ContinuousClock.Instant)?

    mutating func begin(_ phase: Phase) {
        close()
        current = (phase, .now)
    }

    mutating func end() -> [Phase: Double] {
        close()
        return seconds
    }

    private mutating func close() {
        guard let (phase, since) = current else { return }
        let elapsed = (ContinuousClock.Instant.now - since).components
        seconds[phase, default: 0] += Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        current = nil
    }
}
