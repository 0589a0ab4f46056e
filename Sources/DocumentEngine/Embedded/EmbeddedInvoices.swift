import OrchestrateModel

/// Reads e-invoices: the XML in Factur-X and ZUGFeRD files, and files that are XML of such a syntax themselves.
enum EmbeddedInvoices {
    /// Part of the fingerprint: changes with everything that changes what is read.
    static let version = 1

    private static let maxFiles = 20

    /// What was read from a document's pages, completed by the XML that it carries; unchanged where it carries none.
    static func complete(_ read: Extraction, of document: IngestedDocument, text: DocumentText) -> Extraction {
        var result = read
        switch document.source {
        case .picture, .converted: return read
        case .pdf(let pdf):
            switch invoice(in: pdf, name: document.name) {
            case .found(let invoice):
                let merge = EmbeddedMerge(invoice: invoice, pages: PageSearch(text))
                result = read.template == nil ? merge.merged(with: read) : merge.confirmed(read)
            case .unreadable(let message): result.findings.append(unreadable(message))
            case .none: break
            }
        case .text(let file):
            guard document.identity.mediaType == "application/xml", read.template == nil else { return read }
            switch invoice(in: file.text, encoding: "UTF-8") {
            case .found(let invoice): result = extraction(of: invoice, text: text)
            case .unreadable(let message): result.findings.append(unreadable("\(document.name): \(message)"))
            case .none: break
            }
        }
        return result
    }

    private enum Search {
        case found(EmbeddedInvoice)
        case unreadable(String)
        case none
    }

    /// The first attachment that is an invoice, those named as the standards say before others.
    private static func invoice(in document: PopplerDocument, name: String) -> Search {
        let files = document.attachments(limit: XMLTree.maxBytes, maxFiles: maxFiles) {
            $0.lowercased().hasSuffix(".xml")
        }
        let ranks = files.map { file in
            InvoiceSyntax.attachmentNames.firstIndex(of: file.name.lowercased()) ?? InvoiceSyntax.attachmentNames.count
        }
        var complaint: String?
        for index in files.indices.sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
            guard let content = files[index].content else {
                complaint = complaint ?? "\(name): its attachment \(files[index].name) is too large or damaged"
                continue
            }
            switch invoice(in: content, encoding: nil) {
            case .found(let invoice): return .found(invoice)
            case .unreadable(let message):
                complaint = complaint ?? "\(name), attachment \(files[index].name): \(message)"
            case .none: continue
            }
        }
        return complaint.map { .unreadable($0) } ?? .none
    }

    private static func invoice(in bytes: [UInt8], encoding: String?) -> Search {
        let read = bytes.withUnsafeBytes { bytes in
            Result { () throws(XMLTree.Problem) in EmbeddedInvoice(try XMLTree(bytes: bytes, encoding: encoding)) }
        }
        switch read {
        case .success(let invoice): return invoice.map { .found($0) } ?? .none
        case .failure(let problem): return .unreadable("the XML is not read, because \(problem.message)")
        }
    }

    private static func unreadable(_ message: String) -> Finding {
        Finding(severity: .warning, code: "embedded_unreadable", message: message)
    }

    /// A file that is the XML itself: its text is its page, so there is nothing else to read it from.
    private static func extraction(of invoice: EmbeddedInvoice, text: DocumentText) -> Extraction {
        let places = XMLPlaces(text)
        var extraction = Extraction(documentClass: "invoice")
        extraction.requiredFields = InvoiceSyntax.required
        extraction.adjustment = invoice.adjustment
        extraction.fields = invoice.fields.map { entries in
            var field = EmbeddedInvoice.field(entries, currency: invoice.currency, status: .valid, confidence: 0.99)
            field.evidence = places.evidence(of: entries[0])
            return field
        }
        for entry in invoice.fields.map({ $0[0] }) where entry.value == nil {
            let message = "\(entry.name): “\(entry.raw)” cannot be read as \(entry.type.rawValue)"
            extraction.findings.append(
                Finding(severity: .warning, code: "unreadable_value", message: message, fields: [entry.name])
            )
        }
        let rows = invoice.lines.map { line in
            line.compactMap { entry in
                entry.value.map { TableCell(column: entry.name, value: $0, evidence: places.evidence(of: entry)) }
            }
        }
        if !rows.isEmpty { extraction.tables = [ExtractedTable(name: "lines", rows: rows)] }
        return extraction
    }
}
