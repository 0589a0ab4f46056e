import OrchestrateModel

/// A picture for an engine, and what it may leave out.
struct EngineTask {
    /// Upright, grey or one bit a pixel.
    let picture: Picture
    /// Height of small letters in pixels; 0 where it is not known.
    var letterHeight = 0.0
    /// Boxes of what is read well already, in the picture's pixels.
    var skip: [[Int]] = []
}

/// An OCR engine in a process of its own, held open from picture to picture and started anew when it fails.
final class ExternalEngine {
    let command: EngineCommand
    let identity: EngineIdentity
    private let languages: [String]
    private let seconds: Double
    private var process: EngineProcess?
    private var lastRequest = 0
    private var failuresInRow = 0
    private var failures = 0

    /// After so many failures, one after the other or in all, the engine is not asked any more.
    private static let maxFailuresInRow = 3
    private static let maxFailures = 20

    /// Starts the engine and hears who it is; `seconds` bound this and each picture.
    init(command: EngineCommand, languages: [String], seconds: Double) throws(EngineFault) {
        self.command = command
        self.languages = languages
        self.seconds = seconds
        let (process, identity) = try Self.start(command, seconds: seconds)
        let unread = languages.filter { !identity.languages.contains($0) }
        guard identity.languages.isEmpty || unread.count < languages.count else {
            throw .wrongLanguages(wanted: languages, read: identity.languages)
        }
        self.process = process
        self.identity = identity
    }

    private static func start(
        _ command: EngineCommand,
        seconds: Double
    ) throws(EngineFault) -> (EngineProcess, EngineIdentity) {
        let process = try EngineProcess(path: try command.path(), arguments: command.arguments)
        guard let line = try process.line(within: seconds, tick: { true }) else { throw .died }
        return (process, try EngineProtocol.decode(EngineProtocol.Hello.self, line).checked())
    }

    /// Reads a picture; nil where `tick`, called while the engine is waited for, says to stop.
    func read(_ task: EngineTask, tick: @escaping EngineProcess.Tick) throws(EngineFault) -> [[OCRWord]]? {
        guard failuresInRow < Self.maxFailuresInRow, failures < Self.maxFailures else { throw .givenUp }
        do throws(EngineFault) {
            let lines = try ask(task, tick: tick)
            failuresInRow = 0
            return lines
        } catch {
            if !error.leavesEngineSound { process = nil }
            failuresInRow += error.leavesEngineSound ? 0 : 1
            failures += error.leavesEngineSound ? 0 : 1
            throw error
        }
    }

    private func ask(_ task: EngineTask, tick: @escaping EngineProcess.Tick) throws(EngineFault) -> [[OCRWord]]? {
        let process = try running()
        guard let grey = task.picture.portableGreymap() else { throw .notStarted("no memory for the picture") }
        try process.expectSilence()
        try process.show(grey)
        lastRequest += 1
        let request = EngineProtocol.Request(
            id: lastRequest,
            picture: EngineProtocol.picturePath,
            width: task.picture.width,
            height: task.picture.height,
            letterHeight: task.letterHeight,
            languages: languages,
            skip: task.skip
        )
        guard try process.send(EngineProtocol.encode(request), within: seconds, tick: tick),
            let line = try process.line(within: seconds, tick: tick)
        else {
            // The answer is still to come, and nobody will wait for it.
            self.process = nil
            return nil
        }
        let reply = try EngineProtocol.decode(EngineProtocol.Reply.self, line)
        guard reply.id == lastRequest else { throw .garbled("the answer to another request") }
        return try reply.checked(width: task.picture.width, height: task.picture.height)
    }

    /// Closes the engine's input; true if it ends in time.
    func endsWithItsInput() -> Bool {
        defer { process = nil }
        return process?.endsWithItsInput(within: seconds) ?? false
    }

    /// The process, started anew where it has ended; it must be the same engine as before.
    private func running() throws(EngineFault) -> EngineProcess {
        if let process { return process }
        let (process, identity) = try Self.start(command, seconds: seconds)
        guard identity == self.identity else { throw .changed("\(identity.name) \(identity.version)") }
        self.process = process
        return process
    }
}
