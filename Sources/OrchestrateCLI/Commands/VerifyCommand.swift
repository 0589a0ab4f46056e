import ArgumentParser
import OrchestrateModel
import Persistence

/// `orchestrate verify`: whether the ledger's invariants hold.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the ledger invariants of a state folder; exit 0 only if all hold."
    )

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let violations = try Verification.run(try StateFolder.open(at: global.state))
        if global.json {
            Console.data(json(violations).serialized())
        } else {
            var table = TextTable(header: ["invariant", "verdict"], isColored: global.colorsOutput)
            for invariant in Invariant.allCases {
                let broken = violations.filter { $0.invariant == invariant }
                let verdict = broken.map { "\($0.message): \($0.rows.prefix(10).joined(separator: ", "))" }
                table.add([invariant.rawValue, broken.isEmpty ? "holds" : verdict.joined(separator: "; ")])
            }
            Console.data(bytes: Array(table.rendered().utf8))
        }
        guard violations.isEmpty else {
            throw ExitStatus(code: ExitStatus.engineCode, message: "\(violations.count) invariants are violated")
        }
    }

    private func json(_ violations: [Violation]) -> JSONValue {
        let broken = violations.map { violation -> JSONValue in
            [
                "invariant": .string(violation.invariant.rawValue), "message": .string(violation.message),
                "rows": .array(violation.rows.map { .string($0) }),
            ]
        }
        return [
            "schema": "orchestrate.verify/1",
            "invariants": .array(Invariant.allCases.map { .string($0.rawValue) }),
            "violations": .array(broken),
        ]
    }
}
