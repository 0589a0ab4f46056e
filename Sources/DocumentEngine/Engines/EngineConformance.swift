import CTesseract
package import OrchestrateModel

/// Tries an engine against what docs/engines.md demands.
package struct EngineConformance {
    private let command: EngineCommand
    private let languages: [String]
    private let seconds: Double
    private var checks: [EngineTrial.Check] = []

    /// Nil for an empty command; `seconds` bound the engine's start and each answer.
    package init?(_ command: [String], languages: [String], seconds: Double) {
        guard let command = EngineCommand(command) else { return nil }
        self.command = command
        self.languages = languages
        self.seconds = seconds
    }

    /// Runs all trials that can be run.
    package func trial() -> EngineTrial {
        var suite = self
        let engine: ExternalEngine
        do throws(EngineFault) {
            engine = try ExternalEngine(command: command, languages: languages, seconds: seconds)
        } catch {
            suite.note("says who it is", error)
            return EngineTrial(name: command.shown, version: nil, checks: suite.checks)
        }
        suite.note("says who it is", nil)
        suite.readText(engine)
        suite.readOddSizes(engine)
        suite.goOn(engine)
        suite.note("ends when its input ends", engine.endsWithItsInput() ? nil : .silent(seconds: seconds))
        return EngineTrial(name: engine.identity.name, version: engine.identity.version, checks: suite.checks)
    }

    private mutating func note(_ name: String, _ fault: EngineFault?) {
        checks.append(EngineTrial.Check(name: name, problem: fault?.reason))
    }

    /// Reads a picture; nil where the engine failed, which is noted under the name.
    private mutating func read(_ engine: ExternalEngine, _ task: EngineTask?, _ name: String) -> [[OCRWord]]? {
        guard let task else {
            note(name, Self.noMemory)
            return nil
        }
        do throws(EngineFault) {
            return try engine.read(task, tick: { true }) ?? []
        } catch {
            note(name, error)
            return nil
        }
    }

    private mutating func readText(_ engine: ExternalEngine) {
        let name = "reads clear words where they stand"
        guard let sheet = Sheet(words: ["HARBOUR", "WINDMILL", "40296"]) else { return note(name, Self.noMemory) }
        guard let lines = read(engine, sheet.task, name) else { return }
        let missed = sheet.places.filter { place in
            !lines.joined().contains { $0.text.uppercased() == place.word && place.extent.meets(Extent($0)) }
        }
        note(name, missed.isEmpty ? nil : .lied("it did not find \(missed.map(\.word).joined(separator: ", "))"))
        let again = "reads the same again, and may be told what to skip"
        var task = sheet.task
        task.skip = [[0, 0, 10, 10]]
        guard let second = read(engine, task, again) else { return }
        let isSame = lines.joined().map(\.text) == second.joined().map(\.text)
        note(again, isSame ? nil : .lied("another text for the same picture"))
    }

    private mutating func readOddSizes(_ engine: ExternalEngine) {
        for (width, height) in [(1, 1), (3000, 8), (8, 3000)] {
            let name = "bears a picture of \(width) × \(height) pixels"
            let task = Picture.white(width: width, height: height).map { EngineTask(picture: $0) }
            do throws(EngineFault) {
                if let task { _ = try engine.read(task, tick: { true }) }
                note(name, nil)
            } catch {
                note(name, error.leavesEngineSound ? nil : error)
            }
        }
        let name = "sees no words on white paper"
        let white = Picture.white(width: 600, height: 800).map { EngineTask(picture: $0) }
        guard let lines = read(engine, white, name) else { return }
        note(name, lines.isEmpty ? nil : .lied("\(lines.joined().count) words on an empty page"))
    }

    private mutating func goOn(_ engine: ExternalEngine) {
        let name = "goes on after all that"
        guard let sheet = Sheet(words: ["WINDMILL"]) else { return note(name, Self.noMemory) }
        if read(engine, sheet.task, name) != nil { note(name, nil) }
    }

    private static let noMemory = EngineFault.notStarted("no memory for the picture")
}

/// Black words on white, one below the other, in leptonica's own letters.
private struct Sheet {
    private(set) var places: [(word: String, extent: Extent)] = []
    let task: EngineTask

    init?(words: [String]) {
        guard let picture = Picture.white(width: 400, height: 20 + 60 * words.count) else { return nil }
        var font = bmfCreate(nil, 8)
        defer { bmfDestroy(&font) }
        guard font != nil else { return nil }
        task = EngineTask(picture: picture, letterHeight: 18)
        for (index, word) in words.enumerated() {
            let base = 60 + 60 * index
            var width: Int32 = 0
            var overflow: Int32 = 0
            pixSetTextline(picture.handle, font, word, 0, 40, Int32(base), &width, &overflow)
            places.append((word, Extent(left: 40, top: base - 26, right: 40 + Int(width), bottom: base)))
        }
    }
}

extension Picture {
    /// White, 8 bits a pixel; nil without memory for it.
    fileprivate static func white(width: Int, height: Int) -> Picture? {
        guard let handle = pixCreate(Int32(width), Int32(height), 8) else { return nil }
        pixSetAllArbitrary(handle, 255)
        return Picture(handle: handle)
    }
}
