import Glibc
import OrchestrateModel
import WorkerRuntime

let startFault = getenv("FAULTY_START").flatMap { StartFault(rawValue: String(cString: $0)) }
if startFault == .exitBeforeHello {
    Diagnostics.write("no hello from me")
    exit(7)
}
if startFault == .noHello { while true { pause() } }

guard let channel = TaskChannel.claim() else { exit(ExitCode.protocolViolation) }
ResourceLimits.applyAtStart()
let sender = MessageSender(channel.output)
let terminated = Termination(channel)
let ledger = Ledger()
guard Watchdog.start(channel: channel, sender: sender, onTerminate: { terminated.note() }) else { exit(4) }

if startFault == .garbageHello {
    RawOutput.write(Array("Content-Type: text/plain\n\n".utf8), to: channel.output)
    while true { pause() }
}
sender.send(.hello(version: startFault == .wrongVersion ? Wire.version + 1 : Wire.version, pid: getpid()))
if startFault == .helloAndDie { exit(8) }

var reader = TaskReader(channel)
while true {
    do throws(TaskChannel.End) {
        switch try reader.next() {
        case .setup(let setup): Startup.answer(setup, fault: startFault, sender: sender, ledger: ledger)
        case .task(let task):
            FaultyTask(task, channel: channel, sender: sender, terminated: terminated, ledger: ledger).run()
        case .control(.engineReport):
            sender.send(.engineReport(EngineReport(libraries: [], languages: ["eng"], languageFolder: "/nowhere")))
        case .control(.tryEngine): sender.send(.engineTrial(EngineTrial(name: "", version: nil, checks: [])))
        case .control(.checkTemplates): sender.send(.templateReport(TemplateReport(templates: [], problems: [])))
        case .control(.inspect): sender.send(.inspected(.failed(Failure(.unsupported, "this worker reads nothing"))))
        case .leave: exit(0)
        }
    } catch {
        exit(error == .stopped ? ExitCode.terminated : ExitCode.protocolViolation)
    }
}
