import ArgumentParser
import Glibc
import OrchestrateModel
import Orchestration

/// `orchestrate templates explain FILE`: why a document is read as it is.
struct ExplainTemplates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say which templates match a document, which keywords are missed, and how each field is found."
    )

    @Argument(help: "The document.")
    var file: String

    @OptionGroup var reading: ReadingOptions

    @Option(name: .long, help: "Only templates whose name contains this.")
    var name: String?

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let questions = try reading.questions(about: [file], .explain(name: name), global)
        var answers: [InspectionAnswer] = []
        try await questions.ask { _, answer in answers.append(answer) }
        guard let answer = answers.first else { return }
        guard case .explanation(let explanation) = answer else {
            throw InspectionFailure.status(of: answer, file: file)
        }
        if let name, explanation.trials.isEmpty {
            throw ExitStatus.usage("no template's name contains `\(name)`; `orchestrate templates list` names all")
        }
        if global.json {
            Console.data(ExplanationJSON.value(of: explanation, file: file).serialized())
        } else {
            Console.data(bytes: Array(ExplanationText(explanation: explanation, file: file).text.utf8))
        }
    }
}

/// What a document is read with outside of a run.
struct ReadingOptions: ParsableArguments {
    @Option(name: .long, parsing: .upToNextOption, help: "Template files or folders, tried before the built-in ones.")
    var template: [String] = []

    @Option(name: .long, help: "OCR languages in any order, such as eng+deu, or auto.")
    var lang: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Passwords to try on encrypted documents.")
    var password: [String] = []

    /// Questions about files, in their order; throws where a file does not exist.
    func questions(
        about files: [String],
        _ question: Inspection.Question,
        _ global: GlobalOptions
    ) throws -> InspectionSession {
        let settings = try Settings.load(global, reading: self)
        let inspections = try files.map { file throws(ExitStatus) -> Inspection in
            guard let path = TemplatePaths.absolute(file) else {
                throw ExitStatus(
                    code: ExitStatus.missingInputCode,
                    message: "there is no file \(file); correct the path"
                )
            }
            var status = stat()
            guard stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR else {
                throw ExitStatus.usage("\(file) is a folder; name one document in it")
            }
            return Inspection(path: DocumentPath(path), templatePaths: settings.templatePaths, question: question)
        }
        return InspectionSession(inspections: inspections, settings: settings)
    }
}

/// Questions to one worker.
struct InspectionSession {
    let inspections: [Inspection]
    let settings: Settings

    /// Asks one after the other; the answers come in the order of the questions.
    func ask(answered: (Int, InspectionAnswer) async -> Void) async throws {
        let client = EngineClient(executable: WorkerExecutable.locate(), configuration: settings.configuration)
        do {
            try await client.inspect(inspections, passwords: settings.passwords, answered: answered)
        } catch {
            throw ExitStatus(code: ExitStatus.engineCode, message: error.failure.message)
        }
    }
}

/// What an answer that is not the one asked for means.
enum InspectionFailure {
    static func message(of answer: InspectionAnswer) -> String {
        switch answer {
        case .skipped(let reason): reason.message
        case .failed(let failure): failure.message
        case .explanation, .result, .picture:
            "the worker answered another question; install both programs from one release"
        }
    }

    static func status(of answer: InspectionAnswer, file: String) -> ExitStatus {
        if case .failed(let failure) = answer { return ExitStatus(failure) }
        return ExitStatus(code: ExitStatus.usageCode, message: message(of: answer))
    }
}
