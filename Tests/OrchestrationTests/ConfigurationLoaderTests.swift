import FoundationEssentials
import OrchestrateModel
import OrchestrateTestSupport
import Orchestration
import Testing

@Suite struct ConfigurationLoaderTests {
    private func load(
        _ files: [String] = [],
        environment: [String: String] = [:],
        flags: [ConfigurationSources.Flag] = []
    ) throws -> LoadedConfiguration {
        let folder = try TemporaryFolder()
        var sources = ConfigurationSources(environment: environment, flags: flags)
        for (index, text) in files.enumerated() {
            try folder.write(text, to: "\(index).yaml")
            sources.files.append(.init(path: "\(folder.path)/\(index).yaml"))
        }
        return try ConfigurationLoader.load(sources)
    }

    private func problems(
        _ files: [String] = [],
        environment: [String: String] = [:],
        flags: [ConfigurationSources.Flag] = []
    ) throws -> [String] {
        do {
            _ = try load(files, environment: environment, flags: flags)
            return []
        } catch let errors as ConfigurationErrors {
            return errors.problems.map { "\($0.key): \($0.message)" }
        }
    }

    @Test func strongerSourcesWinAndEachValueKnowsItsOrigin() throws {
        let loaded = try load(
            ["retry: {max_attempts: 4, backoff_factor: 3}\nworkers: {count: 2}", "retry: {max_attempts: 5}"],
            environment: ["ORCHESTRATE_RETRY_MAX_ATTEMPTS": "6", "ORCHESTRATE_QUEUE_POLICY": "oldest_first"],
            flags: [.init(name: "--jobs", key: "workers.count", value: "7")]
        )
        #expect(loaded.configuration.retry.maxAttempts == 6)
        #expect(loaded.configuration.retry.backoffFactor == 3)
        #expect(loaded.configuration.queue.policy == .oldestFirst)
        #expect(loaded.configuration.workers.count == 7)
        #expect(loaded.origins["workers.count"] == .flag("--jobs"))
        #expect(loaded.origins["retry.max_attempts"] == .environment("ORCHESTRATE_RETRY_MAX_ATTEMPTS"))
        #expect(loaded.origins["retry.backoff_factor"]?.description.hasSuffix("0.yaml:1") == true)
        #expect(loaded.entries.first { $0.key.name == "retry.jitter" }?.origin == .builtIn)
    }

    @Test(arguments: [
        ("retry: {max_atempts: 4}", "retry.max_atempts", "did you mean retry.max_attempts?"),
        ("max_attempts: 4", "max_attempts", "did you mean retry.max_attempts?"),
        ("workers: {max_attempts: 4}", "workers.max_attempts", "did you mean retry.max_attempts?"),
        ("retry: {max_attempts: -1}", "retry.max_attempts", "-1 is not a whole number from 0 to 100"),
        ("retry: {max_attempts: many}", "retry.max_attempts", "many is not a whole number"),
        ("retry: {max_attempts: [1]}", "retry.max_attempts", "[1] is not a whole number"),
        ("workers: {count: 101}", "workers.count", "from 0 to 100"),
        ("cancellation: {grace_seconds: -5}", "cancellation.grace_seconds", "-5 is not seconds from 0"),
        ("cancellation: {grace_seconds: nan}", "cancellation.grace_seconds", "nan is not seconds"),
        ("queue: {policy: explode}", "queue.policy", "one of reject, oldest_first, pause"),
        ("queue: {batching: perhaps}", "queue.batching", "true or false"),
        ("retry: {retryable_codes: [encrypted]}", "retry.retryable_codes", "[encrypted] is not null or a list"),
        ("queue: {priorities: ['*.pdf=soon']}", "queue.priorities", "normal|high|urgent"),
        ("queue: {priorities: [{glob: '[', priority: high}]}", "queue.priorities", "a list of"),
        ("recognition: {languages: ['../eng']}", "recognition.languages", "language codes"),
        ("resources: {warn_percent: 90}", "resources.warn_percent", "90 must not be above resources.admit_percent"),
        ("retry: {base_delay_seconds: 2m}", "retry.base_delay_seconds", "above retry.max_delay_seconds, which is 60"),
        ("a: [", "", "this is not YAML"),
        ("- 1", "", "must be a mapping"),
        ("retry: {jitter: true, jitter: false}", "", "stands twice"),
    ])
    func badSettingIsNamedWithKeyValueAndRange(text: String, key: String, message: String) throws {
        let found = try problems([text])
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix("\(key): ") == true && found.first?.contains(message) == true, "\(found)")
    }

    @Test func allProblemsOfAllSourcesAreReportedAtOnce() throws {
        let found = try problems(
            ["retry: {max_attempts: -1, jitters: true}", "queue: {policy: none}"],
            environment: ["ORCHESTRATE_RETRY_JITER": "1", "ORCHESTRATE_WORKERS_COUNT": "x"],
            flags: [.init(name: "--grace", key: "cancellation.grace_seconds", value: "soon")]
        )
        #expect(found.count == 6, "\(found)")
        #expect(found.contains { $0.contains("did you mean ORCHESTRATE_RETRY_JITTER?") })
    }

    @Test func originIsPartOfTheMessage() throws {
        let folder = try TemporaryFolder()
        try folder.write("retry:\n  jitter: true\n  max_attempts: 999\n", to: "c.yaml")
        let error = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationLoader.load(.init(files: [.init(path: "\(folder.path)/c.yaml")]))
        }
        #expect(error?.description.hasPrefix("\(folder.path)/c.yaml:3: retry.max_attempts: 999 is not") == true)
    }

    @Test(arguments: [("500ms", 0.5), ("30s", 30), ("5m", 300), ("2h", 7200), ("1.5", 1.5)])
    func timesTakeUnits(text: String, seconds: Double) throws {
        let loaded = try load(["cancellation: {autosave_seconds: \(text)}"])
        #expect(loaded.configuration.cancellation.autosaveSeconds == seconds)
    }

    @Test func emptyFilesAndSectionsChangeNothing() throws {
        let loaded = try load(["", "# nothing\n", "retry:\nqueue: {}\n"])
        #expect(loaded.configuration == Configuration())
        #expect(loaded.origins.isEmpty)
    }

    @Test func namedFileHasToExistAndOthersNeedNot() throws {
        let missing = ConfigurationSources.File(path: "/nonexistent/orchestrate.yaml")
        _ = try ConfigurationLoader.load(.init(files: [missing]))
        #expect(throws: ConfigurationErrors.self) {
            try ConfigurationLoader.load(.init(files: [.init(path: missing.path, isRequired: true)]))
        }
    }

    @Test func prioritiesAndLanguagesAreReadInEveryForm() throws {
        let text = "queue:\n  priorities: [{glob: 'urgent/**', priority: urgent}, '*.tif=high']\n"
        let rules = try load([text]).configuration.queue.priorities
        #expect(rules == [.init(glob: "urgent/**", priority: .urgent), .init(glob: "*.tif", priority: .high)])
        let variables = ["ORCHESTRATE_QUEUE_PRIORITIES": "urgent/**=3,*.tif=high"]
        #expect(try load(environment: variables).configuration.queue.priorities == rules)
        let flag = ConfigurationSources.Flag(name: "--lang", key: "recognition.languages", value: "eng+deu")
        #expect(try load(flags: [flag]).configuration.recognition.languages == ["eng", "deu"])
    }

    @Test func templatePathsCountFromTheirFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("extraction: {templates: [mine, /abs]}", to: "c.yaml")
        let loaded = try ConfigurationLoader.load(.init(files: [.init(path: "\(folder.path)/c.yaml")]))
        #expect(loaded.configuration.extraction.templates == ["\(folder.path)/mine", "/abs"])
    }

    @Test func writtenDefaultsAreReadBackAsTheDefaults() throws {
        #expect(try load([ConfigurationText.file()]).configuration == Configuration())
    }

    @Test func everySettingOfTheConfigurationHasAKey() throws {
        var configuration = Configuration()
        configuration.retry.retryableCodes = [.ioError]
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(configuration)
        let sections = try JSONDecoder().decode([String: [String: Anything]].self, from: data)
        let names = sections.flatMap { section in section.value.keys.map { "\(section.key).\($0)" } }
        #expect(Set(names) == Set(ConfigurationTable.keys.map(\.name)))
        #expect(Set(ConfigurationTable.keys.map(\.section)) == Set(ConfigurationTable.sections.map(\.name)))
    }

    @Test func referenceInTheDocumentsIsTheTable() throws {
        let path = #filePath.replacing(
            "Tests/OrchestrationTests/ConfigurationLoaderTests.swift",
            with: "docs/configuration.md"
        )
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(page.contains(ConfigurationText.reference), "run with the text:\n\(ConfigurationText.reference)")
    }
}

/// A JSON value whose content does not matter.
private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}
