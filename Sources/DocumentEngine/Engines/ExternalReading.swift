import OrchestrateModel

/// What external engines do for a page: read it in tesseract's place, or read again what tesseract read weakly.
final class ExternalReading {
    /// Code of the finding on a page that an engine failed at; such a page is not kept in the cache.
    static let failureCode = "engine_failed"

    enum Result {
        case read(PictureReading)
        case failed(Finding)
        case stopped
        case notAsked
    }

    private let first: ExternalEngine?
    private let second: ExternalEngine?
    private let threshold: Double

    /// No engine but tesseract.
    init() {
        first = nil
        second = nil
        threshold = 0
    }

    /// Starts the engines that the configuration names; throws `invalid_configuration` where one cannot be used.
    init(_ settings: Configuration.Recognition, languages: [String]) throws(Failure) {
        first = try Self.engine(settings.engine, key: "recognition.engine", settings, languages)
        second = try Self.engine(settings.secondLook, key: "recognition.second_look", settings, languages)
        threshold = settings.secondLookBelow
    }

    private static func engine(
        _ words: [String],
        key: String,
        _ settings: Configuration.Recognition,
        _ languages: [String]
    ) throws(Failure) -> ExternalEngine? {
        guard let command = EngineCommand(words) else { return nil }
        do throws(EngineFault) {
            return try ExternalEngine(
                command: command,
                languages: languages,
                seconds: settings.engineSeconds
            )
        } catch {
            throw Failure(
                .invalidConfiguration,
                "\(key): the OCR engine `\(command.shown)` \(error.reason); mend it or remove \(key), "
                    + "and try it with: orchestrate doctor --engine '\(command.shown)'"
            )
        }
    }

    /// Names and versions of the engines and what decides on their use.
    var fingerprint: [String] {
        var parts: [String] = []
        if let first { parts.append("engine \(first.identity.name) \(first.identity.version)") }
        if let second {
            parts.append("second look \(second.identity.name) \(second.identity.version) below \(threshold)")
            parts.append("merge \(WordMerge.version)")
        }
        return parts
    }

    /// The engines in use, for reports.
    var identities: [EngineIdentity] { [first, second].compactMap { $0?.identity } }

    /// True where an engine reads pages in tesseract's place.
    var readsPages: Bool { first != nil }

    /// True where weak pages are read again.
    var looksAgain: Bool { second != nil }

    /// Reads a page in tesseract's place, where an engine is to.
    func read(_ page: PreparedPage, quarters: Int, _ watch: @escaping EngineProcess.Tick) -> Result {
        guard let first else { return .notAsked }
        let task = EngineTask(picture: page.grey, letterHeight: page.measure.letterHeight)
        do throws(EngineFault) {
            guard let lines = try first.read(task, tick: watch) else { return .stopped }
            var reading = PictureReading(width: page.grey.width, height: page.grey.height)
            reading.quarters = quarters
            reading.reading = OCRReading(blocks: lines.isEmpty ? [] : [Self.signed(lines, by: first)])
            return .read(reading)
        } catch {
            return .failed(Self.finding(first, error))
        }
    }

    /// The reading with what a second look made better; as it is where that was not needed or failed, nil at a stop.
    func improved(
        _ reading: PictureReading,
        of page: PreparedPage,
        _ watch: @escaping EngineProcess.Tick
    ) -> PictureReading? {
        guard let second, reading.confidence < threshold else { return reading }
        var improved = reading
        let task = EngineTask(
            picture: page.grey,
            letterHeight: page.measure.letterHeight,
            skip: WordMerge.sureBoxes(of: reading.reading)
        )
        do throws(EngineFault) {
            guard let lines = try second.read(task, tick: watch) else { return nil }
            improved.reading = WordMerge(first: reading.reading, second: Self.signed(lines, by: second)).reading
        } catch {
            improved.findings.append(Self.finding(second, error))
        }
        return improved
    }

    private static func signed(_ lines: [[OCRWord]], by engine: ExternalEngine) -> [[OCRWord]] {
        lines.map { line in
            line.map { word in
                var word = word
                word.engine = engine.identity.name
                return word
            }
        }
    }

    private static func finding(_ engine: ExternalEngine, _ fault: EngineFault) -> Finding {
        let message = "the OCR engine \(engine.identity.name) \(fault.reason); the page was read by tesseract alone"
        return Finding(severity: .warning, code: failureCode, message: message)
    }
}
