package import OrchestrateModel

/// Answers questions about single documents outside of any run; keeps nothing.
package final class DocumentInspector {
    private let configuration: Configuration
    private let passwords: [String]
    /// The library that was loaded last, with the paths it came from.
    private var loaded: (paths: [String], library: TemplateLibrary)?
    private var pipeline: (fingerprint: String, value: DocumentPipeline)?

    package init(configuration: Configuration, passwords: [String]) {
        self.configuration = configuration
        self.passwords = passwords
    }

    /// Reads the document as a run would and answers; what goes wrong is an answer as well.
    package func answer(_ inspection: Inspection) -> InspectionAnswer {
        let job = Job(id: 0, path: inspection.path, size: 0, isFannedOut: true)
        do throws(Failure) {
            if case .draw(let drawing) = inspection.question { return try draw(drawing, of: inspection.path) }
            let library = try library(at: inspection.templatePaths)
            let pipeline = try pipeline(with: library)
            switch inspection.question {
            case .explain(let name): return try pipeline.explain(job, name: name, library: library)
            default: return Self.answer(pipeline.run(job) { _ in }.outcome)
            }
        } catch {
            return .failed(error)
        }
    }

    private static func answer(_ outcome: Outcome) -> InspectionAnswer {
        switch outcome {
        case .completed(let result): .result(result.withoutText())
        case .skipped(let reason): .skipped(reason)
        case .failed(let failure), .retry(_, let failure), .quarantined(let failure): .failed(failure)
        case .needsPages, .interrupted: .failed(Failure(.unknown, "reading was stopped; ask again"))
        }
    }

    private func library(at paths: [String]) throws(Failure) -> TemplateLibrary {
        if let loaded, loaded.paths == paths { return loaded.library }
        let (library, problems) = TemplateLibrary.load(paths: paths)
        if let first = problems.first(where: { $0.severity == .error }) {
            throw Failure(.invalidConfiguration, first.description)
        }
        loaded = (paths, library)
        return library
    }

    private func pipeline(with library: TemplateLibrary) throws(Failure) -> DocumentPipeline {
        if let pipeline, pipeline.fingerprint == library.fingerprint { return pipeline.value }
        let made = try DocumentPipeline(
            configuration: configuration,
            passwords: passwords,
            library: library,
            cache: nil
        )
        pipeline = (library.fingerprint, made)
        return made
    }

    private func draw(_ drawing: PageDrawing, of path: DocumentPath) throws(Failure) -> InspectionAnswer {
        let document: IngestedDocument
        do throws(IngestedDocument.Refusal) {
            document = try IngestedDocument(path: path, configuration: configuration, passwords: passwords)
        } catch {
            switch error {
            case .skipped(let reason): return .skipped(reason)
            case .failed(let failure): throw failure
            }
        }
        guard document.identity.sha256 == drawing.sha256 else {
            let message = "\(path.display) has changed since it was read; run again, then draw it"
            throw Failure(.unsupported, message)
        }
        return .picture(base64: try PagePicture(document: document, drawing: drawing).base64())
    }
}

extension DocumentResult {
    /// Without the pages' text, which nobody asked for and which may be long.
    fileprivate func withoutText() -> DocumentResult {
        var result = self
        for index in result.pages.indices { result.pages[index].text = "" }
        return result
    }
}
