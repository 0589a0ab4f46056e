import Foundation
import OrchestrateModel

/// How well spoiled pages are read, beside tesseract on its own.
struct AccuracyBenchmark: Benchmark {
    static let name = "accuracy"
    static let subject = "character errors on 72 pages, spoiled in 12 ways, beside the program tesseract"
    static let target = "≤ 0.5 ×"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        guard let tesseract = Child.find("tesseract") else {
            return Measurement(text: "tesseract is not installed", isMet: nil)
        }
        let folder = laboratory.folder + "/wear"
        try laboratory.succeed("example-generator", ["wear", folder, "--count", "2"])
        let ours = try laboratory.texts(of: folder + "/pages")
        var kinds: [String: [Score]] = [:]
        var order: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/pages").sorted() {
            let stem = String(name.prefix { $0 != "." })
            let truth = try String(contentsOfFile: "\(folder)/truth/\(stem).txt", encoding: .utf8)
            let words = ["\(folder)/pages/\(name)", "\(folder)/\(stem)"]
            _ = try Child(tesseract, words, environment: ["OMP_THREAD_LIMIT": "1"]).finish()
            let stock = (try? String(contentsOfFile: "\(folder)/\(stem).txt", encoding: .utf8)) ?? ""
            let kind = stem.split(separator: "-").dropLast().joined(separator: " ")
            if kinds[kind] == nil { order.append(kind) }
            kinds[kind, default: []].append(Score(of: ours[name] ?? "", beside: stock, truth: truth))
        }
        print(Score.table(order.map { ($0, Score.mean(kinds[$0] ?? [])) }))
        let mean = Score.mean(kinds.values.flatMap(\.self))
        let ratio = mean.errors / mean.stockErrors
        let shown = "\(Show.number(mean.errors * 100, 2)) % and \(Show.number(mean.stockErrors * 100, 2)) %"
        return Measurement(text: "\(shown), \(Show.number(ratio, 2)) ×", isMet: ratio <= 0.5)
    }
}

/// Errors in characters and words found, of one page or the mean of several.
struct Score {
    var errors: Double
    var stockErrors: Double
    var words: Double
    var stockWords: Double

    private init(errors: Double, stockErrors: Double, words: Double, stockWords: Double) {
        self.errors = errors
        self.stockErrors = stockErrors
        self.words = words
        self.stockWords = stockWords
    }

    init(of text: String, beside stock: String, truth: String) {
        self.init(
            errors: TextDistance.characterErrors(in: text, truth: truth),
            stockErrors: TextDistance.characterErrors(in: stock, truth: truth),
            words: TextDistance.wordAgreement(of: text, truth: truth),
            stockWords: TextDistance.wordAgreement(of: stock, truth: truth)
        )
    }

    static func mean(_ scores: [Score]) -> Score {
        let count = Double(max(scores.count, 1))
        return Score(
            errors: scores.reduce(0) { $0 + $1.errors } / count,
            stockErrors: scores.reduce(0) { $0 + $1.stockErrors } / count,
            words: scores.reduce(0) { $0 + $1.words } / count,
            stockWords: scores.reduce(0) { $0 + $1.stockWords } / count
        )
    }

    static func table(_ rows: [(kind: String, score: Score)]) -> String {
        let lines = rows.map { kind, score in
            let errors = "\(Show.number(score.errors * 100, 2)) % | \(Show.number(score.stockErrors * 100, 2)) %"
            return "| \(kind) | \(errors) | \(Show.number(score.words, 3)) | \(Show.number(score.stockWords, 3)) |"
        }
        let head = "| kind and strength | character errors | tesseract | words F1 | tesseract |"
        return ([head, "| --- | --- | --- | --- | --- |"] + lines).joined(separator: "\n")
    }
}

/// How far a text is from what stands on the page; white space counts as one blank.
enum TextDistance {
    /// Levenshtein's distance for each character of the truth.
    static func characterErrors(in text: String, truth: String) -> Double {
        let (wanted, found) = (folded(truth), folded(text))
        var row = Array(0...found.count)
        for (line, scalar) in wanted.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in found.indices {
                let cost = found[column] == scalar ? 0 : 1
                let next = min(diagonal + cost, row[column] + 1, row[column + 1] + 1)
                diagonal = row[column + 1]
                row[column + 1] = next
            }
        }
        return Double(row[found.count]) / Double(max(wanted.count, 1))
    }

    /// F1 of the words as a bag.
    static func wordAgreement(of text: String, truth: String) -> Double {
        let wanted = truth.split(whereSeparator: \.isWhitespace)
        let found = text.split(whereSeparator: \.isWhitespace)
        var left = Dictionary(grouping: wanted) { $0 }.mapValues(\.count)
        var common = 0
        for word in found {
            guard let count = left[word], count > 0 else { continue }
            left[word] = count - 1
            common += 1
        }
        return 2 * Double(common) / Double(max(wanted.count + found.count, 1))
    }

    private static func folded(_ text: String) -> [Unicode.Scalar] {
        Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars)
    }
}
