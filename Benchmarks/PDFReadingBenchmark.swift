import Foundation

/// A book of scanned pages in one PDF, beside ocrmypdf on as many processors.
struct PDFReadingBenchmark: Benchmark {
    static let name = "ocrmypdf"
    static let subject = "processor time for a PDF of 24 scanned pages, beside `ocrmypdf -j2 --output-type pdf`"
    static let target = "≤ 0.67 × (1.5 × the pages)"

    func measure(in laboratory: Laboratory) throws -> Measurement {
        guard let ocrmypdf = Child.find("ocrmypdf"), let binder = Child.find("img2pdf") else {
            return Measurement(text: "ocrmypdf or img2pdf is not installed", isMet: nil)
        }
        let folder = laboratory.folder + "/book"
        let words = ["wear", folder, "--count", "8", "--kinds", "clean"]
        try laboratory.succeed("example-generator", words)
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder + "/pages").sorted()
        let book = folder + "/book.pdf"
        let bound = try Child(binder, pages.map { "\(folder)/pages/\($0)" } + ["--output", book]).finish()
        guard bound.code == 0 else { throw Laboratory.Trouble(description: "img2pdf ended with \(bound.code)") }
        let ratio = try laboratory.ratio(
            { try laboratory.batch(book, ["-j", "2"]) },
            { try Child(ocrmypdf, ["-j2", "--output-type", "pdf", book, folder + "/out.pdf"]).finish() }
        )
        return Measurement(text: "\(Show.number(ratio, 2)) ×", isMet: ratio <= 1 / 1.5)
    }
}
