import Foundation
import Glibc
import OrchestrateModel
import Testing

@testable import DocumentEngine

@Suite(.timeLimit(.minutes(2)))
struct ExternalEngineTests {
    private func fault(_ body: () throws(EngineFault) -> Void) -> EngineFault? {
        do throws(EngineFault) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test func wordsOfAnAnswerComeBack() throws {
        let script = try ScriptedEngine(ScriptedEngine.good)
        let engine = try script.start()
        #expect(engine.identity == EngineIdentity(name: "scripted", version: "1", languages: ["eng"]))
        for _ in 1...3 {
            let lines = try #require(try engine.read(try ScriptedEngine.task()) { true })
            #expect(lines.map { $0.map(\.text) } == [["harbour"]])
            #expect(lines[0][0].left == 10 && lines[0][0].bottom == 30 && lines[0][0].confidence == 0.95)
        }
    }

    @Test func pictureArrivesAsItIs() throws {
        let script = try ScriptedEngine(
            "hello; while read -r request; do echo \"$request\" > request; cat /dev/fd/3 > picture; answer 1; done"
        )
        let task = try ScriptedEngine.task()
        _ = try script.start().read(task) { true }
        let sent = try Data(contentsOf: script.folder.appending(path: "picture"))
        #expect(Array(sent) == task.picture.portableGreymap())
        #expect(sent.count == "P5\n200 100\n255\n".utf8.count + 200 * 100)
        let request = try String(contentsOf: script.folder.appending(path: "request"), encoding: .utf8)
        #expect(request.contains("\"picture\":\"/dev/fd/3\"") && request.contains("\"width\":200"))
    }

    @Test(arguments: [
        ("exit 1", "ended before"), ("sleep 60", "no answer within"), ("echo hello", "no message of the protocol"),
        ("printf '{\"protocol\":'", "ended before"),
        ("echo '{\"protocol\":\"other/9\",\"engine\":\"x\",\"version\":\"1\"}'; cat", "speaks other/9"),
        ("yes x | tr -d '\\n'", "sent more than"),
        ("hello | sed 's/eng\\x22\\]/fra\\x22]/'; cat >/dev/null", "does not read eng"),
    ])
    func engineThatBeginsBadlyIsRefused(script: String, reason: String) throws {
        let engine = try ScriptedEngine(script)
        let fault = fault { () throws(EngineFault) in _ = try engine.start(seconds: script == "sleep 60" ? 0.2 : 20) }
        #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
    }

    @Test func missingProgramIsNamed() {
        let command = EngineCommand(["/nowhere/engine"])
        let fault = fault { () throws(EngineFault) in
            if let command { _ = try ExternalEngine(command: command, languages: ["eng"], seconds: 5) }
        }
        #expect(fault == .missing("/nowhere/engine"))
    }

    @Test(arguments: [
        ("exit 0", "ended before"), ("sleep 60", "no answer within"), ("printf '{\"id\":1,'; exit", "ended before"),
        ("yes", "no message of the protocol"), ("yes x | tr -d '\\n'", "sent more than"),
        ("answer 7", "the answer to another request"), ("echo '{\"id\":1}'", "must have `lines` or `error`"),
        ("echo '{\"id\":1,\"error\":{\"message\":\"no paper\"}}'", "could not read the picture: no paper"),
        ("answer 1 | sed s/90/290/", "the box"), ("answer 1 | sed s/10,90/95,90/", "the box"),
        ("answer 1 | sed s/10,90/1e300,90/", "the box"), ("answer 1 | sed s/0.95/1.5/", "a confidence of 1.5"),
        ("answer 1 | sed s/10,90,30/10/", "a box without four numbers"),
        ("answer 1 | sed 's/harbour/a\\\\u0007b/'", "a control character"),
    ])
    func answerThatCannotBeIsAFault(script: String, reason: String) throws {
        let engine = try ScriptedEngine("hello; read -r request; \(script); cat >/dev/null")
        let external = try engine.start(seconds: script == "sleep 60" ? 2 : 20)
        let task = try ScriptedEngine.task()
        let fault = fault { () throws(EngineFault) in _ = try external.read(task) { true } }
        #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
    }

    @Test func speakingUnaskedIsAFault() throws {
        let engine = try ScriptedEngine("hello; read -r one; answer 1; answer 2; read -r two; cat > /dev/null")
        let external = try engine.start()
        let task = try ScriptedEngine.task()
        _ = try external.read(task) { true }
        let fault = fault { () throws(EngineFault) in
            // Its second line may still be on its way at the second request; at the third it is not.
            _ = try external.read(task) { true }
            _ = try external.read(task) { true }
        }
        #expect(fault != nil)
    }

    @Test func engineThatDiedIsStartedAnew() throws {
        let engine = try ScriptedEngine(
            """
            hello
            read -r request
            [ -e was-here ] || { touch was-here; exit 1; }
            answer 2
            cat > /dev/null
            """
        )
        let external = try engine.start()
        let task = try ScriptedEngine.task()
        #expect(fault { () throws(EngineFault) in _ = try external.read(task) { true } } == .died)
        #expect(try external.read(task) { true }?.count == 1)
    }

    @Test func engineThatAlwaysDiesIsGivenUp() throws {
        let engine = try ScriptedEngine("echo x >> starts; hello; read -r request; exit 1")
        let external = try engine.start()
        let task = try ScriptedEngine.task()
        let faults = (1...5).map { _ in fault { () throws(EngineFault) in _ = try external.read(task) { true } } }
        #expect(faults == [.died, .died, .died, .givenUp, .givenUp])
        let starts = try String(contentsOf: engine.folder.appending(path: "starts"), encoding: .utf8)
        #expect(starts.split(separator: "\n").count == 3)
    }

    @Test func engineThatBecameAnotherIsNotBelieved() throws {
        let engine = try ScriptedEngine("if [ -e old ]; then hello 2; else touch old; hello 1; fi; read -r request")
        let external = try engine.start()
        let task = try ScriptedEngine.task()
        #expect(fault { () throws(EngineFault) in _ = try external.read(task) { true } } == .died)
        #expect(fault { () throws(EngineFault) in _ = try external.read(task) { true } } == .changed("scripted 2"))
    }

    @Test func refusalLeavesTheEngineRunning() throws {
        let engine = try ScriptedEngine(
            "hello; read -r one; echo '{\"id\":1,\"error\":{\"message\":\"x\"}}'; read -r two; answer 2; cat > /dev/null"
        )
        let external = try engine.start()
        let task = try ScriptedEngine.task()
        #expect(fault { () throws(EngineFault) in _ = try external.read(task) { true } } == .refused("x"))
        #expect(try external.read(task) { true }?.count == 1)
    }

    @Test func stopEndsTheWait() throws {
        let engine = try ScriptedEngine("hello; cat > /dev/null")
        let external = try engine.start(seconds: 100)
        #expect(try external.read(try ScriptedEngine.task()) { false } == nil)
    }

    @Test func engineGoesWithItsOwner() throws {
        let engine = try ScriptedEngine("trap '' TERM; hello; echo $$ > pid; while :; do sleep 1; done")
        var external: ExternalEngine? = try engine.start()
        let file = engine.folder.appending(path: "pid")
        var pid: pid_t?
        while pid == nil {
            pid = (try? String(contentsOf: file, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
            sched_yield()
        }
        #expect(external != nil)
        external = nil
        #expect(kill(try #require(pid), 0) == -1 && errno == ESRCH)
    }
}
