import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

/// Runs every example of docs/templates.md.
struct DocumentationTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let template: String
        let text: String
        let expected: Expected

        var testDescription: String { String(text.prefix { $0 != "\n" }) }
    }

    struct Expected: Sendable, Decodable {
        var fields: [String: Scalar]
        var status: [String: FieldStatus]?
        var tables: [String: [[String: Scalar]]]?
    }

    enum Scalar: Sendable, Decodable, Equatable {
        case text(String)
        case number(Double)
        case absent

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .absent
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        init(_ value: FieldValue?) {
            guard let value else {
                self = .absent
                return
            }
            self = value.decimal.map { .number($0.doubleValue) } ?? .text(value.text)
        }
    }

    static let examples: [Example] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/templates.md")
        guard let text = try? String(contentsOf: root, encoding: .utf8) else { return [] }
        let fences = text.matches(of: /(?m)^```(yaml|text|json)\n((?:.|\n)*?)^```/).map {
            (String($0.output.1), String($0.output.2))
        }
        return stride(from: 0, to: fences.count - 2, by: 3).compactMap { index in
            guard fences[index].0 == "yaml", fences[index + 1].0 == "text", fences[index + 2].0 == "json",
                let expected = try? JSONDecoder().decode(Expected.self, from: Data(fences[index + 2].1.utf8))
            else { return nil }
            return Example(template: fences[index].1, text: fences[index + 1].1, expected: expected)
        }
    }()

    @Test func theReferenceHasExamples() {
        #expect(Self.examples.count >= 7)
    }

    @Test(arguments: examples)
    func exampleReadsWhatTheReferenceSays(_ example: Example) throws {
        let result = try TemplateTrial.of(example.text, by: example.template)
        #expect(result.template != nil)
        let found = Dictionary(uniqueKeysWithValues: result.fields.map { ($0.name, Scalar($0.value)) })
        #expect(found == example.expected.fields)
        for (name, status) in example.expected.status ?? [:] {
            #expect(result.fields.first { $0.name == name }?.status == status, "\(name)")
        }
        let tables = Dictionary(
            uniqueKeysWithValues: result.tables.map { table in
                (
                    table.name,
                    table.rows.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.column, Scalar($0.value)) }) }
                )
            }
        )
        #expect(tables == example.expected.tables ?? [:])
    }
}

/// Reads a text by templates given as text.
enum TemplateTrial {
    struct Rejected: Error {
        let problems: [TemplateProblem]
    }

    static func of(_ text: String, by templates: String..., source: ValueSource = .text) throws -> Validation {
        let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, template) in templates.enumerated() {
            try Data(template.utf8).write(to: folder.appending(path: "t\(index).yml"))
        }
        let (library, problems) = TemplateLibrary.load(paths: [folder.path])
        guard !problems.contains(where: { $0.severity == .error }) else { throw Rejected(problems: problems) }
        let extractor = Extractor(library: library, configuration: Configuration())
        return Validator().validate(extractor.extract(TextLayout.document(text, source: source), pages: []))
    }
}
