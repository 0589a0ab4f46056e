import DocumentEngine
import Glibc
import OrchestrateModel
import WorkerRuntime

guard getppid() > 1, isatty(0) == 0, let channel = TaskChannel.claim() else {
    Diagnostics.write(
        "this program is started by orchestrate and reads its tasks from a pipe; run `orchestrate --help`"
    )
    exit(64)
}
ResourceLimits.applyAtStart()
let sender = MessageSender(channel.output)
let stop = StopFlag()
let isWatched = Watchdog.start(channel: channel, sender: sender) {
    stop.raise()
    channel.wake()
}
guard isWatched else {
    Diagnostics.write("no thread left to watch the parent with")
    exit(ExitCode.setupFailed)
}
sender.send(.hello(version: Wire.version, pid: getpid()))
var conversation = Conversation(channel: channel, sender: sender, stop: stop)
conversation.run()
