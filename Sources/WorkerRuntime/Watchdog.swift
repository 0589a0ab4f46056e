import CProcess
import Glibc

/// A thread that stays awake while a parser blocks the other: it ends the worker with its parent, takes TERM, and beats.
package final class Watchdog: Sendable {
    /// Seconds between heartbeats, and between looks at the parent's process id.
    private static let beatSeconds = 1.0

    private let channel: TaskChannel
    private let sender: MessageSender
    private let terminations: Int32
    private let parent = getppid()
    private let onTerminate: @Sendable () -> Void

    /// Starts the thread; to be called while the process has no other, so that all of them leave TERM to it.
    ///
    /// `onTerminate` is called on the watchdog's thread at each TERM and asks the work to come to an end. False where the
    /// system has no thread left.
    package static func start(
        channel: TaskChannel,
        sender: MessageSender,
        onTerminate: @escaping @Sendable () -> Void
    ) -> Bool {
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow any further is an error of the write, not the end.
        signal(SIGXFSZ, SIG_IGN)
        let terminations = orchestrate_signal_descriptor(SIGTERM)
        guard terminations >= 0 else { return false }
        let watchdog = Watchdog(channel, sender, terminations, onTerminate)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(watchdog)
        let result = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Watchdog>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context.toOpaque()
        )
        if result != 0 { context.release() }
        return result == 0
    }

    private init(
        _ channel: TaskChannel,
        _ sender: MessageSender,
        _ terminations: Int32,
        _ onTerminate: @escaping @Sendable () -> Void
    ) {
        self.channel = channel
        self.sender = sender
        self.terminations = terminations
        self.onTerminate = onTerminate
    }

    private func run() {
        var lastBeat = 0.0
        while true {
            // No events asked for: only the hang-up of the last writer is reported, not data for the other thread.
            var descriptors = [
                pollfd(fd: channel.input, events: 0, revents: 0),
                pollfd(fd: terminations, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&descriptors, 2, Int32(Self.beatSeconds * 1000))
            if descriptors[0].revents != 0 || getppid() != parent { Self.endGroup() }
            if descriptors[1].revents != 0 { takeTermination() }
            let now = Self.now
            if now - lastBeat >= Self.beatSeconds * 0.9 {
                lastBeat = now
                sender.beat()
            }
        }
    }

    private func takeTermination() {
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while read(terminations, &information, size) == size {}
        onTerminate()
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Kills this process and all that it started in its own group, if it leads one.
    static func endGroup() -> Never {
        if getpgrp() == getpid() { _ = kill(0, SIGKILL) }
        _ = kill(getpid(), SIGKILL)
        _exit(ExitCode.protocolViolation)
    }
}
