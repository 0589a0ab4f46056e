import CTesseract
import Foundation

@testable import DocumentEngine

/// An engine that is a shell script, which does what a test wants of it.
final class ScriptedEngine {
    let folder: URL

    /// `body` runs after the functions `hello` and `answer ID`, which say what a good engine says.
    init(_ body: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            cd '\(folder.path)'
            hello() {
                echo '{"protocol":"orchestrate.engine/1","engine":"scripted","version":"'${1:-1}'","languages":["eng"]}'
            }
            answer() {
                echo '{"id":'$1',"lines":[{"words":[{"text":"harbour","box":[10,10,90,30],"confidence":0.95}]}]}'
            }
            \(body)
            """
        try Data(script.utf8).write(to: folder.appending(path: "engine"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Through the shell: a file just written cannot be executed while another test's child still holds it open.
    var command: [String] { ["/bin/sh", folder.appending(path: "engine").path] }

    /// Answers every request.
    static let good = """
        hello
        n=0
        while read -r request; do n=$((n + 1)); answer $n; done
        """

    func start(languages: [String] = ["eng"], seconds: Double = 20) throws(EngineFault) -> ExternalEngine {
        guard let command = EngineCommand(command) else { throw .missing("engine") }
        return try ExternalEngine(command: command, languages: languages, seconds: seconds)
    }

    /// A white picture of 200 × 100 pixels with a black rule.
    static func task() throws -> EngineTask {
        guard let handle = pixCreate(200, 100, 8) else { throw EngineFault.notStarted("no memory") }
        pixSetAllArbitrary(handle, 255)
        for column in 20..<180 { pixSetPixel(handle, Int32(column), 50, 0) }
        return EngineTask(picture: Picture(handle: handle))
    }
}
