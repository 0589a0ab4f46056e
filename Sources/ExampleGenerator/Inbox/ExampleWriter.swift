import FoundationEssentials
import Glibc
import OrchestrateModel

/// Writes examples as files below a folder.
struct ExampleWriter {
    private static let password = "wrenhaven"

    /// The inbox's folder.
    let root: String
    var random: SeededRandom

    mutating func write(_ example: Example) throws {
        let url = URL(filePath: root).appending(path: example.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let path = url.path
        switch example.medium {
        case .textPDF: try writePDF(path, example.sheets.map { .drawn($0) })
        case .scannedPDF(let damage):
            try writePDF(path, example.sheets.map { .scanned($0, damage) })
        case .mixedPDF(let damage):
            let pages = example.sheets.enumerated().map { $0 == 0 ? PDFPage.drawn($1) : .scanned($1, damage) }
            try writePDF(path, pages)
        case .picture(let format, let damage): try writePicture(path, example.sheets, format, damage)
        case .latinText:
            guard case .invoice(let invoice) = example.content else { return }
            try Data(PlainText.invoice(invoice).unicodeScalars.map { UInt8(exactly: $0.value) ?? 0x3F }).write(to: url)
        case .html:
            guard case .invoice(let invoice) = example.content else { return }
            try Data(Markup.invoice(invoice).utf8).write(to: url)
        case .zip: try Packing.zip(members(of: example)).write(to: url)
        case .mail: try Packing.mail(members(of: example)).write(to: url)
        case .encryptedPDF: try writeEncrypted(path, example.sheets)
        case .truncatedPDF:
            try writePDF(path, example.sheets.map { .drawn($0) })
            let whole = try Data(contentsOf: url)
            try whole.prefix(whole.count / 2).write(to: url)
        case .emptyFile: try Data().write(to: url)
        case .binary: try Data((0..<1500).map { _ in UInt8.random(in: 0...255, using: &random) }).write(to: url)
        }
    }

    /// The files that an example holds; they are written beside it, read and removed.
    private mutating func members(of example: Example) throws -> [(name: String, content: Data)] {
        try example.members.map { member in
            var loose = member
            loose.path = example.path + "." + member.path
            try write(loose)
            let url = URL(filePath: root).appending(path: loose.path)
            defer { unlink(url.path) }
            return (member.path, try Data(contentsOf: url))
        }
    }

    private enum PDFPage {
        case drawn(Sheet)
        case scanned(Sheet, Degradation)
    }

    private mutating func writePDF(_ path: String, _ pages: [PDFPage]) throws(Failure) {
        let target = try CairoTarget.pdf(path, title: "Example document")
        for page in pages {
            switch page {
            case .drawn(let sheet):
                target.resize(to: sheet)
                target.draw(sheet)
            case .scanned(let sheet, let damage):
                let picture = try damage.scan(sheet, random: &random)
                let jpeg = try LeptonicaPicture(picture, resolution: damage.resolution).jpeg(quality: 40)
                target.resize(to: sheet)
                try target.draw(picture, jpeg: jpeg, filling: sheet)
            }
            target.endPage()
        }
        try target.finish(path)
    }

    private mutating func writePicture(
        _ path: String,
        _ sheets: [Sheet],
        _ format: ScanFormat,
        _ damage: Degradation
    ) throws(Failure) {
        for (index, sheet) in sheets.enumerated() {
            let picture = try LeptonicaPicture(damage.scan(sheet, random: &random), resolution: damage.resolution)
            try picture.write(path, as: format, appending: index > 0)
            guard format.holdsPages else { return }
        }
    }

    /// Writes a plain PDF and has qpdf encrypt it, with fixed ids so that the bytes are always the same.
    private mutating func writeEncrypted(_ path: String, _ sheets: [Sheet]) throws(Failure) {
        let plain = path + ".plain"
        try writePDF(plain, sheets.map { .drawn($0) })
        defer { unlink(plain) }
        let arguments = [
            "qpdf", "--static-id", "--static-aes-iv", "--encrypt", Self.password, Self.password, "128", "--use-aes=y",
            "--", plain, path,
        ]
        var child: pid_t = 0
        var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        guard posix_spawnp(&child, "qpdf", nil, nil, &copies, environ) == 0 else {
            throw Failure(.notFound, "qpdf cannot be started; install it with: apt-get install qpdf")
        }
        var status: Int32 = 0
        guard waitpid(child, &status, 0) == child, status == 0 else {
            throw Failure(.unknown, "qpdf failed to encrypt \(plain)")
        }
    }
}

extension ScanFormat {
    /// True for formats with several pages a file.
    var holdsPages: Bool {
        switch self {
        case .faxTIFF, .grayTIFF: true
        case .jpeg, .grayPNG, .bilevelPNG: false
        }
    }
}
