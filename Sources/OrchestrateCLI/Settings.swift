import ArgumentParser
import FoundationEssentials
import Glibc
import Orchestration
import OrchestrateModel

/// The configuration that is in force, with what the command line adds to it.
struct Settings {
    var configuration = Configuration()
    /// Absolute, in order of precedence.
    var templatePaths: [String] = []
    var passwords: [String] = []

    static func load(_ global: GlobalOptions) throws -> Settings {
        var settings = Settings()
        settings.templatePaths = try TemplatePaths.resolve(own: settings.configuration.extraction.templates)
        return settings
    }

    static func load(_ global: GlobalOptions, input: InputOptions, execution: ExecutionOptions) throws -> Settings {
        var settings = try load(global)
        settings.apply(execution)
        if let languages = input.lang {
            settings.configuration.recognition.languages = try Self.languages(languages)
        }
        let own = input.template + settings.configuration.extraction.templates
        settings.templatePaths = try TemplatePaths.resolve(own: own)
        settings.passwords = input.password + (try input.passwordFile.map(Self.lines) ?? [])
        return settings
    }

    mutating func apply(_ execution: ExecutionOptions) {
        if let jobs = execution.jobs { configuration.workers.count = jobs }
        if let timeout = execution.timeout { configuration.workers.documentSeconds = timeout.seconds }
        if let grace = execution.grace { configuration.cancellation.graceSeconds = grace.seconds }
    }

    private static func languages(_ text: String) throws(ExitStatus) -> [String] {
        let codes = text.split(separator: "+").map(String.init)
        let isPlain = codes.allSatisfy { code in code.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || $0 > 64 } }
        guard !codes.isEmpty, isPlain else { throw .usage("--lang \(text): give tesseract codes such as eng or eng+deu") }
        return codes
    }

    private static func lines(ofFile path: String) throws(ExitStatus) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .usage("cannot read the password file \(path); check its path and permissions")
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
}
