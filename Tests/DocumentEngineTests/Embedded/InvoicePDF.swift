import Foundation

/// PDFs of one page with a text layer, to which qpdf attaches files.
enum InvoicePDF {
    static let qpdf = "/usr/bin/qpdf"
    static var hasQPDF: Bool { FileManager.default.isExecutableFile(atPath: qpdf) }

    /// A page with these lines in Helvetica; characters beyond Latin-1 become `?`.
    static func page(_ lines: [String]) -> Data {
        let shown = lines.map { "(\($0.replacing("(", with: "\\(").replacing(")", with: "\\)"))) '" }
        let content = "BT /F 11 Tf 16 TL 60 780 Td \(shown.joined(separator: "\n")) ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F 5 0 R >> >> >>",
            "<< /Length \(content.unicodeScalars.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.unicodeScalars.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.unicodeScalars.count
        let entries = offsets.map { offset in
            let digits = String(offset)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "xref\n0 6\n0000000000 65535 f \n\(entries.joined())"
        text += "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") })
    }

    /// Writes the page with a file attached under a name to `invoice.pdf` in a folder.
    static func write(_ page: Data, attaching xml: String, as name: String, in folder: URL) throws -> String {
        let plain = folder.appending(path: "plain.pdf")
        let attachment = folder.appending(path: name)
        let result = folder.appending(path: "invoice.pdf")
        try page.write(to: plain)
        try Data(xml.utf8).write(to: attachment)
        let process = Process()
        process.executableURL = URL(filePath: qpdf)
        process.arguments = [plain.path(), "--add-attachment", attachment.path(), "--", result.path()]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return result.path()
    }
}
