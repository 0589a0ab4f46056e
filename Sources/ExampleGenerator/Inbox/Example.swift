import OrchestrateModel

/// One document to be made: what stands in it and what it is written on.
struct Example {
    /// Relative to the inbox.
    var path: String
    var content: Content
    var medium: Medium
    /// What an archive or a mail holds, by names without folders.
    var members: [Example] = []

    enum Content {
        case invoice(Invoice)
        case receipt(Receipt)
        case contract(Contract)
        /// A letter that no template knows.
        case letter
        /// Nothing that could be read.
        case nothing
    }

    enum Medium {
        case textPDF
        case scannedPDF(Degradation)
        /// The first page as text, the others scanned.
        case mixedPDF(Degradation)
        /// A picture file, of the first sheet alone unless the format takes several.
        case picture(ScanFormat, Degradation)
        case latinText
        case html
        case zip
        case mail
        /// Opens with the password `wrenhaven` only.
        case encryptedPDF
        /// Ends in the middle.
        case truncatedPDF
        case emptyFile
        /// Bytes of no known type.
        case binary
    }

    var sheets: [Sheet] {
        switch content {
        case .invoice(let invoice): InvoiceDrawing.sheets(of: invoice)
        case .receipt(let receipt): [ReceiptDrawing.sheet(of: receipt)]
        case .contract(let contract): [contract.sheet]
        case .letter, .nothing: [PlainText.letter]
        }
    }
}
