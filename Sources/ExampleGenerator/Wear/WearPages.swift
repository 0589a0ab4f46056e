import ArgumentParser
import FoundationEssentials
import OrchestrateModel

/// Draws pages of known text and spoils them, to see how well they are read.
struct WearPages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wear",
        abstract: "Writes spoiled pages as DIR/pages/KIND-STRENGTH-N.png and what stands on them as DIR/truth/….txt.",
        discussion: "Kinds: \(Wear.allCases.map(\.rawValue).joined(separator: ", ")); strengths 1 to 3."
    )

    @Argument(help: "The folder to write to; it is made if it does not exist.")
    var folder: String

    @Option(help: "Pages of each kind and strength.")
    var count = 2

    @Option(help: "Where randomness starts; the same seed gives the same files.")
    var seed: UInt64 = 2025

    @Option(help: "The kinds, by comma; otherwise all.")
    var kinds: String?

    func validate() throws {
        if count < 1 { throw ValidationError("--count must be at least 1, not \(count)") }
        _ = try chosen()
    }

    private func chosen() throws -> [Wear] {
        guard let kinds else { return Wear.allCases }
        return try kinds.split(separator: ",").map { name in
            guard let wear = Wear(rawValue: String(name)) else {
                let known = Wear.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--kinds does not know '\(name)'; it knows \(known)")
            }
            return wear
        }
    }

    func run() throws {
        for name in ["pages", "truth"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        for wear in try chosen() {
            for strength in Wear.strengths {
                for number in 1...count { try write(wear, strength, number) }
            }
        }
    }

    private func write(_ wear: Wear, _ strength: Int, _ number: Int) throws {
        // The same pages for each kind, so that kinds compare.
        var random = SeededRandom(seed: seed &+ UInt64(number))
        let prose = Prose(number: number + strength, random: &random)
        let degradation = wear.degradation(strength)
        let picture = try LeptonicaPicture(
            degradation.scan(prose.sheet, random: &random),
            resolution: degradation.resolution
        )
        let format = wear.format(strength)
        let ending = if case .jpeg = format { "jpg" } else { "png" }
        let name = "\(wear.rawValue)-\(strength)-\(number)"
        try picture.write("\(folder)/pages/\(name).\(ending)", as: format)
        try Data((prose.rows.joined(separator: "\n") + "\n").utf8).write(
            to: URL(filePath: "\(folder)/truth/\(name).txt")
        )
    }
}
