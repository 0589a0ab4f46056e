import Foundation
import OrchestrateModel
import Orchestration
import Persistence

/// The configuration that is in force, with what the command line adds to it.
struct Settings {
    var configuration = Configuration()
    /// Absolute, in order of precedence.
    var templatePaths: [String] = []
    var passwords: [String] = []

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// What files, environment and flags say; throws every error of theirs at once.
    static func loaded(_ global: GlobalOptions, flags: [ConfigurationSources.Flag] = []) throws -> LoadedConfiguration {
        let sources = ConfigurationSources.standard(configFile: global.config, environment: environment, flags: flags)
        do {
            return try ConfigurationLoader.load(sources)
        } catch {
            throw ExitStatus.usage(error.problems.map(\.description).joined(separator: "\nerror: "))
        }
    }

    static func load(_ global: GlobalOptions) throws -> Settings {
        var settings = Settings()
        let loaded = try loaded(global)
        settings.configuration = loaded.configuration
        settings.templatePaths = try TemplatePaths.resolve(own: [], loaded: loaded)
        return settings
    }

    static func load(_ global: GlobalOptions, input: InputOptions, execution: ExecutionOptions) throws -> Settings {
        var flags = flags(execution)
        if let languages = input.lang {
            flags.append(.init(name: "--lang", key: "recognition.languages", value: languages))
        }
        var settings = Settings()
        let loaded = try loaded(global, flags: flags)
        settings.configuration = loaded.configuration
        // The ledger outlives the working folder.
        let inputs = settings.configuration.inputs
        settings.configuration.inputs.onDone = inputs.onDone.mapFolder(InboxBuilder.absolute)
        settings.configuration.inputs.onFail = inputs.onFail.mapFolder(InboxBuilder.absolute)
        settings.templatePaths = try TemplatePaths.resolve(own: input.template, loaded: loaded)
        settings.passwords = input.password + (try input.passwordFile.map(Self.lines) ?? [])
        return settings
    }

    /// What reads single documents outside of a run.
    static func load(_ global: GlobalOptions, reading: ReadingOptions) throws -> Settings {
        let flags = reading.lang.map {
            [ConfigurationSources.Flag(name: "--lang", key: "recognition.languages", value: $0)]
        }
        var settings = Settings()
        let loaded = try loaded(global, flags: flags ?? [])
        settings.configuration = loaded.configuration
        settings.templatePaths = try TemplatePaths.resolve(own: reading.template, loaded: loaded)
        settings.passwords = reading.password
        return settings
    }

    /// The options that shape how a run proceeds, as settings.
    private static func flags(_ execution: ExecutionOptions) -> [ConfigurationSources.Flag] {
        let values = [
            ("--jobs", "workers.count", execution.jobs.map(String.init)),
            ("--timeout", "workers.document_seconds", execution.timeout.map { String($0.seconds) }),
            ("--grace", "cancellation.grace_seconds", execution.grace.map { String($0.seconds) }),
            ("--on-done", "inputs.on_done", execution.onDone), ("--on-fail", "inputs.on_fail", execution.onFail),
        ]
        return values.compactMap { name, key, value in value.map { .init(name: name, key: key, value: $0) } }
    }

    /// Takes over what an interrupted run was told, but for the options that may differ when it is resumed.
    mutating func adopt(_ record: RunRecord, execution: ExecutionOptions) {
        let asked = configuration
        configuration = record.configuration
        templatePaths = record.templatePaths
        if execution.jobs != nil { configuration.workers.count = asked.workers.count }
        if execution.timeout != nil { configuration.workers.documentSeconds = asked.workers.documentSeconds }
        if execution.grace != nil { configuration.cancellation.graceSeconds = asked.cancellation.graceSeconds }
    }

    private static func lines(ofFile path: String) throws(ExitStatus) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .usage("cannot read the password file \(path); check its path and permissions")
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
}
