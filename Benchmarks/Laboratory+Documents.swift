import Foundation

extension Laboratory {
    /// Runs a program of this project to its end; throws where that is no success.
    func succeed(_ name: String, _ words: [String]) throws {
        let end = try Child(program(name), words).finish()
        guard end.code == 0 else { throw Trouble(description: "\(name) \(words) ended with \(end.code)") }
    }

    /// What the documents of a folder say, by their paths.
    func texts(of inbox: String) throws -> [String: String] {
        struct Line: Decodable {
            struct Document: Decodable { var path: String }
            struct Page: Decodable { var text: String? }
            var document: Document
            var pages: [Page]
        }
        let state = state()
        let export = state + ".ndjson"
        defer { for path in [state, export] { try? FileManager.default.removeItem(atPath: path) } }
        try succeed("orchestrate", ["run", inbox, "--state", state, "--quiet"])
        let words = ["export", "--state", state, "--with", "text", "--format", "ndjson", "--output", export]
        try succeed("orchestrate", words)
        var texts: [String: String] = [:]
        for line in try Data(contentsOf: URL(filePath: export)).split(separator: UInt8(ascii: "\n")) {
            let decoded = try JSONDecoder().decode(Line.self, from: Data(line))
            texts[decoded.document.path] = decoded.pages.compactMap(\.text).joined(separator: "\n")
        }
        return texts
    }
}

extension Child {
    /// A program by its name, where `PATH` leads to it.
    static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
