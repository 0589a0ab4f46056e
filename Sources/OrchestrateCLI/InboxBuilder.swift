import Glibc
import OrchestrateModel
import Orchestration

/// Builds the scan that paths and options of `run` ask for.
struct InboxBuilder {
    let paths: [String]
    let input: InputOptions
    let configuration: Configuration
    /// The state folder, which is never scanned.
    let state: String

    /// Absolute paths of what is scanned, and the scan itself; throws usage errors and, for missing paths, exit code 3.
    func build() throws -> (inbox: Inbox, roots: [DocumentPath]) {
        let roots = paths.map { DocumentPath(Self.absolute($0)) }
        do {
            return (try Inbox(roots: roots, options: try options()), roots)
        } catch let problem as InboxProblem {
            let message = problem.failures.map(\.message).joined(separator: "\nerror: ")
            throw ExitStatus(code: ExitStatus.missingInputCode, message: message)
        }
    }

    private func options() throws -> InboxOptions {
        var options = InboxOptions()
        options.include = try input.include.map { try Self.glob($0, option: "--include") }
        options.exclude = try input.exclude.map { try Self.glob($0, option: "--exclude") }
        options.priorities = try configuration.queue.priorities.map { rule in
            (try Self.glob(rule.glob, option: "queue.priorities"), rule.priority)
        }
        options.priorities += try input.priority.map(Self.priority)
        // What was moved out of an inbox must not come in again.
        let folders = [configuration.inputs.onDone.folder, configuration.inputs.onFail.folder, state]
        options.ignoredFolders = folders.compactMap { $0.map { DocumentPath(Self.absolute($0)) } }
        options.listed = try input.filesFrom.map(listed) ?? []
        return options
    }

    private func listed(in list: String) throws -> [DocumentPath] {
        let descriptor = list == "-" ? STDIN_FILENO : open(list, O_RDONLY | O_CLOEXEC)
        defer { if descriptor > STDIN_FILENO { close(descriptor) } }
        guard let bytes = FileHandleBytes.all(of: descriptor) else {
            let reason = String(cString: strerror(errno))
            let name = list == "-" ? "standard input" : list
            let message = "--files-from: cannot read \(name): \(reason); give a file with a path a line, or -"
            throw ExitStatus(code: ExitStatus.missingInputCode, message: message)
        }
        return InboxOptions.paths(inList: bytes, separator: input.null ? .null : .lineFeed)
    }

    private static func glob(_ pattern: String, option: String) throws -> Glob {
        do {
            return try Glob(pattern)
        } catch {
            throw ExitStatus.usage("\(option) \(pattern): \(error.message)")
        }
    }

    private static func priority(_ text: String) throws -> (glob: Glob, priority: Priority) {
        let names: [String: Priority] = [
            "normal": .normal, "high": .high, "urgent": .urgent, "1": .normal, "2": .high, "3": .urgent,
        ]
        guard let sign = text.lastIndex(of: "="), let level = names[String(text[text.index(after: sign)...])] else {
            throw ExitStatus.usage("--priority \(text): give GLOB=normal, GLOB=high or GLOB=urgent")
        }
        return (try glob(String(text[..<sign]), option: "--priority"), level)
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
    }

    static var workingFolder: String {
        guard let working = getcwd(nil, 0) else { return "." }
        defer { free(working) }
        return String(cString: working)
    }
}

/// All bytes of an open file.
enum FileHandleBytes {
    /// Nil, with `errno`, where it cannot be read.
    static func all(of descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { return nil }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
