import Glibc
package import OrchestrateModel

/// Where settings are taken from, the weakest first: files, environment, flags.
package struct ConfigurationSources: Sendable {
    package struct File: Sendable, Hashable {
        package var path: String
        /// A file that the user named has to be there.
        package var isRequired: Bool

        package init(path: String, isRequired: Bool = false) {
            self.path = path
            self.isRequired = isRequired
        }
    }

    /// A setting from the command line.
    package struct Flag: Sendable, Hashable {
        /// Such as `--jobs`.
        package var name: String
        package var key: String
        package var value: String

        package init(name: String, key: String, value: String) {
            self.name = name
            self.key = key
            self.value = value
        }
    }

    package var files: [File]
    package var environment: [String: String]
    package var flags: [Flag]

    package init(files: [File] = [], environment: [String: String] = [:], flags: [Flag] = []) {
        self.files = files
        self.environment = environment
        self.flags = flags
    }

    /// The usual places: /etc, the user's folder, and `--config` or else `orchestrate.yaml` in the working folder.
    package static func standard(
        configFile: String?,
        environment: [String: String],
        flags: [Flag] = []
    ) -> ConfigurationSources {
        let home = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let user = home ?? environment["HOME"].map { "\($0)/.config" }
        var files = [File(path: "/etc/orchestrate/orchestrate.yaml")]
        if let user { files.append(File(path: "\(user)/orchestrate/orchestrate.yaml")) }
        files.append(configFile.map { File(path: $0, isRequired: true) } ?? File(path: "orchestrate.yaml"))
        return ConfigurationSources(files: files, environment: environment, flags: flags)
    }
}

/// The settings in force, each with its origin.
package struct LoadedConfiguration: Sendable {
    package struct Entry: Sendable {
        package let key: ConfigurationKey
        package let value: JSONValue
        package let origin: ConfigurationOrigin
    }

    package var configuration = Configuration()
    /// By key; a key that is missing here has its default.
    package var origins: [String: ConfigurationOrigin] = [:]
    /// The files that were read.
    package var files: [String] = []

    package init() {}

    /// Every setting in the order of the reference.
    package var entries: [Entry] {
        ConfigurationTable.keys.map { key in
            Entry(key: key, value: key.show(configuration), origin: origins[key.name] ?? .builtIn)
        }
    }
}

/// Puts the settings together and checks every one of them.
package enum ConfigurationLoader {
    /// Variables that are no settings.
    private static let otherVariables: Set = ["ORCHESTRATE_WORKER", "ORCHESTRATE_TEMPLATES", "ORCHESTRATE_STATE"]
    private static let otherPrefixes = ["ORCHESTRATE_TEST_", "ORCHESTRATE_WORKER_"]

    /// Reads all sources.
    ///
    /// - Throws: `ConfigurationErrors` with everything that is wrong in any of them.
    package static func load(_ sources: ConfigurationSources) throws(ConfigurationErrors) -> LoadedConfiguration {
        var builder = Builder()
        for file in sources.files { builder.read(file) }
        for (name, value) in sources.environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("ORCHESTRATE_") {
            builder.read(variable: name, value: value)
        }
        for flag in sources.flags { builder.apply(flag.key, .text(flag.value), origin: .flag(flag.name)) }
        builder.checkContradictions()
        guard builder.problems.isEmpty else { throw ConfigurationErrors(problems: builder.problems) }
        return builder.loaded
    }

    private struct Builder {
        var loaded = LoadedConfiguration()
        var problems: [ConfigurationProblem] = []

        mutating func read(_ file: ConfigurationSources.File) {
            var status = stat()
            guard stat(file.path, &status) == 0 else {
                if file.isRequired || errno != ENOENT && errno != ENOTDIR { add(file, systemMessage(errno)) }
                return
            }
            guard status.st_mode & S_IFMT != S_IFDIR, let bytes = ProcFile.bytes(file.path, limit: 1 << 24) else {
                add(file, systemMessage(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : errno))
                return
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                add(file, "it is not UTF-8 text")
                return
            }
            let content = ConfigurationFile(text, path: file.path)
            loaded.files.append(file.path)
            problems += content.problems
            for (key, value, line) in content.settings {
                apply(key, resolved(value, of: key, in: file.path), origin: .file(file.path, line: line))
            }
        }

        /// Paths, those of programs too, count from the folder of their file.
        private func resolved(_ value: RawSetting, of key: String, in file: String) -> RawSetting {
            guard let slash = file.lastIndex(of: "/") else { return value }
            let resolve = { (path: String) in path.hasPrefix("/") ? path : "\(file[...slash])\(path)" }
            switch (key, value) {
            case ("inputs.on_done", .text(let text)), ("inputs.on_fail", .text(let text)):
                return PostAction(text).map { .text($0.mapFolder(resolve).text) } ?? value
            case ("extraction.templates", _):
                return value.texts(separators: [","]).map { .list($0.map { .text(resolve($0)) }) } ?? value
            case ("recognition.engine", _), ("recognition.second_look", _):
                guard let words = value.texts(separators: [" "]), let program = words.first, program.contains("/")
                else { return value }
                return .list(([resolve(program)] + words.dropFirst()).map { .text($0) })
            default: return value
            }
        }

        private mutating func add(_ file: ConfigurationSources.File, _ reason: String) {
            let message = "cannot read the configuration: \(reason); correct --config or the file's permissions"
            problems.append(ConfigurationProblem(origin: .file(file.path, line: 0), key: "", message: message))
        }

        mutating func read(variable name: String, value: String) {
            if let key = ConfigurationTable.keys.first(where: { $0.variable == name }) {
                apply(key.name, .text(value), origin: .environment(name))
                return
            }
            let isOther = otherVariables.contains(name) || otherPrefixes.contains { name.hasPrefix($0) }
            guard !isOther else { return }
            let nearest = NearestName.of(name, in: ConfigurationTable.keys.map(\.variable))
            problems.append(unknown(name, nearest: nearest, origin: .environment(name)))
        }

        mutating func apply(_ name: String, _ value: RawSetting, origin: ConfigurationOrigin) {
            guard let key = ConfigurationTable.key(named: name) else {
                let nearest = NearestName.of(name, in: ConfigurationTable.keys.map(\.name))
                problems.append(unknown(name, nearest: nearest, origin: origin))
                return
            }
            guard key.set(value, &loaded.configuration) else {
                let message = "\(value.shown) is not \(key.expectation)"
                problems.append(ConfigurationProblem(origin: origin, key: name, message: message))
                return
            }
            loaded.origins[name] = origin
        }

        private func unknown(
            _ name: String,
            nearest: String?,
            origin: ConfigurationOrigin
        ) -> ConfigurationProblem {
            let advice = nearest.map { "did you mean \($0)?" } ?? "`orchestrate config show` lists all keys"
            return ConfigurationProblem(origin: origin, key: name, message: "there is no such key; \(advice)")
        }

        mutating func checkContradictions() {
            for rule in ContradictionRule.all where !rule.holds(loaded.configuration) {
                let (key, other) = (rule.key, rule.other)
                let value = ConfigurationTable.key(named: key)?.show(loaded.configuration).serialized() ?? ""
                let bound = ConfigurationTable.key(named: other)?.show(loaded.configuration).serialized() ?? ""
                // Blame the one that was set, and of two the stronger source.
                let origin = loaded.origins[key] ?? loaded.origins[other] ?? .builtIn
                let place = loaded.origins[other] ?? .builtIn
                let message = "\(value) must not be \(rule.relation) \(other), which is \(bound) (\(place.description))"
                problems.append(ConfigurationProblem(origin: origin, key: key, message: message))
            }
        }
    }
}

/// Two settings that bound each other.
struct ContradictionRule: Sendable {
    let key: String
    let relation: String
    let other: String
    let holds: @Sendable (Configuration) -> Bool

    static let all: [ContradictionRule] = [
        above("resources.warn_percent", "resources.admit_percent") {
            $0.resources.warnPercent <= $0.resources.admitPercent
        },
        above("resources.admit_percent", "resources.stop_percent") {
            $0.resources.admitPercent <= $0.resources.stopPercent
        },
        above("retry.base_delay_seconds", "retry.max_delay_seconds") {
            !$0.retry.enabled || $0.retry.baseDelaySeconds <= $0.retry.maxDelaySeconds
        },
        above("workers.no_progress_seconds", "workers.document_seconds") {
            $0.workers.noProgressSeconds <= $0.workers.documentSeconds
        },
        above("resources.min_workers", "workers.count") {
            $0.workers.count == 0 || $0.resources.minWorkers <= $0.workers.count
        },
        above("queue.max_concurrent_files", "queue.max_queue_size") {
            $0.queue.maxQueueSize == 0 || $0.queue.maxConcurrentFiles <= $0.queue.maxQueueSize
        },
        above("progress.interval_seconds", "progress.plain_interval_seconds") {
            $0.progress.intervalSeconds <= $0.progress.plainIntervalSeconds
        },
        ContradictionRule(
            key: "progress.ocr_weight",
            relation: "0 together with the other weights, such as",
            other: "progress.extraction_weight",
            holds: {
                let weights = $0.progress
                return weights.ingestionWeight + weights.extractionWeight + weights.validationWeight > 0
            }
        ),
    ]

    private static func above(
        _ key: String,
        _ other: String,
        _ holds: @escaping @Sendable (Configuration) -> Bool
    ) -> ContradictionRule {
        ContradictionRule(key: key, relation: "above", other: other, holds: holds)
    }
}
