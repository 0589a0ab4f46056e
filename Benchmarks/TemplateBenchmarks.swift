import FoundationEssentials
import OrchestrateModel

/// Templates that differ in their keywords and match nothing that is drawn, as in a library that has grown.
struct TemplateBenchmark: Benchmark {
    static let name = "templates"
    static let subject = "extraction and validation of a text PDF of one page with 200 more templates loaded"
    static let target = "< 2 ms"

    private static let templates = 200
    private static let documents = 240

    func measure(in laboratory: Laboratory) throws -> Measurement {
        let inbox = try laboratory.inbox(count: Self.documents, kinds: "text")
        let library = laboratory.folder + "/library"
        try FileManager.default.createDirectory(atPath: library, withIntermediateDirectories: true)
        for number in 0..<Self.templates {
            try Data(Self.template(number).utf8).write(to: URL(filePath: "\(library)/sender-\(number).yaml"))
        }
        let times = try (0..<laboratory.rounds).map { _ in
            (try milliseconds(inbox, [], laboratory), try milliseconds(inbox, ["--template", library], laboratory))
        }
        // Whatever else is at work only adds to it.
        let (alone, whole) = (times.map(\.0).min() ?? .nan, times.map(\.1).min() ?? .nan)
        let text = "\(Show.number(whole, 2)) ms, with the built-in templates alone \(Show.number(alone, 2)) ms"
        return Measurement(text: text, isMet: whole < 2)
    }

    /// Mean time of a document in both phases, as the worker measures it.
    private func milliseconds(_ inbox: String, _ options: [String], _ laboratory: Laboratory) throws -> Double {
        let state = laboratory.state()
        defer { try? FileManager.default.removeItem(atPath: state) }
        let program = laboratory.program("orchestrate")
        let run = [program, "run", inbox, "--state", state, "--quiet", "-j", "1"] + options
        guard try Child(run[0], Array(run.dropFirst())).finish().code == 0 else {
            throw Laboratory.Trouble(description: "a run ended badly: \(run.joined(separator: " "))")
        }
        let output = laboratory.folder + "/status.json"
        let status = ["-c", "\"$0\" status --json --state \"$1\" > \"$2\"", program, state, output]
        _ = try Child("/bin/sh", status).finish()
        struct Status: Decodable {
            // The key as it stands in the object.
            let phases: [String: Double]

            enum CodingKeys: String, CodingKey {
                case phases = "phase_seconds"
            }
        }
        let phases = try JSONDecoder().decode(Status.self, from: Data(contentsOf: URL(filePath: output))).phases
        let seconds = (phases["extraction"] ?? .nan) + (phases["validation"] ?? 0)
        return seconds * 1000 / Double(Self.documents)
    }

    private static func template(_ number: Int) -> String {
        """
        schema: orchestrate.template/1
        name: sender-\(number)
        class: invoice
        locale: de-DE
        keywords: ['Lieferant \(number) GmbH', 'DE\(100_000_000 + number * 7919)', 'Konto\\s+\(number)\\b']
        fields:
          invoice_number: 'Rechnung(?:snummer)?:? +(\\S+-\\d+)'
          issue_date: 'Datum:? +(\\d+\\.\\d+\\.\\d+)'
          total_amount: 'Gesamt +([\\d.,]+)'
          lines:
            start: 'Pos +Bezeichnung'
            end: 'Gesamt'
            line: '^ *(?P<description>\\S.*?) {2,}(?P<quantity>[\\d,]+) +(?P<line_total>[\\d.,]+)$'
            types: {quantity: number, line_total: amount}
        required_fields: [invoice_number, total_amount]

        """
    }
}
