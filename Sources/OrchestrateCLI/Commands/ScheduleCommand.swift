import ArgumentParser
import FoundationEssentials
import OrchestrateModel
import Orchestration
import Persistence

/// `orchestrate schedule`: batches by cron or systemd timer.
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Run batches at set times, by cron or a systemd timer of this user.",
        subcommands: [Add.self, List.self, Remove.self, Next.self, FireCommand.self]
    )

    enum Keeper: String, ExpressibleByArgument, CaseIterable {
        case auto
        case cron
        case systemd

        /// The stores to use, the preferred one first.
        var stores: [any ScheduleStore] {
            let timers = UserTimers(environment: Settings.environment)
            return switch self {
            case .cron: [UserCrontab()]
            case .systemd: [timers]
            case .auto: [UserCrontab(), timers]
            }
        }
    }

    /// Every schedule with its store; of several stores those that are not there are passed over.
    static func all(in keeper: Keeper) async throws -> [(schedule: Schedule, store: any ScheduleStore)] {
        var all: [(schedule: Schedule, store: any ScheduleStore)] = []
        for store in keeper.stores {
            do throws(Failure) {
                all += try await store.schedules().map { ($0, store) }
            } catch {
                guard keeper == .auto, error.code == .unsupported else { throw error }
            }
        }
        return all
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a schedule: orchestrate schedule add NAME --cron '0 2 * * *' -- PATH… [OPTIONS OF RUN]",
            discussion: """
                What follows `--` is checked as `orchestrate run` would and is run in this folder. A run that went well is \
                silent; any other says so in one line, which cron mails and systemd logs.
                """
        )

        @OptionGroup var options: ScheduleOptions

        @Option(name: .long, help: "Who starts it: cron, systemd, or auto for the first there is.")
        var with = Keeper.auto

        @Flag(name: .long, help: "Replace the schedule of this name.")
        var replace = false

        @OptionGroup var global: GlobalOptions

        @Argument(parsing: .postTerminator, help: "Paths and options of `orchestrate run`.")
        var batch: [String] = []

        func run() async throws {
            let (words, run) = try words()
            let (name, schedule) = (options.name, try options.schedule(of: words))
            try run.checkInputs()
            let existing = try await ScheduleCommand.all(in: .auto).first { $0.schedule.name == name }
            guard existing == nil || replace else {
                throw ExitStatus.usage("there is a schedule \(name); remove it first or pass --replace")
            }
            let store = try await store()
            if let existing, existing.store.name != store.name { _ = try await existing.store.remove(name) }
            try await store.add(schedule)
            if global.json { return Console.data(ScheduleText.json([(schedule, store.name)]).serialized()) }
            let next = schedule.expression.next(after: currentTime()).map(ScheduleText.time) ?? "never"
            if !global.quiet { Console.error("added \(name) to \(store.name); next: \(next)") }
        }

        /// The words of the run, as they are and parsed; refused where `run` would refuse them.
        private func words() throws -> ([String], RunCommand) {
            var words = batch
            if global.state != GlobalOptions.defaultState { words += ["--state", global.state] }
            if let config = global.config { words += ["--config", config] }
            let parsed: RunCommand
            do {
                parsed = try RunCommand.parse(words)
            } catch {
                let reason = RunCommand.message(for: error)
                throw ExitStatus.usage("`orchestrate run` would refuse what follows --: \(reason)")
            }
            guard !parsed.paths.isEmpty || parsed.input.filesFrom != nil else {
                throw ExitStatus.usage("say after -- which files or folders to run over")
            }
            return (words, parsed)
        }

        private func store() async throws -> any ScheduleStore {
            for store in with.stores.dropLast() where (try? await store.schedules()) != nil { return store }
            return with.stores.last ?? UserCrontab()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the schedules of this user.")

        @Option(name: .long, help: "Only those of cron or of systemd.")
        var with = Keeper.auto

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let all = try await ScheduleCommand.all(in: with).map { ($0.schedule, $0.store.name) }
            Console.data(
                bytes: Array((global.json ? ScheduleText.json(all).serialized() + "\n" : ScheduleText.table(all)).utf8)
            )
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a schedule; its state folder stays.")

        @Argument(help: "The schedule.")
        var name: String

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            guard let found = try await ScheduleCommand.all(in: .auto).first(where: { $0.schedule.name == name }),
                try await found.store.remove(name)
            else { throw ExitStatus.usage("there is no schedule \(name); `orchestrate schedule list` shows all") }
            if global.json { return Console.data(ScheduleText.json([]).serialized()) }
            if !global.quiet { Console.error("removed \(name) from \(found.store.name)") }
        }
    }

    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show when schedules are due next, or when a cron expression is."
        )

        @Argument(help: "A schedule or a cron expression; otherwise all schedules.")
        var subject: String?

        @Option(name: .shortAndLong, help: "How many times to show.")
        var number = 5

        @OptionGroup var global: GlobalOptions

        func run() async throws {
            guard (1...1000).contains(number) else { throw ExitStatus.usage("--number \(number): give 1 to 1000") }
            let rows = try await expressions().map { ($0, ScheduleText.times($1, count: number)) }
            if global.json { return Console.data(ScheduleText.json(next: rows).serialized()) }
            for (name, times) in rows {
                let shown = times.isEmpty ? ["never"] : times.map(ScheduleText.time)
                for time in shown { Console.data(rows.count > 1 ? "\(name)  \(time)" : time) }
            }
        }

        private func expressions() async throws -> [(String, CronExpression)] {
            if let subject, subject.contains(" ") || subject.hasPrefix("@") {
                return [(subject, try CronExpression(subject))]
            }
            let all = try await ScheduleCommand.all(in: .auto).map(\.schedule)
            guard let subject else { return all.map { ($0.name, $0.expression) } }
            guard let found = all.first(where: { $0.name == subject }) else {
                throw ExitStatus.usage("there is no schedule \(subject); `orchestrate schedule list` shows all")
            }
            return [(found.name, found.expression)]
        }
    }
}

/// What makes a schedule, beside the words of its run.
struct ScheduleOptions: ParsableArguments {
    @Argument(help: "Letters, digits, - and _.")
    var name: String

    @Option(name: .long, help: "Five fields, as in '30 2 * * mon-fri', or such as @daily.")
    var cron: String

    @Option(name: .long, help: "While another run owns the state folder: skip, wait or fail.")
    var overlap = Schedule.Overlap.skip

    @Option(name: .long, help: "For times missed while the machine was off: none, latest or all.")
    var catchUp = Schedule.CatchUp.none

    /// The schedule that runs these words in this folder.
    func schedule(of words: [String]) throws -> Schedule {
        try Schedule(
            name: name,
            expression: CronExpression(cron),
            overlap: overlap,
            catchUp: catchUp,
            folder: InboxBuilder.workingFolder,
            executable: ProgramPath.own,
            arguments: words
        )
    }
}

extension Schedule.Overlap: ExpressibleByArgument {}
extension Schedule.CatchUp: ExpressibleByArgument {}
