import OrchestrateModel

/// All pages of a document as they were read.
struct RecognizedDocument {
    var pages: [RecognizedPage]
    var layouts: [PageLayout]

    var text: DocumentText { DocumentText(pages: layouts) }
    var findings: [Finding] { pages.flatMap(\.findings) }

    /// The pages as they are accounted for and stored.
    var records: [PageRecord] {
        zip(pages, layouts).map { page, layout in
            PageRecord(
                number: page.number,
                state: page.state,
                width: page.width,
                height: page.height,
                rotation: page.rotation,
                confidence: page.confidence,
                text: layout.text
            )
        }
    }

    /// A document with a page that was not read needs a person.
    var reviewReason: String? {
        let missing = pages.filter { $0.state == .failed || $0.state == .timedOut }.map { String($0.number) }
        guard let first = missing.first else { return nil }
        return missing.count == 1 ? "page \(first) could not be read" : "\(missing.count) pages could not be read"
    }
}

/// Reads a document's pages: text layers at once, the others from the cache or by OCR.
struct DocumentRecognition {
    let document: IngestedDocument
    let job: Job
    let settings: Configuration.Recognition
    let cache: (any RecognitionCaching)?
    let stop: StopFlag
    let progress: (TaskProgress) -> Void
    private let reader: PageReader
    private let fingerprint: String

    init(
        document: IngestedDocument,
        job: Job,
        settings: Configuration.Recognition,
        pictures: PictureReader,
        cache: (any RecognitionCaching)?,
        stop: StopFlag,
        progress: @escaping (TaskProgress) -> Void
    ) {
        self.document = document
        self.job = job
        self.settings = settings
        self.cache = cache
        self.stop = stop
        self.progress = progress
        reader = PageReader(document: document, pictures: pictures, settings: settings, isSlow: job.isSlow)
        fingerprint = EngineVersions.recognitionFingerprint(
            settings,
            languages: pictures.engine.languages,
            engines: pictures.externalEngines,
            isSlow: job.isSlow
        )
    }

    /// Reads all pages; ends in `needsPages` where so many lack OCR that they are worth sharing out.
    func read() throws(PipelineEnd) -> RecognizedDocument {
        if case .text(let file) = document.source {
            let (page, layout) = file.page()
            return RecognizedDocument(pages: [page], layouts: [layout])
        }
        if case .converted(let converted) = document.source { return converted.read() }
        var pages = try assessedPages()
        for death in job.givenUpPages where pages.indices.contains(death.page - 1) {
            pages[death.page - 1] = givenUp(death)
        }
        let missing = pages.indices.filter { pages[$0] == nil }
        try offerFanOut(of: missing.map { $0 + 1 })
        for index in missing { pages[index] = try page(index + 1) }
        var read = pages.compactMap(\.self)
        if document.pageCount > settings.maxPages { read.append(tooMany()) }
        return RecognizedDocument(pages: read, layouts: read.map(PageLayout.init))
    }

    /// Reads pages into the cache; those that cannot be kept are read again with the document.
    func fillCache(_ numbers: [Int]) throws(PipelineEnd) -> [Int: PageState] {
        var states: [Int: PageState] = [:]
        for number in numbers where number <= document.pageCount {
            do throws(PipelineEnd) {
                states[number] = try page(number).state
            } catch {
                guard case .interrupted = error.outcome else { throw error }
                return states
            }
        }
        return states
    }

    /// The pages whose text layer is good, nil for the others.
    private func assessedPages() throws(PipelineEnd) -> [RecognizedPage?] {
        let count = min(document.pageCount, settings.maxPages)
        guard case .pdf = document.source else { return Array(repeating: nil, count: count) }
        var pages: [RecognizedPage?] = []
        for number in 1...max(count, 1) {
            guard !stop.isRaised else { throw PipelineEnd(outcome: .interrupted) }
            if job.givesUp(page: number) {
                pages.append(nil)
                continue
            }
            tell(number, .ingestion)
            switch reader.assess(number) {
            case .readable(let page): pages.append(page)
            case .needsOCR: pages.append(nil)
            }
        }
        return pages
    }

    private func offerFanOut(of numbers: [Int]) throws(PipelineEnd) {
        guard let cache, !job.isFannedOut, !job.isSlow, numbers.count > settings.fanOutPages else { return }
        let stored = (try? cache.storedPages(of: document.identity.sha256, fingerprint: fingerprint)) ?? []
        let missing = numbers.filter { !stored.contains($0) }
        guard missing.count > settings.fanOutPages else { return }
        throw PipelineEnd(outcome: .needsPages(missing))
    }

    /// A page from the cache, else by OCR and then into the cache.
    private func page(_ number: Int) throws(PipelineEnd) -> RecognizedPage {
        guard !stop.isRaised else { throw PipelineEnd(outcome: .interrupted) }
        tell(number)
        let sha256 = document.identity.sha256
        if let cache, let bytes = try? cache.page(number, of: sha256, fingerprint: fingerprint),
            let page = PageCodec.decode(bytes)
        {
            return page
        }
        let read = try recognized(number)
        let encoded = PageCodec.encode(read)
        let isWhole = !read.findings.contains { $0.code == ExternalReading.failureCode }
        if read.state != .failed, read.state != .timedOut, isWhole {
            // A page that cannot be kept is not lost: only the work of reading it once more is.
            try? cache?.store(encoded, page: number, of: sha256, fingerprint: fingerprint)
        }
        return PageCodec.decode(encoded) ?? read
    }

    private func recognized(_ number: Int) throws(PipelineEnd) -> RecognizedPage {
        do throws(Failure) {
            guard let page = try reader.recognize(number, progressed: { tell(number) }) else {
                throw Failure(.unknown, "stopped")
            }
            return page
        } catch {
            if stop.isRaised { throw PipelineEnd(outcome: .interrupted) }
            // The only page of a picture is the document; a page among others is accounted for and the rest is read.
            guard document.pageCount > 1, error.failureClass == .permanent else {
                throw PipelineEnd(outcome: .failed(error))
            }
            return PageReader.failed(number, of: document, because: error.message)
        }
    }

    /// A page that took workers down is accounted for and not looked at again.
    private func givenUp(_ death: PageDeath) -> RecognizedPage {
        PageReader.failed(
            death.page,
            of: document,
            state: death.state,
            because: "it took a worker down \(death.deaths) times (\(death.code.rawValue)) and was left out"
        )
    }

    /// Accounts for the pages beyond the limit in one record.
    private func tooMany() -> RecognizedPage {
        PageReader.failed(
            settings.maxPages + 1,
            of: document,
            because: "the document has more than \(settings.maxPages) pages; raise recognition.max_pages to read them"
        )
    }

    private func tell(_ number: Int, _ phase: Phase = .recognition) {
        progress(TaskProgress(job: job.id, phase: phase, page: number, pages: document.pageCount))
    }
}
